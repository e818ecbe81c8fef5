/**
 * The tablet's link, and what opening it gave: public keys, signed. The link is all that is secret in it, and it opens
 * no envelope.
 *
 * An envelope says for whom it is sealed (its context). A link that was replaced by another GGD's is kept under its
 * context for as long as envelopes wait that only it can send.
 */

import type { Link } from "../envelope/link.ts";
import type { Grant } from "../post.ts";
import { get, keys, put, remove } from "./store.ts";

const NOW = "now";

/** `grant` is null once the link was ended: it opens no more, but still sends what waits. */
export interface KeptLink extends Link {
  readonly context: string;
  readonly grant: Grant | null;
}

export function keptLink(): Promise<KeptLink | undefined> {
  return get("links", NOW);
}

/** From now on the tablet opens by this one. */
export async function keepLink({ token, fingerprint }: Link, grant: Grant): Promise<void> {
  const before = await keptLink();
  const now = { token, fingerprint, context: grant.context, grant };
  if (JSON.stringify(before) === JSON.stringify(now)) {
    return; // asked every few minutes: the same is not written again
  }
  if (before && before.context !== grant.context) {
    await put("links", before.context, { ...before, grant: null });
  }
  await put("links", NOW, now);
}

export async function endLink(): Promise<void> {
  const kept = await keptLink();
  if (kept) {
    await put("links", NOW, { ...kept, grant: null });
  }
}

/** The link that an envelope of this context goes with. */
export async function linkFor(context: string): Promise<Link | undefined> {
  const now = await keptLink();
  return now?.context === context ? now : ((await get<KeptLink>("links", context)) ?? now);
}

/** Forget each link that no longer opens and by which nothing of `waiting` (contexts) has to go. */
export async function forgetEnded(waiting: ReadonlySet<string>): Promise<void> {
  const former = (await keys("links")).filter((key) => key !== NOW && !waiting.has(key));
  await Promise.all(former.map((key) => remove("links", key)));
  if ((await keptLink())?.grant === null && waiting.size === 0) {
    await remove("links", NOW);
  }
}
