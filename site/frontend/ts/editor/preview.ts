// A small drawing of the map beside the lines, which follows each edit. The lines say
// all of it, so it is hidden from screen readers.
import { draw, make } from "./dom";
import type { Store } from "./store";
import { endOf, type Nodes } from "./tree";
import type { Say } from "./words";

const COLUMN = 138;
const LINE = 21;
const BOX = { width: 116, height: 17 };
const LETTERS = 16;
const SMALLEST = 0.62; // of the drawing's own size: below it nobody can read it
const NODE = "outline-drawing__node";
const CURRENT = `${NODE}--current`;
const GLYPHS: Readonly<Record<string, string>> = {
  symptom: "●",
  barrier: "■",
  probe: "?",
  intervention: "▲",
  evidence: "≡",
  gap: "○",
  note: "–",
};

export interface Spot {
  readonly key: number;
  readonly label: string;
  readonly kind: string;
  readonly parent: number;
  readonly depth: number;
  readonly folded: number;
  y: number;
}

interface Box {
  readonly spot: Spot;
  readonly element: SVGElement;
}

/** Where each node stands: a column for each level, a line for each end. */
export function layOut(nodes: Nodes, collapsed: ReadonlySet<number>): Spot[] {
  const spots: Spot[] = [];
  const path: number[] = [];
  for (let index = 0; index < nodes.length; index += 1) {
    const node = nodes[index];
    if (!node) break;
    const least = spots.length ? 2 : 1;
    const depth = Math.min(Math.max(node.level, least), path.length + 1);
    path.length = depth - 1;
    const parent = path[path.length - 1] ?? -1;
    path.push(spots.length);
    const end = endOf(nodes, index);
    const folded = collapsed.has(node.key) ? end - index - 1 : 0;
    spots.push({ key: node.key, label: node.label, kind: node.kind, parent, depth, folded, y: 0 });
    if (folded) index = end - 1;
  }
  placeLines(spots);
  return spots;
}

function placeLines(spots: Spot[]): void {
  const first = new Map<number, number>();
  const last = new Map<number, number>();
  const isParent = new Set(spots.map((spot) => spot.parent));
  let line = 0;
  spots.forEach((spot, index) => {
    if (!isParent.has(index)) spot.y = line++ * LINE;
  });
  for (let index = spots.length - 1; index >= 0; index -= 1) {
    const spot = spots[index] as Spot;
    if (isParent.has(index)) spot.y = ((first.get(index) ?? 0) + (last.get(index) ?? 0)) / 2;
    first.set(spot.parent, spot.y);
    if (!last.has(spot.parent)) last.set(spot.parent, spot.y);
  }
}

const xOf = ({ depth }: Spot): number => (depth - 1) * COLUMN;

const shorten = (label: string): string => {
  const letters = [...label];
  return letters.length > LETTERS ? `${letters.slice(0, LETTERS - 1).join("")}…` : label;
};

export class Preview {
  readonly element: HTMLElement;
  private readonly frame: HTMLElement;
  private readonly boxes = new Map<number, Box>();
  private drawn: Nodes = [];
  private closed = -1; // how many branches were closed in the drawing
  private marked = -1;
  private scale = 1;
  private isDue = false;

  constructor(
    private readonly store: Store,
    private readonly say: Say,
    pick: (key: number) => void,
  ) {
    this.frame = make("div", { class: "outline-drawing__frame", "aria-hidden": "true" });
    const title = make("h3", { class: "outline-side__title" }, say("drawing"));
    this.element = make("div", { class: "outline-drawing" }, title, this.frame);
    this.frame.addEventListener("click", (event) => {
      const key = (event.target as Element).closest<SVGElement>("[data-key]")?.dataset.key;
      if (key !== undefined) pick(Number(key));
    });
    store.subscribe(() => this.schedule());
  }

  /** Draw once for all changes until the next frame. */
  schedule(): void {
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(() => {
      this.isDue = false;
      this.show();
    });
  }

