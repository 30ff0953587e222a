// Undo and redo: outlines are never changed in place, so a step is the outline itself.
import type { Nodes } from "./tree";

interface Step {
  readonly nodes: Nodes;
  readonly name: string;
}

const MOST_STEPS = 200;
const SAME_MS = 1500; // typing in one field within this time is one step

export class History {
  private past: Step[] = [];
  private future: Step[] = [];
  private last = { name: "", at: 0 };

  /** Remember the outline as it was before a change. */
  push(nodes: Nodes, name: string, now: number): void {
    const isSame = name !== "" && name === this.last.name && now - this.last.at < SAME_MS;
    this.last = { name, at: now };
    this.future = [];
    if (isSame) return;
    this.past.push({ nodes, name });
    if (this.past.length > MOST_STEPS) this.past.shift();
  }

  undo(current: Nodes): Nodes | null {
    return this.step(this.past, this.future, current);
  }

  redo(current: Nodes): Nodes | null {
    return this.step(this.future, this.past, current);
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  private step(from: Step[], to: Step[], current: Nodes): Nodes | null {
    const found = from.pop();
    if (!found) return null;
    to.push({ nodes: current, name: found.name });
    this.last = { name: "", at: 0 };
    return found.nodes;
  }
}
