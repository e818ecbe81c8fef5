/** The vectors of whole envelopes. */

import { type Bytes, concat, utf8 } from "../../../intake/relay/newcomer/browser/envelope/bytes.ts";
import { LONGEST_PLAINTEXT, pad, PADDED, STANZA } from "../../../intake/relay/newcomer/browser/envelope/format.ts";
import { type Answer, plaintext, type Submission } from "../../../intake/relay/newcomer/browser/envelope/submission.ts";
import { hex, type Vector } from "../vector.ts";
import { known } from "../keys.ts";
import { CONTEXT, crafted, DESK, flipped, honest, overwritten, RECOVERY, STRANGER } from "./craft.ts";
import { HONEST, SEALED } from "./hostile.ts";
import { ARABIC, ENGLISH, GGD10, INBOX, type Person, PERSIAN, sent, SKIPPED, TIGRINYA } from "./people.ts";

const BOTH = { desk: hex(DESK.seed), recovery: hex(RECOVERY.seed) };
const ONLY_RECOVERY = { recovery: BOTH.recovery };
const text = (data: Bytes): string => new TextDecoder().decode(data);

type Headers = Readonly<Record<string, string>>;

function vector(name: string, expect: string, comment: string, body: Bytes, more: Headers = {}, keys: Headers = BOTH): Vector {
  return { name, headers: { expect, comment, inbox: INBOX, ...keys, ...more }, body };
}

export async function envelopes(): Promise<Vector[]> {
  const groups = [successes(), sizes(), shapes(), keys(), tampered(), commitments(), paddings(), contexts(), hostile(), misfits()];
  return [...(await Promise.all(groups)).flat(), await second()];
}

async function success(name: string, comment: string, person: Person, keys: Headers = BOTH): Promise<Vector> {
  const submission = await sent(name, person);
  return sealed(`success-${name}`, comment, submission, keys);
}

async function sealed(name: string, comment: string, submission: Submission, keys: Headers = BOTH): Promise<Vector> {
  const data = plaintext(submission);
  const { questionnaire, version } = submission;
  const body = await honest(name, data, { inbox: INBOX, questionnaire, version });
  return vector(name, "success", comment, body, { plaintext: text(data) }, keys);
}

async function successes(): Promise<Vector[]> {
  return [
    await success("english", "All answered, from a card; a name with quotation marks and a backslash.", ENGLISH),
    await success("arabic", "In Arabic.", ARABIC),
    await success("tigrinya", "In Tigrinya.", TIGRINYA),
    await success("persian", "A zero-width non-joiner, a character outside the first plane, an empty list.", PERSIAN),
    await success("all-skipped", "Nothing answered, no contact.", { answers: SKIPPED }),
    await success("recovery", "Opened with the recovery key alone.", {}, ONLY_RECOVERY),
    await success("numbers", "Another questionnaire, answered with whole numbers.", {
      questionnaire: "scale.of-ours",
      version: "2.1",
      answers: { a: 0, "b.1": -1, c_2: 9007199254740991, "d-3": null },
    }),
  ];
}

async function sizes(): Promise<Vector[]> {
  const tooLong = plaintext(await long(LONGEST_PLAINTEXT + 1));
  return [
    await sealed("success-longest", "A plaintext of exactly 8188 bytes.", await long(LONGEST_PLAINTEXT)),
    vector("too-long", "too long", "A plaintext of 8189 bytes is refused before sealing.", new Uint8Array(0), {
      plaintext: text(tooLong),
    }),
  ];
}

/** A submission whose JSON has exactly `length` bytes. */
async function long(length: number): Promise<Submission> {
  const answers: Record<string, Answer> = {};
  for (let number = 0; number < 160; number++) {
    answers[`q${String(number).padStart(31, "0")}`] = "a";
  }
  const submission = { ...(await sent("long", { questionnaire: "long" })), answers };
  for (const question of Object.keys(answers)) {
    const missing = length - plaintext(submission).length;
    answers[question] = "a".repeat(1 + Math.min(31, missing));
  }
  return submission;
}

