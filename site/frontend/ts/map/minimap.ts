import type { Camera } from "./camera";
import { hueClass } from "./drawing";
import type { Bounds } from "./layout";
import { walkShown, type MapNode } from "./tree";

const SVG = "http://www.w3.org/2000/svg";

/** The whole map in a corner, and what is seen of it. A press there moves the camera. */
export class Minimap {
  private readonly drawing = document.createElementNS(SVG, "svg");
  private readonly nodes = document.createElementNS(SVG, "g");
  private readonly view = document.createElementNS(SVG, "rect");
  private bounds: Bounds = { left: 0, top: 0, right: 1, bottom: 1 };

  constructor(
    private readonly box: HTMLElement,
    private readonly camera: Camera,
  ) {
    this.view.setAttribute("class", "mm-minimap__view");
    this.drawing.append(this.nodes, this.view);
    box.append(this.drawing);
    const move = (event: PointerEvent): void => this.moveTo(event);
    box.addEventListener("pointerdown", (event) => {
      box.setPointerCapture(event.pointerId);
      move(event);
    });
    box.addEventListener("pointermove", (event) => event.buttons && move(event));
  }

  /** Draws the nodes, one path for each hue. */
  draw(root: MapNode, bounds: Bounds): void {
    this.bounds = bounds;
    const { left, top, right, bottom } = bounds;
    this.drawing.setAttribute("viewBox", `${left} ${top} ${right - left} ${bottom - top}`);
    const shapes = new Map<string, string>();
    for (const { branch, x, y, width, height } of walkShown(root)) {
      const hue = hueClass(branch);
      const shape = `M${Math.round(x)} ${Math.round(y - height / 2)}h${width}v${height}h${-width}z`;
      shapes.set(hue, (shapes.get(hue) ?? "") + shape);
    }
    this.nodes.replaceChildren(
      ...[...shapes].map(([hue, shape]) => {
        const path = document.createElementNS(SVG, "path");
        path.setAttribute("class", hue);
        path.setAttribute("d", shape);
        return path;
      }),
    );
    this.follow();
  }

  /** Shows what is seen now; hides itself where that is everything. */
  follow(): void {
    const { left, top, right, bottom } = this.camera.view;
    const all = this.bounds;
    this.box.hidden =
      left <= all.left && top <= all.top && right >= all.right && bottom >= all.bottom;
    const within = {
      x: Math.max(left, all.left),
      y: Math.max(top, all.top),
    };
    setAll(this.view, {
      ...within,
      width: Math.max(0, Math.min(right, all.right) - within.x),
      height: Math.max(0, Math.min(bottom, all.bottom) - within.y),
    });
  }

  private moveTo(event: PointerEvent): void {
    const matrix = this.drawing.getScreenCTM();
    if (!matrix) return;
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    this.camera.stopGliding();
    this.camera.centre(point.x, point.y);
  }
}

function setAll(element: Element, values: Record<string, number>): void {
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, String(value));
}
