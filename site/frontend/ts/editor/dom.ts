// Building elements without markup in strings: what people wrote is only ever text.

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

export function draw(
  name: string,
  attributes: Attributes = {},
  ...children: Node[]
): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(key, String(value));
  }
  element.append(...children);
  return element;
}

/** One of the icons in Wagtail's sprite. */
export const icon = (name: string): SVGElement =>
  draw("svg", { class: `icon icon-${name}`, "aria-hidden": "true" }, draw("use", { href: `#icon-${name}` }));

export const hidden = (name: string, value: string): HTMLInputElement =>
  make("input", { type: "hidden", name, value });

/** Set an attribute only where it differs: most rows stay as they are. */
export function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Let an element, and what it stands in, take the whole width of Wagtail's form. */
export function widen(element: Element): void {
  const form = element.closest(".w-form-width");
  let around: Element | null = element;
  while (form && around && around !== form.parentElement) {
    around.classList.add("outline-wide");
    around = around.parentElement;
  }
}
