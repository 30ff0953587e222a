/** Says in the switch which of map and outline the reader has, where neither was chosen. */
export function markShownView(root: Document): void {
  const isChosen = root.querySelector(".view-switch [aria-current]");
  const map = root.querySelector<HTMLElement>("mesh-map");
  if (isChosen || !map) return;
  const mark = (view: string): void => {
    for (const link of root.querySelectorAll<HTMLElement>(".view-switch [data-view]")) {
      if (link.dataset.view === view) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  };
  mark(map.dataset.ms ? "map" : "outline");
  map.addEventListener("mm-ready", () => mark("map"));
}

/**
 * A link to a node that is not on the page: the server knows whether it is gone, and
 * where it hung. A drawn map answers for the gone nodes that it was told of.
 */
export function askForMissingNode(root: Document): void {
  const id = /^#node-([\w-]+)$/.exec(location.hash)?.[1];
  const asked = new URLSearchParams(location.search);
  const isAnswerable = root.querySelector(".view-switch") && !asked.has("node");
  if (!id || !isAnswerable || root.getElementById(`node-${id}`)) return;
  if (root.querySelector("mesh-map[data-ms]") && isToldOf(root, id)) return;
  asked.set("node", id);
  location.replace(`${location.pathname}?${asked}`);
}

function isToldOf(root: Document, id: string): boolean {
  const told = root.getElementById("gone-nodes")?.textContent ?? "{}";
  return Object.hasOwn(JSON.parse(told) as object, id);
}
