import { drawLines, LINE_STYLES } from "./curves";
import { balance, edgesOf, layOut, type Bounds } from "./layout";
import { walkShown, type MapNode } from "./tree";

const SVG = "http://www.w3.org/2000/svg";
const BRANCH_HUES = 8;
const STEM_ROOM = 20; // beside the words on a line
const TWO_LINES = 36; // pixels: less is a label on one line
/** Around the nodes, for what stands at their edges: counts and outlines. */
const OVERHANG = 44;

/** The class that gives a branch its hue; hues come again after the eighth. */
export function hueClass(branch: number): string {
  return branch ? `mm-hue-${((branch - 1) % BRANCH_HUES) + 1}` : "mm-hue-root";
}

/** Draws the shown part of a tree: places the cards, and the lines behind them. */
export class Drawing {
  bounds: Bounds = { left: 0, top: 0, right: 0, bottom: 0 };
  private readonly lines = document.createElementNS(SVG, "svg");

  constructor(
    private readonly root: MapNode,
    private readonly canvas: HTMLElement,
    /** Puts marks on cards; called before their sizes are read. */
    private readonly putMarks: (root: MapNode) => void,
  ) {
    this.lines.setAttribute("class", "mm-lines");
    this.lines.setAttribute("aria-hidden", "true");
    canvas.prepend(this.lines);
    root.item.classList.add(hueClass(0));
    for (const child of root.children) child.item.classList.add(hueClass(child.branch));
  }

  /** Shares the branches between the sides anew: only when much of the map changes. */
  balance(isOneSided: boolean): void {
    this.measure();
    balance(this.root, isOneSided);
  }

  /** Finds every place, and moves nothing yet. */
  place(): Bounds {
    this.measure();
    const { left, top, right, bottom } = layOut(this.root);
    this.bounds = {
      left: left - OVERHANG,
      top: top - OVERHANG / 2,
      right: right + OVERHANG,
      bottom: bottom + OVERHANG / 2,
    };
    return this.bounds;
  }

  draw(): void {
    this.place();
    for (const { card, item, side, x, y, height } of walkShown(this.root)) {
      // Not by transform: five hundred of them are as many layers to the browser.
      card.style.left = `${Math.round(x)}px`;
      card.style.top = `${Math.round(y - height / 2)}px`;
      item.classList.toggle("is-left", side === -1);
    }
    this.drawLines();
  }

  /** Sizes are forgotten, say when a font has come. */
  forgetSizes(): void {
    for (const node of walkShown(this.root)) {
      node.isMeasured = false;
      node.card.style.inlineSize = "";
    }
  }

  remove(): void {
    this.lines.remove();
    const clear = (node: MapNode): void => {
      node.card.removeAttribute("style");
      node.item.classList.remove("is-left", hueClass(node.branch));
      node.children.forEach(clear);
    };
    clear(this.root);
  }

  /** Reads all new sizes in one go, then narrows the cards whose text was balanced. */
  private measure(): void {
    this.putMarks(this.root);
    const unknown = [...walkShown(this.root)].filter((node) => !node.isMeasured);
    if (!unknown.length) return;
    const scale = this.canvas.getBoundingClientRect().width / this.canvas.offsetWidth;
    const spare = unknown.map((node) => {
      node.width = node.card.offsetWidth;
      node.height = node.card.offsetHeight;
      node.stem = node.edgeLabel ? node.edgeLabel.offsetWidth + STEM_ROOM : 0;
      node.isMeasured = true;
      return node.link.offsetHeight < TWO_LINES ? 0 : spareWidth(node, scale);
    });
    unknown.forEach((node, index) => {
      if (spare[index]! <= 0) return;
      node.width -= spare[index]!;
      node.card.style.inlineSize = `${node.width}px`;
    });
  }

  private drawLines(): void {
    const { left, top, right, bottom } = this.bounds;
    const [width, height] = [right - left, bottom - top];
    this.lines.setAttribute("viewBox", `${left} ${top} ${width} ${height}`);
    Object.assign(this.lines.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
    const groups = [...drawLines(edgesOf(this.root))].map(([branch, lines]) => {
      const group = document.createElementNS(SVG, "g");
      group.setAttribute("class", hueClass(branch));
      group.append(path("mm-taper", lines.tapers), path("mm-head", lines.heads));
      for (const style of LINE_STYLES) {
        if (lines.strokes[style]) group.append(path(`mm-run mm-run--${style}`, lines.strokes[style]));
      }
      return group;
    });
    this.lines.replaceChildren(...groups);
  }
}

function path(name: string, shape: string): SVGPathElement {
  const element = document.createElementNS(SVG, "path");
  element.setAttribute("class", name);
  element.setAttribute("d", shape);
  return element;
}

/** A balanced text leaves room at its end, which belongs outside the card. */
function spareWidth(node: MapNode, scale: number): number {
  const range = document.createRange();
  range.selectNodeContents(node.link);
  const facts = [...node.card.querySelectorAll(".outline__about > *")];
  const [text, ...rest] = [range, ...facts].map((part) => part.getBoundingClientRect());
  const left = Math.min(...rest.map((rect) => rect.left));
  const right = Math.max(...rest.map((rect) => rect.right));
  const needed = Math.max(text!.width, rest.length ? right - left : 0) / scale;
  return Math.floor(node.link.offsetWidth - needed - 1);
}
