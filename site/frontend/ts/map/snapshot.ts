import { plainColour } from "./colours";
import { pictureOf } from "./pictures";
import { linesOf } from "./text_lines";
import { walkShown, type MapNode } from "./tree";
import type { MapView } from "./view";

const SVG = "http://www.w3.org/2000/svg";
const PAINT = ["fill", "stroke"] as const;
const STROKE = ["stroke-width", "stroke-dasharray", "stroke-linecap"] as const;
const ROOM_FOR_SOURCE = 34; // pixels beneath the map

export interface Snapshot {
  svg: SVGSVGElement;
  width: number;
  height: number;
}

/**
 * The drawn map as one SVG that needs nothing else: colours and lines as on the screen
 * of a light page, each line of text where the browser broke it. Attributes only, since
 * the content security policy refuses styles.
 */
export function takeSnapshot(view: MapView): Snapshot {
  view.host.classList.add("mm-on-paper");
  try {
    return new Painter(view).paint();
  } finally {
    view.host.classList.remove("mm-on-paper");
  }
}

class Painter {
  private readonly svg = make("svg", { xmlns: SVG }) as SVGSVGElement;
  private readonly origin: DOMRect;
  private readonly scale: number;
  private readonly pen = document.createElement("canvas").getContext("2d")!;

  constructor(private readonly view: MapView) {
    const canvas = view.host.querySelector<HTMLElement>(".mm-canvas")!;
    this.origin = canvas.getBoundingClientRect();
    this.scale = this.origin.width / canvas.offsetWidth;
  }

  paint(): Snapshot {
    const { left, top, right, bottom } = this.view.drawing.bounds;
    const [width, height] = [right - left, bottom - top + ROOM_FOR_SOURCE].map(Math.ceil) as [number, number];
    setAll(this.svg, { viewBox: `${left} ${top} ${width} ${height}`, width, height });
    const title = make("title");
    title.textContent = this.view.host.dataset.title ?? "";
    const paper = getComputedStyle(this.view.camera.viewport).backgroundColor;
    this.svg.append(title, make("rect", { x: left, y: top, width, height, fill: plainColour(paper) }));
    this.paintLines();
    for (const node of walkShown(this.view.root)) this.paintNode(node);
    this.svg.append(this.source(left + 16, bottom + ROOM_FOR_SOURCE - 12));
    return { svg: this.svg, width, height };
  }

  private paintLines(): void {
    for (const path of this.view.host.querySelectorAll(".mm-lines path")) {
      const style = getComputedStyle(path);
      const copy = make("path", { d: path.getAttribute("d")! });
      for (const name of PAINT) copy.setAttribute(name, plainColour(style.getPropertyValue(name)));
      for (const name of STROKE) copy.setAttribute(name, style.getPropertyValue(name));
      this.svg.append(copy);
    }
  }

  private paintNode(node: MapNode): void {
    const style = getComputedStyle(node.card);
    const { x, y, width, height } = node;
    const border = parseFloat(style.borderTopWidth);
    this.svg.append(
      make("rect", {
        x: Math.round(x) + border / 2,
        y: Math.round(y - height / 2) + border / 2,
        width: width - border,
        height: height - border,
        rx: parseFloat(style.borderTopLeftRadius),
        fill: plainColour(style.backgroundColor),
        stroke: border ? plainColour(style.borderTopColor) : "none",
        "stroke-width": border,
      }),
    );
    const facts = node.card.querySelectorAll(".outline__about > :is(.tag, .badge)");
    for (const fact of facts) this.paintShape(fact);
    for (const text of textsIn(node.card)) this.paintText(text);
  }

  private paintText(text: Text): void {
    const style = getComputedStyle(text.parentElement!);
    this.pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } =
      this.pen.measureText("x");
    for (const line of linesOf(text)) {
      const { x, y, width, height } = this.place(line.rect);
      const element = make("text", {
        x,
        y: y + height * (ascent / (ascent + descent)),
        textLength: width,
        lengthAdjust: "spacingAndGlyphs",
        fill: plainColour(style.color),
        "font-family": style.fontFamily,
        "font-size": style.fontSize,
        "font-weight": style.fontWeight,
        "font-style": style.fontStyle,
      });
      element.textContent = line.text;
      this.svg.append(element);
    }
  }

  /** The shape before a kind or a badge. */
  private paintShape(fact: Element): void {
    const style = getComputedStyle(fact, "::before");
    const { x, y, height } = this.place(fact.getBoundingClientRect());
    const size = parseFloat(style.width);
    const isWhite = style.filter !== "none";
    const picture = pictureOf(style.backgroundImage, isWhite);
    if (!picture) return;
    setAll(picture, { x, y: y + (height - size) / 2, width: size, height: size });
    this.svg.append(picture);
  }

  private source(x: number, y: number): Element {
    const text = make("text", { x, y, fill: "#485653", "font-size": 12, "font-family": "sans-serif" });
    const { host } = this.view;
    text.textContent = `${host.dataset.title ?? ""} · MESH · ${location.origin}${location.pathname}`;
    return text;
  }

  /** From the screen's pixels to the map's. */
  private place(rect: DOMRect) {
    return {
      x: (rect.left - this.origin.left) / this.scale,
      y: (rect.top - this.origin.top) / this.scale,
      width: rect.width / this.scale,
      height: rect.height / this.scale,
    };
  }
}

/** The texts that are seen; what is only for screen readers has no size. */
function* textsIn(card: HTMLElement): Generator<Text> {
  const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { parentElement, data } = node as Text;
    if (data.trim() && isSeen(parentElement!)) yield node as Text;
  }
}

function isSeen(element: HTMLElement): boolean {
  const { fontSize, visibility } = getComputedStyle(element);
  return fontSize !== "0px" && visibility === "visible";
}

function make(name: string, values: Record<string, string | number> = {}): Element {
  const element = document.createElementNS(SVG, name);
  setAll(element, values);
  return element;
}

function setAll(element: Element, values: Record<string, string | number>): void {
  for (const [name, value] of Object.entries(values)) {
    if (name !== "xmlns") element.setAttribute(name, String(typeof value === "number" ? Math.round(value * 100) / 100 : value));
  }
}
