/** The one sealer of the page: made when the link is opened, ended by a wipe. */

import { createSealer, type Sealer, type SheetResult } from "./sealer.ts";
import type { Grant } from "./post.ts";
import { alsoForget } from "./session.ts";

// Read at once: a wipe empties the page.
const address = document.body.dataset["worker"] as string;

let sealer: Sealer | null = null;

/** May envelopes be sealed for this grant? Everything is compared with the signed sheet, nothing trusted. */
export async function checkGrant(grant: Grant, fingerprint: string | null, served: string | null): Promise<SheetResult> {
  sealer?.close();
  sealer = createSealer(address);
  return sealer.checkSheet({
    keySheet: grant.key_sheet,
    fingerprint,
    questionnaire: grant.questionnaire,
    version: grant.version,
    inbox: grant.inbox,
    context: grant.context,
    today: new Date().toISOString().slice(0, 10),
    serverDate: served,
  });
}

/** Seal by another one: for practice, by one that does not. */
export function sealBy(other: Sealer): void {
  sealer = other;
}

export const theSealer = (): Sealer | null => sealer;

export function endSealing(): void {
  sealer?.close();
  sealer = null;
}

alsoForget(endSealing);
