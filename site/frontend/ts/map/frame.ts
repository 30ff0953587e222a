import type { Camera } from "./camera";
import type { Bounds } from "./layout";

/** The box around the map: as high as the map wants, or as the whole screen. */
export class Frame {
  private readonly box: HTMLElement;
  private readonly bars: number; // pixels of height around the viewport
  private wanted = 0;

  constructor(
    private readonly host: HTMLElement,
    private readonly camera: Camera,
  ) {
    this.box = host.querySelector<HTMLElement>(".mm-frame")!;
    this.bars = this.box.offsetHeight - camera.height;
  }

  get isFullScreen(): boolean {
    return document.fullscreenElement === this.host;
  }

  async toggleFullScreen(): Promise<void> {
    if (this.isFullScreen) await document.exitFullscreen();
    else await this.host.requestFullscreen();
  }

  /** Grows with the map, to what the window allows (see the CSS); never shrinks. */
  makeRoom(bounds: Bounds, leastScale: number): void {
    const { width, height } = this.camera.sizeOf(bounds);
    const scale = Math.max(leastScale, Math.min(1, this.camera.width / width));
    const wanted = Math.ceil(height * scale + this.bars);
    if (wanted <= this.wanted) return;
    this.wanted = wanted;
    this.box.style.setProperty("--wanted", `${wanted}px`);
    this.camera.measure();
  }

  remove(): void {
    this.box.removeAttribute("style");
  }
}
