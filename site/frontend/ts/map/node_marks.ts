import { walkShown, type MapNode } from "./tree";

/** What the map adds to a node's card: the number of closed children, a sign for media. */
export class NodeMarks {
  private readonly marked = new Map<MapNode, HTMLElement[]>();

  constructor(private readonly more: HTMLTemplateElement) {}

  put(root: MapNode): void {
    for (const node of walkShown(root)) {
      if (!this.marked.has(node)) this.marked.set(node, [...this.make(node)]);
      if (!node.group) continue;
      const toggle = node.card.querySelector<HTMLElement>(":scope > .mm-toggle")!;
      toggle.textContent = node.isOpen ? "−" : String(node.children.length);
    }
  }

  remove(): void {
    for (const marks of this.marked.values()) for (const mark of marks) mark.remove();
  }

  private *make(node: MapNode): Generator<HTMLElement> {
    if (node.media) {
      const more = this.more.content.firstElementChild!.cloneNode(true) as HTMLElement;
      node.card.querySelector(".outline__about")!.append(more);
      yield more;
    }
    if (node.group) {
      const toggle = document.createElement("span");
      toggle.className = "mm-toggle";
      toggle.setAttribute("aria-hidden", "true");
      node.card.append(toggle);
      yield toggle;
    }
  }
}
