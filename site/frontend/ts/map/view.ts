import { Camera } from "./camera";
import { Drawing } from "./drawing";
import { Frame } from "./frame";
import { watchGestures } from "./gestures";
import { goneNode } from "./gone_nodes";
import { Keyboard, type Reader } from "./keyboard";
import { Minimap } from "./minimap";
import { Panel } from "./panel";
import { Tools } from "./tools";
import { giveRoles, giveRolesBeneath, sayOpen, takeRoles } from "./tree_roles";
import { pathTo, readTree, setOpen, walk, walkShown, type MapNode } from "./tree";

const LEAST_SCALE = 0.7; // at first: smaller cannot be read
const TWO_SIDES_FROM = 900; // pixels of width

/** The outline as a map: what the element shows while it is asked for a map. */
export class MapView implements Reader {
  current: MapNode;
  readonly camera: Camera;
  readonly drawing: Drawing;
  readonly frame: Frame;
  readonly panel: Panel;
  private readonly tools: Tools;
  private readonly minimap: Minimap;
  private readonly stop = new AbortController();
  private readonly stopGestures: () => void;

  /** A view of the outline within the element; null where that has no node. */
  static of(host: HTMLElement): MapView | null {
    const list = host.querySelector<HTMLUListElement>(".mm-canvas > ul");
    const root = list && readTree(list);
    return list && root ? new MapView(host, list, root) : null;
  }

  private constructor(
    readonly host: HTMLElement,
    private readonly list: HTMLUListElement,
    readonly root: MapNode,
  ) {
    this.current = root;
    this.tools = new Tools(host, this);
    const viewport = host.querySelector<HTMLElement>(".mm-viewport")!;
    const canvas = viewport.querySelector<HTMLElement>(".mm-canvas")!;
    // Before anything is drawn: of a large map most is never shown.
    this.openLevels(1);
    host.classList.add("is-map");
    this.camera = new Camera(viewport, canvas, () => this.onMove());
    this.frame = new Frame(host, this.camera);
    this.minimap = new Minimap(host.querySelector<HTMLElement>(".mm-minimap")!, this.camera);
    this.panel = new Panel(host.querySelector<HTMLElement>(".mm-panel")!, (width) => {
      this.camera.covered = width;
    });
    this.drawing = new Drawing(root, canvas, () => this.tools.decorate(root));
    this.stopGestures = watchGestures(this.camera, () => this.frame.isFullScreen);
    this.begin();
    this.listen();
  }

  /** How many levels the map has. */
  get levels(): number {
    let levels = 0;
    for (const node of walk(this.root)) levels = Math.max(levels, node.depth + 1);
    return levels;
  }

  goTo(node: MapNode, { focuses = true, reveals = true } = {}): void {
    this.openWayTo(node);
    this.current.link.tabIndex = -1;
    this.current.link.removeAttribute("aria-current");
    this.current = node;
    node.link.tabIndex = 0;
    node.link.setAttribute("aria-current", "true");
    if (focuses) node.link.focus({ preventScroll: true });
    if (reveals) this.camera.reveal(rectangle(node));
    this.tools.showPath(pathTo(node));
  }

  setOpen(nodes: MapNode[], isOpen: boolean): void {
    const anchor = this.current;
    const [x, y] = [anchor.x, anchor.y];
    for (const node of nodes) this.setOneOpen(node, isOpen);
    this.redraw();
    this.keepInPlace(anchor, x, y);
    const [only] = nodes;
    if (only && nodes.length === 1) {
      // One branch appears softly; of a thousand each would be a layer for a while.
      only.group?.classList.toggle("is-new", isOpen);
      this.camera.reveal(rectangle(only));
    }
    this.tools.showPath(pathTo(this.current));
  }

  /** Opens everything down to a level, the root being level 1. */
  openTo(levels: number): void {
    for (const node of walk(this.root)) this.setOneOpen(node, node.depth + 1 < levels);
    const path = pathTo(this.current);
    const nearest = path[Math.min(path.length, levels) - 1]!;
    this.drawing.balance(this.isOneSided);
    this.redraw();
    this.goTo(nearest, { focuses: false, reveals: false });
    this.camera.glide(() => this.camera.fit(this.drawing.bounds, LEAST_SCALE));
  }

  openMedia(node: MapNode): void {
    this.goTo(node, { focuses: false });
    this.panel.open(node);
    this.camera.reveal(rectangle(node));
  }

  closeMedia(): void {
    const node = this.panel.close();
    if (node) this.goTo(node);
  }

  centre(node: MapNode): void {
    this.camera.glide(() => this.camera.centre(node.x + node.width / 2, node.y));
  }

  fit(): void {
    this.camera.glide(() => this.camera.fit(this.drawing.bounds));
  }

  /** Leaves the outline as the server rendered it. */
  remove(): void {
    this.stop.abort();
    this.stopGestures();
    this.panel.giveBack();
    for (const node of walk(this.root)) setOpen(node, true);
    takeRoles(this.root, this.list);
    this.drawing.remove();
    this.frame.remove();
    this.tools.remove();
    this.host.classList.remove("is-map");
  }

