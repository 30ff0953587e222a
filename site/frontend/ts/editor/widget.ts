// The writing outline: runs the commands, and keeps page and form in step with the
// nodes. It has the interface of Wagtail's blocks.
import { Checks } from "./checks";
import { Commands, type Outcome } from "./commands";
import { Details } from "./details";
import { make } from "./dom";
import { Drag } from "./drag";
import { messagesOf } from "./errors";
import { help } from "./help";
import { type Command, commandOf } from "./keys";
import { PageMenu } from "./page_menu";
import { Preview } from "./preview";
import { ROW } from "./row";
import { Rows } from "./rows";
import { StartPage } from "./start_page";
import { Store } from "./store";
import { Toolbar } from "./toolbar";
import type { BlockDefinition, BlockError, Frame, Meta, NodeState, OutlineNode, StreamItem } from "./types";
import { type Say, speaker } from "./words";

const NEW: NodeState = { label: "", level: "", kind: "", edge: "", page: null, parts: 0, faults: [], media: [] };

export class WritingOutline {
  readonly element: HTMLElement;
  private readonly say: Say;
  private readonly store = new Store();
  private readonly rows: Rows;
  private readonly list: HTMLOListElement;
  private readonly count: HTMLInputElement;
  private readonly live: HTMLElement;
  private readonly toolbar: Toolbar;
  private readonly commands: Commands;
  private readonly checks: Checks;
  private readonly pageMenu: PageMenu;
  private readonly details = new Map<number, Details>();
  private made = 0;

  constructor(
    placeholder: HTMLElement,
    prefix: string,
    private readonly media: BlockDefinition,
    meta: Meta,
    items: readonly StreamItem[],
    error: BlockError | null,
    frame: Frame,
  ) {
    const say = speaker(meta.words);
    this.say = say;
    this.list = make("ol", { class: "outline-rows", "aria-label": say("list") });
    this.count = make("input", { type: "hidden", name: `${prefix}-count`, value: "0" });
    this.live = make("p", { class: "w-sr-only", role: "status" });
    this.toolbar = new Toolbar(say, (command) => this.run(command));
    this.rows = new Rows(this.list, prefix, meta, say);
    this.commands = new Commands(meta, say, {
      fresh: (values) => this.fresh(values),
      copy: (node) => this.copy(node),
    });
    this.checks = new Checks(this.store, this.rows, this.details, frame, say, (key) => this.goTo(key));
    this.pageMenu = this.makePageMenu(frame);
    const preview = new Preview(this.store, say, (key) => this.goTo(key));
    const side = make("aside", { class: "outline-side", "aria-label": say("side") }, preview.element, this.checks.element);
    const lines = make("div", { class: "outline-lines" }, this.list);
    this.element = make(
      "div",
      { class: "outline" },
      this.count,
      this.toolbar.element,
      help(say),
      make("div", { class: "outline-main" }, lines, side),
      this.live,
    );
    placeholder.replaceWith(this.element);
    this.store.nodes = items.map((item) => this.adopt(item));
    this.store.subscribe(() => this.show());
    this.store.tell();
    this.checks.show(frame.points);
    this.listen();
    new Drag(this.list, this.rows, this.store, (key, { before, level }) => {
      const { nodes } = this.store;
      this.take(this.commands.drop(nodes, this.store.indexOf(key), before, level));
    });
    if (error) this.setError(error);
  }

  // --- The interface of Wagtail's blocks ---------------------------------------------

  setError(error: BlockError): void {
    for (const [index, nodeError] of Object.entries(error.blockErrors ?? {})) {
      const node = this.store.nodes[Number(index)];
      if (!node) continue;
      this.rows.get(node.key).setErrors(messagesOf(nodeError));
      const parts = nodeError.blockErrors?.media;
      if (parts) this.open(node.key, true, parts);
    }
  }

  getState(): unknown {
    return this.store.nodes;
  }

  getValue(): unknown {
    return this.store.nodes;
  }

  getTextLabel(): string {
    return this.store.nodes[0]?.label ?? "";
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
    const { parts, faults } = this.rows.get(node.key).state;
    const media = this.detailsOf(node.key).duplicated();
    const copied = { ...node, key: this.nextKey(), id: crypto.randomUUID() };
    this.rows.add(copied, { ...NEW, level: String(node.level), media, parts, faults });
    this.detailsOf(copied.key).isShown = false;
    return copied;
  }

  private nextKey(): number {
    this.made += 1;
    this.count.value = String(this.made);
    return this.made - 1;
  }

  private makePageMenu(frame: Frame): PageMenu {
    const choose = (key: number, page: OutlineNode["page"]): void => this.store.write(key, { page }, "page");
    if (!frame.startUrl) return new PageMenu(this.say, frame.chooserUrl, choose, null);
    const form = (): HTMLFormElement | null => this.element.closest("form");
    const start = new StartPage(this.say, frame.startUrl, form, (key, page) => {
      choose(key, page);
      this.announce(this.say("start_done", { page: page.title }));
      this.rows.get(key).part("page").focus();
    });
    return new PageMenu(this.say, frame.chooserUrl, choose, (node) => start.open(node));
  }

  // --- Commands ----------------------------------------------------------------------

