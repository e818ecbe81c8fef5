/** Open an envelope. For the vectors only: what the browser runs can seal and never open. */

import { Aes256Gcm, CipherSuite, HkdfSha256 } from "@hpke/core";
import { XWing } from "@hpke/hybridkem-x-wing";

import { type Bytes, concat, equal, utf8 } from "../../../intake/relay/newcomer/browser/envelope/bytes.ts";
import { contextDigest } from "../../../intake/relay/newcomer/browser/envelope/context.ts";
import { ENVELOPE_LENGTH, HEAD, KEY_ID, LONGEST_PLAINTEXT, MAGIC, STANZA } from "../../../intake/relay/newcomer/browser/envelope/format.ts";
import { bodyKeys } from "../../../intake/relay/newcomer/browser/envelope/seal.ts";
import type { Submission } from "../../../intake/relay/newcomer/browser/envelope/submission.ts";
import { sha256 } from "../../../intake/relay/newcomer/browser/envelope/bytes.ts";
import { keyOf } from "../keys.ts";
import { submissionOf } from "./submission.ts";

const suite = new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

/** `message` is the reason, in the words of the vectors. */
export class Refused extends Error {}

/** What `part` gives; throws Refused with `reason` where it fails. */
async function or<Value>(reason: string, part: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await part();
  } catch {
    throw new Refused(reason);
  }
}

export interface Opened {
  readonly plaintext: Bytes;
  readonly submission: Submission;
}

/** Open with the first stanza that one of `seeds` fits; throws Refused. */
export async function open(data: Bytes, seeds: readonly Bytes[], inbox: string): Promise<Opened> {
  refuseShape(data);
  const { seed, sealedKey } = await stanzaFor(data, seeds);
  const contentKey = await or("authentication failed", () => decapsulated(seed, sealedKey, data.slice(8, 40)));
  const keys = await bodyKeys(contentKey);
  if (!equal(keys.commitment, data.slice(HEAD - 32, HEAD))) {
    throw new Refused("wrong commitment");
  }
  const padded = await or("authentication failed", () => decrypted(keys.body, data));
  const plaintext = unpadded(padded);
  const submission = await or("bad json", () => submissionOf(plaintext));
  const { questionnaire, version } = submission;
  if (!equal(data.slice(8, 40), await contextDigest({ inbox, questionnaire, version }))) {
    throw new Refused("wrong context");
  }
  return { plaintext, submission };
}

function refuseShape(data: Bytes): void {
  if (data.length >= 8 && !equal(data.slice(0, 8), MAGIC)) {
    throw new Refused("wrong magic");
  }
  if (data.length !== ENVELOPE_LENGTH || data[40] !== 2) {
    throw new Refused("wrong length");
  }
}

async function stanzaFor(data: Bytes, seeds: readonly Bytes[]): Promise<{ seed: Bytes; sealedKey: Bytes }> {
  for (const start of [41, 41 + STANZA]) {
    for (const seed of seeds) {
      const id = (await sha256((await keyOf(seed)).public)).slice(0, KEY_ID);
      if (equal(id, data.slice(start, start + KEY_ID))) {
        return { seed, sealedKey: data.slice(start + KEY_ID, start + STANZA) };
      }
    }
  }
  throw new Refused("unknown key");
}

async function decapsulated(seed: Bytes, sealedKey: Bytes, bound: Bytes): Promise<Bytes> {
  const recipientKey = await suite.kem.deserializePrivateKey(seed.slice());
  const info = concat(utf8("envelop/1 content-key"), bound);
  return new Uint8Array(await suite.open({ recipientKey, enc: sealedKey.slice(0, 1120), info }, sealedKey.slice(1120)));
}

async function decrypted(key: Bytes, data: Bytes): Promise<Bytes> {
  const aes = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
  const how = { name: "AES-GCM", iv: new Uint8Array(12), additionalData: data.slice(0, HEAD) };
  return new Uint8Array(await crypto.subtle.decrypt(how, aes, data.slice(HEAD)));
}

function unpadded(padded: Bytes): Bytes {
  const length = new DataView(padded.buffer).getUint32(0);
  if (length > LONGEST_PLAINTEXT || padded.slice(4 + length).some((byte) => byte !== 0)) {
    throw new Refused("bad padding");
  }
  return padded.slice(4, 4 + length);
}
