// Wagtail's comments at the lines: a comment on a node or on anything beneath it stands
// at its line while the node is closed. Wagtail's own widgets see to the fields of a
// node that is opened.
import type { Say } from "./words";
import { counted } from "./words";

interface Annotation {
  getTab(): string | null;
  getAnchorNode(): Element;
}
interface Comment {
  readonly localId: number;
  readonly contentpath: string;
  readonly deleted: boolean;
  readonly resolved: boolean;
  readonly annotation: Annotation | null;
}
interface CommentApp {
  readonly store: {
    getState(): { comments: { comments: ReadonlyMap<number, Comment> } };
    subscribe(listener: () => void): void;
    dispatch(action: unknown): void;
  };
  readonly actions: {
    setFocusedComment(id: number, options: { updatePinnedComment: boolean; forceFocus: boolean }): unknown;
  };
  makeComment(annotation: Annotation, path: string): number;
  updateAnnotation(annotation: Annotation, id: number): void;
  activate(): void;
}
declare global {
  interface Window {
    comments?: {
      readonly commentApp: CommentApp;
      getContentPath(element: Element): string;
    };
  }
}

/** A line that comments stand at. */
export interface CommentedLine {
  readonly element: HTMLElement;
  setComments(count: number, words: string): void;
}

const annotationOf = (element: HTMLElement): Annotation => ({
  getTab: () => element.closest('[role="tabpanel"]')?.id ?? null,
  getAnchorNode: () => element,
});

export class Comments {
  private isDue = false;

  constructor(
    private readonly say: Say,
    private readonly lines: () => Iterable<CommentedLine>,
  ) {
    this.app?.store.subscribe(() => this.schedule());
    this.schedule();
  }

  get isPossible(): boolean {
    return this.app !== undefined;
  }

  /** Begin a comment on a node, or go to the first that there is. */
  comment({ element }: CommentedLine): void {
    const { app } = this;
    if (!app) return;
    const path = this.pathOf(element);
    const first = this.all().find((comment) => isBeneath(comment, path));
    app.activate();
    if (!first) app.makeComment(annotationOf(element), path);
    else app.store.dispatch(app.actions.setFocusedComment(first.localId, { updatePinnedComment: true, forceFocus: true }));
  }

  /** Count anew, once for all changes until the next frame. */
  schedule(): void {
    if (this.isDue || !this.app) return;
    this.isDue = true;
    requestAnimationFrame(() => {
      this.isDue = false;
      this.show();
    });
  }

  private show(): void {
    const comments = this.all();
    for (const line of this.lines()) {
      const path = this.pathOf(line.element);
      const own = comments.filter((comment) => isBeneath(comment, path));
      line.setComments(own.length, counted(this.say, "comments", own.length));
      for (const { annotation, localId } of own) {
        if (annotation === null) this.app?.updateAnnotation(annotationOf(line.element), localId);
      }
    }
  }

  private get app(): CommentApp | undefined {
    return window.comments?.commentApp;
  }

  private all(): Comment[] {
    const comments = this.app?.store.getState().comments.comments.values() ?? [];
    return [...comments].filter(({ deleted, resolved }) => !deleted && !resolved);
  }

  private pathOf(element: HTMLElement): string {
    return window.comments?.getContentPath(element) ?? "";
  }
}

const isBeneath = ({ contentpath }: Comment, path: string): boolean =>
  path !== "" && (contentpath === path || contentpath.startsWith(`${path}.`));
