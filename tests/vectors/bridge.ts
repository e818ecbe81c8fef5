/**
 * The browser's pieces for tests in another language: one JSON question a line on stdin, one JSON answer on stdout.
 * Bytes are hexadecimal; what was refused answers {"refused": true}.
 */

import { createInterface } from "node:readline";

import { canonical, type Json } from "../../intake/relay/newcomer/browser/envelope/canonical.ts";
import { contextDigest } from "../../intake/relay/newcomer/browser/envelope/context.ts";
import { readDay } from "../../intake/relay/newcomer/browser/envelope/day.ts";
import { Duty, type SheetCheck } from "../../intake/relay/newcomer/browser/envelope/duty.ts";
import { newCode, newId } from "../../intake/relay/newcomer/browser/envelope/fresh.ts";
import { card, normaliseToken, parseFragment } from "../../intake/relay/newcomer/browser/envelope/link.ts";
import { plaintext, submission, type Filled } from "../../intake/relay/newcomer/browser/envelope/submission.ts";
import { acceptableText, cleanText } from "../../intake/relay/newcomer/browser/envelope/text.ts";
import { open } from "./opener/open.ts";
import { strict } from "./opener/strict.ts";
import { submissionOf } from "./opener/submission.ts";
import { fromHex, hex } from "./vector.ts";

interface Question {
  readonly ask: string;
  readonly text: string;
  readonly hex: string;
  readonly longest: number;
  readonly value: Json;
  readonly filled: Filled;
  readonly check: SheetCheck;
  readonly seeds: readonly string[];
  readonly inbox: string;
}

const decoder = new TextDecoder();

async function sealed({ check, filled }: Question): Promise<unknown> {
  const duty = new Duty();
  const result = await duty.check(check);
  const sent = submission(filled);
  return result.ok ? { envelope: hex(await duty.seal(sent)), plaintext: decoder.decode(plaintext(sent)) } : result;
}

const ANSWERS: Readonly<Record<string, (question: Question) => unknown>> = {
  seal: sealed,
  check: ({ check }) => new Duty().check(check),
  open: async ({ hex: data, seeds, inbox }) =>
    decoder.decode((await open(fromHex(data), seeds.map(fromHex), inbox)).plaintext),
  canonical: ({ value }) => canonical(value),
  context: async ({ value }) => hex(await contextDigest(value as unknown as Parameters<typeof contextDigest>[0])),
  strict: ({ hex: data }) => canonical(strict(fromHex(data), 4) as Json),
  submission: ({ hex: data }) => canonical(submissionOf(fromHex(data)) as unknown as Json),
  token: ({ text }) => normaliseToken(text),
  fragment: ({ text }) => parseFragment(text),
  card: ({ text }) => card(text),
  day: ({ text }) => readDay(text),
  acceptable: ({ text, longest }) => acceptableText(text, longest),
  clean: ({ text, longest }) => cleanText(text, longest),
  fresh: () => ({ id: newId(), code: newCode() }),
};

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line) as Question;
  let answer: unknown;
  try {
    answer = { answer: await ANSWERS[question.ask]?.(question) };
  } catch {
    answer = { refused: true };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
