/** The vectors of key sheets: good ones, and ones that the form must refuse. */

import { base64url } from "../../../intake/relay/newcomer/browser/envelope/base64url.ts";
import { sha256, utf8 } from "../../../intake/relay/newcomer/browser/envelope/bytes.ts";
import { canonical, type Json } from "../../../intake/relay/newcomer/browser/envelope/canonical.ts";
import { identity, type Key, known, knownKey, signed } from "../keys.ts";
import { hex, type Vector } from "../vector.ts";
import { DESK, RECOVERY } from "./craft.ts";
import { INBOX } from "./people.ts";

type Members = Readonly<Record<string, Json>>;

const SEED = await known("identity");
const OTHER_SEED = await known("another identity");
const OWN = await identity(SEED);
const OTHER = await identity(OTHER_SEED);
const LABEL = "envelop/1 key-sheet";
const LATER: Key = await knownKey("desk of the next period");
const [FROM, UNTIL, EXPIRES] = ["2026-11-01", "2027-11-01", "2027-01-30"];

async function member(purpose: string, key: Key, from = FROM, until = UNTIL, more: Members = {}): Promise<Members> {
  const id = base64url((await sha256(key.public)).slice(0, 8));
  return { id, purpose, public: base64url(key.public), from, until, ...more };
}

const desk = await member("desk", DESK);
const recovery = await member("recovery", RECOVERY);

/** As version 1 orders them: by from, then id. */
function ordered(...keys: readonly Members[]): Members[] {
  const place = (key: Members): string => `${String(key["from"])} ${String(key["id"])}`;
  return [...keys].sort((one, other) => (place(one) < place(other) ? -1 : 1));
}

function sheet(more: Members = {}): Members {
  const keys = ordered(desk, recovery);
  return { ggd: "GGD Fryslân", identity: base64url(OWN.public), inbox: INBOX, issued: FROM, expires: EXPIRES, keys, ...more };
}

interface Check {
  readonly day?: string;
  readonly inbox?: string;
  readonly fingerprint?: string;
  readonly text?: string;
}

/** A vector of a signed sheet; `text` is what is written in its place. */
async function vector(name: string, expect: string, comment: string, document: Members, check: Check = {}): Promise<Vector> {
  const { day = "2026-11-22", inbox = INBOX, fingerprint = OWN.fingerprint } = check;
  const text = check.text ?? canonical(await signed(SEED, LABEL, "sheet", document));
  return { name, headers: { expect, comment, day, inbox, fingerprint, identity: hex(SEED) }, body: utf8(text) };
}

const malformed = (name: string, comment: string, document: Members): Promise<Vector> =>
  vector(`malformed-${name}`, "malformed", comment, document);

export async function sheets(): Promise<Vector[]> {
  return Promise.all([...good(), ...refused(), ...documents(), ...dates(), ...disordered(), ...keys()]);
}

function good(): Promise<Vector>[] {
  const described = { ...desk, "für": "Schlüssel €", "\u{1f511}": "x", "\ufb33": "y" };
  const last = { ...recovery, until: "9999-12-31" };
  return [
    vector("success", "success", "A desk key and a recovery key; the name is not ASCII.", sheet()),
    vector("success-members-unknown", "success", "Unknown members of a key: signed, ordered by UTF-16 code units, ignored.", sheet({ keys: ordered(described, recovery) })),
    vector("success-first-day", "success", "On the day of issue.", sheet(), { day: FROM }),
    vector("success-last-day", "success", "The day before it expires.", sheet(), { day: "2027-01-29" }),
    vector("success-100-days", "success", "Valid for as long as a sheet may be.", sheet({ expires: "2027-02-09" })),
    vector("success-last-day-there-is", "success", "A key that is valid until the last day there is.", sheet({ keys: ordered(desk, last) })),
    vector("success-spaced", "success", "Written with white space and in another order: the signature is over the canonical form.", sheet(), spaced()),
  ];
}

function spaced(): Check {
  return { text: SPACED };
}

const SPACED = JSON.stringify(
  Object.fromEntries(Object.entries(await signed(SEED, LABEL, "sheet", sheet())).reverse()), null, 2,
);
const OTHERS = canonical(await signed(OTHER_SEED, LABEL, "sheet", sheet()));
const FOR_A_RECEIPT = canonical(await signed(SEED, "envelop/1 receipt", "sheet", sheet()));
const CHANGED = canonical({ ...(await signed(SEED, LABEL, "sheet", sheet())), sheet: sheet({ expires: "2027-02-01" }) });

