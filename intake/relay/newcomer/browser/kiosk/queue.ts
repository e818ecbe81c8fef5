/**
 * Sealed envelopes that wait for the network: their bytes, each under its digest. One is put by before it is sent, and
 * taken out only when the relay says that it has it; so a browser that dies loses nothing, and what is sent twice, by
 * another tab or after a restart, the relay knows by its digest.
 */

import { base64url } from "../envelope/base64url.ts";
import { type Bytes, sha256 } from "../envelope/bytes.ts";
import { deliver, type Trouble } from "../post.ts";
import { forgetEnded, linkFor } from "./links.ts";
import { get, keys, put, remove } from "./store.ts";
import { inTurn } from "./turns.ts";

/** Where an envelope says its context (envelope/format.ts). */
const CONTEXT = [8, 40] as const;

type Told = (trouble: Trouble | null) => void;

let watched: { readonly digest: string; readonly told: Told } | null = null;

/** On disk when this resolves; its digest. */
export async function putBy(envelope: Bytes): Promise<string> {
  const digest = base64url(await sha256(envelope));
  await put("envelopes", digest, envelope);
  return digest;
}

export async function howMany(): Promise<number> {
  return (await keys("envelopes")).length;
}

/** `told` hears of every attempt at this one from now on; null: the relay has it. */
export function watch(digest: string, told: Told): void {
  watched = { digest, told };
}

/** Send all that waits, one after the other; where there is no network it ends at the first. */
export const sendWaiting = inTurn(async () => {
  const waiting = await keys("envelopes");
  if (watched && !waiting.includes(watched.digest)) {
    watched.told(null); // another tab has sent it
  }
  for (const digest of waiting) {
    const trouble = await sendOne(digest);
    if (trouble === "network" || trouble === "busy") {
      return;
    }
  }
  await forgetEnded(await contexts());
});

/** Null when the relay has it, also where another tab was quicker. */
export async function sendOne(digest: string): Promise<Trouble | null> {
  const envelope = await get<Bytes>("envelopes", digest);
  const trouble = envelope ? await sent(envelope) : null;
  if (trouble === null) {
    await remove("envelopes", digest);
  }
  if (watched?.digest === digest) {
    watched.told(trouble);
  }
  return trouble;
}

async function sent(envelope: Bytes): Promise<Trouble | null> {
  const link = await linkFor(contextOf(envelope));
  return link ? ((await deliver(link, envelope))?.trouble ?? null) : "gone";
}

function contextOf(envelope: Bytes): string {
  return base64url(envelope.slice(...CONTEXT));
}

async function contexts(): Promise<ReadonlySet<string>> {
  const waiting = await Promise.all((await keys("envelopes")).map((digest) => get<Bytes>("envelopes", digest)));
  return new Set(waiting.map((envelope) => (envelope ? contextOf(envelope) : "")));
}
