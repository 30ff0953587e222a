// The outline as a list: order and level make the tree. Nothing here changes its
// arguments; a move that is not possible answers with the reason's name.
import type { OutlineNode } from "./types";

export type Nodes = readonly OutlineNode[];
export type Reason =
  | "is_start"
  | "no_parent_before"
  | "too_deep"
  | "on_start"
  | "is_first"
  | "is_last"
  | "own_branch";
export type Moved = { readonly nodes: Nodes; readonly at: number } | Reason;

const at = (nodes: Nodes, index: number): OutlineNode => {
  const node = nodes[index];
  if (!node) throw new RangeError(`no node ${index} of ${nodes.length}`);
  return node;
};

/** The index behind the last node of a branch. The start holds the whole map. */
export function endOf(nodes: Nodes, index: number): number {
  if (index === 0) return nodes.length;
  const { level } = at(nodes, index);
  let end = index + 1;
  while (end < nodes.length && at(nodes, end).level > level) end += 1;
  return end;
}

/** The index of the node it hangs on; -1 for the start. */
export function parentOf(nodes: Nodes, index: number): number {
  const { level } = at(nodes, index);
  for (let above = index - 1; above > 0; above -= 1) {
    if (at(nodes, above).level < level) return above;
  }
  return index ? 0 : -1;
}

/** The index of the sibling before; -1 when it is the first. */
export function siblingBefore(nodes: Nodes, index: number): number {
  const parent = parentOf(nodes, index);
  for (let above = index - 1; above > parent; above -= 1) {
    if (parentOf(nodes, above) === parent) return above;
  }
  return -1;
}

export function childrenOf(nodes: Nodes, index: number): number[] {
  const found: number[] = [];
  for (let below = index + 1; below < endOf(nodes, index); below += 1) {
    if (parentOf(nodes, below) === index) found.push(below);
  }
  return found;
}

const shift = (branch: Nodes, by: number): OutlineNode[] =>
  branch.map((node) => ({ ...node, level: node.level + by }));

const deepest = (branch: Nodes): number => Math.max(...branch.map((node) => node.level));

/** Take a branch out and put it elsewhere: `to` counts in the list without it. */
function transplant(nodes: Nodes, index: number, to: number, level: number): Nodes {
  const end = endOf(nodes, index);
  const branch = shift(nodes.slice(index, end), level - at(nodes, index).level);
  const rest = [...nodes.slice(0, index), ...nodes.slice(end)];
  return [...rest.slice(0, to), ...branch, ...rest.slice(to)];
}

export function indent(nodes: Nodes, index: number, maxLevel: number): Moved {
  if (index === 0) return "is_start";
  const { level } = at(nodes, index);
  if (at(nodes, index - 1).level < level) return "no_parent_before";
  if (deepest(nodes.slice(index, endOf(nodes, index))) >= maxLevel) return "too_deep";
  return { nodes: transplant(nodes, index, index, level + 1), at: index };
}

/** Hang a branch on the node that its parent hangs on, behind that parent's branch. */
export function outdent(nodes: Nodes, index: number): Moved {
  if (index === 0) return "is_start";
  const parent = parentOf(nodes, index);
  const { level } = at(nodes, index);
  const above = at(nodes, parent).level;
  if (level > above + 1) {
    return { nodes: transplant(nodes, index, index, above + 1), at: index };
  }
  if (parent === 0) return "on_start";
  const to = endOf(nodes, parent) - (endOf(nodes, index) - index);
  return { nodes: transplant(nodes, index, to, above), at: to };
}

export function moveUp(nodes: Nodes, index: number): Moved {
  if (index === 0) return "is_start";
  const before = siblingBefore(nodes, index);
  if (before < 0) return "is_first";
  return {
    nodes: transplant(nodes, index, before, at(nodes, index).level),
    at: before,
  };
}

export function moveDown(nodes: Nodes, index: number): Moved {
  if (index === 0) return "is_start";
  const next = endOf(nodes, index);
  const isSibling = next < nodes.length && parentOf(nodes, next) === parentOf(nodes, index);
  if (!isSibling) return "is_last";
  const to = endOf(nodes, next) - (next - index);
  return { nodes: transplant(nodes, index, to, at(nodes, index).level), at: to };
}

/** Drop a branch before the node at `before` (or at the end), at a level. */
export function moveTo(
  nodes: Nodes,
  index: number,
  before: number,
  level: number,
  maxLevel: number,
): Moved {
  if (index === 0) return "is_start";
  const end = endOf(nodes, index);
  if (before > index && before < end) return "own_branch";
  const branch = nodes.slice(index, end);
  const by = level - at(nodes, index).level;
  if (deepest(branch) + by > maxLevel) return "too_deep";
  const to = before >= end ? before - branch.length : before;
  return { nodes: transplant(nodes, index, to, level), at: to };
}

/** The levels that a branch may take when it is dropped before the node at `before`. */
export function levelsAt(nodes: Nodes, index: number, before: number): [number, number] {
  const end = endOf(nodes, index);
  const above = before === end ? index - 1 : before - 1;
  const below = before === index ? end : before;
  const most = above < 0 ? 1 : at(nodes, above).level + 1;
  const least = below < nodes.length ? at(nodes, below).level : 2;
  return [Math.min(Math.max(least, 2), most), most];
}

export const insert = (nodes: Nodes, index: number, fresh: Nodes): Nodes => [
  ...nodes.slice(0, index),
  ...fresh,
  ...nodes.slice(index),
];

export const remove = (nodes: Nodes, index: number): Nodes => [
  ...nodes.slice(0, index),
  ...nodes.slice(endOf(nodes, index)),
];

export const replace = (nodes: Nodes, index: number, node: OutlineNode): Nodes =>
  nodes.map((old, place) => (place === index ? node : old));
