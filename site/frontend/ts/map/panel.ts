import type { MapNode } from "./tree";

/**
 * Shows what lies beneath a node beside the map. The node's own content is moved there
 * and back, so that a film goes on and no id stands twice.
 */
export class Panel {
  private node: MapNode | null = null;

  constructor(
    private readonly box: HTMLElement,
    private readonly onToggle: (width: number) => void,
  ) {}

  get isOpen(): boolean {
    return this.node !== null;
  }

  open(node: MapNode): void {
    this.giveBack();
    this.node = node;
    this.part("title").textContent = node.label;
    this.part("about").replaceChildren(...statements(node));
    this.part("body").append(...contentOf(node));
    const link = this.part("link") as HTMLAnchorElement;
    const href = node.link.getAttribute("href");
    link.hidden = href === null;
    if (href !== null) link.href = href;
    this.box.className = `mm-panel ${[...(branchOf(node)?.classList ?? [])].filter((name) => name.startsWith("mm-hue")).join(" ")}`;
    this.box.hidden = false;
    this.part("title").focus({ preventScroll: true });
    this.box.scrollTop = 0;
    this.onToggle(this.box.offsetWidth);
  }

  /** Closes it; says which node the focus belongs to. */
  close(): MapNode | null {
    const { node } = this;
    this.giveBack();
    this.box.hidden = true;
    if (node) this.onToggle(0);
    return node;
  }

  /** Puts the content back beneath its node, say for paper. */
  giveBack(): void {
    this.node?.media?.append(...this.part("body").childNodes);
    this.part("body").replaceChildren();
    this.node = null;
  }

  private part(name: string): HTMLElement {
    return this.box.querySelector<HTMLElement>(`.mm-panel__${name}`)!;
  }
}

function contentOf(node: MapNode): Element[] {
  return [...(node.media?.children ?? [])].filter((part) => part.localName !== "summary");
}

function statements(node: MapNode): Node[] {
  const about = node.card.querySelector(".outline__about");
  const facts = about?.querySelectorAll(":scope > :not(.mm-more)") ?? [];
  return [...facts].map((part) => part.cloneNode(true));
}

function branchOf(node: MapNode): HTMLElement | null {
  return node.item.closest<HTMLElement>("[class*='mm-hue']");
}
