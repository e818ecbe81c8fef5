/** Opens the form by a link or a typed code: asks the relay, then checks the signed key sheet. */

import type { Link } from "./envelope/link.ts";
import { type Grant, openLink } from "./post.ts";
import { checkGrant } from "./sealing.ts";
import { type Door, session } from "./session.ts";
import { pause } from "./waiting.ts";

/** Knock until the door says something definite; `changed` is called whenever it says something else. */
export async function knock(link: Link, changed: () => void): Promise<void> {
  const mine = session;
  mine.link = link;
  mine.door = "opening";
  changed();
  for (let attempt = 0; session === mine && mine.link === link; attempt += 1) {
    const answer = await openLink(link);
    if (session !== mine || mine.link !== link) {
      return;
    }
    const found = "trouble" in answer ? null : await opened(link, answer.grant, answer.served);
    mine.door = found ?? closed(answer as { trouble: string });
    changed();
    if (mine.door !== "network" && mine.door !== "busy") {
      return;
    }
    await pause(attempt, (answer as { wait: number }).wait);
  }
}

function closed({ trouble }: { readonly trouble: string }): Door {
  return trouble === "network" || trouble === "busy" ? trouble : "unknown";
}

async function opened({ fingerprint }: Link, grant: Grant, served: string | null): Promise<Door> {
  try {
    const sheet = await checkGrant(grant, fingerprint, served);
    const { questionnaire, version, place, via } = grant;
    return sheet.ok ? { ggd: sheet.ggd, inbox: sheet.inbox, day: sheet.day, questionnaire, version, place, via } : "unsafe";
  } catch {
    return "unsafe";
  }
}
