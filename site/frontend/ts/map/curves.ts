import type { Edge } from "./layout";
import type { MapNode } from "./tree";

/** The drawing of all lines of one branch: shapes to fill, and strokes by style. */
export interface BranchLines {
  tapers: string;
  strokes: Record<LineStyle, string>;
  heads: string;
}

export const LINE_STYLES = ["solid", "dashed", "dotted", "double", "wavy"] as const;
export type LineStyle = (typeof LINE_STYLES)[number];

/** How the level run of a line looks; the words on it say the same. */
const STYLES: Record<string, LineStyle> = {
  explains: "solid",
  often_confused_with: "wavy",
  prerequisite_of: "double",
  detected_by: "dotted",
  addressed_by: "solid",
  supported_by: "solid",
  contradicted_by: "dashed",
};
/** Relations that point to the child get an arrow's head. */
const POINTING = new Set(["addressed_by", "prerequisite_of"]);
/** Widths of a line where it leaves and where it arrives, by the parent's depth. */
const WIDTHS = [
  [9, 2],
  [4, 1.75],
  [2.25, 1.75],
] as const;
const WAVE = { length: 8, height: 2.5 };
const DOUBLE_GAP = 1.75;
const HEAD = { length: 7, half: 4 };

/** Sorts the lines by branch, so that each branch takes a handful of paths. */
export function drawLines(edges: Iterable<Edge<MapNode>>): Map<number, BranchLines> {
  const drawn = new Map<number, BranchLines>();
  for (const edge of edges) {
    const { branch } = edge.child;
    if (!drawn.has(branch)) drawn.set(branch, emptyLines());
    drawEdge(edge, drawn.get(branch)!);
  }
  return drawn;
}

export function styleOf(edge: string): LineStyle {
  return STYLES[edge] ?? "solid";
}

function emptyLines(): BranchLines {
  return {
    tapers: "",
    strokes: { solid: "", dashed: "", dotted: "", double: "", wavy: "" },
    heads: "",
  };
}

function drawEdge(edge: Edge<MapNode>, lines: BranchLines): void {
  const { parent, child, start, bend, end } = edge;
  const [from, to] = WIDTHS[Math.min(parent.depth, WIDTHS.length - 1)]!;
  lines.tapers += taper(start, parent.y, bend, child.y, from, to);
  if (bend === end) return;
  const style = styleOf(child.edge);
  const points = POINTING.has(child.edge);
  const stop = points ? end - child.side * HEAD.length : end;
  lines.strokes[style] += run(style, bend, stop, child.y, child.side);
  if (points) lines.heads += head(end, child.y, child.side);
}

/** An S from one height to another that grows thinner; as thick where it is steep. */
function taper(x: number, y: number, toX: number, toY: number, from: number, to: number): string {
  const middle = (x + toX) / 2;
  const lean = Math.sign(toX - x) * Math.sign(toY - y) * (from + to) * 0.33;
  const [a, b] = [middle + lean, middle - lean].map(round);
  const [halfFrom, halfTo] = [from / 2, to / 2];
  return (
    `M${round(x)} ${round(y - halfFrom)}` +
    `C${a} ${round(y - halfFrom)} ${a} ${round(toY - halfTo)} ${round(toX)} ${round(toY - halfTo)}` +
    `V${round(toY + halfTo)}` +
    `C${b} ${round(toY + halfTo)} ${b} ${round(y + halfFrom)} ${round(x)} ${round(y + halfFrom)}Z`
  );
}

function run(style: LineStyle, from: number, to: number, y: number, side: 1 | -1): string {
  if (style === "wavy") return wave(from, to, y, side);
  const heights = style === "double" ? [y - DOUBLE_GAP, y + DOUBLE_GAP] : [y];
  return heights.map((height) => `M${round(from)} ${round(height)}H${round(to)}`).join("");
}

function wave(from: number, to: number, y: number, side: 1 | -1): string {
  const waves = Math.max(1, Math.round(Math.abs(to - from) / WAVE.length));
  const length = Math.abs(to - from) / waves;
  let path = `M${round(from)} ${round(y)}`;
  for (let index = 0; index < waves; index += 1) {
    const height = index % 2 ? WAVE.height : -WAVE.height;
    path += `q${round((side * length) / 2)} ${height * 2} ${round(side * length)} 0`;
  }
  return path;
}

function head(x: number, y: number, side: 1 | -1): string {
  const back = round(x - side * HEAD.length);
  return `M${round(x)} ${round(y)}L${back} ${round(y - HEAD.half)}V${round(y + HEAD.half)}Z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
