/** A node that a link may still name, as the server lists it beside the map. */
interface Gone {
  label: string;
  /** The nearest node above it that is still there. */
  parent: string;
  /** What to tell the reader. */
  text?: string;
}

/** What is known of a node that is no longer in the map. */
export function goneNode(id: string): Gone | undefined {
  const list = document.getElementById("gone-nodes")?.textContent;
  return list ? (JSON.parse(list) as Record<string, Gone>)[id] : undefined;
}
