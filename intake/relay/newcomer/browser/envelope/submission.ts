/** The plaintext of an envelope: one person's answers and how they may be reached; every member always there. */

import { type Bytes, utf8 } from "./bytes.ts";
import { canonical } from "./canonical.ts";
import type { Day } from "./day.ts";
import { newCode, newId } from "./fresh.ts";
import { ADDRESS_LENGTH, cleanText, NAME_LENGTH } from "./text.ts";

export type Answer = string | number | null;
export type When = "weekday-morning" | "weekday-afternoon" | "weekday-evening" | "weekend";

/** Each is null where it was skipped. */
export interface Contact {
  readonly reach: "call" | "message" | "come" | "no" | null;
  readonly address: string | null;
  readonly name: string | null;
  readonly line: "mine" | "shared" | "unknown" | null;
  readonly when: readonly When[] | null;
  readonly professional: "woman" | "man" | "any" | null;
  readonly ambassador: "no" | "yes" | "other-town" | null;
  readonly age: "16-17" | "18+" | null;
}

/** What the form knows when it is sent. `answers` holds every question of the questionnaire; skipped is null. */
export interface Filled {
  readonly questionnaire: string;
  readonly version: string;
  readonly language: string;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly contact: Partial<Contact>;
  readonly place: string | null;
  readonly via: string | null;
  readonly card: string | null;
  readonly sealedAt: Day;
}

export interface Submission {
  readonly v: 1;
  readonly id: string;
  readonly sealed_at: string;
  readonly questionnaire: string;
  readonly version: string;
  readonly language: string;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly contact: Contact;
  readonly place: string | null;
  readonly via: string | null;
  readonly card: string | null;
  readonly code: string;
  readonly reply: null;
}

const SKIPPED: Contact = {
  reach: null,
  address: null,
  name: null,
  line: null,
  when: null,
  professional: null,
  ambassador: null,
  age: null,
};

/** A submission with a fresh id and code, unless they are given. Name and address are cleaned: the desk takes both. */
export function submission(filled: Filled, id: string = newId(), code: string = newCode()): Submission {
  const { questionnaire, version, language, answers, place, via, card, sealedAt } = filled;
  const { name = null, address = null } = filled.contact;
  const texts = { name: cleaned(name, NAME_LENGTH), address: cleaned(address, ADDRESS_LENGTH) };
  const contact = { ...SKIPPED, ...filled.contact, ...texts };
  return {
    v: 1,
    id,
    sealed_at: sealedAt,
    questionnaire,
    version,
    language,
    answers,
    contact,
    place,
    via,
    card,
    code,
    reply: null,
  };
}

/** Whatever was typed: text that the desk takes, or null where nothing of it is left. */
function cleaned(typed: string | null, longest: number): string | null {
  return typed === null ? null : cleanText(typed, longest) || null;
}

/** The submission as RFC 8785 JSON in UTF-8. */
export function plaintext(filled: Submission): Bytes {
  return utf8(canonical({ ...filled, contact: { ...filled.contact }, answers: { ...filled.answers } }));
}
