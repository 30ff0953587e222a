interface Gone {
  label: string;
  /** The nearest node above it that is still there. */
  parent: string;
  /** What to tell the reader. */
  text?: string;
}

/** Nodes that a link may still name, as the server lists them beside the map. */
export class GoneNodes {
  private constructor(private readonly nodes: Record<string, Gone>) {}

  static read(): GoneNodes {
    const list = document.getElementById("gone-nodes")?.textContent;
    return new GoneNodes(list ? (JSON.parse(list) as Record<string, Gone>) : {});
  }

  parentOf(id: string): string {
    return this.nodes[id]?.parent ?? "";
  }

  /** What the notice says; without anything known of the node, that it is not there. */
  notice(id: string): { label: string; text: string } {
    return { label: this.nodes[id]?.label ?? "", text: this.nodes[id]?.text ?? "" };
  }
}
