import type { MapNode } from "./tree";

/**
 * The outline as a WAI-ARIA navigation treeview: the link itself is the treeitem, so
 * that Enter follows it and its name is what is read. Set when a branch is first shown.
 */
export function giveRoles(root: MapNode, list: HTMLElement, title: string): void {
  list.setAttribute("role", "tree");
  list.setAttribute("aria-label", title);
  giveRole(root, 1, 1);
}

/** What hangs on a node, once it is shown. */
export function giveRolesBeneath(node: MapNode): void {
  node.children.forEach((child, index) => {
    if (!child.link.hasAttribute("role")) giveRole(child, index + 1, node.children.length);
  });
}

export function sayOpen(node: MapNode): void {
  if (node.group) node.link.setAttribute("aria-expanded", String(node.isOpen));
}

/** Leaves the outline as the server rendered it. */
export function takeRoles(root: MapNode, list: HTMLElement): void {
  list.setAttribute("role", "list");
  list.removeAttribute("aria-label");
  const take = (node: MapNode): void => {
    node.item.removeAttribute("role");
    node.group?.setAttribute("role", "list");
    node.group?.removeAttribute("id");
    node.group?.classList.remove("is-new");
    node.edgeLabel?.removeAttribute("id");
    for (const name of LINK_ATTRIBUTES) node.link.removeAttribute(name);
    node.children.forEach(take);
  };
  take(root);
}

const LINK_ATTRIBUTES = [
  "role",
  "tabindex",
  "aria-level",
  "aria-posinset",
  "aria-setsize",
  "aria-describedby",
  "aria-owns",
  "aria-expanded",
  "aria-current",
];

function giveRole(node: MapNode, place: number, number: number): void {
  const { item, link, group } = node;
  item.setAttribute("role", "none");
  link.setAttribute("role", "treeitem");
  link.tabIndex = -1;
  link.setAttribute("aria-level", String(node.depth + 1));
  link.setAttribute("aria-posinset", String(place));
  link.setAttribute("aria-setsize", String(number));
  link.setAttribute("aria-describedby", describing(node));
  if (!group) return;
  group.id = `group-${node.id}`;
  group.setAttribute("role", "group");
  link.setAttribute("aria-owns", group.id);
  sayOpen(node);
}

/** The words on the line, then what is said about the node. */
function describing(node: MapNode): string {
  if (node.edgeLabel) node.edgeLabel.id = `edge-${node.id}`;
  return node.edgeLabel ? `edge-${node.id} about-${node.id}` : `about-${node.id}`;
}
