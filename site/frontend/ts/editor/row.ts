// One line of the outline: its form fields and its controls. Lines are cloned from one
// template, and only what differs is written to the page: a map may have 500 of them.
import { hidden, icon, make, setAttribute } from "./dom";
import type { Choice, Meta, NodeState, OutlineNode, Point } from "./types";
import type { Say } from "./words";

/** What a line shows besides its node: its place among the others. */
export interface Place {
  readonly index: number;
  readonly under: string;
  readonly children: number;
  readonly isCollapsed: boolean;
  readonly isHidden: boolean;
}

export const ROW = "outline-row";
const PLACE = ["index", "under", "children", "isCollapsed", "isHidden"] as const;
const PARTS = ["collapse", "kind", "label", "edge", "page", "open", "comments"];

const chooser = (name: string, label: string, empty: string) =>
  make(
    "select",
    { class: `${ROW}__${name}`, "data-field": name, "data-empty": empty, "aria-label": label, tabindex: -1 },
    make("option", { value: "" }, empty),
  );

// The signs on the buttons come from the style sheet: thousands of icons are slow.
const button = (action: string) =>
  make(
    "button",
    { type: "button", class: `${ROW}__${action}`, "data-action": action, tabindex: -1 },
    make("span", { class: `${ROW}__note` }),
  );

/** The line that all others are cloned from. */
export function rowTemplate(say: Say): HTMLLIElement {
  return make(
    "li",
    { class: ROW },
    make(
      "div",
      { class: `${ROW}__line` },
      make("span", { class: `${ROW}__handle`, "data-handle": true, title: say("drag") }),
      button("collapse"),
      chooser("kind", say("kind"), say("no_kind")),
      make("input", {
        type: "text",
        class: `${ROW}__label`,
        "data-field": "label",
        dir: "auto",
        autocomplete: "off",
        placeholder: say("placeholder"),
        tabindex: -1,
      }),
      make("span", { class: `${ROW}__mark`, "aria-hidden": "true" }),
      chooser("edge", say("edge"), say("no_edge")),
      button("page"),
      button("open"),
      button("comments"),
    ),
  );
}

export class Row {
  readonly element: HTMLLIElement;
  readonly label: HTMLInputElement;
  private readonly parts = new Map<string, HTMLElement>();
  private readonly kind: HTMLSelectElement;
  private readonly edge: HTMLSelectElement;
  private readonly order: HTMLInputElement;
  private readonly level: HTMLInputElement;
  private readonly page: HTMLInputElement;
  private readonly first: { level: number; text: string };
  private isFilled = false;
  private errorIds: readonly string[] = [];
  private pointIds: readonly string[] = [];
  private node: OutlineNode | null = null;
  private place: Place | null = null;

  constructor(
    template: HTMLLIElement,
    prefix: string,
    node: OutlineNode,
    readonly state: NodeState,
    private readonly meta: Meta,
    private readonly say: Say,
  ) {
    this.element = template.cloneNode(true) as HTMLLIElement;
    for (const part of this.element.querySelectorAll<HTMLElement>(`.${ROW}__line > *`)) {
      this.parts.set(part.className.slice(ROW.length + 2), part);
    }
    this.element.id = `${prefix}-row`;
    this.element.dataset.key = String(node.key);
    this.element.dataset.contentpath = node.id;
    this.label = this.part<HTMLInputElement>("label");
    this.kind = this.part<HTMLSelectElement>("kind");
    this.edge = this.part<HTMLSelectElement>("edge");
    this.label.name = `${prefix}-value-label`;
    this.kind.name = `${prefix}-value-kind`;
    this.edge.name = `${prefix}-value-edge`;
    this.order = hidden(`${prefix}-order`, "");
    this.level = hidden(`${prefix}-value-level`, state.level);
    this.page = hidden(`${prefix}-value-page`, state.page?.id ?? "");
    this.first = { level: node.level, text: state.level };
    this.element.append(
      hidden(`${prefix}-deleted`, ""),
      hidden(`${prefix}-type`, "node"),
      hidden(`${prefix}-id`, node.id),
      this.order,
      this.level,
      this.page,
    );
    if (state.raw) this.element.append(hidden(`${prefix}-value-__raw`, state.raw));
    if (state.source) this.element.append(hidden(`${prefix}-value-__from`, state.source));
    this.part("comments").hidden = true;
    this.part("open").setAttribute("aria-expanded", "false");
    this.part("open").title = say("open_short");
    this.note("open", state.parts ? String(state.parts) : "");
  }

  part<Kind extends HTMLElement = HTMLElement>(name: string): Kind {
    const found = this.parts.get(name);
    if (!found) throw new Error(`a line has no ${name}`);
    return found as Kind;
  }

  /** Give the choosers all their choices: only of a line that is about to be used. */
  fill(): void {
    if (this.isFilled) return;
    this.isFilled = true;
    complete(this.kind, this.meta.kinds);
    complete(this.edge, this.meta.edges);
  }

