// The keys of the outline. Tab is left alone, so nobody is caught in it: Alt with an
// arrow moves a line, arrows alone go from line to line.

export type Command =
  | "indent"
  | "outdent"
  | "up"
  | "down"
  | "add"
  | "add_child"
  | "duplicate"
  | "delete"
  | "collapse"
  | "open"
  | "comment"
  | "undo"
  | "redo"
  | "previous"
  | "next"
  | "first"
  | "last";

const ALT: Readonly<Record<string, Command>> = {
  ArrowRight: "indent",
  ArrowLeft: "outdent",
  ArrowUp: "up",
  ArrowDown: "down",
  Delete: "delete",
  Enter: "open",
};
const CONTROL: Readonly<Record<string, Command>> = {
  Enter: "add_child",
  d: "duplicate",
  ".": "collapse",
  z: "undo",
  y: "redo",
  Home: "first",
  End: "last",
};
const PLAIN: Readonly<Record<string, Command>> = {
  Enter: "add",
  ArrowUp: "previous",
  ArrowDown: "next",
};

/** What a key asks for in a line; null leaves it to the browser. */
export function commandOf(event: KeyboardEvent): Command | null {
  if (event.isComposing) return null;
  const isControl = event.ctrlKey || event.metaKey;
  if (isControl && event.shiftKey && event.key.toLowerCase() === "z") return "redo";
  if (event.shiftKey) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.altKey && isControl) return key === "m" ? "comment" : null; // as Wagtail has it
  if (event.altKey) return ALT[key] ?? null;
  if (isControl) return CONTROL[key] ?? null;
  const isLabel = (event.target as HTMLElement).dataset.field === "label";
  return isLabel ? (PLAIN[key] ?? null) : null;
}
