// What the server found wrong with a node, as sentences for its line.
import type { BlockError } from "./types";

/** Every message of a node but those of its parts, which stand in their own fields. */
export function messagesOf(error: BlockError): string[] {
  const own = [...(error.messages ?? [])];
  for (const [name, inner] of Object.entries(error.blockErrors ?? {})) {
    if (name !== "media") own.push(...(inner.messages ?? []));
  }
  return own;
}
