const read = new DOMParser();
const known = new Map<string, SVGSVGElement | null>();
const PAINTS = ["fill", "stroke"] as const;

/**
 * A picture of the style sheet as an element, so that a drawing needs nothing else.
 * `backgroundImage` is the computed value: an SVG in a data address, or "none".
 */
export function pictureOf(backgroundImage: string, isWhite: boolean): SVGSVGElement | null {
  if (!known.has(backgroundImage)) known.set(backgroundImage, parse(backgroundImage));
  const picture = known.get(backgroundImage)?.cloneNode(true) as SVGSVGElement | undefined;
  if (picture && isWhite) whiten(picture);
  return picture ?? null;
}

function parse(backgroundImage: string): SVGSVGElement | null {
  const source = /^url\("data:image\/svg\+xml,(.+)"\)$/s.exec(backgroundImage)?.[1];
  if (!source) return null;
  const { documentElement } = read.parseFromString(decodeURIComponent(source), "image/svg+xml");
  return document.importNode(documentElement, true) as unknown as SVGSVGElement;
}

function whiten(picture: SVGSVGElement): void {
  for (const part of [picture, ...picture.querySelectorAll("*")]) {
    for (const name of PAINTS) {
      if (part.getAttribute(name)?.startsWith("#")) part.setAttribute(name, "#fff");
    }
  }
}
