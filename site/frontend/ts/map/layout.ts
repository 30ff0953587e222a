/** What the layout needs to know of a node, in CSS pixels, and what it finds. */
export interface Box {
  width: number;
  height: number;
  /** Room for the words on the line that leads to it. */
  stem: number;
  shown: Box[];
  /** Right (1) or left (-1) of the root. */
  side: 1 | -1;
  /** Found by the layout: the left edge, and the middle of the height. */
  x: number;
  y: number;
}

export interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The line from a parent to a child, by where it starts, bends and ends. */
export interface Edge<T extends Box> {
  parent: T;
  child: T;
  start: number;
  /** Where the bend ends and the level run, which carries the words, begins. */
  bend: number;
  end: number;
}

/** How far what hangs on a node reaches above and below the node's middle. */
interface Reach {
  above: number;
  below: number;
  /** The middle of each child, relative to the node's own. */
  offsets: number[];
  children: Reach[];
}

const ROOM = { branches: 30, families: 18, leaves: 10 };
const BEND = { least: 36, most: 130, perHeight: 0.1 };
const ROOT_BEND = { least: 56, most: 200, perHeight: 0.16 };
const FEWEST_FOR_TWO_SIDES = 3;

/**
 * Places every shown node. No two boxes overlap, and no line crosses a box or the words
 * on another line: what hangs on a node has a band of heights to itself, and its lines
 * bend only between the node and the column of its children.
 */
export function layOut(root: Box): Bounds {
  root.x = -root.width / 2;
  root.y = 0;
  for (const side of [1, -1] as const) {
    const branches = root.shown.filter((child) => child.side === side);
    placeChildren(root, branches, stack(branches, 0), side, ROOT_BEND);
  }
  return boundsOf(root);
}

/** Shares the branches between both sides, in order, so that the heights are alike. */
export function balance(root: Box, isOneSided: boolean): void {
  const { children } = stack(root.shown, 0);
  const heights = children.map(({ above, below }) => above + below + ROOM.branches);
  const half = heights.reduce((sum, height) => sum + height, 0) / 2;
  const staysRight = isOneSided || root.shown.length < FEWEST_FOR_TWO_SIDES;
  let sum = 0;
  root.shown.forEach((child, index) => {
    const middle = sum + heights[index]! / 2;
    child.side = staysRight || index === 0 || middle <= half ? 1 : -1;
    sum += heights[index]!;
  });
}

/** Every line of the map, each with the places where it bends. */
export function* edgesOf<T extends Box>(node: T): Generator<Edge<T>> {
  const children = node.shown as T[];
  const stems = {
    [1]: widestStem(children.filter((child) => child.side === 1)),
    [-1]: widestStem(children.filter((child) => child.side === -1)),
  };
  for (const child of children) {
    const start = child.side === 1 ? node.x + node.width : node.x;
    const end = child.side === 1 ? child.x : child.x + child.width;
    yield { parent: node, child, start, bend: end - child.side * stems[child.side], end };
    yield* edgesOf(child);
  }
}

/** Children under each other, around the middle between the first and the last. */
function stack(nodes: Box[], depth: number): Reach {
  const children = nodes.map((node) => reachOf(node, depth + 1));
  const middles: number[] = [];
  let bottom = 0;
  children.forEach((child, index) => {
    const gap = index ? roomBetween(nodes[index - 1]!, nodes[index]!, depth) : 0;
    middles.push(bottom + gap + child.above);
    bottom = middles[index]! + child.below;
  });
  const centre = ((middles[0] ?? 0) + (middles.at(-1) ?? 0)) / 2;
  const offsets = middles.map((middle) => middle - centre);
  return { above: centre, below: bottom - centre, offsets, children };
}

function reachOf(node: Box, depth: number): Reach {
  const reach = stack(node.shown, depth);
  const half = node.height / 2;
  return {
    ...reach,
    above: Math.max(half, reach.above),
    below: Math.max(half, reach.below),
  };
}

function roomBetween(above: Box, below: Box, depth: number): number {
  if (depth === 0) return ROOM.branches;
  const isFamily = above.shown.length > 0 || below.shown.length > 0;
  return isFamily ? ROOM.families : ROOM.leaves;
}

function placeChildren(
  node: Box,
  children: Box[],
  reach: Reach,
  side: 1 | -1,
  bend: typeof BEND = BEND,
): void {
  const height = (reach.offsets.at(-1) ?? 0) - (reach.offsets[0] ?? 0);
  const width = Math.min(bend.most, Math.max(bend.least, height * bend.perHeight));
  const room = width + widestStem(children);
  children.forEach((child, index) => {
    child.side = side;
    child.x = side === 1 ? node.x + node.width + room : node.x - room - child.width;
    child.y = node.y + reach.offsets[index]!;
    placeChildren(child, child.shown, reach.children[index]!, side);
  });
}

function widestStem(children: Box[]): number {
  return children.reduce((widest, child) => Math.max(widest, child.stem), 0);
}

function boundsOf(root: Box): Bounds {
  const bounds = { left: 0, top: 0, right: 0, bottom: 0 };
  const include = (node: Box): void => {
    bounds.left = Math.min(bounds.left, node.x);
    bounds.top = Math.min(bounds.top, node.y - node.height / 2);
    bounds.right = Math.max(bounds.right, node.x + node.width);
    bounds.bottom = Math.max(bounds.bottom, node.y + node.height / 2);
    node.shown.forEach(include);
  };
  include(root);
  return bounds;
}
