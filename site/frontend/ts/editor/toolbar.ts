// The buttons that do to the current line what the keys do.
import { draw, icon, make } from "./dom";
import type { Command } from "./keys";
import type { Say } from "./words";

const TURN = ""; // Wagtail's sprite has no arrow that turns back: drawn here

const turn = (): SVGElement =>
  draw(
    "svg",
    { class: "icon outline-bar__turn", viewBox: "0 0 16 16", "aria-hidden": "true" },
    draw("path", { d: "M6 2.5 2.5 6 6 9.5M2.5 6h7.25a3.75 3.75 0 0 1 0 7.5H6" }),
  );

const BUTTONS: readonly (readonly [Command, string])[] = [
  ["add", "plus"],
  ["outdent", "arrow-left"],
  ["indent", "arrow-right"],
  ["up", "arrow-up"],
  ["down", "arrow-down"],
  ["duplicate", "copy"],
  ["delete", "bin"],
  ["comment", "comment-add"],
  ["undo", TURN],
  ["redo", TURN],
];

export class Toolbar {
  readonly element: HTMLElement;
  private readonly buttons = new Map<Command, HTMLButtonElement>();

  constructor(say: Say, run: (command: Command) => void) {
    const buttons = BUTTONS.map(([command, iconName]) => {
      const button = make(
        "button",
        { type: "button", "data-command": command, title: say(`do_${command}`), "aria-keyshortcuts": say(`key_${command}`) },
        iconName === TURN ? turn() : icon(iconName),
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

  /** Give the focus to the first button, when there is no line to give it to. */
  focus(): void {
    this.buttons.get("add")?.focus();
  }

  show(command: Command, isShown: boolean): void {
    const button = this.buttons.get(command);
    if (button) button.hidden = !isShown;
  }

  enable(command: Command, isPossible: boolean): void {
    // Not `disabled`: that would throw the focus away from who presses it twice.
    this.buttons.get(command)?.setAttribute("aria-disabled", String(!isPossible));
  }
}
