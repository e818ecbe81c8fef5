/**
 * The key sheet: which keys an inbox's envelopes are sealed to, signed by the GGD's identity key.
 *
 *     {"sheet": {"ggd", "identity", "inbox", "issued", "expires", "keys": [...]}, "signature"}
 *
 * in RFC 8785 JSON, strings only. A key is valid on day d when from <= d < until, a sheet when issued <= d < expires.
 * Unknown members of a key are text too; they stay under the signature and are ignored.
 * The Python twin is intake/envelope/sheet.py.
 */

import { verifyAsync } from "@noble/ed25519";

import { base64url, fromBase64url } from "./base64url.ts";
import { type Bytes, concat, sha256, utf8 } from "./bytes.ts";
import { canonical, type Json } from "./canonical.ts";
import { IDENTIFIER } from "./context.ts";
import { type Day, daysBetween, readDay } from "./day.ts";
import { KEY_ID, PUBLIC_KEY } from "./format.ts";

export type Refusal = "malformed" | "fingerprint" | "signature" | "expired" | "no-key" | "context";
export type Purpose = "desk" | "recovery";

/** A key sheet that must not be used, and why. */
export class SheetRefused extends Error {
  readonly reason: Refusal;

  constructor(reason: Refusal) {
    super(`the key sheet is refused: ${reason}`);
    this.reason = reason;
  }
}

export interface SheetKey {
  readonly purpose: Purpose;
  readonly public: Bytes;
  readonly from: Day;
  readonly until: Day;
}

/** A verified key sheet. */
export interface Sheet {
  readonly ggd: string;
  readonly inbox: string;
  readonly issued: Day;
  readonly expires: Day;
  readonly keys: readonly SheetKey[];
}

type Members = { readonly [name: string]: Json };

const LABEL = utf8("envelop/1 key-sheet\0");
const LONGEST_VALIDITY = 100;
const NONCHARACTER = /\p{Noncharacter_Code_Point}/u;

/** Verify and read a parsed key sheet; `fingerprint` is the one on the card, or null. Rejects with SheetRefused. */
export async function readSheet(signed: unknown, fingerprint: string | null): Promise<Sheet> {
  const document = members(signed, ["sheet", "signature"]);
  const sheet = members(document["sheet"], ["ggd", "identity", "inbox", "issued", "expires", "keys"]);
  const identity = bytes(sheet["identity"], 32);
  if (fingerprint !== null && base64url((await sha256(identity)).slice(0, 16)) !== fingerprint) {
    throw new SheetRefused("fingerprint");
  }
  const written = concat(LABEL, utf8(writtenOut(sheet)));
  const signature = fromBase64url(document["signature"], 64);
  // zip215 off: the strict rules of RFC 8032, as the Python side's library has them.
  if (signature === null || !(await verifyAsync(signature, written, identity, { zip215: false }))) {
    throw new SheetRefused("signature");
  }
  return checked(sheet);
}

/** The one key of `purpose` valid on `day`; throws SheetRefused where there is none. */
export function recipient(sheet: Sheet, purpose: Purpose, day: Day): Bytes {
  const key = sheet.keys.find((each) => each.purpose === purpose && each.from <= day && day < each.until);
  if (key === undefined) {
    throw new SheetRefused("no-key");
  }
  return key.public;
}

/**
 * The day to seal on: the server's where it lies in the sheet's window (a phone's clock may be wrong, and the relay
 * judges keys by its own), else the phone's; throws SheetRefused where neither does.
 */
export function sealingDay(sheet: Sheet, phone: Day | null, server: Day | null): Day {
  const day = [server, phone].find((each) => each !== null && sheet.issued <= each && each < sheet.expires);
  if (!day) {
    throw new SheetRefused("expired");
  }
  return day;
}

async function checked(sheet: Members): Promise<Sheet> {
  const [ggd, inbox] = [text(sheet["ggd"]), text(sheet["inbox"])];
  const [issued, expires] = [day(sheet["issued"]), day(sheet["expires"])];
  const listed = sheet["keys"];
  refuseUnless(Array.isArray(listed) && IDENTIFIER.test(inbox));
  refuseUnless(issued < expires && daysBetween(issued, expires) <= LONGEST_VALIDITY);
  const keys = await Promise.all((listed as readonly Json[]).map(sheetKey));
  refuseDisorder(keys);
  return { ggd, inbox, issued, expires, keys };
}

async function sheetKey(member: Json): Promise<SheetKey & { readonly id: string }> {
  const key = members(member);
  refuseUnless(Object.values(key).every((value) => typeof value === "string"));
  const [id, purpose, open] = [text(key["id"]), text(key["purpose"]), bytes(key["public"], PUBLIC_KEY)];
  const [from, until] = [day(key["from"]), day(key["until"])];
  refuseUnless(id === base64url((await sha256(open)).slice(0, KEY_ID)) && from < until);
  refuseUnless(purpose === "desk" || purpose === "recovery");
  return { id, purpose: purpose as Purpose, public: open, from, until };
}

/** By from, then id; none twice; no two of one purpose on one day. */
function refuseDisorder(keys: readonly (SheetKey & { readonly id: string })[]): void {
  const places = keys.map((key) => `${key.from} ${key.id}`);
  refuseUnless(places.every((place, number) => number === 0 || (places[number - 1] as string) < place));
  refuseUnless(new Set(keys.map((key) => key.id)).size === keys.length);
  for (const purpose of ["desk", "recovery"]) {
    const own = keys.filter((key) => key.purpose === purpose);
    refuseUnless(own.every((key, number) => number === 0 || (own[number - 1] as SheetKey).until <= key.from));
  }
}

/** RFC 8785 JSON of a sheet in characters that are interchanged (RFC 7493, section 2.1). */
function writtenOut(sheet: Members): string {
  try {
    const written = canonical(sheet);
    refuseUnless(!NONCHARACTER.test(written));
    return written;
  } catch {
    throw new SheetRefused("malformed");
  }
}

function refuseUnless(good: boolean): void {
  if (!good) {
    throw new SheetRefused("malformed");
  }
}

function members(value: unknown, names?: readonly string[]): Members {
  refuseUnless(typeof value === "object" && value !== null && !Array.isArray(value));
  const found = Object.keys(value as Members);
  refuseUnless(names === undefined || (found.length === names.length && names.every((name) => found.includes(name))));
  return value as Members;
}

function text(value: Json | undefined): string {
  refuseUnless(typeof value === "string");
  return value as string;
}

function bytes(value: Json | undefined, length: number): Bytes {
  const found = fromBase64url(value, length);
  refuseUnless(found !== null);
  return found as Bytes;
}

function day(value: Json | undefined): Day {
  const found = readDay(value);
  refuseUnless(found !== null);
  return found as Day;
}
