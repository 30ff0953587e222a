// What can be done with the knowledge page of a line: choose or make one, look at it, or
// take it away.
import { icon, make } from "./dom";
import type { OutlineNode, PageState } from "./types";
import type { Say } from "./words";

interface ChosenPage {
  readonly id: number | string;
  readonly adminTitle?: string;
  readonly title: string;
  readonly editUrl: string;
}
interface ChooserModal {
  open(options: Readonly<Record<string, unknown>>, chosen: (page: ChosenPage) => void): void;
}
declare global {
  interface Window {
    PageChooserModal: new (url: string) => ChooserModal;
  }
}

const PAGE_TYPE = "pathways.knowledgepage";
const GAP_PX = 4;

export class PageMenu {
  readonly element: HTMLElement;
  private button: HTMLElement | null = null;

  constructor(
    private readonly say: Say,
    private readonly chooserUrl: string,
    private readonly choose: (key: number, page: PageState | null) => void,
    private readonly start: ((node: OutlineNode) => void) | null,
  ) {
    this.element = make("div", { class: "outline-menu", popover: "auto" });
  }

  /** Show the menu at a line's button. */
  open(button: HTMLElement, node: OutlineNode): void {
    this.button = button;
    const { page } = node;
    this.element.replaceChildren(
      make("p", { class: "outline-menu__title" }, button.title),
      this.item(page ? "choose_another" : "choose", "doc-empty-inverse", () => this.chooser(node)),
    );
    if (this.start && !page) {
      const start = this.start;
      this.element.append(this.item("start_page", "plus", () => start(node)));
    }
    if (page?.url) {
      const words = [icon("edit"), this.say("page_edit")];
      this.element.append(make("a", { href: page.url, target: "_blank" }, ...words));
    }
    if (page) {
      this.element.append(this.item("page_remove", "cross", () => this.choose(node.key, null)));
    }
    button.after(this.element);
    this.element.showPopover();
    this.place(button);
    this.element.querySelector("button")?.focus();
  }

  private item(word: string, iconName: string, act: () => void): HTMLButtonElement {
    const item = make("button", { type: "button" }, icon(iconName), this.say(word));
    item.addEventListener("click", () => {
      this.element.hidePopover();
      this.button?.focus();
      act();
    });
    return item;
  }

  private place(button: HTMLElement): void {
    const { bottom, top, right } = button.getBoundingClientRect();
    const { offsetHeight, offsetWidth, style } = this.element;
    const isBelow = bottom + offsetHeight + GAP_PX < window.innerHeight;
    const y = isBelow ? bottom + GAP_PX : top - offsetHeight - GAP_PX;
    style.insetBlockStart = `${Math.max(GAP_PX, y)}px`;
    style.insetInlineStart = `${Math.max(GAP_PX, right - offsetWidth)}px`;
  }

  private chooser(node: OutlineNode): void {
    const modal = new window.PageChooserModal(this.chooserUrl);
    modal.open({ modelNames: [PAGE_TYPE] }, (page) => {
      const title = page.adminTitle ?? page.title;
      this.choose(node.key, { id: String(page.id), title, state: "chosen", url: page.editUrl });
    });
  }
}
