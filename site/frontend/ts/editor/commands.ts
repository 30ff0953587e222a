// What can be done with the outline, each with the sentence that says what happened.
import * as tree from "./tree";
import type { Meta, OutlineNode } from "./types";
import { counted, type Say } from "./words";

export interface Done {
  readonly nodes: tree.Nodes;
  readonly at: number; // the line that has the focus afterwards
  readonly said: string;
}
export interface Refused {
  readonly refused: string;
}
export type Outcome = Done | Refused;

/** Makes a new node, or the copy of one, and its line. */
export interface Maker {
  fresh(values: Partial<OutlineNode>): OutlineNode;
  copy(node: OutlineNode): OutlineNode;
}

export const MOVES = ["indent", "outdent", "up", "down"] as const;
export type Move = (typeof MOVES)[number];

export class Commands {
  constructor(
    private readonly meta: Meta,
    private readonly say: Say,
    private readonly make: Maker,
  ) {}

  move(how: Move, nodes: tree.Nodes, index: number): Outcome {
    const moved = {
      indent: () => tree.indent(nodes, index, this.meta.maxLevel),
      outdent: () => tree.outdent(nodes, index),
      up: () => tree.moveUp(nodes, index),
      down: () => tree.moveDown(nodes, index),
    }[how]();
    return this.moved(moved, nodes, index);
  }

  drop(nodes: tree.Nodes, index: number, before: number, level: number): Outcome {
    const moved = tree.moveTo(nodes, index, before, level, this.meta.maxLevel);
    return this.moved(moved, nodes, index);
  }

  /** A new line beneath: the first child of an open branch, else a sibling. */
  add(nodes: tree.Nodes, index: number, isCollapsed: boolean): Outcome {
    const node = nodes[index];
    if (!node) return this.added(nodes, 0, 1);
    const end = tree.endOf(nodes, index);
    const isParent = index === 0 || (end > index + 1 && !isCollapsed);
    return isParent
      ? this.added(nodes, index + 1, node.level + 1)
      : this.added(nodes, end, node.level);
  }

  addChild(nodes: tree.Nodes, index: number): Outcome {
    const node = nodes[index];
    if (!node) return this.added(nodes, 0, 1);
    return this.added(nodes, tree.endOf(nodes, index), node.level + 1);
  }

  duplicate(nodes: tree.Nodes, index: number): Outcome {
    if (index === 0) return { refused: this.say("one_start") };
    const end = tree.endOf(nodes, index);
    const copies = nodes.slice(index, end).map((node) => this.make.copy(node));
    const said = this.say("duplicated", { label: this.name(nodes, index) });
    return {
      nodes: tree.insert(nodes, end, copies),
      at: end,
      said: `${said} ${counted(this.say, "nodes", copies.length)}`,
    };
  }

  delete(nodes: tree.Nodes, index: number): Outcome {
    const count = tree.endOf(nodes, index) - index;
    const left = tree.remove(nodes, index);
    const said = this.say("deleted", { label: this.name(nodes, index) });
    const more = counted(this.say, "nodes", count);
    const undo = this.say("deleted_undo");
    return { nodes: left, at: Math.max(0, index - 1), said: `${said} ${more} ${undo}` };
  }

  private added(nodes: tree.Nodes, index: number, level: number): Outcome {
    if (level > this.meta.maxLevel) return { refused: this.why("too_deep") };
    const node = this.make.fresh({ level });
    const grown = tree.insert(nodes, index, [node]);
    return { nodes: grown, at: index, said: this.where("added", grown, index) };
  }

  private moved(moved: tree.Moved, nodes: tree.Nodes, index: number): Outcome {
    if (typeof moved === "string") {
      return { refused: this.why(moved, this.name(nodes, index)) };
    }
    const { nodes: after, at } = moved;
    return { nodes: after, at, said: this.where("moved", after, at) };
  }

  private where(what: string, nodes: tree.Nodes, index: number): string {
    const parent = tree.parentOf(nodes, index);
    if (parent < 0) return this.say(`${what}_start`);
    return this.say(what, {
      label: this.name(nodes, index),
      parent: this.name(nodes, parent),
      level: nodes[index]?.level ?? 1,
    });
  }

  private why(reason: tree.Reason, label = ""): string {
    return this.say(`refused_${reason}`, { label, most: this.meta.maxLevel });
  }

  private name(nodes: tree.Nodes, index: number): string {
    return nodes[index]?.label || this.say("untitled");
  }
}
