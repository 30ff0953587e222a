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
      node.item.classList.toggle("is-closed", !node.isOpen);
    }
  }

  remove(): void {
    for (const [node, marks] of this.marked) {
      for (const mark of marks) mark.remove();
      node.item.classList.remove("is-closed");
    }
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
