/** X-Wing and Ed25519 keys of the vectors. They stand in public files: never use them for anything else. */

import { getPublicKeyAsync, signAsync } from "@noble/ed25519";
import { XWing } from "@hpke/hybridkem-x-wing";

import { base64url } from "../../intake/relay/newcomer/browser/envelope/base64url.ts";
import { type Bytes, concat, sha256, utf8 } from "../../intake/relay/newcomer/browser/envelope/bytes.ts";
import { canonical, type Json } from "../../intake/relay/newcomer/browser/envelope/canonical.ts";

export interface Key {
  readonly seed: Bytes;
  readonly public: Bytes;
}

/** 32 bytes that are always the same for one name. */
export function known(name: string): Promise<Bytes> {
  return sha256(utf8(`envelop test vectors: ${name}`));
}

/** The X-Wing key of a seed. */
export async function keyOf(seed: Bytes): Promise<Key> {
  const pair = await new XWing().generateKeyPairDerand(seed.slice());
  return { seed, public: new Uint8Array(await new XWing().serializePublicKey(pair.publicKey)) };
}

export async function knownKey(name: string): Promise<Key> {
  return keyOf(await known(name));
}

export async function identity(seed: Bytes): Promise<{ readonly public: Bytes; readonly fingerprint: string }> {
  const open = Uint8Array.from(await getPublicKeyAsync(seed));
  return { public: open, fingerprint: base64url((await sha256(open)).slice(0, 16)) };
}

/** `document` under `name`, with its signature for `label` beside it. */
export async function signed(seed: Bytes, label: string, name: string, document: Json): Promise<Record<string, Json>> {
  const signature = await signAsync(concat(utf8(`${label}\0`), utf8(canonical(document))), seed);
  return { [name]: document, signature: base64url(signature) };
}
