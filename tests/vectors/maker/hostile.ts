/**
 * Plaintexts that are no submission of version 1, and a few unusual ones that are.
 *
 * `sealed` ones also become whole envelopes: they are what an attacker would try on the desk.
 */

import { type Bytes, concat, utf8 } from "../../../intake/relay/newcomer/browser/envelope/bytes.ts";
import { plaintext } from "../../../intake/relay/newcomer/browser/envelope/submission.ts";
import { sent } from "./people.ts";

export interface Plaintext {
  readonly name: string;
  readonly comment: string;
  readonly data: Bytes;
  readonly sealed?: true;
}

/** An honest submission as text, to be spoiled. */
export const HONEST = new TextDecoder().decode(
  plaintext(await sent("hostile", { contact: { name: "Sam", address: "06 12345678", when: ["weekend"] } })),
);

/** The honest text with one passage replaced. */
function spoiled(passage: string | RegExp, by: string): Bytes {
  const changed = HONEST.replace(passage, by);
  if (changed === HONEST) {
    throw new Error(`not in the text: ${String(passage)}`);
  }
  return utf8(changed);
}

const named = (name: string): Bytes => spoiled('"name":"Sam"', `"name":"${name}"`);
const slept = (answer: string): Bytes => spoiled('"sleep":"often_bad"', `"sleep":${answer}`);
const utf16 = (text: string): Bytes =>
  concat(Uint8Array.of(0xff, 0xfe), ...Array.from(text, (letter) => Uint8Array.of(letter.charCodeAt(0), 0)));
const bytesForName = (...bytes: readonly number[]): Bytes => {
  const [before = "", after = ""] = HONEST.split("Sam");
  return concat(utf8(before), Uint8Array.from(bytes), utf8(after));
};

export const SEALED: readonly Plaintext[] = ([
  ["depth-5", "Five containers inside each other.", slept("[[[1]]]")],
  ["depth-4000", "Four thousand lists inside each other.", utf8("[".repeat(4000) + "]".repeat(4000))],
  ["depth-8188", "Brackets that never close.", utf8("[".repeat(8188))],
  ["duplicate-member", "One name twice in the object.", spoiled('"via":null', '"via":null,"via":null')],
  ["duplicate-answer", "One question twice, once written with an escape.", spoiled('"talk":"yes"', '"talk":"yes","t\\u0061lk":"no"')],
  ["float", "A whole number written as a float.", slept("1.0")],
  ["huge-integer", "Two to the power of 53.", slept("9007199254740992")],
  ["endless-integer", "Seven thousand digits.", slept("7".repeat(7000))],
  ["lone-surrogate", "Half of a surrogate pair, escaped.", named("\\ud83d")],
  ["surrogates-in-wrong-order", "Both halves, the second first.", named("\\ude42\\ud83d")],
  ["surrogate-in-a-name", "Half of a surrogate pair as a question's id.", spoiled('"talk"', '"\\udfff"')],
  ["noncharacter", "U+FFFE, escaped.", named("\\ufffe")],
  ["noncharacter-of-a-high-plane", "U+1FFFF, as UTF-8.", named("\u{1ffff}")],
  ["byte-order-mark", "U+FEFF before the object.", utf8(`\ufeff${HONEST}`)],
  ["utf-16", "The object in UTF-16 with a byte order mark.", utf16(HONEST)],
  ["nul", "U+0000, escaped, within the name.", named("Sa\\u0000m")],
  ["unknown-member", "A member that version 1 does not have.", spoiled('"v":1', '"urgent":null,"v":1')],
  ["missing-member", "The member code is left out.", spoiled(/"code":"\w{8}",/, "")],
  ["version-2", "Says that it is version 2.", spoiled('"v":1', '"v":2')],
  ["boolean-answer", "True is no number.", slept("true")],
  ["bidi-control", "A right-to-left override in the name.", named("Sam\u202emaS")],
  ["not-nfc", "An e and a combining acute accent.", named("Rene\u0301")],
  ["name-of-61", "A name of 61 characters.", named("\u{1f642}".repeat(61))],
] as const).map(([name, comment, data]) => ({ name: `bad-json-${name}`, comment, data, sealed: true }));

