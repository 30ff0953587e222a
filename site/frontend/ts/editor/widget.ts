// The writing outline: runs the commands, and keeps page and form in step with the
// nodes. It has the interface of Wagtail's blocks.
import { Checks } from "./checks";
import { Commands, type Outcome } from "./commands";
import { Comments } from "./comments";
import { make, widen } from "./dom";
import { Drag } from "./drag";
import { messagesOf } from "./errors";
import { help } from "./help";
import { type Command, commandOf } from "./keys";
import { Lines } from "./lines";
import { PageMenu } from "./page_menu";
import { Preview } from "./preview";
import { ROW } from "./row";
import { Rows } from "./rows";
import { StartPage } from "./start_page";
import { Store } from "./store";
import { Toolbar } from "./toolbar";
import type { BlockDefinition, BlockError, Frame, Meta, OutlineNode, StreamItem } from "./types";
import { type Say, speaker } from "./words";

export class WritingOutline {
  readonly element: HTMLElement;
  private readonly say: Say;
  private readonly store = new Store();
  private readonly rows: Rows;
  private readonly list: HTMLOListElement;
  private readonly empty: HTMLElement;
  private readonly live: HTMLElement;
  private readonly toolbar: Toolbar;
  private readonly commands: Commands;
  private readonly checks: Checks;
  private readonly pageMenu: PageMenu;
  private readonly lines: Lines;
  private readonly comments: Comments;

  constructor(
    placeholder: HTMLElement,
    prefix: string,
    media: BlockDefinition,
    meta: Meta,
    items: readonly StreamItem[],
    error: BlockError | null,
    frame: Frame,
  ) {
    const say = speaker(meta.words);
    this.say = say;
    this.list = make("ol", { class: "outline-rows", "aria-label": say("list") });
    this.empty = make("p", { class: "outline-empty" }, say("empty"));
    this.live = make("p", { class: "w-sr-only", role: "status" });
    this.toolbar = new Toolbar(say, (command) => this.run(command));
    this.rows = new Rows(this.list, prefix, meta, say);
    this.lines = new Lines(prefix, this.rows, media, say, () => this.checks.schedule());
    this.commands = new Commands(meta, say, this.lines);
    this.checks = new Checks(this.store, this.rows, this.lines.opened, frame, say, (key) => this.goTo(key));
    this.pageMenu = this.makePageMenu(frame);
    const preview = new Preview(this.store, say, (key) => this.goTo(key));
    const side = make("aside", { class: "outline-side", "aria-label": say("side") }, preview.element, this.checks.element);
    const list = make("div", { class: "outline-lines" }, this.empty, this.list);
    this.element = make(
      "div",
      { class: "outline" },
      this.lines.count,
      this.toolbar.element,
      help(say),
      make("div", { class: "outline-main" }, list, side),
      this.live,
    );
    placeholder.replaceWith(this.element);
    widen(this.element);
    this.store.nodes = items.map((item) => this.lines.adopt(item));
    this.store.subscribe(() => this.show());
    this.store.tell();
    this.checks.show(frame.points);
    this.listen();
    new Drag(this.list, this.rows, this.store, (key, { before, level }) => {
      const { nodes } = this.store;
      this.take(this.commands.drop(nodes, this.store.indexOf(key), before, level));
    });
    this.comments = new Comments(say, () => this.store.nodes.map(({ key }) => this.rows.get(key)));
    this.toolbar.show("comment", this.comments.isPossible);
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
        return this.write(this.commands.add(nodes, index, this.store.collapsed.has(current)));
      case "add_child":
        return this.write(this.commands.addChild(nodes, index));
      case "duplicate":
      case "delete":
        if (index < 0) return;
        return this.take(this.commands[command](nodes, index));
      case "undo":
      case "redo":
        return this.back(command);
      case "collapse":
        return this.fold(current);
      case "comment":
        return index < 0 ? undefined : this.comments.comment(this.rows.get(current));
      case "open":
        return index < 0 ? undefined : this.open(current);
      default:
        return this.go(command);
    }
  }

  private take(outcome: Outcome): void {
    if ("refused" in outcome) return this.announce(outcome.refused);
    this.store.take(outcome);
    this.lines.finish();
    this.settle(outcome.at);
    this.announce(outcome.said);
  }

  /** A new line is there to be written: it gets the focus from the button too. */
  private write(outcome: Outcome): void {
    this.take(outcome);
    if ("at" in outcome) this.focusAt(outcome.at);
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
    const wasMade = this.lines.opened.has(key);
    const details = this.lines.detailsOf(key, error);
    details.isShown = isShown ?? (wasMade ? !details.isShown : true);
    this.rows.get(key).setOpen(details.isShown, details.element.id);
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
    if (this.rows.has(key)) {
      this.rows.get(key).fill();
      this.rows.get(key).setTabbable(true);
    }
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
    this.empty.hidden = nodes.length > 0;
    this.toolbar.enable("undo", canUndo);
    this.toolbar.enable("redo", canRedo);
    this.checks.schedule();
    if (currentIndex < 0) this.setCurrent(nodes[0]?.key ?? -1);
  }

  private listen(): void {
    this.list.addEventListener("focusin", (event) => {
      if (keyOf(event) >= 0) this.setCurrent(keyOf(event));
    });
    this.list.addEventListener("pointerover", (event) => {
      if (keyOf(event) >= 0) this.rows.get(keyOf(event)).fill();
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
    if (pressed.dataset.action === "comments") this.comments.comment(this.rows.get(key));
    if (pressed.dataset.action === "page") this.pageMenu.open(pressed, node);
  }
}

const keyOf = (event: Event): number => {
  const row = (event.target as Element).closest<HTMLElement>(`.${ROW}`);
  return Number(row?.dataset.key ?? -1);
};
