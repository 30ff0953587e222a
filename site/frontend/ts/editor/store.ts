// The outline as it stands, which branches are closed, which line is the current one;
// tells those who listen after each change.
import type { Done } from "./commands";
import { History } from "./history";
import * as tree from "./tree";
import type { OutlineNode } from "./types";

export class Store {
  nodes: tree.Nodes = [];
  current = -1;
  readonly collapsed = new Set<number>();
  private readonly history = new History();
  private readonly listeners: (() => void)[] = [];

  subscribe(listener: () => void): void {
    this.listeners.push(listener);
  }

  tell(): void {
    for (const listener of this.listeners) listener();
  }

  indexOf(key: number): number {
    return this.nodes.findIndex((node) => node.key === key);
  }

  get currentIndex(): number {
    return this.indexOf(this.current);
  }

  get canUndo(): boolean {
    return this.history.canUndo;
  }

  get canRedo(): boolean {
    return this.history.canRedo;
  }

  take({ nodes, at }: Done): void {
    this.history.push(this.nodes, "", Date.now());
    this.nodes = nodes;
    this.reveal(at);
    this.tell();
  }

  /** Write fields of a line; typing on in one field is one step to undo. */
  write(key: number, values: Partial<OutlineNode>, name: string): void {
    const index = this.indexOf(key);
    const node = this.nodes[index];
    if (!node) return;
    this.history.push(this.nodes, `${name}-${key}`, Date.now());
    this.nodes = tree.replace(this.nodes, index, { ...node, ...values });
    this.tell();
  }

  /** What the server knows better, such as a page's state: no step to undo. */
  correct(correction: (node: OutlineNode) => OutlineNode): void {
    this.nodes = this.nodes.map(correction);
    this.tell();
  }

  /** Go a step back or forth: the index where the outlines differ, or null. */
  step(way: "undo" | "redo"): number | null {
    const old = this.nodes;
    const nodes = this.history[way](old);
    if (!nodes) return null;
    this.nodes = nodes;
    const differs = nodes.findIndex((node, index) => node !== old[index]);
    const at = Math.max(0, differs < 0 ? nodes.length - 1 : differs);
    this.reveal(at);
    this.tell();
    return at;
  }

  /** Close an open branch or open a closed one; false where there is none. */
  fold(key: number): boolean {
    const index = this.indexOf(key);
    if (index < 0 || tree.endOf(this.nodes, index) === index + 1) return false;
    if (!this.collapsed.delete(key)) this.collapsed.add(key);
    this.tell();
    return true;
  }

  /** Open every branch above a line. */
  reveal(index: number): void {
    let above = tree.parentOf(this.nodes, index);
    for (; above >= 0; above = tree.parentOf(this.nodes, above)) {
      this.collapsed.delete(this.nodes[above]?.key ?? -1);
    }
  }
}
