import type { Camera } from "./camera";

const DRAG_FROM = 5; // pixels: less is a click
const WHEEL_SPEED = 0.0022;
const LINE_HEIGHT = 18; // of a wheel that counts in lines

/** Moves the camera by mouse, pen, fingers and wheel. Returns what takes it all back. */
export function watchGestures(camera: Camera, isFullScreen: () => boolean): () => void {
  const stop = new AbortController();
  const listen = { signal: stop.signal };
  const { viewport } = camera;
  const drag = new Drag(camera);
  viewport.addEventListener("pointerdown", (event) => drag.begin(event), listen);
  viewport.addEventListener("pointermove", (event) => drag.move(event), listen);
  for (const end of ["pointerup", "pointercancel"] as const) {
    viewport.addEventListener(end, (event) => drag.end(event), listen);
  }
  viewport.addEventListener("click", (event) => drag.swallowClick(event), {
    ...listen,
    capture: true,
  });
  viewport.addEventListener("dragstart", (event) => event.preventDefault(), listen);
  viewport.addEventListener(
    "wheel",
    (event) => turnWheel(camera, event, isFullScreen()),
    { ...listen, passive: false },
  );
  // With a finger the page scrolls on, until a tap enters the map (see the CSS).
  document.addEventListener(
    "pointerdown",
    ({ target }) => {
      if (!viewport.contains(target as Node)) viewport.classList.remove("is-entered");
    },
    listen,
  );
  // The browser scrolls to what takes the focus; the camera does that here.
  viewport.addEventListener("scroll", () => viewport.scrollTo(0, 0), listen);
  return () => stop.abort();
}

/**
 * With Ctrl it zooms, as does a pinch on a touchpad. Without, the page scrolls on: only
 * sideways, or on the full screen, where there is no page, the map moves.
 */
function turnWheel(camera: Camera, event: WheelEvent, isFullScreen: boolean): void {
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_HEIGHT : 1;
  const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
  const zooms = event.ctrlKey || event.metaKey;
  if (!zooms && !isFullScreen && Math.abs(dx) <= Math.abs(dy)) return;
  event.preventDefault();
  camera.stopGliding();
  if (zooms) {
    const { left, top } = camera.viewport.getBoundingClientRect();
    camera.zoomBy(Math.exp(-dy * WHEEL_SPEED), event.clientX - left, event.clientY - top);
  } else {
    camera.moveBy(-dx, isFullScreen ? -dy : 0);
  }
}

class Drag {
  private readonly pointers = new Map<number, PointerEvent>();
  private origin: PointerEvent | null = null;
  private hasMoved = false;

  constructor(private readonly camera: Camera) {}

  begin(event: PointerEvent): void {
    if (event.button !== 0) return;
    if (this.pointers.size === 0) {
      this.origin = event;
      this.hasMoved = false;
    }
    this.pointers.set(event.pointerId, event);
    this.camera.stopGliding();
  }

  move(event: PointerEvent): void {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    if (!this.hasMoved && !this.isFar(event)) return;
    if (!this.hasMoved) this.take(event);
    if (this.pointers.size > 1) this.pinch(event, before);
    else this.camera.moveBy(event.clientX - before.clientX, event.clientY - before.clientY);
    this.pointers.set(event.pointerId, event);
  }

  end(event: PointerEvent): void {
    this.pointers.delete(event.pointerId);
    if (this.pointers.size) return;
    this.camera.viewport.classList.remove("is-dragging");
    // For fingers only: it makes the browser style every node anew.
    const isTap = event.type === "pointerup" && event.pointerType === "touch";
    if (isTap) this.camera.viewport.classList.add("is-entered");
  }

  /** The click at the end of a drag is not meant for the node beneath it. */
  swallowClick(event: MouseEvent): void {
    if (!this.hasMoved) return;
    this.hasMoved = false;
    event.preventDefault();
    event.stopPropagation();
  }

  private isFar(event: PointerEvent): boolean {
    const { clientX, clientY } = this.origin ?? event;
    return (
      this.pointers.size > 1 ||
      Math.hypot(event.clientX - clientX, event.clientY - clientY) >= DRAG_FROM
    );
  }

  private take(event: PointerEvent): void {
    this.hasMoved = true;
    const { viewport } = this.camera;
    viewport.classList.add("is-dragging");
    viewport.setPointerCapture(event.pointerId);
  }

  private pinch(event: PointerEvent, before: PointerEvent): void {
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)![1];
    const distance = (one: PointerEvent): number =>
      Math.max(1, Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY));
    const { left, top } = this.camera.viewport.getBoundingClientRect();
    const middle = (one: PointerEvent): [number, number] => [
      (one.clientX + other.clientX) / 2 - left,
      (one.clientY + other.clientY) / 2 - top,
    ];
    const [x, y] = middle(event);
    const [beforeX, beforeY] = middle(before);
    this.camera.moveBy(x - beforeX, y - beforeY);
    this.camera.zoomBy(distance(event) / distance(before), x, y);
  }
}
