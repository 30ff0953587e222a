// All lines in their order. A line that was deleted is kept, so that undo brings back
// what was written beneath it; a stub tells the server to skip its number meanwhile.
import { hidden } from "./dom";
import { type Place, Row, rowTemplate } from "./row";
import { endOf, type Nodes, parentOf } from "./tree";
import type { Meta, NodeState, OutlineNode } from "./types";
import type { Say } from "./words";

export class Rows {
  private readonly rows = new Map<number, Row>();
  private readonly stubs = new Map<number, HTMLInputElement>();
  private readonly template: HTMLLIElement;

  constructor(
    private readonly list: HTMLOListElement,
    private readonly prefix: string,
    private readonly meta: Meta,
    private readonly say: Say,
  ) {
    this.template = rowTemplate(say);
  }

  add(node: OutlineNode, state: NodeState): Row {
    const row = new Row(this.template, this.prefixOf(node.key), node, state, this.meta, this.say);
    this.rows.set(node.key, row);
    return row;
  }

  prefixOf(key: number): string {
    return `${this.prefix}-${key}`;
  }

  get(key: number): Row {
    const row = this.rows.get(key);
    if (!row) throw new Error(`no line ${key}`);
    return row;
  }

  has(key: number): boolean {
    return this.rows.has(key);
  }

  /** Bring the page in line with the outline. */
  show(nodes: Nodes, collapsed: ReadonlySet<number>): void {
    const places = placesOf(nodes, collapsed);
    const alive = new Set(nodes.map((node) => node.key));
    let next = this.list.firstElementChild;
    nodes.forEach((node, index) => {
      const row = this.get(node.key);
      row.show(node, places[index] as Place);
      if (row.element === next) next = next.nextElementSibling;
      else this.list.insertBefore(row.element, next);
    });
    for (const [key, row] of this.rows) {
      if (alive.has(key)) this.revive(key);
      else this.bury(key, row);
    }
  }

  private bury(key: number, row: Row): void {
    if (this.stubs.has(key)) return;
    row.element.remove();
    const stub = hidden(`${this.prefixOf(key)}-deleted`, "1");
    this.stubs.set(key, stub);
    this.list.after(stub);
  }

  private revive(key: number): void {
    this.stubs.get(key)?.remove();
    this.stubs.delete(key);
  }
}

/** Where each node stands, found in one pass. */
function placesOf(nodes: Nodes, collapsed: ReadonlySet<number>): Place[] {
  const children = nodes.map(() => 0);
  let hiddenUntil = 0;
  const places = nodes.map((node, index): Place => {
    const parent = parentOf(nodes, index);
    if (parent >= 0) children[parent] = (children[parent] ?? 0) + 1;
    const isHidden = index < hiddenUntil;
    const isCollapsed = collapsed.has(node.key);
    if (isCollapsed && !isHidden) hiddenUntil = endOf(nodes, index);
    return { index, under: nodes[parent]?.label ?? "", children: 0, isCollapsed, isHidden };
  });
  return places.map((place, index) => ({ ...place, children: children[index] ?? 0 }));
}
