// The comments on a map that is shown locked: its lines come from Django, with nothing
// to press, so the number of comments is put there as text.
import { icon, make, widen } from "./dom";
import { type CommentedLine, Comments } from "./comments";
import { ROW } from "./row";
import type { Say } from "./words";

class LockedLine implements CommentedLine {
  private readonly note = make("span", { class: `${ROW}__comments` });

  constructor(readonly element: HTMLElement) {
    element.firstElementChild?.append(this.note);
  }

  setComments(count: number, words: string): void {
    this.note.replaceChildren(...(count ? [icon("comment"), words] : []));
  }
}

/** Show at each line of a locked map how many comments it has. */
export function commentLocked(root: HTMLElement, say: Say): void {
  widen(root);
  const rows = [...root.querySelectorAll<HTMLElement>(`.${ROW}`)];
  const lines = rows.map((row) => new LockedLine(row));
  new Comments(say, () => lines);
}
