/** One question of the questionnaire: the same shape for all, "I do not want to answer" always the last card. */

import { element } from "../element.ts";
import { heard } from "../listen/lines.ts";
import { picture } from "../pictures.ts";
import { session } from "../session.ts";
import type { Screen } from "../stage.ts";
import { onScreen, type Question, questionText, text } from "../texts.ts";
import { choiceScreen, skip } from "./choice.ts";
import type { Option } from "../cards.ts";

/** `name` is the questionnaire's in the catalogue. */
export function question(name: string, asked: Question): Pick<Screen, "heading" | "above" | "body" | "leave"> {
  onScreen(`${name}/${asked.id}`);
  const own = (key: string): Text => words(name, key);
  const scale = "minimum" in asked;
  const screen = choiceScreen({
    above: asked.recall ? element("p", { class: "recall" }, own("recall")) : null,
    heading: own(asked.id),
    before: scale ? [ends(name, asked.id)] : [],
    options: [...("options" in asked ? named(name, asked.id, asked.options) : numbers(asked.minimum, asked.maximum)), skip(asked.id, name, own("skip"))],
    chosen: session.answers[asked.id],
    choose: (value) => keep(asked.id, value),
    error: text("question.error"),
  });
  (screen.body[screen.body.length - 1] as HTMLElement).classList.toggle("cards-scale", scale);
  return screen;
}

function keep(id: string, value: string | number | null | undefined): void {
  if (value === undefined) {
    delete session.answers[id];
  } else {
    session.answers[id] = value;
  }
}

/** They can be heard too. */
function words(name: string, key: string): Text {
  return heard(`${name}:${key}`, questionText(name, key));
}

/** What the lowest and the highest number mean. */
function ends(name: string, id: string): HTMLElement {
  const end = (key: string): HTMLElement => element("span", {}, picture(name, key), words(name, key));
  return element("p", { class: "ends" }, end(`${id}.minimum`), end(`${id}.maximum`));
}

function named(name: string, id: string, ids: readonly string[]): Option[] {
  return ids.map((value) => ({ value, label: words(name, `${id}.${value}`), picture: picture(name, `${id}.${value}`) }));
}

function numbers(minimum: number, maximum: number): Option[] {
  return Array.from({ length: maximum - minimum + 1 }, (_, step) => ({ value: minimum + step, label: String(minimum + step) }));
}
