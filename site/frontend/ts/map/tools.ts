import { printMap, savePng, saveSvg } from "./saving";
import { Search } from "./search";
import { NodeMarks } from "./node_marks";
import type { MapNode } from "./tree";
import type { MapView } from "./view";

const PAN_STEP = 120; // pixels

/** The bars around the map, cloned from the template that the server rendered. */
export class Tools {
  private readonly parts: Element[];
  private readonly search: Search;
  private readonly marks: NodeMarks;
  private scale = 0;
  private readonly stop = new AbortController();

  constructor(
    private readonly host: HTMLElement,
    private readonly view: MapView,
  ) {
    const template = host.querySelector<HTMLTemplateElement>("template")!;
    this.parts = [...(template.content.cloneNode(true) as DocumentFragment).children];
    host.querySelector(".mm-frame")!.append(...this.parts);
    this.search = new Search(view.root);
    this.marks = new NodeMarks(this.part<HTMLTemplateElement>("more"));
    this.listen();
  }

  remove(): void {
    this.stop.abort();
    for (const part of this.parts) part.remove();
    this.marks.remove();
    this.search.find("");
  }

  showLevels(levels: number, chosen: number): void {
    const list = this.part<HTMLSelectElement>("levels");
    for (let level = 1; level < levels; level += 1) {
      list.add(new Option(String(level), String(level)), list.options.length - 1);
    }
    list.options[list.options.length - 1]!.value = String(levels);
    list.value = String(chosen);
  }

  showScale(scale: number): void {
    if (scale === this.scale) return;
    this.scale = scale;
    this.part("scale").textContent = `${Math.round(scale * 100)} %`;
  }

  /** The way from the root to the current node, each step a button. */
  showPath(path: MapNode[]): void {
    const steps = path.map((node, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = node.label;
      button.addEventListener("click", () => this.view.goTo(node));
      const item = document.createElement("li");
      item.append(button);
      if (index === path.length - 1) {
        item.className = "mm-path__here";
        button.setAttribute("aria-current", "true");
      }
      return item;
    });
    this.part("path").replaceChildren(...steps);
    const { group, isOpen } = path.at(-1)!;
    const toggle = this.part<HTMLButtonElement>("toggle");
    toggle.disabled = !group;
    toggle.setAttribute("aria-expanded", String(isOpen && Boolean(group)));
  }

  /** Tells the reader something about the map; nothing takes it away again. */
  say(text: string): void {
    const notice = this.part("notice");
    notice.hidden = !text;
    notice.textContent = text;
  }

  /** Counts on closed nodes, and a mark on those that have something beneath. */
  decorate(root: MapNode): void {
    this.marks.put(root);
  }

  private part<T extends HTMLElement = HTMLElement>(name: string): T {
    return this.host.querySelector<T>(`[data-part="${name}"]`)!;
  }

  private listen(): void {
    const { signal } = this.stop;
    const frame = this.host.querySelector<HTMLElement>(".mm-frame")!;
    frame.addEventListener("click", (event) => this.press(event), { signal });
    this.part<HTMLSelectElement>("levels").addEventListener("change", (event) =>
      this.view.openTo(Number((event.target as HTMLSelectElement).value)),
    );
    const words = this.part<HTMLInputElement>("words");
    words.addEventListener("input", () => this.find(words.value));
    words.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.step(event.shiftKey ? -1 : 1);
    });
    this.host.addEventListener("keydown", (event) => this.leave(event), { signal });
    document.addEventListener("click", (event) => this.closeMenus(event.target), { signal });
  }

  /** Escape closes what is open: a menu first, then the details. */
  private leave(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    const menu = this.host.querySelector<HTMLDetailsElement>(".mm-menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary")!.focus();
    } else if (this.view.panel.isOpen) {
      this.view.closeMedia();
    }
  }

  /** A menu closes when something is chosen in it, or anything else is pressed. */
  private closeMenus(pressed: EventTarget | null): void {
    const element = pressed instanceof Element ? pressed : null;
    for (const menu of this.host.querySelectorAll<HTMLDetailsElement>(".mm-menu[open]")) {
      if (!menu.contains(element) || element?.closest("[data-do]")) menu.open = false;
    }
  }

  private press(event: Event): void {
    const button = (event.target as Element).closest<HTMLElement>("[data-do]");
    if (button) this.actions[button.dataset.do!]?.();
  }

  private readonly actions: Record<string, () => void> = {
    "zoom-in": () => this.view.camera.zoomIn(),
    "zoom-out": () => this.view.camera.zoomOut(),
    fit: () => this.view.fit(),
    centre: () => this.view.centre(this.view.current),
    "pan-left": () => this.pan(PAN_STEP, 0),
    "pan-right": () => this.pan(-PAN_STEP, 0),
    "pan-up": () => this.pan(0, PAN_STEP),
    "pan-down": () => this.pan(0, -PAN_STEP),
    toggle: () => this.view.setOpen([this.view.current], !this.view.current.isOpen),
    media: () => this.view.openMedia(this.view.current),
    "close-media": () => this.view.closeMedia(),
    "next-hit": () => this.step(1),
    "previous-hit": () => this.step(-1),
    "full-screen": () => void this.view.frame.toggleFullScreen(),
    "save-svg": () => saveSvg(this.view),
    "save-png": () => void savePng(this.view).catch(() => this.sayFailed()),
    "print-a4": () => printMap(this.view, "a4"),
    "print-a3": () => printMap(this.view, "a3"),
  };

  private sayFailed(): void {
    this.say(this.part("notice").dataset.failed!);
  }

  private pan(dx: number, dy: number): void {
    this.view.camera.glide(() => this.view.camera.moveBy(dx, dy));
  }

  private find(words: string): void {
    this.search.find(words);
    this.showHit(words.trim() !== "");
  }

  private step(steps: 1 | -1): void {
    this.search.step(steps);
    this.showHit(this.part<HTMLInputElement>("words").value.trim() !== "");
  }

  private showHit(isAsked: boolean): void {
    const { current, number, hits } = this.search;
    if (current) {
      this.view.goTo(current, { focuses: false });
      this.view.centre(current);
    }
    const { dataset } = this.part("hits");
    const found = hits.length
      ? dataset.some!.replace("{number}", String(number)).replace("{count}", String(hits.length))
      : dataset.none!;
    this.part("hits").textContent = isAsked ? found : "";
  }
}
