/**
 * RFC 8785 JSON for what envelopes and key sheets are made of: text, safe integers, null, lists and objects.
 *
 * For these, JSON.stringify already writes text and integers as RFC 8785 says; what is left is the order of names
 * (by UTF-16 code units, as sort() does).
 */

export type Json = string | number | null | readonly Json[] | { readonly [name: string]: Json };

/** A surrogate without its other half cannot be written as UTF-8. */
const LONE_SURROGATE = /\p{Cs}/u;

/** Throws TypeError for anything else than `Json`: floats, lone surrogates, booleans, undefined. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(",")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
    return `{${members.map(([name, member]) => `${canonical(name)}:${canonical(member)}`).join(",")}}`;
  }
  const text = typeof value === "string" && !LONE_SURROGATE.test(value);
  if (!text && value !== null && !Number.isSafeInteger(value)) {
    throw new TypeError("not the JSON of an envelope");
  }
  return JSON.stringify(value);
}
