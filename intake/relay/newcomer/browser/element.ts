/** Makes elements. Text goes in as text nodes only, so nothing that is shown can become markup. */

export type Child = Node | string | null;
type Listener = (event: Event) => void;
type Attributes = Readonly<Record<string, string | boolean | Listener>>;

const SVG = "http://www.w3.org/2000/svg";

/** `true` sets an empty attribute, `false` none; a function listens to the event of that name. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      made.addEventListener(key, value);
    } else if (value !== false) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...children.filter((child): child is Node | string => child !== null));
  return made;
}

/** A drawing: each path with its class. */
export function drawing(viewBox: string, name: string, ...paths: readonly (readonly [shape: string, name: string])[]): SVGElement {
  const made = document.createElementNS(SVG, "svg");
  made.setAttribute("viewBox", viewBox);
  made.setAttribute("class", name);
  made.setAttribute("aria-hidden", "true");
  for (const [shape, part] of paths) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", shape);
    path.setAttribute("class", part);
    made.append(path);
  }
  return made;
}

/** Everything that is in `parent` goes; `children` come. */
export function refill(parent: Element, ...children: readonly Child[]): void {
  while (parent.lastChild) {
    parent.lastChild.remove();
  }
  parent.append(...children.filter((child): child is Node | string => child !== null));
}
