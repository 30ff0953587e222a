// What lies beneath a node, opened: the stock form of its parts, built only now.
import { make } from "./dom";
import type { Row } from "./row";
import type { Block, BlockDefinition, BlockError, MediaState } from "./types";
import type { Say } from "./words";

export class Details {
  readonly element: HTMLElement;
  private readonly block: Block;

  constructor(row: Row, prefix: string, media: BlockDefinition, say: Say, error?: BlockError) {
    const placeholder = make("div");
    this.element = make(
      "div",
      { class: "outline-details", id: `${prefix}-details`, "data-contentpath": "media" },
      make("h3", { class: "outline-details__title" }, say("beneath")),
      placeholder,
    );
    row.element.append(this.element);
    this.block = media.render(placeholder, `${prefix}-value-media`, row.state.media, error);
  }

  set isShown(isShown: boolean) {
    this.element.hidden = !isShown;
  }

  get isShown(): boolean {
    return !this.element.hidden;
  }

  /** Put the fields of the parts into what is sent. */
  addTo(data: FormData): void {
    const fields = this.element.querySelectorAll<HTMLInputElement>("input[name], select[name], textarea[name]");
    for (const field of fields) {
      const isBox = field.type === "checkbox" || field.type === "radio";
      if (!isBox || field.checked) data.append(field.name, field.value);
    }
  }

  /** The parts as they stand, with ids of their own, for a copy of the node. */
  duplicated(): readonly MediaState[] {
    return this.block.getDuplicatedState();
  }
}
