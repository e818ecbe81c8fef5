/**
 * The municipalities whose people need no card. They stand in the document of /self/, the same for everybody; the
 * address on a poster (#INBOX.FINGERPRINT) narrows them to one inbox and says by which fingerprint to check it.
 */

import { fromBase64url } from "./envelope/base64url.ts";
import { type SelfReferral, session } from "./session.ts";

export interface Town {
  readonly inbox: string;
  readonly code: string;
  readonly name: string;
  /** Towns in it that are better known. */
  readonly knownAs: readonly string[];
}

const written = document.body.dataset["towns"];

/** Whether this document is the one for people without a card. */
export const withoutCard = written !== undefined;

export let towns: readonly Town[] = written === undefined ? [] : read(written);
/** The poster's address is damaged: it would check nothing, so it opens nothing. */
export let broken = false;
let fingerprint: string | null = null;

function read(json: string): Town[] {
  const list = JSON.parse(json) as [string, string, string, ...string[]][];
  return list.map(([inbox, code, name, ...knownAs]) => ({ inbox, code, name, knownAs }));
}

/** What a poster's address says; without one all towns stay. Gives the way in where only one town is left. */
export function readPoster(hash: string): SelfReferral | null {
  if (hash.length > 1) {
    const [, inbox, print = ""] = /^#(.+)\.([\w-]+)$/.exec(hash) ?? [];
    towns = towns.filter((each) => each.inbox === inbox);
    fingerprint = print;
    broken = withoutCard && fromBase64url(print, 16) === null;
    session.door = broken ? "unsafe" : session.door;
  }
  const [town, ...others] = towns;
  return town && others.length === 0 && !broken ? wayOf(town) : null;
}

export function wayOf({ inbox, code }: Town): SelfReferral {
  return { inbox, fingerprint, place: code };
}

/** Those that begin with what was typed, or have a word that does: whatever the case and the marks on the letters. */
export function found(typed: string): readonly Town[] {
  const sought = plain(typed).join("");
  const fits = (name: string): boolean => {
    const words = plain(name);
    return words.some((_, place) => words.slice(place).join("").startsWith(sought));
  };
  return towns.filter(({ name, knownAs }) => [name, ...knownAs].some(fits));
}

function plain(name: string): string[] {
  const words = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/['’`]/g, "");
  return words.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
