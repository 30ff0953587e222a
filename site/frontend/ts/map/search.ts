import { walk, type MapNode } from "./tree";

const MARKS = /\p{Diacritic}/gu;

/** Finds nodes by their labels, whatever the case and the accents. */
export class Search {
  hits: MapNode[] = [];
  private place = -1;

  constructor(private readonly root: MapNode) {}

  get current(): MapNode | undefined {
    return this.hits[this.place];
  }

  /** The place of the present hit, from 1; 0 when there is none. */
  get number(): number {
    return this.place + 1;
  }

  find(words: string): void {
    this.mark(false);
    const query = fold(words.trim());
    const nodes = query ? [...walk(this.root)] : [];
    this.hits = nodes.filter((node) => fold(node.label).includes(query));
    this.place = this.hits.length ? 0 : -1;
    this.mark(true);
  }

  /** On to the next hit (1) or back (-1), round and round. */
  step(steps: 1 | -1): void {
    const number = this.hits.length;
    this.mark(false);
    if (number) this.place = (this.place + steps + number) % number;
    this.mark(true);
  }

  private mark(isHit: boolean): void {
    for (const { item, parent } of this.hits) {
      item.classList.toggle("is-hit", isHit);
      for (let above = parent; above; above = above.parent) {
        above.item.classList.toggle("has-hit", isHit);
      }
    }
    this.current?.item.classList.toggle("is-present-hit", isHit);
  }
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(MARKS, "").toLowerCase();
}
