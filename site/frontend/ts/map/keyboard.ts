import { walkShown, type MapNode } from "./tree";

/** What the keys do; the view does it. */
export interface Reader {
  root: MapNode;
  current: MapNode;
  goTo(node: MapNode): void;
  setOpen(nodes: MapNode[], isOpen: boolean): void;
  openMedia(node: MapNode): void;
}

const TYPING_PAUSE_MS = 700;

/** The keys of the WAI-ARIA treeview, and Space for what lies beneath a node. */
export class Keyboard {
  private typed = "";
  private typedAt = 0;

  constructor(private readonly reader: Reader) {}

  /** Whether the key meant something here. */
  press(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const goesOn = this.typed !== "" && event.timeStamp - this.typedAt < TYPING_PAUSE_MS;
    const act = ACTIONS[event.key];
    if (act && !(goesOn && event.key === " ")) act(this.reader);
    else if (event.key.length === 1) this.typeAhead(event.key, event.timeStamp, goesOn);
    else return false;
    return true;
  }

  private typeAhead(key: string, now: number, goesOn: boolean): void {
    this.typed = goesOn ? this.typed + key.toLowerCase() : key.toLowerCase();
    this.typedAt = now;
    const { current } = this.reader;
    const nodes = shownNodes(this.reader);
    const from = nodes.indexOf(current) + (this.typed.length > 1 ? 0 : 1);
    const found = [...nodes.slice(from), ...nodes.slice(0, from)].find((node) =>
      node.label.toLowerCase().startsWith(this.typed),
    );
    if (found) this.reader.goTo(found);
  }
}

const ACTIONS: Record<string, (reader: Reader) => void> = {
  ArrowDown: (reader) => goBy(reader, 1),
  ArrowUp: (reader) => goBy(reader, -1),
  ArrowRight: (reader) => {
    const { current } = reader;
    if (current.group && !current.isOpen) reader.setOpen([current], true);
    else goIfThere(reader, current.shown[0]);
  },
  ArrowLeft: (reader) => {
    const { current } = reader;
    if (current.group && current.isOpen && current.parent) reader.setOpen([current], false);
    else goIfThere(reader, current.parent);
  },
  Home: (reader) => reader.goTo(reader.root),
  End: (reader) => goIfThere(reader, shownNodes(reader).at(-1)),
  "*": (reader) => reader.setOpen(reader.current.parent?.children ?? [reader.root], true),
  " ": (reader) => reader.openMedia(reader.current),
};

function goBy(reader: Reader, steps: number): void {
  const nodes = shownNodes(reader);
  goIfThere(reader, nodes[nodes.indexOf(reader.current) + steps]);
}

function goIfThere(reader: Reader, node: MapNode | null | undefined): void {
  if (node) reader.goTo(node);
}

function shownNodes(reader: Reader): MapNode[] {
  return [...walkShown(reader.root)];
}
