import { takeSnapshot, type Snapshot } from "./snapshot";
import type { MapView } from "./view";

const LONGEST_SIDE = 8192; // pixels: larger canvases stay empty in some browsers
const UNTIL_SAVED_MS = 30_000; // some browsers read the content only after a while
const SHARPNESS = 2; // pixels of the picture for each of the map

export function saveSvg(view: MapView): void {
  const { svg } = takeSnapshot(view);
  save(view, new Blob([serialise(svg)], { type: "image/svg+xml" }), "svg");
}

export async function savePng(view: MapView): Promise<void> {
  const picture = await rasterise(takeSnapshot(view));
  save(view, picture, "png");
}

/** The map on one sheet: the browser's own print dialogue follows. */
export function printMap(view: MapView, size: string): void {
  const { svg, width, height } = takeSnapshot(view);
  const sheet = document.createElement("div");
  sheet.className = `mm-sheet mm-sheet--${size}-${width > height ? "landscape" : "portrait"}`;
  sheet.append(svg);
  document.body.append(sheet);
  document.documentElement.classList.add("mm-prints-map");
  const tidy = (): void => {
    sheet.remove();
    document.documentElement.classList.remove("mm-prints-map");
  };
  addEventListener("afterprint", tidy, { once: true });
  print();
}

function serialise(svg: SVGSVGElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}`;
}

async function rasterise({ svg, width, height }: Snapshot): Promise<Blob> {
  const scale = Math.min(SHARPNESS, LONGEST_SIDE / Math.max(width, height));
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(serialise(svg))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.floor(width * scale), Math.floor(height * scale)];
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("empty picture")))),
  );
}

function save(view: MapView, content: Blob, extension: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = `${fileName(view.host.dataset.title ?? "")}.${extension}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), UNTIL_SAVED_MS);
}

/** A title as the name of a file: letters and digits of any script, and hyphens. */
function fileName(title: string): string {
  return title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "map";
}
