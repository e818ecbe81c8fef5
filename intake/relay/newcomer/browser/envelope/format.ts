/**
 * The bytes of an envelope, version 1: 10,633 of them, always. No cryptography here.
 *
 *     magic       8 bytes   "ENVELOP1"
 *     context    32 bytes   SHA-256 of the form's context
 *     count       1 byte    2
 *     stanzas     2 x 1176  key id (8), HPKE ciphertext of the content key (1120 + 32 + 16)
 *     commitment 32 bytes
 *     body     8192 + 16    AES-256-GCM of the padded plaintext
 *
 * The specification is docs/envelope-format.md.
 */

import { type Bytes, concat, utf8 } from "./bytes.ts";

export const MAGIC = utf8("ENVELOP1");
export const KEY_ID = 8;
export const PUBLIC_KEY = 1216;
export const STANZA = KEY_ID + 1120 + 32 + 16;
export const PADDED = 8192;
export const LONGEST_PLAINTEXT = PADDED - 4;
export const HEAD = 8 + 32 + 1 + 2 * STANZA + 32;
export const ENVELOPE_LENGTH = HEAD + PADDED + 16;

/** The answers do not fit into one envelope: refused before sealing. */
export class TooLong extends Error {
  readonly code = "too-long";
}

/** Every byte before the body: the body's associated data. */
export function head(context: Bytes, stanzas: readonly Bytes[], commitment: Bytes): Bytes {
  return concat(MAGIC, context, Uint8Array.of(stanzas.length), ...stanzas, commitment);
}

/** Four bytes of length (big-endian), the plaintext, zeros up to 8192; throws TooLong. */
export function pad(plaintext: Bytes): Bytes {
  if (plaintext.length > LONGEST_PLAINTEXT) {
    throw new TooLong("the answers do not fit into one envelope");
  }
  const padded = new Uint8Array(PADDED);
  new DataView(padded.buffer).setUint32(0, plaintext.length);
  padded.set(plaintext, 4);
  return padded;
}
