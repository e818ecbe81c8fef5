/** A screen with one answer to choose. */

import { cards, type Option } from "../cards.ts";
import type { Child } from "../element.ts";
import { heard } from "../listen/lines.ts";
import { picture } from "../pictures.ts";
import type { Screen } from "../stage.ts";
import { text } from "../texts.ts";

type Value = Option["value"];

export interface Choice {
  readonly heading: Child;
  readonly above?: Child;
  readonly before?: readonly Child[];
  readonly options: readonly Option[];
  readonly chosen: Value | undefined;
  readonly choose: (value: Value | undefined) => void;
  /** What to say where nothing was chosen; without it one may go on without. */
  readonly error?: string;
}

/** The parts of a screen for `choice`; whoever shows it adds Back, progress and where Continue leads. */
export function choiceScreen(choice: Choice): Pick<Screen, "heading" | "above" | "body" | "leave"> {
  let current = choice.chosen;
  const choose = (value: Value | undefined): void => {
    current = value;
    choice.choose(value);
  };
  return {
    heading: choice.heading,
    above: choice.above ?? null,
    body: [...(choice.before ?? []), cards(choice.options, choice.chosen, choose)],
    leave: () => (current === undefined && choice.error !== undefined ? choice.error : null),
  };
}

/** Options whose texts stand under `prefix`, as the envelope names them. */
export function options(prefix: string, ...values: readonly string[]): Option[] {
  return values.map((value) => ({ value, label: heard(`form:${prefix}.${value}`, text(`${prefix}.${value}`)), picture: picture("form", `${prefix}.${value}`) }));
}

/** "I do not want to answer" this question: the last card, as large as the others. */
export function skip(question: string, set = "form", label: string | Node = text("skip")): Option {
  return { value: null, label, skip: true, picture: picture(set, `skip:${question}`) };
}
