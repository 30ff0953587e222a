import type { Bounds } from "./layout";

export const SCALES = { least: 0.08, most: 3 };
const STEP = 1.25;
const MARGIN = 20;
const ONE_SIDED = 0.35; // share of the map's length on the root's other side

/** Which part of the map is seen, and how large. Moves the canvas, never the nodes. */
export class Camera {
  x = 0;
  y = 0;
  scale = 1;
  /** Pixels at the right edge that something else covers. */
  covered = 0;
  private size = { width: 0, height: 0 };

  constructor(
    readonly viewport: HTMLElement,
    private readonly canvas: HTMLElement,
    private readonly onMove: () => void,
  ) {
    this.measure();
  }

  get width(): number {
    return this.size.width - this.covered;
  }

  get height(): number {
    return this.size.height;
  }

  /** Reads the viewport's size, which is kept: reading it costs a layout. */
  measure(): void {
    const { clientWidth: width, clientHeight: height } = this.viewport;
    this.size = { width, height };
  }

  /** The part of the map that is seen, in the map's own pixels. */
  get view(): Bounds {
    const { x, y, scale } = this;
    const [right, bottom] = [(this.width - x) / scale, (this.height - y) / scale];
    return { left: -x / scale, top: -y / scale, right, bottom };
  }

  moveBy(dx: number, dy: number): void {
    this.set(this.x + dx, this.y + dy, this.scale);
  }

  /** Larger or smaller around a point of the viewport, by default its middle. */
  zoomBy(factor: number, x = this.width / 2, y = this.height / 2): void {
    const scale = Math.min(SCALES.most, Math.max(SCALES.least, this.scale * factor));
    const change = scale / this.scale;
    this.set(x - (x - this.x) * change, y - (y - this.y) * change, scale);
  }

  zoomIn(): void {
    this.glide(() => this.zoomBy(STEP));
  }

  zoomOut(): void {
    this.glide(() => this.zoomBy(1 / STEP));
  }

  /** Of the whole map with some room around it, in the map's own pixels. */
  sizeOf(bounds: Bounds): { width: number; height: number } {
    return {
      width: bounds.right - bounds.left + 2 * MARGIN,
      height: bounds.bottom - bounds.top + 2 * MARGIN,
    };
  }

  /** How large the whole map can be seen; never larger than life. */
  scaleFor(bounds: Bounds): number {
    const { width, height } = this.sizeOf(bounds);
    return Math.min(1, this.width / width, this.height / height);
  }

  /** The whole map, but no smaller than `least`: then the middle is the root. */
  fit(bounds: Bounds, least = SCALES.least): void {
    const scale = Math.max(least, SCALES.least, this.scaleFor(bounds));
    const middle = (low: number, high: number, size: number): number => {
      if ((high - low) * scale <= size) return size / 2 - ((low + high) / 2) * scale;
      // Too large: from the root onwards, or the root in the middle of both sides.
      return -low < high * ONE_SIDED ? MARGIN - low * scale : size / 2;
    };
    const x = middle(bounds.left, bounds.right, this.width);
    const y = middle(bounds.top, bounds.bottom, this.height);
    this.set(x, y, scale);
  }

  /** A point of the map in the middle. */
  centre(x: number, y: number, scale = this.scale): void {
    this.set(this.width / 2 - x * scale, this.height / 2 - y * scale, scale);
  }

  /** As little movement as brings a rectangle into view, with some room around it. */
  reveal(part: Bounds): void {
    const { scale } = this;
    const shift = (low: number, high: number, offset: number, size: number): number => {
      const start = low * scale + offset - MARGIN;
      const stop = high * scale + offset + MARGIN;
      if (start < 0 || stop - start > size) return -start;
      return stop > size ? size - stop : 0;
    };
    const dx = shift(part.left, part.right, this.x, this.width);
    const dy = shift(part.top, part.bottom, this.y, this.height);
    if (dx || dy) this.glide(() => this.moveBy(dx, dy));
  }

  /** Moves smoothly, for those who have not asked for less movement (see the CSS). */
  glide(move: () => void): void {
    this.canvas.classList.add("is-gliding");
    move();
  }

  stopGliding(): void {
    this.canvas.classList.remove("is-gliding");
  }

  private set(x: number, y: number, scale: number): void {
    [this.x, this.y, this.scale] = [Math.round(x), Math.round(y), scale];
    this.canvas.style.transform = `translate(${this.x}px, ${this.y}px) scale(${scale})`;
    this.onMove();
  }
}
