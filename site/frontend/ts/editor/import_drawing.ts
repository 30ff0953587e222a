// The drawing of a map that is about to be imported, above its outline.
import { Preview } from "./preview";
import { Store } from "./store";
import type { OutlineNode } from "./types";
import { speaker } from "./words";

type Given = Pick<OutlineNode, "id" | "label" | "level" | "kind">;

const place = document.querySelector<HTMLElement>("[data-map-drawing]");
const given = document.getElementById("map-nodes")?.textContent;
if (place && given) {
  const store = new Store();
  store.nodes = (JSON.parse(given) as Given[]).map((node, key) => ({
    ...node,
    key,
    edge: "",
    page: null,
  }));
  const { drawing = "", untitled = "" } = place.dataset;
  const preview = new Preview(store, speaker({ drawing, untitled }), () => undefined);
  place.append(preview.element);
  preview.schedule();
}