  private run(command: Command): void {
    const { nodes, currentIndex: index, current } = this.store;
    switch (command) {
      case "indent":
      case "outdent":
      case "up":
      case "down":
        return this.take(this.commands.move(command, nodes, index));
      case "add":
        return this.take(this.commands.add(nodes, index, this.store.collapsed.has(current)));
      case "add_child":
        return this.take(this.commands.addChild(nodes, index));
      case "duplicate":
      case "delete":
        if (index < 0) return;
        return this.take(this.commands[command](nodes, index));
      case "undo":
      case "redo":
        return this.back(command);
      case "collapse":
        return this.fold(current);
      case "open":
        return index < 0 ? undefined : this.open(current);
      default:
        return this.go(command);
    }
  }

  private take(outcome: Outcome): void {
    if ("refused" in outcome) return this.announce(outcome.refused);
    this.store.take(outcome);
    this.settle(outcome.at);
    this.announce(outcome.said);
  }

  private back(command: "undo" | "redo"): void {
    const at = this.store.step(command);
    if (at === null) return this.announce(this.say(`nothing_to_${command}`));
    this.settle(at);
    this.announce(this.say(`${command}_done`));
  }

  private fold(key: number): void {
    if (!this.store.fold(key)) return;
    this.announce(this.say(this.store.collapsed.has(key) ? "collapsed" : "expanded"));
  }

  private open(key: number, isShown?: boolean, error?: BlockError): void {
    const wasMade = this.details.has(key);
    const details = this.detailsOf(key, error);
    details.isShown = isShown ?? (wasMade ? !details.isShown : true);
    this.rows.get(key).setOpen(details.isShown, details.element.id);
  }

  private detailsOf(key: number, error?: BlockError): Details {
    const found = this.details.get(key);
    if (found) return found;
    const made = new Details(this.rows.get(key), this.rows.prefixOf(key), this.media, this.say, error);
    made.element.addEventListener("input", () => this.checks.schedule());
    this.details.set(key, made);
    return made;
  }

  // --- Focus -------------------------------------------------------------------------

  private go(command: "previous" | "next" | "first" | "last"): void {
    const shown = this.store.nodes.filter(({ key }) => !this.rows.get(key).element.hidden);
    const here = shown.findIndex(({ key }) => key === this.store.current);
    const places = { previous: here - 1, next: here + 1, first: 0, last: shown.length - 1 };
    const node = shown[places[command]];
    if (node) this.focusAt(this.store.indexOf(node.key));
  }

  private goTo(key: number): void {
    const index = this.store.indexOf(key);
    if (index < 0) return;
    this.store.reveal(index);
    this.store.tell();
    this.focusAt(index);
  }

  /** Make a line the current one, and give it the focus unless a button has it. */
  private settle(index: number): void {
    const key = this.store.nodes[index]?.key ?? -1;
    if (this.toolbar.element.contains(document.activeElement)) this.setCurrent(key);
    else this.focusAt(index);
  }

  private focusAt(index: number): void {
    const node = this.store.nodes[index];
    if (!node) return this.toolbar.focus();
    this.setCurrent(node.key);
    this.rows.get(node.key).label.focus();
  }

  private setCurrent(key: number): void {
    const { current } = this.store;
    if (key === current) return;
    if (this.rows.has(current)) this.rows.get(current).setTabbable(false);
    if (this.rows.has(key)) this.rows.get(key).setTabbable(true);
    this.store.current = key;
    this.store.tell();
  }

  private announce(text: string): void {
    this.live.textContent = text;
  }

  // --- The page ----------------------------------------------------------------------

  private show(): void {
    const { nodes, collapsed, canUndo, canRedo, currentIndex } = this.store;
    this.rows.show(nodes, collapsed);
    this.toolbar.enable("undo", canUndo);
    this.toolbar.enable("redo", canRedo);
    this.checks.schedule();
    if (currentIndex < 0) this.setCurrent(nodes[0]?.key ?? -1);
  }

  private listen(): void {
    this.list.addEventListener("focusin", (event) => {
      if (keyOf(event) >= 0) this.setCurrent(keyOf(event));
    });
    this.list.addEventListener("input", (event) => {
      const { dataset, value } = event.target as HTMLInputElement;
      if (dataset.field) this.store.write(keyOf(event), { [dataset.field]: value }, dataset.field);
    });
    this.list.addEventListener("click", (event) => this.click(event));
    this.element.addEventListener("keydown", (event) => {
      const isInLine = (event.target as Element).closest(`.${ROW}__line, .outline-bar`);
      const command = isInLine && commandOf(event);
      if (!command) return;
      event.preventDefault();
      this.run(command);
    });
  }

  private click(event: MouseEvent): void {
    const pressed = (event.target as Element).closest<HTMLElement>(`.${ROW}__line [data-action]`);
    const key = keyOf(event);
    const node = this.store.nodes[this.store.indexOf(key)];
    if (!pressed || !node) return;
    if (pressed.dataset.action === "collapse") this.fold(key);
    if (pressed.dataset.action === "open") this.open(key);
    if (pressed.dataset.action === "page") this.pageMenu.open(pressed, node);
  }
}

const keyOf = (event: Event): number => {
  const row = (event.target as Element).closest<HTMLElement>(`.${ROW}`);
  return Number(row?.dataset.key ?? -1);
};
