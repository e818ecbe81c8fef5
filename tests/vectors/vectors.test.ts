/** Every vector, in the browser's language. Run with `node --test`. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { base64url } from "../../intake/relay/newcomer/browser/envelope/base64url.ts";
import { utf8 } from "../../intake/relay/newcomer/browser/envelope/bytes.ts";
import { contextDigest } from "../../intake/relay/newcomer/browser/envelope/context.ts";
import { Duty } from "../../intake/relay/newcomer/browser/envelope/duty.ts";
import { TooLong } from "../../intake/relay/newcomer/browser/envelope/format.ts";
import { seal } from "../../intake/relay/newcomer/browser/envelope/seal.ts";
import type { Submission } from "../../intake/relay/newcomer/browser/envelope/submission.ts";
import { GGD10 } from "./maker/people.ts";
import { knownKey } from "./keys.ts";
import { open, type Opened } from "./opener/open.ts";
import { submissionOf } from "./opener/submission.ts";
import { folder, fromHex, header, type Vector } from "./vector.ts";

const ENVELOPES = folder("./");

/** What the options of ggd10 are, as far as the vectors need it. */
const SLEEP = ["good", "sometimes_bad", "often_bad"];

const decoder = new TextDecoder();

async function opened(vector: Vector): Promise<Opened> {
  const held = ["desk", "recovery"].filter((name) => name in vector.headers);
  return open(vector.body, held.map((name) => fromHex(header(vector, name))), header(vector, "inbox"));
}

function fits({ answers }: Submission): boolean {
  const asked = Object.keys(GGD10).sort();
  return Object.keys(answers).sort().join() === asked.join() && SLEEP.includes(String(answers["sleep"]));
}

async function tooLong(vector: Vector): Promise<void> {
  const [desk, recovery] = [(await knownKey("desk")).public, (await knownKey("recovery")).public];
  const context = { inbox: header(vector, "inbox"), questionnaire: "long", version: "1" };
  const plaintext = utf8(header(vector, "plaintext"));
  await assert.rejects(seal(plaintext, context, { desk, recovery }), TooLong);
}

async function sameIdAgain(vector: Vector): Promise<void> {
  const first = ENVELOPES.find((each) => each.name === header(vector, "first")) as Vector;
  assert.equal((await opened(vector)).submission.id, (await opened(first)).submission.id);
}

const CHECKS: Readonly<Record<string, (vector: Vector) => Promise<void>>> = {
  "success": async (vector) => assert.equal(decoder.decode((await opened(vector)).plaintext), header(vector, "plaintext")),
  "too long": tooLong,
  "second id": sameIdAgain,
  "does not fit the questionnaire": async (vector) => assert.equal(fits((await opened(vector)).submission), false),
};

for (const vector of ENVELOPES) {
  const expected = header(vector, "expect");
  const check = CHECKS[expected] ?? ((each: Vector) => assert.rejects(opened(each), { message: expected }));
  test(vector.name, () => check(vector));
}

for (const vector of folder("./plaintexts/")) {
  test(`plaintexts/${vector.name}`, () => {
    if (header(vector, "expect") === "success") {
      submissionOf(vector.body);
    } else {
      assert.throws(() => submissionOf(vector.body));
    }
  });
}

for (const vector of folder("./sheets/")) {
  test(`sheets/${vector.name}`, async () => {
    const inbox = header(vector, "inbox");
    const [questionnaire, version] = ["ggd10", "1"];
    const context = base64url(await contextDigest({ inbox, questionnaire, version }));
    const known = { keySheet: decoder.decode(vector.body), fingerprint: header(vector, "fingerprint") };
    const asked = { ...known, questionnaire, version, inbox, context, today: header(vector, "day"), serverDate: null };
    const result = await new Duty().check(asked);
    assert.equal(result.ok ? "success" : result.reason, header(vector, "expect"));
  });
}
