// The buttons that do to the current line what the keys do.
import { icon, make } from "./dom";
import type { Command } from "./keys";
import type { Say } from "./words";

const BUTTONS: readonly (readonly [Command, string])[] = [
  ["add", "plus"],
  ["outdent", "arrow-left"],
  ["indent", "arrow-right"],
  ["up", "arrow-up"],
  ["down", "arrow-down"],
  ["duplicate", "copy"],
  ["delete", "bin"],
  ["undo", "undo"],
  ["redo", "redo"],
];

export class Toolbar {
  readonly element: HTMLElement;
  private readonly buttons = new Map<Command, HTMLButtonElement>();

  constructor(say: Say, run: (command: Command) => void) {
    const buttons = BUTTONS.map(([command, iconName]) => {
      const button = make(
        "button",
        { type: "button", title: say(`do_${command}`), "aria-keyshortcuts": say(`key_${command}`) },
        icon(iconName),
        make("span", { class: "outline-bar__word" }, say(`short_${command}`)),
      );
      // The focus stays in the line for those who point; a key press keeps it here.
      button.addEventListener("pointerdown", (event) => event.preventDefault());
      button.addEventListener("click", () => run(command));
      this.buttons.set(command, button);
      return button;
    });
    this.element = make("div", { class: "outline-bar", role: "group", "aria-label": say("toolbar") }, ...buttons);
  }

  enable(command: Command, isPossible: boolean): void {
    // Not `disabled`: that would throw the focus away from who presses it twice.
    this.buttons.get(command)?.setAttribute("aria-disabled", String(!isPossible));
  }
}
