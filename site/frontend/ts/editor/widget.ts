// The writing outline: holds the nodes, runs the commands, and keeps page and form in
// step with them.
import { Commands, type Outcome } from "./commands";
import { Details } from "./details";
import { make } from "./dom";
import { History } from "./history";
import { type Command, commandOf } from "./keys";
import { PageMenu } from "./page_menu";
import { ROW } from "./row";
import { Rows } from "./rows";
import { Toolbar } from "./toolbar";
import * as tree from "./tree";
import type { BlockDefinition, BlockError, Frame, Meta, NodeState, OutlineNode, StreamItem } from "./types";
import { type Say, speaker } from "./words";

const NEW: NodeState = { label: "", level: "", kind: "", edge: "", page: null, parts: [], media: [] };

export class WritingOutline {
  readonly element: HTMLElement;
  private readonly say: Say;
  private readonly rows: Rows;
  private readonly list: HTMLOListElement;
  private readonly count: HTMLInputElement;
  private readonly live: HTMLElement;
  private readonly toolbar: Toolbar;
  private readonly commands: Commands;
  private readonly pageMenu: PageMenu;
  private readonly history = new History();
  private readonly collapsed = new Set<number>();
  private readonly details = new Map<number, Details>();
  private nodes: tree.Nodes = [];
  private current = -1;
  private made = 0;

  constructor(
    placeholder: HTMLElement,
    prefix: string,
    private readonly media: BlockDefinition,
    meta: Meta,
    items: readonly StreamItem[],
    error: BlockError | null,
    readonly frame: Frame,
  ) {
    this.say = speaker(meta.words);
    this.list = make("ol", { class: "outline-rows", "aria-label": this.say("list") });
    this.count = make("input", { type: "hidden", name: `${prefix}-count`, value: "0" });
    this.live = make("p", { class: "w-sr-only", role: "status" });
    this.toolbar = new Toolbar(this.say, (command) => this.run(command));
    this.rows = new Rows(this.list, prefix, meta, this.say);
    this.commands = new Commands(meta, this.say, {
      fresh: (values) => this.fresh(values),
      copy: (node) => this.copy(node),
    });
    this.pageMenu = new PageMenu(this.say, frame.chooserUrl, (key, page) => this.write(key, { page }, "page"));
    this.element = make("div", { class: "outline" }, this.count, this.toolbar.element, this.list, this.live);
    placeholder.replaceWith(this.element);
    this.nodes = items.map((item) => this.adopt(item));
    this.show();
    this.listen();
    if (error) this.setError(error);
  }

  // --- The interface of Wagtail's blocks -------------------------------------------

  setError(error: BlockError): void {
    for (const [index, nodeError] of Object.entries(error.blockErrors ?? {})) {
      const node = this.nodes[Number(index)];
      if (node && nodeError.blockErrors?.media) {
        this.open(node.key, true, nodeError.blockErrors.media);
      }
    }
  }

  getState(): unknown {
    return this.nodes;
  }

  getValue(): unknown {
    return this.nodes;
  }

  getTextLabel(): string {
    return this.nodes[0]?.label ?? "";
  }

  focus(): void {
    this.focusAt(0);
  }

  // --- Making lines ------------------------------------------------------------------

