/**
 * The pictures beside the answers: lines that the server read and let through, drawn element by element. They come
 * whole, in one file for all screens, so no request tells which question is shown; the form works without them too.
 */

type Attributes = Readonly<Record<string, string>>;

interface Drawing {
  readonly view: string;
  readonly turns: boolean;
  readonly style: Attributes;
  readonly shapes: readonly (readonly [name: string, attributes: Attributes])[];
}

interface Pictures {
  readonly drawings: readonly Drawing[];
  /** By set ("form", "ggd10 1") and option: its place among the drawings. */
  readonly sets: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const SVG = "http://www.w3.org/2000/svg";

let pictures: Pictures | null = null;
let asking = false;
/** What was shown before the file came. */
const empty = new Map<SVGElement, readonly [set: string, name: string]>();

/** Ask for the file, unless it is there or on its way. */
export async function fetchPictures(address: string): Promise<void> {
  if (pictures || asking) {
    return;
  }
  asking = true;
  try {
    const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" });
    pictures = answer.ok ? ((await answer.json()) as Pictures) : null;
    empty.forEach(([set, name], svg) => draw(svg, set, name));
    empty.clear();
  } catch {
    // Without network there are words.
  }
  asking = false;
}

/** The picture of this answer; while it is on its way, the room for it. */
export function picture(set: string, name: string): SVGElement | null {
  if (pictures && pictures.sets[set]?.[name] === undefined) {
    return null;
  }
  const svg = make("svg", { class: "picture", "aria-hidden": "true" });
  if (pictures) {
    draw(svg, set, name);
  } else {
    empty.set(svg, [set, name]);
  }
  return svg;
}

function draw(svg: SVGElement, set: string, name: string): void {
  const drawing = pictures?.drawings[pictures.sets[set]?.[name] ?? -1];
  if (!drawing) {
    return svg.remove();
  }
  const { view, turns, style, shapes } = drawing;
  write(svg, { viewBox: view, ...style });
  svg.classList.toggle("picture-turns", turns);
  svg.append(...shapes.map(([shape, attributes]) => make(shape, attributes)));
}

function make(name: string, attributes: Attributes): SVGElement {
  const made = document.createElementNS(SVG, name) as SVGElement;
  write(made, attributes);
  return made;
}

function write(made: SVGElement, attributes: Attributes): void {
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
}
