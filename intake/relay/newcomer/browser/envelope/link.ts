/** Links and their codes: what stands behind the # of a link, and what a person types from a card. */

import { base64url, fromBase64url } from "./base64url.ts";
import { concat, sha256, utf8 } from "./bytes.ts";
import { CROCKFORD, fromCrockford, normalise } from "./crockford.ts";

export const TOKEN_LETTERS = 16;
const ON_A_CARD = new RegExp(`^[${CROCKFORD}]{${TOKEN_LETTERS}}$`);

/** `fingerprint` is null where a code was typed by hand: then nothing protects against a changed key sheet. */
export interface Link {
  readonly token: string;
  readonly fingerprint: string | null;
}

/** `#TOKEN.FINGERPRINT` as a link carries it; null where it is none. */
export function parseFragment(hash: string): Link | null {
  const [typed = "", fingerprint, ...more] = hash.replace(/^#/, "").split(".");
  const token = normaliseToken(typed);
  return token !== null && more.length === 0 && fromBase64url(fingerprint, 16) !== null
    ? { token, fingerprint: fingerprint ?? null }
    : null;
}

/** The 16 characters of a code as somebody typed it; null where it is none. */
export function normaliseToken(typed: string): string | null {
  const letters = normalise(typed);
  return letters !== null && ON_A_CARD.test(letters) ? letters : null;
}

/** What the envelope says of the link: by it the desk, and nobody else, sees that two came from one card. */
export async function card(token: string): Promise<string> {
  const digest = await sha256(concat(utf8("envelop/1 card"), fromCrockford(token)));
  return base64url(digest.slice(0, 16));
}