  /** Write what has changed since the last time. */
  show(node: OutlineNode, place: Place): void {
    const was = this.place;
    const isMoved = was === null || PLACE.some((name) => was[name] !== place[name]);
    if (node === this.node && !isMoved) return;
    if (node !== this.node) this.showNode(node);
    this.node = node;
    this.place = place;
    if (!isMoved && was) return this.describe(node, place);
    if (!was || was.index !== place.index) this.order.value = String(place.index);
    if (!was || was.isHidden !== place.isHidden) this.element.hidden = place.isHidden;
    this.describe(node, place);
  }

  setTabbable(isTabbable: boolean): void {
    for (const name of PARTS) {
      this.part(name).tabIndex = isTabbable ? 0 : -1;
    }
    this.element.classList.toggle(`${ROW}--current`, isTabbable);
  }

  setOpen(isOpen: boolean, panelId: string): void {
    const open = this.part("open");
    open.setAttribute("aria-expanded", String(isOpen));
    open.setAttribute("aria-controls", panelId);
  }

  /** Mark what the checklist says of it; `ids` name the points for screen readers. */
  setPoints(points: readonly Point[], ids: readonly string[]): void {
    const mark = this.part("mark");
    const isRequired = points.some((point) => point.required);
    mark.title = points.map((point) => point.message).join("\n");
    mark.classList.toggle(`${ROW}__mark--must`, isRequired);
    mark.replaceChildren(...(points.length ? [icon(isRequired ? "warning" : "info-circle")] : []));
    this.pointIds = ids;
    this.refer();
  }

  /** Show how many comments there are on the node and what lies beneath it. */
  setComments(count: number, words: string): void {
    const button = this.part("comments");
    button.hidden = count === 0;
    button.title = words;
    setAttribute(button, "aria-label", `${words}: ${this.label.value}`);
    this.note("comments", String(count));
  }

  /** Say beneath the line what the server refused. */
  setErrors(messages: readonly string[]): void {
    const id = `${this.element.id}-errors`;
    this.element.querySelector(`.${ROW}__errors`)?.remove();
    this.label.removeAttribute("aria-invalid");
    this.errorIds = messages.length ? [id] : [];
    this.refer();
    if (!messages.length) return;
    this.label.setAttribute("aria-invalid", "true");
    const items = messages.map((message) => make("li", {}, icon("warning"), message));
    this.element.firstElementChild?.after(make("ul", { class: `${ROW}__errors`, id }, ...items));
  }

  private refer(): void {
    const ids = [...this.errorIds, ...this.pointIds].join(" ");
    if (ids) setAttribute(this.label, "aria-describedby", ids);
    else this.label.removeAttribute("aria-describedby");
  }

  private showNode(node: OutlineNode): void {
    if (this.label.value !== node.label) this.label.value = node.label;
    this.choose(this.kind, node.kind);
    this.choose(this.edge, node.edge);
    const { level, text } = this.first;
    this.level.value = node.level === level ? text : String(node.level);
    this.page.value = node.page?.id ?? "";
    setAttribute(this.element, "data-kind", node.kind);
    setAttribute(this.element, "aria-level", String(node.level));
    this.showPage(node);
  }

  private choose(select: HTMLSelectElement, value: string): void {
    if (select.value === value) return;
    select.value = value;
    if (select.value === value) return;
    // The only choice so far; or one that is none of ours, and stands in an odd draft.
    const choices = select === this.kind ? this.meta.kinds : this.meta.edges;
    const text = choices.find(([known]) => known === value)?.[1] ?? value;
    select.append(make("option", { value, selected: true }, text));
  }

  private showPage({ label, page }: OutlineNode): void {
    const element = this.part("page");
    element.dataset.state = page?.state ?? "none";
    const words = page
      ? this.say(`page_${page.state}`, { page: page.title })
      : this.say("page_none");
    element.title = words;
    element.setAttribute("aria-label", `${words}: ${label || this.say("untitled")}`);
  }

  private describe(node: OutlineNode, place: Place): void {
    const { under } = place;
    const fill = { level: node.level, under };
    setAttribute(this.label, "aria-label", this.say(under ? "label_under" : "label_start", fill));
    const name = node.label || this.say("untitled");
    setAttribute(this.part("open"), "aria-label", this.say("open", { label: name }));
    this.showBranch(node, place);
  }

  private showBranch(node: OutlineNode, { children, isCollapsed }: Place): void {
    const toggle = this.part("collapse");
    toggle.hidden = children === 0;
    if (!children) return;
    const name = node.label || this.say("untitled");
    setAttribute(toggle, "aria-expanded", String(!isCollapsed));
    setAttribute(toggle, "aria-label", this.say("branch", { label: name }));
    this.note("collapse", isCollapsed ? String(children) : "");
  }

  private note(name: string, text: string): void {
    const place = this.part(name).querySelector(`.${ROW}__note`);
    if (place && place.textContent !== text) place.textContent = text;
  }
}

/** Put the missing choices around the one that is chosen. */
function complete(select: HTMLSelectElement, choices: readonly Choice[]): void {
  const { value } = select;
  const known = new Map([...select.options].map((option) => [option.value, option]));
  for (const [choice, text] of choices) {
    select.append(known.get(choice) ?? make("option", { value: choice }, text));
  }
  select.value = value;
}
