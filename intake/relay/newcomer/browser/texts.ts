/** What the form says, in the language chosen: one catalogue at a time, never a mixture. */

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

/** All of one language, as the server made it: complete, or it is not offered. */
export interface Catalogue {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly draft: boolean;
  readonly texts: Readonly<Record<string, string>>;
  /** By id and version: "ggd10 1". */
  readonly questionnaires: Readonly<Record<string, Questionnaire>>;
  readonly numbers: { readonly checked_on: string | null; readonly list: readonly ImportantNumber[] };
  /** By inbox; "" is any other. */
  readonly places: Readonly<Record<string, Place>>;
}

export let catalogue: Catalogue;

/** Fetch a language whole and switch to it; rejects where the network fails, and nothing has changed then. */
export async function speak(address: string): Promise<void> {
  const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" });
  if (!answer.ok) {
    throw new Error("no such catalogue");
  }
  catalogue = (await answer.json()) as Catalogue;
  document.documentElement.lang = catalogue.language;
  document.documentElement.dir = catalogue.direction;
  document.title = text("title");
}

export function text(key: string): string {
  return catalogue.texts[key] ?? "";
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