  private adopt({ id, value }: StreamItem): OutlineNode {
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

  private fresh(values: Partial<OutlineNode>): OutlineNode {
    const blank = { label: "", level: 1, kind: "", edge: "", page: null };
    const node = { ...blank, ...values, key: this.nextKey(), id: crypto.randomUUID() };
    this.rows.add(node, { ...NEW, level: String(node.level) });
    return node;
  }

  private copy(node: OutlineNode): OutlineNode {
    const media = this.openedDetails(node.key).duplicated();
    const copied = { ...node, key: this.nextKey(), id: crypto.randomUUID() };
    this.rows.add(copied, { ...NEW, level: String(node.level), media, parts: this.rows.get(node.key).state.parts });
    this.openedDetails(copied.key).isShown = false;
    return copied;
  }

  private nextKey(): number {
    this.made += 1;
    this.count.value = String(this.made);
    return this.made - 1;
  }

  // --- Commands ----------------------------------------------------------------------

  private run(command: Command): void {
    const index = this.currentIndex;
    switch (command) {
      case "indent":
      case "outdent":
      case "up":
      case "down":
        return this.take(this.commands.move(command, this.nodes, index));
      case "add":
        return this.take(this.commands.add(this.nodes, index, this.collapsed.has(this.current)));
      case "add_child":
        return this.take(this.commands.addChild(this.nodes, index));
      case "duplicate":
        return this.take(this.commands.duplicate(this.nodes, index));
      case "delete":
        return this.take(this.commands.remove(this.nodes, index));
      case "undo":
      case "redo":
        return this.back(command);
      case "collapse":
        return this.collapse(this.current);
      case "open":
        return this.open(this.current);
      default:
        return this.go(command);
    }
  }

  private take(outcome: Outcome): void {
    if ("refused" in outcome) {
      this.announce(outcome.refused);
      return;
    }
    this.history.push(this.nodes, "", Date.now());
    this.nodes = outcome.nodes;
    this.reveal(outcome.at);
    this.show();
    this.settle(outcome.at);
    this.announce(outcome.said);
  }

  private back(command: "undo" | "redo"): void {
    const nodes = this.history[command](this.nodes);
    if (!nodes) {
      this.announce(this.say(`nothing_to_${command}`));
      return;
    }
    const old = this.nodes;
    this.nodes = nodes;
    const differs = nodes.findIndex((node, index) => node !== old[index]);
    const at = Math.max(0, differs < 0 ? nodes.length - 1 : differs);
    this.reveal(at);
    this.show();
    this.settle(at);
    this.announce(this.say(`${command}_done`));
  }

  /** Write one field of a line; typing on is one step to undo. */
  private write(key: number, values: Partial<OutlineNode>, name: string): void {
    const index = this.indexOf(key);
    const node = this.nodes[index];
    if (!node) return;
    this.history.push(this.nodes, `${name}-${key}`, Date.now());
    this.nodes = tree.replace(this.nodes, index, { ...node, ...values });
    this.show();
  }

  private collapse(key: number): void {
    const index = this.indexOf(key);
    if (index < 0 || tree.endOf(this.nodes, index) === index + 1) return;
    if (!this.collapsed.delete(key)) this.collapsed.add(key);
    this.show();
    this.announce(this.say(this.collapsed.has(key) ? "collapsed" : "expanded"));
  }

  private open(key: number, isShown?: boolean, error?: BlockError): void {
    const row = this.rows.get(key);
    const found = this.details.get(key);
    const details = found ?? this.openedDetails(key, error);
    details.isShown = isShown ?? (found ? !details.isShown : true);
    row.setOpen(details.isShown, details.element.id);
  }

  private openPageMenu(key: number): void {
    const node = this.nodes[this.indexOf(key)];
    if (node) this.pageMenu.open(this.rows.get(key).part("page"), node);
  }

  private openedDetails(key: number, error?: BlockError): Details {
    const found = this.details.get(key);
    if (found) return found;
    const made = new Details(this.rows.get(key), this.rows.prefixOf(key), this.media, this.say, error);
    this.details.set(key, made);
    return made;
  }

  // --- Focus -------------------------------------------------------------------------

  private go(command: "previous" | "next" | "first" | "last"): void {
    const shown = this.nodes.filter((node) => !this.rows.get(node.key).element.hidden);
    const here = shown.findIndex((node) => node.key === this.current);
    const places = { previous: here - 1, next: here + 1, first: 0, last: shown.length - 1 };
    const node = shown[places[command]];
    if (node) this.focusAt(this.indexOf(node.key));
  }

  private reveal(index: number): void {
    for (let above = index; above >= 0; above = tree.parentOf(this.nodes, above)) {
      if (above !== index) this.collapsed.delete(this.nodes[above]?.key ?? -1);
    }
  }

  /** Make a line the current one, and give it the focus unless a button has it. */
  private settle(index: number): void {
    const isOnButton = this.toolbar.element.contains(document.activeElement);
    if (isOnButton) this.setCurrent(this.nodes[index]?.key ?? -1);
    else this.focusAt(index);
  }

  private focusAt(index: number): void {
    const node = this.nodes[index];
    if (!node) return this.setCurrent(-1);
    this.setCurrent(node.key);
    this.rows.get(node.key).label.focus();
  }

  private setCurrent(key: number): void {
    if (key === this.current) return;
    if (this.indexOf(this.current) >= 0) this.rows.get(this.current).setTabbable(false);
    this.current = key;
    if (key >= 0) this.rows.get(key).setTabbable(true);
  }

  private announce(text: string): void {
    this.live.textContent = text;
  }

  private get currentIndex(): number {
    return this.indexOf(this.current);
  }

  private indexOf(key: number): number {
    return this.nodes.findIndex((node) => node.key === key);
  }

  // --- The page ----------------------------------------------------------------------

  private show(): void {
    this.rows.show(this.nodes, this.collapsed);
    this.toolbar.enable("undo", this.history.canUndo);
    this.toolbar.enable("redo", this.history.canRedo);
    if (this.currentIndex < 0) this.setCurrent(this.nodes[0]?.key ?? -1);
  }

  private listen(): void {
    this.list.addEventListener("focusin", (event) => {
      const key = keyOf(event);
      if (key >= 0) this.setCurrent(key);
    });
    this.list.addEventListener("input", (event) => {
      const field = (event.target as HTMLInputElement).dataset.field;
      if (field) this.write(keyOf(event), { [field]: (event.target as HTMLInputElement).value }, field);
    });
    this.list.addEventListener("click", (event) => {
      const action = (event.target as Element).closest<HTMLElement>(`.${ROW}__line [data-action]`)?.dataset.action;
      if (action === "collapse") this.collapse(keyOf(event));
      if (action === "open") this.open(keyOf(event));
      if (action === "page") this.openPageMenu(keyOf(event));
    });
    this.element.addEventListener("keydown", (event) => {
      if (!isInLine(event)) return;
      const command = commandOf(event);
      if (!command) return;
      event.preventDefault();
      this.run(command);
    });
  }
}

const isInLine = (event: Event): boolean =>
  (event.target as Element).closest(`.${ROW}__line, .outline-bar`) !== null;

const keyOf = (event: Event): number => {
  const row = (event.target as Element).closest<HTMLElement>(`.${ROW}`);
  return Number(row?.dataset.key ?? -1);
};
