/** The two parts of the way as dots, and how far we are in figures. The same for everybody; nothing to press. */

import { type Child, element } from "./element.ts";
import { figures, fill } from "./texts.ts";

/** `at` is the part and its number from 1; before the first question it is null, after the last "done". */
export interface Progress {
  readonly questions: number;
  readonly contact: number;
  readonly at: At | null | "done";
}

interface At {
  readonly part: "questions" | "contact";
  readonly number: number;
}

export function progress(shown: Progress | undefined): Child {
  if (!shown) {
    return null;
  }
  const { questions, contact, at } = shown;
  const all = questions + contact;
  const here = at === null ? 0 : at === "done" ? all + 1 : at.number + (at.part === "contact" ? questions : 0);
  const dots = Array.from({ length: all }, (_, place) => dot(place + 1, here, place === questions));
  return element(
    "div",
    { class: "progress" },
    element("ol", { "aria-hidden": "true" }, ...dots),
    element("p", { class: "unseen" }, spoken(shown)),
    at === null || at === "done" ? null : element("p", { "aria-hidden": "true" }, figures(`${at.number} / ${shown[at.part]}`)),
  );
}

function dot(number: number, here: number, startsPart: boolean): HTMLElement {
  const state = number === here ? "progress-here" : number < here ? "progress-done" : "";
  return element("li", { class: `${state} ${startsPart ? "progress-part" : ""}` });
}

function spoken(shown: Progress): Node {
  const { questions, contact, at } = shown;
  return at === null || at === "done"
    ? fill("progress.parts", { questions, contact })
    : fill(`progress.${at.part}`, { n: at.number, total: shown[at.part] });
}
