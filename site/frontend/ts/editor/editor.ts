// Registers the writing outline with Wagtail's editor, under the name that
// pathways/blocks/writing.py gives it.
import type { BlockDefinition, BlockError, Frame, Meta, StreamItem } from "./types";
import { commentLocked } from "./locked";
import { WritingOutline } from "./widget";
import { speaker } from "./words";

class WritingOutlineDefinition {
  constructor(
    readonly name: string,
    private readonly media: BlockDefinition,
    readonly meta: Meta,
  ) {}

  render(
    placeholder: HTMLElement,
    prefix: string,
    state: readonly StreamItem[],
    error: BlockError | null,
    frame: Frame,
  ): WritingOutline {
    return new WritingOutline(placeholder, prefix, this.media, this.meta, state, error, frame);
  }
}

window.telepath.register("mesh.WritingOutline", WritingOutlineDefinition);

document.addEventListener("DOMContentLoaded", () => {
  const locked = document.querySelector<HTMLElement>(".outline--locked");
  if (locked) commentLocked(locked, speaker(JSON.parse(locked.dataset.words ?? "{}")));
});
