/**
 * Seal a plaintext for the desk key and the recovery key. Public keys only: nothing here can open.
 *
 * Suite: HPKE (RFC 9180), base mode, MLKEM768-X25519 (0x647a), HKDF-SHA256, AES-256-GCM.
 * The Python twin of this module is intake/envelope/sealing.py.
 */

import { Aes256Gcm, CipherSuite, HkdfSha256 } from "@hpke/core";
import { XWing } from "@hpke/hybridkem-x-wing";

import { type Bytes, concat, random, sha256, utf8 } from "./bytes.ts";
import { type Context, contextDigest } from "./context.ts";
import { head, KEY_ID, pad } from "./format.ts";

/** Whom to seal for: X-Wing public keys of 1216 bytes. */
export interface Recipients {
  readonly desk: Bytes;
  readonly recovery: Bytes;
}

/** What makes one envelope differ from the next. The encapsulations are drawn by the library unless given. */
export interface Secrets {
  readonly contentKey: Bytes;
  readonly encapsulations?: readonly [Bytes, Bytes];
}

export interface BodyKeys {
  readonly body: Bytes;
  readonly commitment: Bytes;
}

const suite = new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const CONTENT_KEY_INFO = utf8("envelop/1 content-key");
// The body key encrypts one message in its life, so one fixed nonce is safe.
const NONCE = new Uint8Array(12);

/** An envelope of 10,633 bytes. Throws TooLong; rejects where a key is no X-Wing key. */
export async function seal(
  plaintext: Bytes,
  context: Context,
  { desk, recovery }: Recipients,
  { contentKey, encapsulations }: Secrets = { contentKey: random(32) },
): Promise<Bytes> {
  const padded = pad(plaintext);
  const bound = await contextDigest(context);
  // One after the other: the library's ML-KEM works in buffers that its calls share.
  const forDesk = await stanza(contentKey, bound, desk, encapsulations?.[0]);
  const forRecovery = await stanza(contentKey, bound, recovery, encapsulations?.[1]);
  const keys = await bodyKeys(contentKey);
  const before = head(bound, [forDesk, forRecovery], keys.commitment);
  const envelope = concat(before, await encrypt(keys.body, padded, before));
  [padded, contentKey, keys.body].forEach((secret) => secret.fill(0));
  return envelope;
}

/** The content key for one recipient: key id (8 bytes), then the HPKE ciphertext (1168). */
export async function stanza(contentKey: Bytes, bound: Bytes, recipient: Bytes, encapsulation?: Bytes): Promise<Bytes> {
  const { enc, ct } = await suite.seal(
    {
      recipientPublicKey: await suite.kem.deserializePublicKey(recipient),
      info: concat(CONTENT_KEY_INFO, bound),
      ...(encapsulation && { ekm: encapsulation }),
    },
    contentKey,
  );
  return concat((await sha256(recipient)).slice(0, KEY_ID), new Uint8Array(enc), new Uint8Array(ct));
}

/** What the content key gives (HKDF-SHA256, RFC 5869, no salt): the body's key and the commitment, 32 bytes each. */
export async function bodyKeys(contentKey: Bytes): Promise<BodyKeys> {
  const key = await crypto.subtle.importKey("raw", contentKey, "HKDF", false, ["deriveBits"]);
  const derive = async (info: string): Promise<Bytes> => {
    const algorithm = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: utf8(info) };
    return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, 256));
  };
  return { body: await derive("envelop/1 body"), commitment: await derive("envelop/1 commitment") };
}

/** AES-256-GCM of the body under `key`, bound to every byte before it. */
export async function encrypt(key: Bytes, padded: Bytes, additionalData: Bytes): Promise<Bytes> {
  const aes = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  return new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: NONCE, additionalData }, aes, padded));
}
