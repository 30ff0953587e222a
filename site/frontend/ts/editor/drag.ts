// Dragging a branch by its handle: up and down chooses the place, left and right the
// level. Everything that it does can be done by key and button too.
import { make } from "./dom";
import { ROW } from "./row";
import type { Rows } from "./rows";
import type { Store } from "./store";
import { endOf, levelsAt } from "./tree";

const STEP_PX = 20; // the indent of one level
const EDGE_PX = 60; // so near to the window's edge the page scrolls along
const SCROLL_PX = 14;

interface Target {
  readonly before: number;
  readonly level: number;
}

export class Drag {
  private readonly mark = make("div", { class: "outline-drop", hidden: true, "aria-hidden": "true" });
  private key = -1;
  private startX = 0;
  private target: Target | null = null;

  constructor(
    private readonly list: HTMLElement,
    private readonly rows: Rows,
    private readonly store: Store,
    private readonly drop: (key: number, target: Target) => void,
  ) {
    list.after(this.mark);
    list.addEventListener("pointerdown", (event) => this.start(event));
    list.addEventListener("pointermove", (event) => this.move(event));
    list.addEventListener("pointerup", () => this.end(true));
    list.addEventListener("pointercancel", () => this.end(false));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.end(false);
    });
  }

  private start(event: PointerEvent): void {
    const handle = (event.target as Element).closest("[data-handle]");
    const row = handle?.closest<HTMLElement>(`.${ROW}`);
    if (!row || event.button !== 0) return;
    event.preventDefault();
    this.key = Number(row.dataset.key);
    this.startX = event.clientX;
    this.list.setPointerCapture(event.pointerId);
    this.setDragged(true);
  }

  private move(event: PointerEvent): void {
    if (this.key < 0) return;
    this.scroll(event.clientY);
    const index = this.store.indexOf(this.key);
    const before = this.placeAt(event.clientY);
    this.target = null;
    const isOwn = before > index && before < endOf(this.store.nodes, index);
    if (index > 0 && before > 0 && !isOwn) {
      const [least, most] = levelsAt(this.store.nodes, index, before);
      const own = this.store.nodes[index]?.level ?? least;
      const wanted = own + Math.round((event.clientX - this.startX) / STEP_PX);
      this.target = { before, level: Math.min(most, Math.max(least, wanted)) };
    }
    this.showMark();
  }

  private end(isDropped: boolean): void {
    if (this.key < 0) return;
    const { key, target } = this;
    this.setDragged(false);
    this.key = -1;
    this.target = null;
    this.mark.hidden = true;
    if (isDropped && target) this.drop(key, target);
  }

  /** The index of the node before which a branch would be dropped at this height. */
  private placeAt(y: number): number {
    const { nodes } = this.store;
    for (let index = 0; index < nodes.length; index += 1) {
      const line = this.lineOf(index);
      if (!line) continue;
      const { top, height } = line.getBoundingClientRect();
      if (y < top + height / 2) return index;
    }
    return nodes.length;
  }

  private lineOf(index: number): Element | null {
    const node = this.store.nodes[index];
    if (!node) return null;
    const { element } = this.rows.get(node.key);
    return element.hidden ? null : element.firstElementChild;
  }

  private showMark(): void {
    this.mark.hidden = this.target === null;
    if (!this.target) return;
    const { before, level } = this.target;
    const box = this.list.getBoundingClientRect();
    const line = this.lineOf(before);
    const y = line ? line.getBoundingClientRect().top - box.top : box.height;
    this.mark.style.setProperty("--level", String(level));
    this.mark.style.insetBlockStart = `${this.list.offsetTop + y}px`;
    this.mark.dataset.level = String(level);
  }

  private setDragged(isDragged: boolean): void {
    const index = this.store.indexOf(this.key);
    for (const node of this.store.nodes.slice(index, endOf(this.store.nodes, index))) {
      this.rows.get(node.key).element.classList.toggle(`${ROW}--dragged`, isDragged);
    }
  }

  private scroll(y: number): void {
    if (y < EDGE_PX * 2) window.scrollBy(0, -SCROLL_PX);
    if (y > window.innerHeight - EDGE_PX) window.scrollBy(0, SCROLL_PX);
  }
}
