/**
 * What the form says, in the language chosen: one catalogue at a time, never a mixture. Where the language lacks a text
 * of a screen, that whole screen speaks another language (`onScreen`).
 */

import { element } from "./element.ts";

export interface Choice {
  readonly id: string;
  readonly options: readonly string[];
  readonly recall: boolean;
}

export interface Scale {
  readonly id: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly recall: boolean;
}

export type Question = Choice | Scale;

export interface Questionnaire {
  readonly questions: readonly Question[];
  readonly texts: Readonly<Record<string, string>>;
}

/** Where and when people may walk in; weekdays count from 1, Monday. */
export interface Place {
  readonly working_days: number;
  readonly address: string | null;
  readonly phone: string | null;
  readonly hours: readonly { readonly day: number; readonly from: string; readonly until: string }[];
  readonly checked_on: string | null;
}

export interface ImportantNumber {
  readonly id: string;
  readonly number: string;
  readonly free: boolean;
}

/** What is said in one language. */
export interface Words {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly texts: Readonly<Record<string, string>>;
  /** By id and version: "ggd10 1". */
  readonly questionnaires: Readonly<Record<string, Questionnaire>>;
}

/** All of one language, as the server made it: what stands on every screen is complete, or it is not offered. */
export interface Catalogue extends Words {
  /** Where the pictures beside the answers are. */
  readonly pictures: string;
  /** Where the recordings are, by language. */
  readonly sound: Readonly<Record<string, string>>;
  readonly draft: boolean;
  /** The screens that this language lacks something of, and the words of another that has them. */
  readonly borrowed: (Words & { readonly screens: readonly string[] }) | null;
  readonly numbers: { readonly checked_on: string | null; readonly list: readonly ImportantNumber[] };
  /** By inbox; "" is any other. */
  readonly places: Readonly<Record<string, Place>>;
}

export let catalogue: Catalogue;

/** Whose words the screen takes that is being made, or shown. */
let words: Words;

/** Fetch a language whole and switch to it; rejects where the network fails, and nothing has changed then. */
export async function speak(address: string): Promise<void> {
  const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" });
  if (!answer.ok) {
    throw new Error("no such catalogue");
  }
  catalogue = (await answer.json()) as Catalogue;
  words = catalogue;
  document.documentElement.lang = catalogue.language;
  document.documentElement.dir = catalogue.direction;
  document.title = text("title");
}

/**
 * To be called first where a screen is made: until the next one all texts are those of one language. `name` is the
 * screen's in intake/translations/screens.py, "frame" for what stands on every screen.
 */
export function onScreen(name: string): void {
  const { borrowed } = catalogue;
  words = borrowed?.screens.includes(name) ? borrowed : catalogue;
}

/** What `make` writes is said in the language chosen, whatever the screen speaks: for what stands outside it. */
export function outside<Made>(make: () => Made): Made {
  const inside = words;
  words = catalogue;
  const made = make();
  words = inside;
  return made;
}

/** The words of the screen that is shown. */
export function saying(): Words {
  return words;
}

/** `lang` and `dir` of the screen's words. */
export function spoken(): { lang: string; dir: string } {
  return { lang: words.language, dir: words.direction };
}

export function text(key: string): string {
  return words.texts[key] ?? "";
}

/** A text of a questionnaire ("ggd10 1"). */
export function questionText(questionnaire: string, key: string): string {
  return words.questionnaires[questionnaire]?.texts[key] ?? "";
}

/** The text with its {names} filled in; each stands apart from the reading direction around it. */
export function fill(key: string, values: Readonly<Record<string, string | number>>): Node {
  const parts = text(key).split(/\{(\w+)\}/);
  const filled = document.createDocumentFragment();
  filled.append(...parts.map((part, number) => (number % 2 === 0 ? part : element("bdi", {}, String(values[part])))));
  return filled;
}

/** Digits and codes: from left to right in every language. */
export function figures(written: string): HTMLElement {
  return element("bdi", { dir: "ltr", class: "figures" }, written);
}
