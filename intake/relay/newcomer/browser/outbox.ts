/**
 * From Send to "sent". The answers are sealed in the worker; then they are dropped and only the sealed bytes stay,
 * which are sent until the relay has them. Sending twice is harmless: the relay knows an envelope by its digest.
 */

import { newCode } from "./envelope/fresh.ts";
import { card } from "./envelope/link.ts";
import { submission } from "./envelope/submission.ts";
import { device } from "./device.ts";
import type { Day } from "./envelope/day.ts";
import { deliver, type Refusal, type Trouble } from "./post.ts";
import { endSealing, theSealer } from "./sealing.ts";
import { keepOnlySealed, type Opened, session, type Way } from "./session.ts";
import { catalogue } from "./texts.ts";
import { questionsOf } from "./asked.ts";
import { breath, pause } from "./waiting.ts";
import { writtenContact } from "./written.ts";

/** Why the last attempt failed, while an envelope waits. */
export let trouble: Trouble | null = null;

const CLOSING = 1_700;

/** Seal, forget, send. `changed` is called at each turn. */
export async function send(changed: () => void): Promise<void> {
  if (session.phase !== "filling") {
    return; // a second tap, before the first was drawn
  }
  const mine = session;
  mine.phase = "sealing";
  await breath();
  if (session !== mine) {
    return;
  }
  changed();
  const closed = drawnClosed();
  await breath();
  if (session !== mine) {
    return;
  }
  try {
    const code = newCode();
    const envelope = await sealed(code);
    if (session !== mine) {
      return;
    }
    keepOnlySealed(envelope, code);
  } catch {
    if (session === mine) {
      mine.phase = "unsealed";
      changed();
    }
    return;
  }
  // Not awaited: this function still holds the answers, and the sending may take hours.
  void handOver(changed, closed);
}

/** The answers are gone; then, one at a time, the worker that had them ends, and the envelope goes. */
async function handOver(changed: () => void, closed: Promise<void>): Promise<void> {
  const mine = session;
  await breath();
  if (session === mine) {
    endSealing();
    await breath();
  }
  if (session === mine) {
    await (device.tablet?.carry ?? carry)(changed, closed);
  }
}

/** The drawing of an envelope that closes is seen to its end, where things may move. */
function drawnClosed(): Promise<void> {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return still ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, CLOSING));
}

/** Send what is sealed until it is there, or until nothing can help; what came of it is told after `drawn`. */
export async function carry(changed: () => void, drawn: Promise<void> = Promise.resolve()): Promise<void> {
  const mine = session;
  for (let attempt = 0; session === mine && mine.way && mine.envelope; attempt += 1) {
    const refusal = await deliver(mine.way, mine.envelope);
    await drawn;
    if (session !== mine) {
      return;
    }
    trouble = refusal?.trouble ?? null;
    mine.phase = refusal === null ? "sent" : hopeless(refusal, mine.way) ? "refused" : "waiting";
    if (mine.phase !== "waiting") {
      mine.envelope = null;
      mine.way = null;
    }
    changed();
    // A card that has ended does not begin again: another card's code is asked for.
    if (refusal === null || refusal.trouble === "gone") {
      return;
    }
    await pause(attempt, refusal.wait);
  }
}

/** Where there was no card, none can be asked for in its place. */
function hopeless({ trouble }: Refusal, way: Way): boolean {
  return trouble === "refused" || (trouble === "gone" && !("token" in way));
}

async function sealed(code: string): Promise<Uint8Array<ArrayBuffer>> {
  const { way, door, answers, contact } = session;
  const { questionnaire, version, place, via, day } = door as Opened;
  const asked = questionsOf(door as Opened);
  const filled = {
    questionnaire, version, place, via,
    language: catalogue.language,
    answers: Object.fromEntries(asked.map(({ id }) => [id, answers[id] ?? null])),
    contact: writtenContact(contact),
    // A tablet's link is everybody's: it says nothing of who may have answered twice.
    card: way && "token" in way && !device.tablet ? await card(way.token) : null,
    sealedAt: day as Day,
  };
  return (theSealer() as NonNullable<ReturnType<typeof theSealer>>).seal(submission(filled, undefined, code));
}
