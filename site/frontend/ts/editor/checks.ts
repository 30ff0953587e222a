// The checklist: the server knows the rules (pathways/checklist.py), and is asked again
// a moment after the last change.
import type { Details } from "./details";
import { icon, make } from "./dom";
import type { Rows } from "./rows";
import type { Store } from "./store";
import type { Frame, PageState, Point } from "./types";
import { counted, type Say } from "./words";

const WAIT_MS = 700;

interface Answer {
  readonly points: readonly Point[];
  readonly pages: Readonly<Record<string, PageState>>;
}

export class Checks {
  readonly element: HTMLElement;
  private readonly list = make("ul", { class: "outline-checks__list" });
  private readonly summary = make("p", { class: "outline-checks__summary" });
  private timer = 0;
  private asked = "";

  constructor(
    private readonly store: Store,
    private readonly rows: Rows,
    private readonly details: ReadonlyMap<number, Details>,
    private readonly frame: Frame,
    private readonly say: Say,
    private readonly pick: (key: number) => void,
  ) {
    const title = make("h3", { class: "outline-side__title" }, say("checklist"));
    this.element = make("div", { class: "outline-checks" }, title, this.summary, this.list);
    this.list.addEventListener("click", (event) => {
      const link = (event.target as Element).closest("a");
      if (!link) return;
      event.preventDefault();
      this.pick(Number(link.dataset.key));
    });
  }

  /** Ask the server a moment after the last change. */
  schedule(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), WAIT_MS);
  }

  private async ask(): Promise<void> {
    const data = this.question();
    const question = new URLSearchParams(data as unknown as Record<string, string>).toString();
    if (question === this.asked) return;
    this.asked = question;
    const token = this.element.closest("form")?.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]");
    try {
      const answer = await fetch(this.frame.checkUrl, {
        method: "POST",
        body: data,
        headers: { "X-CSRFToken": token?.value ?? "", Accept: "application/json" },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      if (question === this.asked) this.hear((await answer.json()) as Answer);
    } catch {
      this.asked = "";
      this.summary.textContent = this.say("checks_failed");
    }
  }

  private question(): FormData {
    const data = new FormData();
    const lines = this.store.nodes.map(({ key, id, label, level, kind, page }) => ({
      id,
      label,
      level,
      kind,
      page: page?.id ?? "",
      faults: this.rows.get(key).state.faults,
      media: this.details.has(key) ? `${this.rows.prefixOf(key)}-value-media` : "",
    }));
    data.set("lines", JSON.stringify(lines));
    for (const details of this.details.values()) {
      if (details.element.isConnected) details.addTo(data);
    }
    return data;
  }

  private hear({ points, pages }: Answer): void {
    const isNews = (page: PageState | null): boolean => {
      const known = page && pages[page.id];
      return Boolean(known && (known.state !== page.state || known.title !== page.title));
    };
    if (this.store.nodes.some(({ page }) => isNews(page))) {
      this.store.correct((node) =>
        node.page && isNews(node.page) ? { ...node, page: pages[node.page.id] ?? node.page } : node,
      );
    }
    this.show(points);
  }

  show(points: readonly Point[]): void {
    const byNode = new Map<string, Point[]>();
    for (const point of points) byNode.set(point.node, [...(byNode.get(point.node) ?? []), point]);
    const items: HTMLElement[] = [];
    for (const { key, id, label } of this.store.nodes) {
      const found = byNode.get(id) ?? [];
      const own = found.map((point) => this.item(key, label, point));
      this.rows.get(key).setPoints(found, own.map(({ id: name }) => name));
      items.push(...own);
    }
    this.list.replaceChildren(...items);
    const required = points.filter((point) => point.required).length;
    this.summary.textContent = this.store.nodes.length ? this.sum(points.length, required) : "";
  }

  private sum(count: number, required: number): string {
    if (!count) return this.say("checks_clear");
    const most = required ? counted(this.say, "required", required) : this.say("none_required");
    return `${counted(this.say, "points", count)} ${most}`;
  }

  private item(key: number, label: string, { rule, message, required }: Point): HTMLElement {
    const prefix = this.rows.prefixOf(key);
    const name = label || this.say("untitled");
    const words = required ? this.say("must") : this.say("may");
    const link = make("a", { href: `#${prefix}-row`, "data-key": key }, name);
    return make(
      "li",
      { id: `${prefix}-check-${rule}`, class: required ? "outline-checks__must" : "" },
      icon(required ? "warning" : "info-circle"),
      make("span", { class: "w-sr-only" }, words),
      link,
      make("span", {}, ` ${message}`),
    );
  }
}
