// Making lines: those that the server sent, new ones, and copies; and opening what lies
// beneath them.
import type { Maker } from "./commands";
import { Details } from "./details";
import { hidden } from "./dom";
import type { Rows } from "./rows";
import type { BlockDefinition, BlockError, NodeState, OutlineNode, StreamItem } from "./types";
import type { Say } from "./words";

const NEW: NodeState = { label: "", level: "", kind: "", edge: "", page: null, parts: 0, faults: [], media: [] };

export class Lines implements Maker {
  /** How many numbers were given out: the form's count, deleted lines included. */
  readonly count: HTMLInputElement;
  readonly opened = new Map<number, Details>();
  private readonly unfinished: number[] = [];
  private made = 0;

  constructor(
    prefix: string,
    private readonly rows: Rows,
    private readonly media: BlockDefinition,
    private readonly say: Say,
    private readonly changed: () => void,
  ) {
    this.count = hidden(`${prefix}-count`, "0");
  }

  adopt({ id, value }: StreamItem): OutlineNode {
    const level = Number.parseInt(value.level, 10);
    const node: OutlineNode = {
      key: this.nextKey(),
      id: id ?? crypto.randomUUID(),
      label: value.label,
      level: Number.isNaN(level) ? 1 : Math.max(1, level),
      kind: value.kind,
      edge: value.edge,
      page: value.page,
    };
    this.rows.add(node, value);
    return node;
  }

  fresh(values: Partial<OutlineNode>): OutlineNode {
    const blank = { label: "", level: 1, kind: "", edge: "", page: null };
    const node = { ...blank, ...values, key: this.nextKey(), id: crypto.randomUUID() };
    this.rows.add(node, { ...NEW, level: String(node.level) });
    return node;
  }

  /** A copy of a closed node takes its seal along; of an opened one, what stands there. */
  copy(node: OutlineNode): OutlineNode {
    const { parts, faults, media, raw, source } = this.rows.get(node.key).state;
    const copied = { ...node, key: this.nextKey(), id: crypto.randomUUID() };
    const state = { ...NEW, level: String(node.level), parts, faults };
    const opened = this.opened.get(node.key);
    if (opened) {
      this.rows.add(copied, { ...state, media: opened.duplicated() });
      this.unfinished.push(copied.key);
    } else {
      const own = media.map((part) => ({ ...part, id: crypto.randomUUID() }));
      this.rows.add(copied, { ...state, media: own, raw, source: source ?? node.id });
    }
    return copied;
  }

  /** Build the forms of copies, once their lines stand in the page. */
  finish(): void {
    for (const key of this.unfinished.splice(0)) this.detailsOf(key).isShown = false;
  }

  /** What lies beneath a node, built when it is first asked for. */
  detailsOf(key: number, error?: BlockError): Details {
    const found = this.opened.get(key);
    if (found) return found;
    const made = new Details(this.rows.get(key), this.rows.prefixOf(key), this.media, this.say, error);
    for (const event of ["input", "change", "click"]) {
      made.element.addEventListener(event, this.changed);
    }
    this.opened.set(key, made);
    return made;
  }

  private nextKey(): number {
    this.made += 1;
    this.count.value = String(this.made);
    return this.made - 1;
  }
}
