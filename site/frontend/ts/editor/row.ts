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
const PARTS = ["collapse", "kind", "label", "edge", "page", "open", "comments"];

const chooser = (name: string, label: string, choices: readonly Choice[], empty: string) =>
  make(
    "select",
    { class: `${ROW}__${name}`, "data-field": name, "aria-label": label, tabindex: -1 },
    make("option", { value: "" }, empty),
    ...choices.map(([value, text]) => make("option", { value }, text)),
  );

const button = (action: string, iconName: string) =>
  make(
    "button",
    { type: "button", class: `${ROW}__${action}`, "data-action": action, tabindex: -1 },
    icon(iconName),
    make("span", { class: `${ROW}__note` }),
  );

/** The line that all others are cloned from. */
export function rowTemplate(meta: Meta, say: Say): HTMLLIElement {
  return make(
    "li",
    { class: ROW },
    make(
      "div",
      { class: `${ROW}__line` },
      make("span", { class: `${ROW}__handle`, "data-handle": true, title: say("drag") }, icon("grip")),
      button("collapse", "arrow-down"),
      chooser("kind", say("kind"), meta.kinds, say("no_kind")),
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
      chooser("edge", say("edge"), meta.edges, say("no_edge")),
      button("page", "doc-empty-inverse"),
      button("open", "edit"),
      button("comments", "comment"),
    ),
  );
}

export class Row {
  readonly element: HTMLLIElement;
  readonly label: HTMLInputElement;
  private readonly kind: HTMLSelectElement;
  private readonly edge: HTMLSelectElement;
  private readonly order: HTMLInputElement;
  private readonly level: HTMLInputElement;
  private readonly page: HTMLInputElement;
  private readonly first: { level: number; text: string };
  private errorIds: readonly string[] = [];
  private pointIds: readonly string[] = [];
  private node: OutlineNode | null = null;
  private place: Place | null = null;

  constructor(
    template: HTMLLIElement,
    prefix: string,
    node: OutlineNode,
    readonly state: NodeState,
    private readonly say: Say,
  ) {
    this.element = template.cloneNode(true) as HTMLLIElement;
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
    this.note("open", state.parts ? String(state.parts) : "");
  }

  part<Kind extends HTMLElement = HTMLElement>(name: string): Kind {
    const found = this.element.querySelector<Kind>(`.${ROW}__${name}`);
    if (!found) throw new Error(`a line has no ${name}`);
    return found;
  }

  /** Write what has changed since the last time. */
  show(node: OutlineNode, place: Place): void {
    if (node !== this.node) this.showNode(node);
    const was = this.place;
    this.node = node;
    this.place = place;
    if (!was || was.index !== place.index) this.order.value = String(place.index);
    if (!was || was.isHidden !== place.isHidden) this.element.hidden = place.isHidden;
    this.describe(node, place);
    this.showBranch(node, place);
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
    // A value that is not among the choices stands in an odd draft: keep it.
    if (select.value !== value) select.append(make("option", { value, selected: true }, value));
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

  private describe(node: OutlineNode, { under }: Place): void {
    const fill = { level: node.level, under };
    setAttribute(this.label, "aria-label", this.say(under ? "label_under" : "label_start", fill));
    const name = node.label || this.say("untitled");
    setAttribute(this.part("open"), "aria-label", this.say("open", { label: name }));
    this.part("open").title = this.say("open_short");
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
