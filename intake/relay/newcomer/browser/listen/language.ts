/** Which language is heard: the one that is read, unless somebody chose another. */

import { alsoForget } from "../session.ts";
import { catalogue, spoken } from "../texts.ts";
import { voiceFor } from "./voice.ts";

/** Null: as one reads. */
let chosen: string | null = null;

alsoForget(() => { chosen = null; });

export function listeningLanguage(): string {
  return chosen ?? spoken().lang;
}

export function listenIn(tag: string | null): void {
  chosen = tag;
}

/** Recordings, or a voice of the device. */
export function hasSound(tag: string): boolean {
  return tag in catalogue.sound || voiceFor(tag) !== null;
}
