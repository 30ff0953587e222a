// What the writing outline gets from Django (pathways/blocks/writing.py, lazy.py) and
// what it uses of Wagtail's admin.

export interface PageState {
  readonly id: string;
  readonly title: string;
  readonly state: "live" | "draft" | "gone" | "chosen";
  readonly url?: string;
}

/** One line of the outline. `key` is the number in the names of its form fields. */
export interface OutlineNode {
  readonly key: number;
  readonly id: string;
  readonly label: string;
  readonly level: number;
  readonly kind: string;
  readonly edge: string;
  readonly page: PageState | null;
}

/** A part that lies beneath a node, as Wagtail's stream block takes it. */
export interface MediaState {
  readonly type: string;
  readonly value: unknown;
  readonly id: string | null;
}

/** A node as the server sends it: the line as text, the seal, and its parts. */
export interface NodeState {
  readonly label: string;
  readonly level: string;
  readonly kind: string;
  readonly edge: string;
  readonly page: PageState | null;
  readonly raw?: string;
  /** Whose seal `raw` is, where the node is a copy. */
  readonly source?: string;
  readonly parts: number;
  readonly faults: readonly string[];
  readonly media: readonly MediaState[];
}

export interface StreamItem {
  readonly type: string;
  readonly id: string | null;
  readonly value: NodeState;
}

export interface BlockError {
  readonly messages?: readonly string[];
  readonly blockErrors?: Readonly<Record<string, BlockError>>;
}

export type Choice = readonly [value: string, label: string];

export interface Meta {
  readonly kinds: readonly Choice[];
  readonly edges: readonly Choice[];
  readonly maxLevel: number;
  readonly labelLength: number;
  readonly words: Readonly<Record<string, string>>;
}

/** One point of the checklist (pathways/checklist.py). */
export interface Point {
  readonly node: string;
  readonly rule: string;
  readonly message: string;
  readonly required: boolean;
}

/** What differs from page to page and person to person. */
export interface Frame {
  readonly chooserUrl: string;
  readonly checkUrl: string;
  readonly startUrl: string;
  readonly points: readonly Point[];
}

export interface Block {
  readonly element?: HTMLElement;
  getDuplicatedState(): readonly MediaState[];
  setError(error: BlockError): void;
}

export interface BlockDefinition {
  render(
    placeholder: HTMLElement,
    prefix: string,
    state: unknown,
    error?: BlockError,
  ): Block;
}

declare global {
  interface Window {
    telepath: {
      register(name: string, constructor: unknown): void;
    };
  }
}
