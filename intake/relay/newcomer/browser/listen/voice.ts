/**
 * The device's own voices, where there is no recording. Only voices that the browser calls local: any other sends what
 * is read to somebody else.
 */

import { volume } from "./volume.ts";

const RATE = 0.9;
/** What a voice for our tag may call itself; by itself a language is its own two or three letters. */
const SPEAKS: Readonly<Record<string, RegExp>> = {
  // The Persian of Iran is not Dari, nor the other way round.
  fa: /^fa(?!.*af\b)/,
  prs: /^(prs|fa.*af\b)/,
  // Kurmanji in its own letters, never Sorani.
  kmr: /^(kmr|ku(?!.*(arab|iq|ir)\b))/,
};

/** Whether something was said since the last silence. */
let spoke = false;

/** Null where the device has none; voices may also turn up later (`onVoices`). */
export function voiceFor(tag: string): SpeechSynthesisVoice | null {
  const speaks = SPEAKS[tag] ?? new RegExp(`^${tag}\\b`);
  const voices = globalThis.speechSynthesis?.getVoices() ?? [];
  return voices.find(({ lang, localService }) => localService && speaks.test(lang.toLowerCase().replace(/_/g, "-"))) ?? null;
}

export function onVoices(changed: () => void): void {
  globalThis.speechSynthesis?.addEventListener?.("voiceschanged", changed);
}

/** True once it was said to its end. */
export function say(words: string, voice: SpeechSynthesisVoice): Promise<boolean> {
  return new Promise((resolve) => {
    const saying = new SpeechSynthesisUtterance(words);
    Object.assign(saying, { voice, lang: voice.lang, volume: volume(), rate: RATE });
    saying.onend = () => resolve(true);
    saying.onerror = () => resolve(false);
    spoke = true;
    speechSynthesis.speak(saying);
  });
}

/** A device asks its voices even where none speaks, which takes time: at each new screen. */
export function hush(): void {
  if (spoke) {
    speechSynthesis.cancel();
    spoke = false;
  }
}
