import type { MapView } from "./view";

/** The drawn map as a file, or on paper. */
export class Exporter {
  constructor(private readonly view: MapView) {}

  saveSvg(): void {
    void this.view;
  }

  async savePng(): Promise<void> {}

  print(_size: "a4" | "a3"): void {}
}