  private begin(): void {
    const levels = this.openWhatFits();
    giveRoles(this.root, this.list, this.host.dataset.title ?? "");
    for (const node of walkShown(this.root)) if (node.isOpen) giveRolesBeneath(node);
    this.root.link.tabIndex = 0;
    this.drawing.balance(this.isOneSided);
    this.redraw();
    this.camera.fit(this.drawing.bounds, LEAST_SCALE);
    this.tools.showLevels(this.levels, levels);
    this.tools.showPath([this.root]);
    const resizing = new ResizeObserver(() => this.onResize());
    resizing.observe(this.camera.viewport);
    this.stop.signal.addEventListener("abort", () => resizing.disconnect());
  }

  private listen(): void {
    const { signal } = this.stop;
    const keyboard = new Keyboard(this);
    this.list.addEventListener(
      "keydown",
      (event) => {
        if (keyboard.press(event)) event.preventDefault();
      },
      { signal },
    );
    this.list.addEventListener("click", (event) => this.onClick(event), { signal });
    this.host.addEventListener("focusin", (event) => this.onFocus(event), { signal });
    addEventListener("hashchange", () => this.followHash(), { signal });
    addEventListener("beforeprint", () => this.panel.giveBack(), { signal });
    // The browser goes to the fragment itself when the page has loaded, and would take
    // the focus along: go there after it.
    const onLoad = (): unknown => setTimeout(() => this.followHash());
    if (document.readyState === "complete") this.followHash();
    else addEventListener("load", onLoad, { signal, once: true });
    void document.fonts.ready.then(() => this.onFonts());
  }

  private get isOneSided(): boolean {
    return this.camera.width < TWO_SIDES_FROM;
  }

  /** Opens as many levels as can be seen and read at once; returns how many. */
  private openWhatFits(): number {
    const { levels } = this;
    let fitting = 1;
    for (let trial = 2; trial <= levels; trial += 1) {
      this.openLevels(trial);
      this.drawing.balance(this.isOneSided);
      const fits = this.camera.scaleFor(this.drawing.place()) >= LEAST_SCALE;
      if (!fits && trial > 2) break;
      fitting = trial;
    }
    this.openLevels(fitting);
    return fitting;
  }

  private openLevels(levels: number): void {
    for (const node of walk(this.root)) setOpen(node, node.depth + 1 < levels);
  }

  private setOneOpen(node: MapNode, isOpen: boolean): void {
    setOpen(node, isOpen);
    sayOpen(node);
    if (isOpen) giveRolesBeneath(node);
  }

  private openWayTo(node: MapNode): void {
    const closed = pathTo(node).slice(0, -1).filter((step) => !step.isOpen);
    for (const step of closed) this.setOneOpen(step, true);
    if (closed.length) this.redraw();
  }

  private redraw(): void {
    this.drawing.draw();
    this.frame.makeRoom(this.drawing.bounds, LEAST_SCALE);
    this.minimap.draw(this.root, this.drawing.bounds);
  }

  /** What was looked at stays where it was on the screen. */
  private keepInPlace(node: MapNode, x: number, y: number): void {
    const { scale } = this.camera;
    this.camera.stopGliding();
    this.camera.moveBy((x - node.x) * scale, (y - node.y) * scale);
  }

  private onResize(): void {
    this.camera.measure();
    this.minimap.follow();
  }

  private onMove(): void {
    this.minimap.follow();
    this.tools.showScale(this.camera.scale);
  }

  private onClick(event: MouseEvent): void {
    const target = event.target as Element;
    const node = this.nodeOf(target);
    if (!node) return;
    if (target.closest(".mm-toggle")) {
      this.goTo(node);
      this.setOpen([node], !node.isOpen);
    } else if (target.closest(".mm-more")) {
      this.openMedia(node);
    } else if (!node.link.hasAttribute("href")) {
      this.goTo(node);
      if (node.media) this.openMedia(node);
    }
  }

  private onFocus(event: FocusEvent): void {
    const node = this.nodeOf(event.target as Element);
    if (!node || node === this.current) return;
    // The map does not slip away under a mouse that was pressed.
    this.goTo(node, { focuses: false, reveals: node.link.matches(":focus-visible") });
  }

  private nodeOf(element: Element): MapNode | undefined {
    const item = element.closest(".mm-card")?.parentElement;
    return item ? [...walkShown(this.root)].find((node) => node.item === item) : undefined;
  }

  private followHash(): void {
    const id = /^#node-(.+)$/.exec(location.hash)?.[1];
    if (!id) return;
    const gone = this.find(id) ? undefined : goneNode(id);
    const found = this.find(gone?.parent ?? id);
    this.tools.say(gone?.text ?? gone?.label ?? "");
    if (!found) return;
    this.goTo(found);
    this.centre(found);
    this.host.scrollIntoView({ block: "nearest" });
  }

  private find(id: string): MapNode | undefined {
    return [...walk(this.root)].find((node) => node.id === id);
  }

  private onFonts(): void {
    if (this.stop.signal.aborted) return;
    this.drawing.forgetSizes();
    this.redraw();
  }
}

function rectangle({ x, y, width, height }: MapNode) {
  return { left: x, right: x + width, top: y - height / 2, bottom: y + height / 2 };
}
