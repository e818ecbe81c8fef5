/** Envelopes part by part: the production pieces, put together as no honest sender would. */

import { type Bytes, concat } from "../../../intake/relay/newcomer/browser/envelope/bytes.ts";
import { contextDigest } from "../../../intake/relay/newcomer/browser/envelope/context.ts";
import { head, pad } from "../../../intake/relay/newcomer/browser/envelope/format.ts";
import { bodyKeys, encrypt, seal, stanza } from "../../../intake/relay/newcomer/browser/envelope/seal.ts";
import { type Key, known, knownKey } from "../keys.ts";
import { INBOX } from "./people.ts";

export const CONTEXT = { inbox: INBOX, questionnaire: "ggd10", version: "1" };
export const DESK: Key = await knownKey("desk");
export const RECOVERY: Key = await knownKey("recovery");
export const STRANGER: Key = await knownKey("stranger");

/** Randomness that is always the same for one name: for vectors only. */
async function drawn(name: string): Promise<{ contentKey: Bytes; encapsulations: [Bytes, Bytes] }> {
  const pieces = ["a", "b", "c", "d"].map((each) => known(`${name} encapsulation ${each}`));
  const [a, b, c, d] = (await Promise.all(pieces)) as [Bytes, Bytes, Bytes, Bytes];
  return { contentKey: await known(`${name} content key`), encapsulations: [concat(a, b), concat(c, d)] };
}

/** As production seals it. */
export async function honest(name: string, plaintext: Bytes, context = CONTEXT, desk = DESK, recovery = RECOVERY): Promise<Bytes> {
  return seal(plaintext, context, { desk: desk.public, recovery: recovery.public }, await drawn(name));
}

/** What may differ from an honest envelope; what is not given is as it should be. */
export interface Crafted {
  readonly plaintext: Bytes;
  readonly padded?: Bytes;
  /** The context that the HPKE info names. */
  readonly infoContext?: Bytes;
  /** The content key that the second recipient is given. */
  readonly secondContentKey?: Bytes;
  /** The content key that commitment and body come from. */
  readonly usedContentKey?: Bytes;
  readonly additionalData?: Bytes;
  readonly stanzas?: (forDesk: Bytes, forRecovery: Bytes) => readonly Bytes[];
}

export async function crafted(name: string, craft: Crafted): Promise<Bytes> {
  const { contentKey, encapsulations } = await drawn(name);
  const bound = await contextDigest(CONTEXT);
  const info = craft.infoContext ?? bound;
  const forDesk = await stanza(contentKey, info, DESK.public, encapsulations[0]);
  const forRecovery = await stanza(craft.secondContentKey ?? contentKey, info, RECOVERY.public, encapsulations[1]);
  const keys = await bodyKeys(craft.usedContentKey ?? contentKey);
  const before = head(bound, craft.stanzas?.(forDesk, forRecovery) ?? [forDesk, forRecovery], keys.commitment);
  const padded = craft.padded ?? pad(craft.plaintext);
  return concat(before, await encrypt(keys.body, padded, craft.additionalData ?? before));
}

/** `data` with `bytes` written over it from `place` on. */
export function overwritten(data: Bytes, place: number, bytes: readonly number[]): Bytes {
  const changed = data.slice();
  changed.set(bytes, place);
  return changed;
}

/** `data` with one bit of the byte at `place` turned over. */
export function flipped(data: Bytes, place: number): Bytes {
  return overwritten(data, place, [(data[place] ?? 0) ^ 1]);
}