async function shapes(): Promise<Vector[]> {
  const good = await honest("shapes", utf8(HONEST));
  const length = (name: string, comment: string, body: Bytes): Vector =>
    vector(`wrong-length-${name}`, "wrong length", comment, body);
  const one = await crafted("one recipient", { plaintext: utf8(HONEST), stanzas: (forDesk) => [forDesk] });
  const three = await crafted("three recipients", { plaintext: utf8(HONEST), stanzas: (a, b) => [a, b, b] });
  return [
    vector("wrong-magic", "wrong magic", "The first letter differs.", flipped(good, 0)),
    vector("wrong-magic-version-2", "wrong magic", "The magic of a version 2.", overwritten(good, 7, [0x32])),
    length("empty", "No bytes at all.", new Uint8Array(0)),
    length("magic-only", "The magic and nothing else.", good.slice(0, 8)),
    length("one-missing", "The last byte is missing.", good.slice(0, -1)),
    length("one-more", "One byte more.", concat(good, Uint8Array.of(0))),
    length("count-1", "Says one recipient, holds two.", overwritten(good, 40, [1])),
    length("count-3", "Says three recipients, holds two.", overwritten(good, 40, [3])),
    length("one-recipient", "Says one recipient and holds one.", one),
    length("three-recipients", "Says three recipients and holds three.", three),
  ];
}

async function keys(): Promise<Vector[]> {
  const foreign = await honest("foreign", utf8(HONEST), CONTEXT, STRANGER, STRANGER);
  const swapped = await crafted("swapped", { plaintext: utf8(HONEST), stanzas: (a, b) => [b, a] });
  const good = await honest("exchanged", utf8(HONEST));
  const failed = (name: string, comment: string, body: Bytes): Vector =>
    vector(`authentication-failed-${name}`, "authentication failed", comment, body);
  return [
    vector("unknown-key", "unknown key", "Sealed to keys that this desk does not have.", foreign),
    vector("success-recovery-first", "success", "Sealed with the recovery key first: the relay refuses it, but it opens.", swapped, { plaintext: HONEST }),
    failed("stanzas-swapped", "The two stanzas changed places after sealing.", swappedLater(good)),
    failed("key-ids-exchanged", "Each stanza names the other's key.", exchanged(good)),
  ];
}

function swappedLater(good: Bytes): Bytes {
  const end = 41 + 2 * STANZA;
  return concat(good.slice(0, 41), good.slice(41 + STANZA, end), good.slice(41, 41 + STANZA), good.slice(end));
}

function exchanged(good: Bytes): Bytes {
  const ids = [good.slice(41, 49), good.slice(41 + STANZA, 49 + STANZA)] as const;
  return overwritten(overwritten(good, 41, Array.from(ids[1])), 41 + STANZA, Array.from(ids[0]));
}

async function tampered(): Promise<Vector[]> {
  const data = utf8(HONEST);
  const good = await honest("tampered", data);
  const failed = (name: string, comment: string, body: Bytes): Vector =>
    vector(`authentication-failed-${name}`, "authentication failed", comment, body);
  return [
    failed("context", "A bit of the context is turned.", flipped(good, 8)),
    failed("encapsulation", "A bit of the ML-KEM ciphertext is turned.", flipped(good, 49)),
    failed("x25519-share", "A bit of the X25519 share is turned.", flipped(good, 1137)),
    failed("x25519-zero", "The X25519 share is zero, which gives a zero secret.", overwritten(good, 1137, Array(32).fill(0))),
    failed("sealed-key", "A bit of the sealed content key is turned.", flipped(good, 1169)),
    failed("other-stanza", "A bit of the stanza that is not used is turned: the body is bound to it.", flipped(good, 1300)),
    failed("body", "A bit of the body is turned.", flipped(good, 2425)),
    failed("tag", "The last bit of the tag is turned.", flipped(good, good.length - 1)),
    failed("info", "Sealed for another context than the envelope names.", await crafted("info", { plaintext: data, infoContext: await known("other context") })),
    failed("unbound-body", "The body is bound to nothing.", await crafted("unbound", { plaintext: data, additionalData: new Uint8Array(0) })),
  ];
}

