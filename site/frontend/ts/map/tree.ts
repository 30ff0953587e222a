import type { Box } from "./layout";

/** A node of the map: the element that the server rendered, and where it is drawn. */
export interface MapNode extends Box {
  id: string;
  label: string;
  edge: string;
  depth: number;
  /** Which of the root's branches it belongs to, from 1; 0 for the root. */
  branch: number;
  isOpen: boolean;
  isMeasured: boolean;
  item: HTMLLIElement;
  card: HTMLElement;
  /** The link to the page, or the text where there is none: what takes the focus. */
  link: HTMLElement;
  edgeLabel: HTMLElement | null;
  group: HTMLUListElement | null;
  /** What lies beneath the node, folded away in the outline. */
  media: HTMLDetailsElement | null;
  parent: MapNode | null;
  children: MapNode[];
  shown: MapNode[];
}

/** Reads the rendered outline; null where it holds no node. */
export function readTree(list: HTMLUListElement): MapNode | null {
  const first = list.querySelector<HTMLLIElement>(":scope > li");
  return first && readNode(first, null, 0);
}

/** The node and all beneath it, in order, whether shown or not. */
export function* walk(node: MapNode): Generator<MapNode> {
  yield node;
  for (const child of node.children) yield* walk(child);
}

/** The node and what is open beneath it, in the order of the outline. */
export function* walkShown(node: MapNode): Generator<MapNode> {
  yield node;
  for (const child of node.shown) yield* walkShown(child);
}

/** The way from the root to the node, both included. */
export function pathTo(node: MapNode): MapNode[] {
  const path: MapNode[] = [];
  for (let step: MapNode | null = node; step; step = step.parent) path.unshift(step);
  return path;
}

/** Shows or hides what hangs on a node. */
export function setOpen(node: MapNode, isOpen: boolean): void {
  if (!node.group) return;
  node.isOpen = isOpen;
  node.shown = isOpen ? node.children : [];
  node.item.classList.toggle("is-closed", !isOpen);
}

function readNode(item: HTMLLIElement, parent: MapNode | null, index: number): MapNode {
  const card = item.querySelector<HTMLElement>(":scope > .mm-card")!;
  const link = card.querySelector<HTMLElement>(":scope > .mm-node")!;
  const group = item.querySelector<HTMLUListElement>(":scope > ul");
  const depth = parent ? parent.depth + 1 : 0;
  const node: MapNode = {
    id: item.id.slice("node-".length),
    label: link.textContent!.trim(),
    edge: item.dataset.edge ?? "",
    depth,
    branch: depth < 2 ? depth && index + 1 : parent!.branch,
    isOpen: true,
    isMeasured: false,
    item,
    card,
    link,
    edgeLabel: card.querySelector<HTMLElement>(":scope > .outline__edge"),
    group,
    media: item.querySelector<HTMLDetailsElement>(":scope > details"),
    parent,
    children: [],
    shown: [],
    x: 0,
    y: 0,
    width: 0,
    height: 0,
    stem: 0,
    side: 1,
  };
  const items = group ? ([...group.children] as HTMLLIElement[]) : [];
  node.children = items.map((child, place) => readNode(child, node, place));
  node.shown = node.children;
  return node;
}
