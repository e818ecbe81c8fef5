/** Is a plaintext a submission of version 1? A second reading of docs/envelope-format.md, for the vectors. */

import { fromBase64url } from "../../../intake/relay/newcomer/browser/envelope/base64url.ts";
import type { Bytes } from "../../../intake/relay/newcomer/browser/envelope/bytes.ts";
import { IDENTIFIER } from "../../../intake/relay/newcomer/browser/envelope/context.ts";
import { readDay } from "../../../intake/relay/newcomer/browser/envelope/day.ts";
import type { Submission } from "../../../intake/relay/newcomer/browser/envelope/submission.ts";
import { acceptableText, ADDRESS_LENGTH, NAME_LENGTH } from "../../../intake/relay/newcomer/browser/envelope/text.ts";
import { type Read, strict } from "./strict.ts";

type Check = (value: Read) => boolean;
type Members = { readonly [name: string]: Read };

const QUESTION = /^[a-z0-9][a-z0-9_.-]{0,31}$/;
const PARTS = ["weekday-morning", "weekday-afternoon", "weekday-evening", "weekend"];

const matches = (pattern: RegExp): Check => (value) => typeof value === "string" && pattern.test(value);
const one = (...options: readonly Read[]): Check => (value) => options.includes(value);
const id = (length: number): Check => (value) => fromBase64url(value, length) !== null;
const orNull = (check: Check): Check => (value) => value === null || check(value);
const text = (longest: number): Check => (value) => typeof value === "string" && acceptableText(value, longest);
const isMembers = (value: Read): value is Members => typeof value === "object" && value !== null && !Array.isArray(value);

const CONTACT: Readonly<Record<string, Check>> = {
  reach: one("call", "message", "come", "no", null),
  address: orNull(text(ADDRESS_LENGTH)),
  name: orNull(text(NAME_LENGTH)),
  line: one("mine", "shared", "unknown", null),
  when: orNull((value) => Array.isArray(value) && value.every((part) => PARTS.includes(part)) && new Set(value).size === value.length),
  professional: one("woman", "man", "any", null),
  ambassador: one("no", "yes", "other-town", null),
  age: one("16-17", "18+", null),
};

const MEMBERS: Readonly<Record<string, Check>> = {
  v: one(1),
  id: id(16),
  sealed_at: (value) => readDay(value) !== null,
  questionnaire: matches(IDENTIFIER),
  version: matches(IDENTIFIER),
  language: matches(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/),
  answers: (value) => isMembers(value) && Object.entries(value).every(([name, answer]) => QUESTION.test(name) && isAnswer(answer)),
  contact: (value) => fits(value, CONTACT),
  place: orNull(matches(/^GM[0-9]{4}$/)),
  via: orNull(matches(IDENTIFIER)),
  card: orNull(id(16)),
  code: matches(/^[0-9A-HJKMNP-TV-Z]{8}$/),
  reply: one(null),
};

/** Throws where `data` is no submission of version 1. */
export function submissionOf(data: Bytes): Submission {
  const value = strict(data, 4);
  if (!fits(value, MEMBERS)) {
    throw new Error("not a submission of version 1");
  }
  return value as unknown as Submission;
}

function isAnswer(value: Read): boolean {
  return value === null || typeof value === "number" || (typeof value === "string" && QUESTION.test(value));
}

/** Exactly these members, each as its check says. */
function fits(value: Read, checks: Readonly<Record<string, Check>>): boolean {
  return (
    isMembers(value) &&
    Object.keys(value).length === Object.keys(checks).length &&
    Object.entries(checks).every(([name, check]) => Object.hasOwn(value, name) && check(value[name] as Read))
  );
}
