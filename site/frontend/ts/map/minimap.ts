import type { Camera } from "./camera";
import { hueClass } from "./drawing";
import type { Bounds } from "./layout";
import { walkShown, type MapNode } from "./tree";

const SVG = "http://www.w3.org/2000/svg";
const SIZE = { width: 164, height: 108 }; // pixels of the drawing, as in the CSS
const PADDING = 6;

/** The whole map in a corner, and what is seen of it. A press there moves the camera. */
export class Minimap {
  private readonly drawing = document.createElementNS(SVG, "svg");
  private readonly nodes = document.createElementNS(SVG, "g");
  private readonly view = document.createElement("div");
  private bounds: Bounds = { left: 0, top: 0, right: 1, bottom: 1 };

  constructor(
    private readonly box: HTMLElement,
    private readonly camera: Camera,
  ) {
    this.view.className = "mm-minimap__view";
    this.drawing.append(this.nodes);
    box.append(this.drawing, this.view);
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
    const isAll =
      left <= all.left && top <= all.top && right >= all.right && bottom >= all.bottom;
    if (this.box.hidden !== isAll) this.box.hidden = isAll;
    if (isAll) return;
    const { scale, x, y } = this.fitting();
    const [from, to] = [Math.max(left, all.left), Math.min(right, all.right)];
    const [above, below] = [Math.max(top, all.top), Math.min(bottom, all.bottom)];
    const { style } = this.view;
    style.transform = `translate(${x + (from - all.left) * scale}px, ${y + (above - all.top) * scale}px)`;
    style.width = `${Math.max(0, to - from) * scale}px`;
    style.height = `${Math.max(0, below - above) * scale}px`;
  }

  /** How the drawing fits into the box: its scale, and where it begins. */
  private fitting(): { scale: number; x: number; y: number } {
    const { left, top, right, bottom } = this.bounds;
    const [width, height] = [right - left, bottom - top];
    const scale = Math.min(SIZE.width / width, SIZE.height / height);
    return {
      scale,
      x: PADDING + (SIZE.width - width * scale) / 2,
      y: PADDING + (SIZE.height - height * scale) / 2,
    };
  }

  private moveTo(event: PointerEvent): void {
    const matrix = this.drawing.getScreenCTM();
    if (!matrix) return;
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    this.camera.stopGliding();
    this.camera.centre(point.x, point.y);
  }
}
