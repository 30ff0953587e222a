import { MapView } from "./view";

const WIDE_ENOUGH = "(min-width: 48rem)";

/**
 * `<mesh-map data-mode="map|outline|auto">` around an outline that stands by itself.
 * `auto`, as anything else, draws the map where there is room for one.
 */
export class MeshMap extends HTMLElement {
  static readonly observedAttributes = ["data-mode"];
  private readonly room = matchMedia(WIDE_ENOUGH);
  private readonly onRoom = (): void => this.choose();
  private view: MapView | null = null;

  connectedCallback(): void {
    this.room.addEventListener("change", this.onRoom);
    this.choose();
  }

  disconnectedCallback(): void {
    this.room.removeEventListener("change", this.onRoom);
    this.hide();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.choose();
  }

  private choose(): void {
    const { mode } = this.dataset;
    const isMap = mode === "map" || (mode !== "outline" && this.room.matches);
    if (!isMap) this.hide();
    else if (!this.view) this.show();
  }

  private show(): void {
    const start = performance.now();
    this.view = MapView.of(this);
    if (!this.view) return;
    this.dataset.ms = (performance.now() - start).toFixed(1);
    performance.measure("mesh-map", { start });
    this.dispatchEvent(new CustomEvent("mm-ready", { bubbles: true }));
  }

  private hide(): void {
    this.view?.remove();
    this.view = null;
  }
}
