/** Invented people, and what they answer. */

import { base64url } from "../../../intake/relay/newcomer/browser/envelope/base64url.ts";
import type { Day } from "../../../intake/relay/newcomer/browser/envelope/day.ts";
import { CROCKFORD } from "../../../intake/relay/newcomer/browser/envelope/crockford.ts";
import { card } from "../../../intake/relay/newcomer/browser/envelope/link.ts";
import { type Answer, type Contact, submission, type Submission } from "../../../intake/relay/newcomer/browser/envelope/submission.ts";
import { known } from "../keys.ts";

export const INBOX = "ggd-demo";
export const GGD10: Readonly<Record<string, Answer>> = {
  sleep: "often_bad",
  dreams: "often",
  pain: "sometimes",
  energy: "sometimes",
  memory: "sometimes",
  startle: "often",
  joy: "sometimes",
  home: "sometimes",
  doctor: "could_not",
  talk: "yes",
};
export const SKIPPED = Object.fromEntries(Object.keys(GGD10).map((question) => [question, null]));

const TOKEN = "7K3M9QX2RT5VW8YZ";

export interface Person {
  readonly language?: string;
  readonly answers?: Readonly<Record<string, Answer>>;
  readonly contact?: Partial<Contact>;
  readonly questionnaire?: string;
  readonly version?: string;
  readonly carded?: boolean;
}

/** What somebody called `name` sends: id and code are always the same for one name. */
export async function sent(name: string, person: Person = {}): Promise<Submission> {
  const { language = "en", answers = GGD10, contact = {}, questionnaire = "ggd10", version = "1" } = person;
  const drawn = await known(`submission ${name}`);
  const code = Array.from(drawn.slice(16, 24), (byte) => CROCKFORD.charAt(byte & 31)).join("");
  const sealedAt = "2026-11-22" as Day;
  const place = person.carded ? "GM0363" : null;
  const via = person.carded ? "demo" : null;
  const filled = { questionnaire, version, language, answers, contact, place, via, sealedAt };
  return submission({ ...filled, card: person.carded ? await card(TOKEN) : null }, base64url(drawn.slice(0, 16)), code);
}

export const ENGLISH: Person = {
  carded: true,
  contact: {
    reach: "call",
    address: "06 12345678",
    name: "Sam \"the tea\" O\\Neill",
    line: "mine",
    when: ["weekday-morning", "weekend"],
    professional: "any",
    ambassador: "no",
    age: "18+",
  },
};
export const ARABIC: Person = {
  language: "ar",
  carded: true,
  contact: { reach: "message", address: "huda@example.org", name: "هدى", line: "shared", professional: "woman", age: "18+" },
};
export const TIGRINYA: Person = {
  language: "ti",
  contact: { reach: "call", address: "+31 6 12345678", name: "ሰላም", line: "unknown", ambassador: "other-town", age: "16-17" },
};
export const PERSIAN: Person = {
  language: "fa",
  contact: { reach: "come", name: "می\u200cخواهم 🙂", when: [] },
};
