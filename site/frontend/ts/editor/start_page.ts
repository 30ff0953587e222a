// Making a knowledge page for a node in place: a small form that asks for the title and
// the kind, and leaves a draft that the node leads to.
import { make } from "./dom";
import type { OutlineNode, PageState } from "./types";
import type { Say } from "./words";

const KINDS = ["barrier", "intervention"] as const;

export class StartPage {
  private readonly title = make("input", { type: "text", required: true, id: "outline-start-title" });
  private readonly kinds = KINDS.map((value) => make("input", { type: "radio", name: "outline-start-kind", value }));
  private readonly problem = make("p", { class: "outline-dialog__problem", role: "alert" });
  private readonly submit: HTMLButtonElement;
  private readonly dialog: HTMLDialogElement;
  private node: OutlineNode | null = null;

  constructor(
    private readonly say: Say,
    private readonly url: string,
    private readonly pageForm: () => HTMLFormElement | null,
    private readonly made: (key: number, page: PageState) => void,
  ) {
    this.submit = make("button", { type: "submit", class: "button" }, say("start_do"));
    const cancel = make("button", { type: "button", class: "button button-secondary" }, say("cancel"));
    cancel.addEventListener("click", () => this.dialog.close());
    const form = make(
      "form",
      { method: "dialog", novalidate: true },
      make("h2", { id: "outline-start-heading" }, say("start_page")),
      make("p", {}, say("start_help")),
      this.problem,
      make("label", { for: "outline-start-title" }, say("start_title")),
      this.title,
      make(
        "fieldset",
        {},
        make("legend", {}, say("start_kind")),
        ...this.kinds.map((input) => make("label", {}, input, ` ${say(`start_${input.value}`)}`)),
      ),
      make("div", { class: "outline-dialog__actions" }, this.submit, cancel),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.send();
    });
    // Outside the page's own form: a form cannot stand within a form.
    this.dialog = make("dialog", { class: "outline-dialog", "aria-labelledby": "outline-start-heading" }, form);
    document.body.append(this.dialog);
  }

  open(node: OutlineNode): void {
    this.node = node;
    this.title.value = node.label;
    for (const input of this.kinds) input.checked = input.value === node.kind;
    this.problem.textContent = "";
    this.dialog.showModal();
    this.title.focus();
    this.title.select();
  }

  private async send(): Promise<void> {
    const node = this.node;
    if (!node || this.submit.disabled) return;
    this.submit.disabled = true;
    try {
      const answer = await fetch(this.url, { method: "POST", body: this.data() });
      const { page, error } = (await answer.json()) as { page?: PageState; error?: string };
      if (page) {
        this.dialog.close();
        this.made(node.key, page);
      } else {
        this.problem.textContent = error ?? this.say("start_failed");
      }
    } catch {
      this.problem.textContent = this.say("start_failed");
    } finally {
      this.submit.disabled = false;
    }
  }

  private data(): FormData {
    const form = this.pageForm();
    const read = (name: string): string =>
      form ? String(new FormData(form).get(name) ?? "") : "";
    const data = new FormData();
    data.set("title", this.title.value);
    data.set("kind", this.kinds.find((input) => input.checked)?.value ?? "");
    data.set("organisation", read("organisation"));
    data.set("csrfmiddlewaretoken", read("csrfmiddlewaretoken"));
    return data;
  }
}
