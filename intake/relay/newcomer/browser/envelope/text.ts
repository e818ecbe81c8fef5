/**
 * What text a submission may hold: NFC, no surrogates, noncharacters or controls, nothing that turns the reading
 * direction. Zero-width non-joiner and joiner stay: Persian and Sorani are written with them.
 */

export const NAME_LENGTH = 60;
export const ADDRESS_LENGTH = 120;

const BIDI_CONTROLS = "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069";
const REFUSED = new RegExp(
  `[\\p{Cc}\\p{Cs}\\p{Noncharacter_Code_Point}\\u2028\\u2029${BIDI_CONTROLS}]`,
  "u",
);
// Also what this browser does not know yet: it could not tell whether that is in NFC.
const DROPPED = new RegExp(`[\\p{Cc}\\p{Cs}\\p{Cn}${BIDI_CONTROLS}]`, "gu");

/** May `text` stand in a submission? `longest` counts code points. */
export function acceptableText(text: string, longest: number): boolean {
  return !REFUSED.test(text) && text.normalize("NFC") === text && Array.from(text).length <= longest;
}

/** What a person typed or pasted, made acceptable: white space becomes one space, the rest of the refused goes. */
export function cleanText(typed: string, longest: number): string {
  const kept = typed.replace(/\s/gu, " ").replace(DROPPED, "").replace(/ +/g, " ").normalize("NFC").trim();
  return Array.from(kept).slice(0, longest).join("").trimEnd();
}