const ONLY_PLAIN: readonly Plaintext[] = ([
  ["empty", "No bytes at all.", utf8("")],
  ["null", "Null instead of an object.", utf8("null")],
  ["list", "A list around the object.", utf8(`[${HONEST}]`)],
  ["text", "The object as a JSON string.", utf8(JSON.stringify(HONEST))],
  ["two-values", "Another object after it.", utf8(`${HONEST}{}`)],
  ["trailing-comma", "A comma before the closing brace.", spoiled(/}$/, ",}")],
  ["comment", "A comment after it.", utf8(`${HONEST}//`)],
  ["single-quotes", "Apostrophes for quotation marks.", utf8(HONEST.replace(/"/g, "'"))],
  ["not-a-number", "NaN, which JSON does not have.", slept("NaN")],
  ["infinity", "Minus infinity.", slept("-Infinity")],
  ["exponent", "A number with an exponent.", slept("1e2")],
  ["leading-zero", "A number with a leading zero.", slept("01")],
  ["plus-sign", "A number with a plus sign.", slept("+1")],
  ["huge-negative-integer", "Minus two to the power of 53.", slept("-9007199254740992")],
  ["line-break-in-text", "A raw line break within a string.", named("Sa\nm")],
  ["escaped-line-break", "An escaped line break within the name.", named("Sa\\nm")],
  ["bad-escape", "An escape that JSON does not have.", named("\\x41")],
  ["other-digits-escaped", "An escape of Arabic-Indic digits.", named("\\u٠٠٤١")],
  ["space-of-another-kind", "A no-break space between the members.", spoiled('"v":1', '\u00a0"v":1')],
  ["surrogate-as-utf-8", "A surrogate in three bytes (CESU-8).", bytesForName(0xed, 0xa0, 0x80)],
  ["overlong-utf-8", "NUL in two bytes.", bytesForName(0xc0, 0x80)],
  ["cut-utf-8", "The first half of a letter.", bytesForName(0xc3)],
  ["beyond-unicode", "U+110000.", bytesForName(0xf4, 0x90, 0x80, 0x80)],
  ["noncharacter-u-fdd0", "U+FDD0 as UTF-8.", named("\ufdd0")],
  ["version-as-text", "The version as text.", spoiled('"v":1', '"v":"1"')],
  ["version-as-float", "The version as a float.", spoiled('"v":1', '"v":1.0')],
  ["version-as-boolean", "The version is true.", spoiled('"v":1', '"v":true')],
  ["id-of-21", "An id of 21 characters.", spoiled(/"id":"\w/, '"id":"')],
  ["id-not-canonical", "An id whose last bits are not zero.", spoiled(/"id":"[^"]*"/, `"id":"${"A".repeat(21)}B"`)],
  ["id-padded", "An id with padding.", spoiled(/"id":"[^"]*"/, `"id":"${"A".repeat(20)}=="`)],
  ["day-that-never-was", "30 February.", spoiled("2026-11-22", "2026-02-30")],
  ["day-without-hyphens", "The short form of ISO 8601.", spoiled("2026-11-22", "20261122")],
  ["day-of-a-week", "The week form of ISO 8601.", spoiled("2026-11-22", "2026-W47-7")],
  ["day-in-the-year-0", "A year that there was not.", spoiled("2026-11-22", "0000-11-22")],
  ["day-in-other-digits", "Persian digits.", spoiled("2026-11-22", "۲۰۲۶-11-22")],
  ["day-with-a-time", "A time behind the day.", spoiled("2026-11-22", "2026-11-22T00:00:00Z")],
  ["answers-as-list", "The answers as a list.", spoiled(/"answers":\{[^}]*\}/, '"answers":[]')],
  ["answer-as-list", "Two answers to one question.", slept('["good"]')],
  ["answer-in-capitals", "An option id in capitals.", slept('"GOOD"')],
  ["answer-empty", "An empty option id.", slept('""')],
  ["question-in-capitals", "A question id in capitals.", spoiled('"talk"', '"TALK"')],
  ["contact-null", "No contact object.", spoiled(/"contact":\{[^}]*\}/, '"contact":null')],
  ["contact-without-age", "A contact member is left out.", spoiled('"age":null,', "")],
  ["contact-with-more", "A contact member that there is not.", spoiled('"age":null,', '"age":null,"bsn":null,')],
  ["reach-unknown", "A way to reach somebody that there is not.", spoiled('"reach":null', '"reach":"pigeon"')],
  ["reach-as-list", "A list of ways.", spoiled('"reach":null', '"reach":["call"]')],
  ["when-twice", "One part of the day twice.", spoiled('["weekend"]', '["weekend","weekend"]')],
  ["when-unknown", "A part of the day that there is not.", spoiled('["weekend"]', '["night"]')],
  ["when-as-text", "Not a list.", spoiled('["weekend"]', '"weekend"')],
  ["name-as-number", "A number for a name.", spoiled('"Sam"', "7")],
  ["address-of-121", "An address of 121 characters.", spoiled("06 12345678", "x".repeat(121))],
  ["isolate", "A first strong isolate in the name.", named("\u2068Sam\u2069")],
  ["arabic-letter-mark", "U+061C in the name.", named("\u061cSam")],
  ["line-separator", "U+2028 in the name.", named("Sa\u2028m")],
  ["delete", "U+007F in the name.", named("Sa\u007fm")],
  ["c1-control", "U+0085 in the name.", named("Sa\u0085m")],
  ["hangul-not-nfc", "Hangul in its letters.", named("\u1112\u1161\u11ab")],
  ["place-in-other-digits", "Arabic-Indic digits in the municipality's code.", spoiled('"place":null', '"place":"GM٠٣٦٣"')],
  ["place-too-short", "A municipality's code of three digits.", spoiled('"place":null', '"place":"GM363"')],
  ["place-with-line-break", "A line break behind the code.", spoiled('"place":null', '"place":"GM0363\\n"')],
  ["via-in-capitals", "An organisation's id in capitals.", spoiled('"via":null', '"via":"Demo"')],
  ["card-too-short", "A card of 15 bytes.", spoiled('"card":null', `"card":"${"A".repeat(20)}"`)],
  ["code-in-lower-case", "A code in lower case.", spoiled(/"code":"\w{8}"/, '"code":"abcd1234"')],
  ["code-with-u", "A code with a letter that Crockford left out.", spoiled(/"code":"\w{8}"/, '"code":"UUUU1234"')],
  ["code-missing-value", "A code that is null.", spoiled(/"code":"\w{8}"/, '"code":null')],
  ["language-of-one-letter", "A language of one letter.", spoiled('"language":"en"', '"language":"e"')],
  ["questionnaire-with-a-slash", "A questionnaire's id that walks up.", spoiled('"questionnaire":"ggd10"', '"questionnaire":"../ggd10"')],
  ["version-of-33", "A version of 33 characters.", spoiled('"version":"1"', `"version":"${"1".repeat(33)}"`)],
  ["reply", "A reply, which version 1 does not have.", spoiled('"reply":null', '"reply":""')],
] as const).map(([name, comment, data]) => ({ name: `bad-json-${name}`, comment, data }));

/** Unusual, and yet as version 1 says. */
const GOOD: readonly Plaintext[] = ([
  ["as-written", "In canonical form, as both sides write it.", utf8(HONEST)],
  ["spaced", "White space and another order of the members.", spaced()],
  ["escaped", "Letters written as escapes; a surrogate pair in full.", named("\\u0053am \\ud83d\\ude42")],
  ["joiners", "Zero-width joiner and non-joiner in the name.", named("می\u200cخواهم\u200d")],
  ["name-of-60", "A name of 60 characters outside the first plane.", named("\u{1f642}".repeat(60))],
  ["largest-integer", "Two to the power of 53, less one.", slept("9007199254740991")],
  ["brackets-in-text", "Brackets within a string do not nest.", named("[[[[{{{{")],
  ["quotes-in-text", "Quotation marks and backslashes within a string.", named('\\"[\\\\')],
  ["language-with-script", "A language with a script and a region.", spoiled('"language":"en"', '"language":"az-Latn-AZ"')],
] as const).map(([name, comment, data]) => ({ name: `success-${name}`, comment, data }));

function spaced(): Bytes {
  const members = Object.entries(JSON.parse(HONEST) as Record<string, unknown>).reverse();
  return utf8(` \t\r\n${JSON.stringify(Object.fromEntries(members), null, 1)}\n`);
}

export const PLAINTEXTS: readonly Plaintext[] = [...GOOD, ...SEALED, ...ONLY_PLAIN];