  private show(): void {
    const { nodes, collapsed, current } = this.store;
    if (nodes !== this.drawn || this.closed !== collapsed.size) this.draw(layOut(nodes, collapsed));
    this.drawn = nodes;
    this.closed = collapsed.size;
    if (current === this.marked) return;
    this.boxes.get(this.marked)?.element.classList.remove(CURRENT);
    this.marked = current;
    this.boxes.get(current)?.element.classList.add(CURRENT);
    this.follow();
  }

  /** Draw what differs from the drawing that stands there. */
  private draw(spots: readonly Spot[]): void {
    if (!spots.length) {
      this.boxes.clear();
      this.frame.replaceChildren(make("p", {}, this.say("drawing_empty")));
      return;
    }
    const old = new Map(this.boxes);
    this.boxes.clear();
    let isSame = old.size === spots.length;
    for (const spot of spots) {
      const known = old.get(spot.key);
      const isKept = known !== undefined && isDrawnAlike(known.spot, spot);
      isSame &&= known !== undefined && known.spot.y === spot.y && known.spot.depth === spot.depth;
      this.boxes.set(spot.key, isKept ? known : { spot, element: this.box(spot) });
      if (known && !isKept) known.element.replaceWith(this.boxes.get(spot.key)?.element ?? "");
    }
    if (!isSame) this.redraw(spots);
  }

  private redraw(spots: readonly Spot[]): void {
    const width = Math.max(...spots.map(xOf)) + BOX.width + 4;
    const height = Math.max(...spots.map((spot) => spot.y)) + BOX.height + 4;
    this.scale = Math.min(1, Math.max(SMALLEST, this.frame.clientWidth / width));
    const svg = draw("svg", {
      viewBox: `-2 -2 ${width} ${height}`,
      width: Math.round(width * this.scale),
      height: Math.round(height * this.scale),
    });
    svg.append(this.lines(spots), ...[...this.boxes.values()].map(({ element }) => element));
    this.frame.replaceChildren(svg);
    this.follow();
  }

  private lines(spots: readonly Spot[]): SVGElement {
    const middle = BOX.height / 2;
    const path = spots.map((spot) => {
      const parent = spots[spot.parent];
      if (!parent) return "";
      const [from, to] = [xOf(parent) + BOX.width, xOf(spot)];
      const bend = (from + to) / 2;
      return `M${from} ${parent.y + middle}C${bend} ${parent.y + middle} ${bend} ${spot.y + middle} ${to} ${spot.y + middle}`;
    });
    return draw("path", { d: path.join(""), class: "outline-drawing__lines" });
  }

  private box(spot: Spot): SVGElement {
    const isCurrent = spot.key === this.marked;
    const label = draw("text", { x: 20, y: 12 });
    label.textContent = shorten(spot.label || this.say("untitled"));
    const glyph = draw("text", { x: 5, y: 12, class: "outline-drawing__glyph" });
    glyph.textContent = GLYPHS[spot.kind] ?? "";
    const more = draw("text", { x: BOX.width + 3, y: 12 });
    more.textContent = spot.folded ? `+${spot.folded}` : "";
    return draw(
      "g",
      {
        transform: `translate(${xOf(spot)} ${spot.y})`,
        class: isCurrent ? `${NODE} ${CURRENT}` : NODE,
        "data-key": spot.key,
        "data-kind": spot.kind,
      },
      draw("rect", { ...BOX, rx: 4 }),
      glyph,
      label,
      more,
    );
  }

  /** Keep the current node in sight. */
  private follow(): void {
    const spot = this.boxes.get(this.marked)?.spot;
    if (!spot) return;
    const { clientWidth, clientHeight } = this.frame;
    this.frame.scrollTo({
      left: (xOf(spot) + BOX.width / 2) * this.scale - clientWidth / 2,
      top: spot.y * this.scale - clientHeight / 2,
    });
  }
}

const isDrawnAlike = (one: Spot, other: Spot): boolean =>
  one.label === other.label &&
  one.kind === other.kind &&
  one.folded === other.folded &&
  one.depth === other.depth &&
  one.y === other.y;
