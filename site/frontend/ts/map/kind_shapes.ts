const SVG = "http://www.w3.org/2000/svg";

/** Corners in percent, as the tags of the site are cut (see css/components/tag.css). */
const CORNERS: Record<string, string> = {
  barrier: "30 0 70 0 100 30 100 70 70 100 30 100 0 70 0 30",
  probe: "50 0 100 50 50 100 0 50",
  intervention: "0 0 100 50 0 100",
  evidence: "0 60 26 60 26 100 37 100 37 30 63 30 63 100 74 100 74 0 100 0 100 100 0 100",
  gap: "0 0 100 0 100 100 0 100 0 25 25 25 25 75 75 75 75 25 0 25",
  note: "12 12 88 12 88 88 12 88",
};

/** The shape of a kind of node, by the classes of its tag; a disc for any other. */
export function kindShape(classes: string[], x: number, y: number, size: number): SVGElement {
  const kind = classes.map((name) => name.replace("tag--", "")).find((name) => name in CORNERS);
  if (!kind) {
    const disc = document.createElementNS(SVG, "circle");
    disc.setAttribute("cx", (x + size / 2).toFixed(2));
    disc.setAttribute("cy", (y + size / 2).toFixed(2));
    disc.setAttribute("r", (size / 2).toFixed(2));
    return disc;
  }
  const shares = CORNERS[kind]!.split(" ").map(Number);
  const points = shares.map((share, index) =>
    ((index % 2 ? y : x) + (share / 100) * size).toFixed(2),
  );
  const polygon = document.createElementNS(SVG, "polygon");
  polygon.setAttribute("points", points.join(" "));
  return polygon;
}
