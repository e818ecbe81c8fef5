/** The six contact screens: the same for everybody, also for whoever wants no contact; each can be skipped. */

import { manyCards } from "../cards.ts";
import { element } from "../element.ts";
import type { When } from "../envelope/submission.ts";
import { type Choices, session } from "../session.ts";
import type { Screen } from "../stage.ts";
import { onScreen, text } from "../texts.ts";
import { address } from "./address.ts";
import { choiceScreen, options, skip } from "./choice.ts";

type Part = Pick<Screen, "heading" | "above" | "body" | "leave">;
type Single = "reach" | "line" | "professional" | "ambassador";

const TIMES: readonly When[] = ["weekday-morning", "weekday-afternoon", "weekday-evening", "weekend"];

export const contactScreens: readonly (() => Part)[] = [
  () => single("reach", "call", "message", "come", "no"),
  address,
  () => single("line", "mine", "shared", "unknown"),
  when,
  () => single("professional", "woman", "man", "any"),
  () => single("ambassador", "yes", "other-town", "no"),
];

function single(name: Single, ...values: readonly string[]): Part {
  onScreen(name);
  const contact: Record<string, unknown> = session.contact;
  return choiceScreen({
    heading: text(`${name}.title`),
    options: [...options(name, ...values), skip(name)],
    chosen: session.contact[name] as string | null | undefined,
    choose: (value) => {
      contact[name] = value;
    },
    error: text("question.error"),
  });
}

function when(): Part {
  onScreen("when");
  const labelled = [...options("when", ...TIMES), skip("when")];
  const chosen = session.contact.when;
  const list = manyCards(labelled, chosen === undefined ? [] : chosen, (values) => {
    session.contact.when = values as Choices["when"] & object;
  });
  return {
    heading: text("when.title"),
    body: [element("p", { class: "lead" }, text("when.hint")), list],
    leave: () => (session.contact.when === undefined || session.contact.when?.length === 0 ? text("question.error") : null),
  };
}
