/** From "sealed" to the last screen on a tablet: the envelope is on disk before it is sent. */

import type { Bytes } from "../envelope/bytes.ts";
import { carry } from "../outbox.ts";
import type { Trouble } from "../post.ts";
import { session } from "../session.ts";
import { putBy, sendOne, sendWaiting, watch } from "./queue.ts";

/** So long a person is kept waiting for a network that does not answer. */
const PATIENCE = 8_000;

export async function carryKept(changed: () => void, drawn: Promise<void>): Promise<void> {
  const mine = session;
  const digest = await putBy(mine.envelope as Bytes).catch(() => null);
  if (digest === null) {
    // This browser stores nothing: the envelope waits on the page, as it does on a phone.
    return carry(changed, drawn);
  }
  mine.envelope = null;
  const say = async (trouble: Trouble | null): Promise<void> => {
    await drawn;
    const phase = trouble === null ? "sent" : trouble === "refused" ? "refused" : "kept";
    if (session === mine && mine.phase !== phase && mine.phase !== "sent") {
      mine.phase = phase;
      changed();
    }
  };
  watch(digest, (trouble) => void say(trouble));
  const late = setTimeout(() => void say("network"), PATIENCE);
  const trouble = await sendOne(digest);
  clearTimeout(late);
  if (trouble === null) {
    await sendWaiting();
  }
}
