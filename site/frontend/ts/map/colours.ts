const read = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const known = new Map<string, string>();

/** A computed colour as every program reads it: "#0f3d3e", or "none" where it is clear. */
export function plainColour(computed: string): string {
  if (!known.has(computed)) known.set(computed, convert(computed));
  return known.get(computed)!;
}

function convert(computed: string): string {
  if (!read || computed === "none") return computed;
  read.clearRect(0, 0, 1, 1);
  read.fillStyle = computed;
  read.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = read.getImageData(0, 0, 1, 1).data;
  if (!alpha) return "none";
  return `#${[red!, green!, blue!].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
