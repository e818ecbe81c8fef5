/** What a screen says, in the order it is read: each line with the element to mark and the key of its recording. */

import { saying, type Words } from "../texts.ts";

export interface Line {
  readonly element: HTMLElement;
  /** As in a pack: "form:who.title", "ggd10 1:sleep.good". Null where the words are none of the catalogue's. */
  readonly key: string | null;
  readonly words: string;
}

const LINES = "h1, h2, p, .card-words, .ends span, .field > label, .badge";
const SILENT = "[hidden], [aria-hidden], .unseen, .progress, .steps, .checked, .figures, output, #computer";

const keys = new WeakMap<Node, string>();

/** Words that say by themselves which text they are; other words are found by what they say. */
export function heard(key: string, words: string): Text {
  const text = new Text(words);
  keys.set(text, key);
  return text;
}

/** The lines of this part of the page that are seen. */
export function linesOf(shown: ParentNode): Line[] {
  const known = keysByWords(saying());
  return Array.from(shown.querySelectorAll<HTMLElement>(LINES))
    .filter((each) => !each.closest(SILENT) && !each.querySelector(`${LINES}, .figures`) && each.getClientRects().length > 0)
    .map((element) => ({ element, key: keyOf(element, known), words: (element.textContent ?? "").trim() }))
    .filter(({ words }) => words !== "");
}

function keyOf(element: HTMLElement, known: ReadonlyMap<string, string>): string | null {
  const own = Array.from(element.childNodes, (each) => keys.get(each)).find((key) => key !== undefined);
  return own ?? known.get(template(element)) ?? null;
}

/** The element's words with {} in the place of a name or figure. */
function template({ childNodes }: Element): string {
  return Array.from(childNodes, (each) => (each instanceof Text ? each.data : "{}")).join("").trim();
}

function keysByWords(words: Words): Map<string, string> {
  const pairs = textsOf(words).map(([key, text]) => [text.replace(/\{\w+\}/g, "{}"), key] as const);
  return new Map(pairs.reverse()); // of texts that are the same, the first
}

/** Every text of a language with its key. */
export function textsOf({ texts, questionnaires }: Words): [key: string, text: string][] {
  const asked = Object.entries(questionnaires).map(([name, each]) => [name, each.texts] as const);
  return [["form", texts] as const, ...asked].flatMap(([set, all]) =>
    Object.entries(all).map(([key, text]): [string, string] => [`${set}:${key}`, text]),
  );
}
