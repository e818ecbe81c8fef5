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
  const own = (key: string): Text => heard(`${name}:${key}`, questionText(name, key));
  const scale = "minimum" in asked;
  const screen = choiceScreen({
    above: asked.recall ? element("p", { class: "recall" }, own("recall")) : null,
    heading: own(asked.id),
    before: scale ? [element("p", { class: "ends" }, element("span", {}, own(`${asked.id}.minimum`)), element("span", {}, own(`${asked.id}.maximum`)))] : [],
    options: [...("options" in asked ? named(name, asked.id, asked.options) : numbers(asked.minimum, asked.maximum)), skip(own("skip"), name)],
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

function named(name: string, id: string, ids: readonly string[]): Option[] {
  return ids.map((value) => ({ value, label: heard(`${name}:${id}.${value}`, questionText(name, `${id}.${value}`)), picture: picture(name, `${id}.${value}`) }));
}

function numbers(minimum: number, maximum: number): Option[] {
  return Array.from({ length: maximum - minimum + 1 }, (_, step) => ({ value: minimum + step, label: String(minimum + step) }));
}