function refused(): Promise<Vector>[] {
  return [
    vector("expired", "expired", "On the day it expires.", sheet(), { day: EXPIRES }),
    vector("not-yet", "expired", "The day before it was issued.", sheet(), { day: "2026-10-31" }),
    vector("no-key-desk", "no-key", "No desk key for the day.", sheet({ keys: [recovery] })),
    vector("no-key-retired", "no-key", "The recovery key ended yesterday.", sheet({ keys: ordered(desk, { ...recovery, until: "2026-11-22" }) })),
    vector("no-key-none", "no-key", "No keys at all.", sheet({ keys: [] })),
    vector("context-inbox", "context", "The relay says another inbox than the sheet.", sheet(), { inbox: "ggd-other" }),
    vector("fingerprint", "fingerprint", "Another identity than the card's.", sheet(), { fingerprint: OTHER.fingerprint }),
    vector("signature-other-key", "signature", "Signed by another key than it names.", sheet(), { text: OTHERS }),
    vector("signature-other-label", "signature", "A signature that was made for receipts.", sheet(), { text: FOR_A_RECEIPT }),
    vector("signature-changed", "signature", "A day was changed after signing.", sheet(), { text: CHANGED }),
  ];
}

function documents(): Promise<Vector>[] {
  const { ggd: _, ...nameless } = sheet();
  const text = (name: string, comment: string, written: string): Promise<Vector> =>
    vector(`malformed-${name}`, "malformed", comment, {}, { text: written });
  return [
    text("no-json", "No JSON.", "key sheet"),
    text("list", "A list.", "[]"),
    text("more-members", "A member beside sheet and signature.", OTHERS.replace(/^\{/, '{"comment":"",')),
    malformed("sheet-member-unknown", "A member of the sheet that version 1 does not have.", sheet({ phone: "112" })),
    malformed("sheet-member-missing", "The name of the health service is left out.", nameless),
    malformed("name-not-text", "The name is a list.", sheet({ ggd: ["GGD"] })),
    malformed("inbox", "An inbox in capitals.", sheet({ inbox: "GGD" })),
    malformed("keys-not-a-list", "The keys as an object.", sheet({ keys: { desk, recovery } })),
  ];
}

function dates(): Promise<Vector>[] {
  return [
    malformed("101-days", "Valid for 101 days.", sheet({ expires: "2027-02-10" })),
    malformed("no-days", "Expires on the day of issue.", sheet({ expires: FROM })),
    malformed("day-without-hyphens", "A day in the short form.", sheet({ expires: "20270130" })),
    malformed("day-that-never-was", "29 February of a common year.", sheet({ issued: "2027-02-29", expires: "2027-03-03" })),
    malformed("year-0", "The year 0.", sheet({ issued: "0000-01-01", expires: "0000-01-02" })),
    malformed("end-of-time", "A day too many.", sheet({ issued: "9999-12-31", expires: "10000-01-01" })),
  ];
}

async function later(from: string): Promise<Members> {
  return member("desk", LATER, from, "2028-11-01");
}

const NEXT = await later(UNTIL);
const OVERLAPPING = await later("2027-10-31");

function disordered(): Promise<Vector>[] {
  return [
    vector("success-next-period", "success", "The next desk key begins where this one ends.", sheet({ keys: ordered(desk, recovery, NEXT) })),
    malformed("overlapping", "Two desk keys on one day.", sheet({ keys: ordered(desk, recovery, OVERLAPPING) })),
    malformed("wrong-order", "The keys are not in order.", sheet({ keys: ordered(desk, recovery).reverse() })),
    malformed("key-twice", "One key twice.", sheet({ keys: [...ordered(desk, recovery), { ...desk, from: UNTIL, until: "2028-11-01" }] })),
    malformed("one-key-for-both", "Desk and recovery are one key.", sheet({ keys: [desk, { ...desk, purpose: "recovery", from: "2026-11-02" }] })),
  ];
}

function keys(): Promise<Vector>[] {
  const changed = (more: Members): Members => sheet({ keys: ordered({ ...desk, ...more }, recovery) });
  const short = String(desk["public"]).slice(0, -4);
  return [
    malformed("id-mismatch", "A key with another key's id.", changed({ id: recovery["id"] ?? null })),
    malformed("purpose-unknown", "A purpose that there is not.", changed({ purpose: "archive" })),
    malformed("public-short", "A public key of 1213 bytes.", changed({ public: short })),
    malformed("public-padded", "Base64 with padding.", changed({ public: `${short}AA==` })),
    malformed("empty-period", "A key that ends before it begins.", changed({ until: "2026-10-01" })),
    malformed("period-not-text", "A day as a number.", changed({ from: 20261101 })),
    malformed("unknown-member-not-text", "An unknown member that is no text.", changed({ weight: 1 })),
  ];
}
