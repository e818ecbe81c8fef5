/**
 * Crockford's base32. The reader forgives what people do when typing: case, O for 0, I and L for 1,
 * hyphens and spaces of any kind, Arabic-Indic and Persian digits.
 */

import type { Bytes } from "./bytes.ts";

export const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const DIGIT_ZEROS = [0x0660, 0x06f0];

/** `typed` in the alphabet above, without what separates groups; null where a letter is none of it. */
export function normalise(typed: string): string | null {
  const letters = Array.from(typed.replace(/[\p{Z}\p{Cc}\p{Cf}\p{Pd}]/gu, "").toUpperCase(), forgive).join("");
  return Array.from(letters).every((letter) => CROCKFORD.includes(letter)) ? letters : null;
}

function forgive(letter: string): string {
  const point = letter.codePointAt(0) ?? 0;
  const zero = DIGIT_ZEROS.find((start) => point >= start && point <= start + 9);
  if (zero !== undefined) {
    return String(point - zero);
  }
  return letter === "O" ? "0" : letter === "I" || letter === "L" ? "1" : letter;
}

/** The bytes of letters of the alphabet; their number of bits must be a multiple of eight. */
export function fromCrockford(letters: string): Bytes {
  const data = new Uint8Array((letters.length * 5) / 8);
  let bits = 0;
  let held = 0;
  let place = 0;
  for (const letter of letters) {
    held = (held << 5) | CROCKFORD.indexOf(letter);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      data[place++] = held >> bits;
      held &= (1 << bits) - 1;
    }
  }
  return data;
}
