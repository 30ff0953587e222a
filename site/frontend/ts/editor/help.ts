// The keys, for who wants to read them.
import { make } from "./dom";
import type { Say } from "./words";

const KEYS = [
  "add",
  "add_child",
  "lines",
  "indent",
  "outdent",
  "up",
  "down",
  "collapse",
  "open",
  "duplicate",
  "delete",
  "comment",
  "undo",
  "redo",
] as const;

export const help = (say: Say): HTMLElement =>
  make(
    "details",
    { class: "outline-help" },
    make("summary", {}, say("help")),
    make("p", {}, say("help_text")),
    make(
      "dl",
      {},
      ...KEYS.map((name) =>
        make("div", {}, make("dt", {}, make("kbd", {}, say(`keys_${name}`))), make("dd", {}, say(`help_${name}`))),
      ),
    ),
  );
