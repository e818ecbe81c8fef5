/** What the browser draws for each submission. */

import { base64url } from "./base64url.ts";
import { random } from "./bytes.ts";
import { CROCKFORD } from "./crockford.ts";

/** 8 characters of Crockford base32, shown on the last screen: the desk finds the case by it. */
export function newCode(): string {
  // 256 is a multiple of 32: every letter is as likely.
  return Array.from(random(8), (byte) => CROCKFORD.charAt(byte & 31)).join("");
}

/** The submission's inner id: 16 random bytes, base64url. */
export function newId(): string {
  return base64url(random(16));
}
