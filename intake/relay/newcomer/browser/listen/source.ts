/**
 * Where the sound of a language comes from: its recordings, and where there is none a local voice of the device. A text
 * is heard whole or not at all: "{ggd}" is said as "GGD", any other {name} has to be seen.
 */

import { offered } from "../languages.ts";
import { alsoForget } from "../session.ts";
import { catalogue, saying, type Words } from "../texts.ts";
import { type Line, textsOf } from "./lines.ts";
import { fetchPack, type Pack } from "./pack.ts";
import { play } from "./player.ts";
import { say, voiceFor } from "./voice.ts";

export interface Source {
  has(line: Line): boolean;
  /** Whether no person recorded it. */
  isComputer(line: Line): boolean;
  /** True once it was heard to its end. */
  speak(line: Line): Promise<boolean>;
}

/** What other languages say, by key; for listening in another language than one reads. */
const elsewhere = new Map<string, ReadonlyMap<string, string>>();

alsoForget(() => elsewhere.clear());

/** Rejects where the network fails. */
export async function sourceOf(tag: string): Promise<Source> {
  const address = catalogue.sound[tag];
  const voice = voiceFor(tag);
  const pack = address === undefined ? null : await fetchPack(address);
  const written = voice ? await wordsIn(tag) : null;
  const recorded = (line: Line): line is Line & { key: string } => line.key !== null && (pack?.has(line.key) ?? false);
  const words = (line: Line): string | null => written && sayable(written(line));
  return {
    has: (line) => recorded(line) || words(line) !== null,
    isComputer: (line) => !recorded(line) || (pack as Pack).isSynthetic(line.key),
    speak: (line) => {
      const text = words(line);
      return recorded(line) ? play((pack as Pack).clip(line.key)) : voice && text !== null ? say(text, voice) : Promise.resolve(false);
    },
  };
}

/** What a line says in this language. */
async function wordsIn(tag: string): Promise<(line: Line) => string | null> {
  if (saying().language === tag) {
    return ({ element, words }) => (element.querySelector("[lang]") ? null : words);
  }
  const texts = elsewhere.get(tag) ?? (await fetchWords(tag));
  elsewhere.set(tag, texts);
  return ({ key }) => texts.get(key ?? "") ?? null;
}

async function fetchWords(tag: string): Promise<ReadonlyMap<string, string>> {
  const address = offered.find((each) => each.tag === tag)?.catalogue ?? "";
  const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" });
  return new Map(textsOf((await answer.json()) as Words));
}

function sayable(text: string | null): string | null {
  const said = text?.replace("{ggd}", "GGD") ?? null;
  return said?.includes("{") ? null : said;
}