async function commitments(): Promise<Vector[]> {
  const good = await honest("commitment", utf8(HONEST));
  const two = await crafted("two content keys", { plaintext: utf8(HONEST), secondContentKey: await known("another content key") });
  const neither = await crafted("neither", { plaintext: utf8(HONEST), usedContentKey: await known("a third content key") });
  const comment = "The two recipients were given different content keys; the body is the desk key's.";
  return [
    vector("wrong-commitment-turned", "wrong commitment", "A bit of the commitment is turned.", flipped(good, 2393)),
    vector("wrong-commitment-recovery", "wrong commitment", comment, two, {}, ONLY_RECOVERY),
    vector("success-two-content-keys", "success", comment, two, { plaintext: HONEST }),
    vector("wrong-commitment-neither", "wrong commitment", "Commitment and body are of a key that nobody was given.", neither),
  ];
}

async function paddings(): Promise<Vector[]> {
  const padded = pad(utf8(HONEST));
  const bad = async (name: string, comment: string, spoilt: Bytes): Promise<Vector> => {
    const body = await crafted(name, { plaintext: utf8(HONEST), padded: spoilt });
    return vector(`bad-padding-${name}`, "bad padding", comment, body);
  };
  return [
    await bad("length-8189", "Says 8189 bytes.", overwritten(padded, 0, [0, 0, 0x1f, 0xfd])),
    await bad("length-negative", "Says 4294967295 bytes.", overwritten(padded, 0, [255, 255, 255, 255])),
    await bad("length-short", "Says one byte less than there is.", overwritten(padded, 2, [HONEST.length - 1 >> 8, HONEST.length - 1 & 255])),
    await bad("last-byte", "The last byte is not zero.", overwritten(padded, PADDED - 1, [1])),
  ];
}

async function contexts(): Promise<Vector[]> {
  const data = utf8(HONEST);
  const wrong = (name: string, comment: string, body: Bytes): Vector =>
    vector(`wrong-context-${name}`, "wrong context", comment, body);
  return [
    wrong("inbox", "Sealed for another inbox.", await honest("other inbox", data, { ...CONTEXT, inbox: "ggd-other" })),
    wrong("questionnaire", "The answers are to another questionnaire.", await honest("other questionnaire", data, { ...CONTEXT, questionnaire: "ggd11" })),
    wrong("version", "The answers are to another version.", await honest("other version", data, { ...CONTEXT, version: "2" })),
  ];
}

async function hostile(): Promise<Vector[]> {
  return Promise.all(
    SEALED.map(async ({ name, comment, data }) => vector(name, "bad json", comment, await honest(name, data))),
  );
}

async function misfits(): Promise<Vector[]> {
  const { talk: _, ...fewer } = GGD10;
  const misfit = async (name: string, comment: string, answers: Readonly<Record<string, Answer>>): Promise<Vector> => {
    const data = plaintext(await sent(name, { answers }));
    return vector(`misfit-${name}`, "does not fit the questionnaire", comment, await honest(name, data));
  };
  return [
    await misfit("question-missing", "A question is left out.", fewer),
    await misfit("question-unknown", "A question that the questionnaire does not have.", { ...GGD10, weight: "good" }),
    await misfit("option-unknown", "An option that the question does not have.", { ...GGD10, sleep: "mostly" }),
    await misfit("number", "A number where an option is asked for.", { ...GGD10, sleep: 0 }),
  ];
}

/** The same id in another envelope. */
async function second(): Promise<Vector> {
  const submission = { ...(await sent("english", ENGLISH)), answers: SKIPPED };
  const body = await honest("second id", plaintext(submission));
  return vector("second-id", "second id", "The inner id of success-english, in another envelope with other answers.", body, { first: "success-english" });
}

