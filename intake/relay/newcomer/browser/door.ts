/** Opens the form by a link, a typed code or an inbox: asks the relay, then checks the signed key sheet. */

import { type Grant, open } from "./post.ts";
import { device } from "./device.ts";
import { checkGrant } from "./sealing.ts";
import type { SheetResult } from "./sealer.ts";
import { type Door, type Opened, session, type Way } from "./session.ts";
import { pause } from "./waiting.ts";

/** Knock until the door says something definite; `changed` is called whenever it says something else. */
export async function knock(way: Way, changed: () => void): Promise<void> {
  const mine = session;
  mine.way = way;
  mine.door = "opening";
  changed();
  for (let attempt = 0; session === mine && mine.way === way; attempt += 1) {
    const answer = await open(way);
    if (session !== mine || mine.way !== way) {
      return;
    }
    const found = "trouble" in answer ? null : await opened(way, answer.grant, answer.served);
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

/** What this answer of the relay opens; a tablet's link goes on as a tablet, and any other as somebody's own phone. */
export async function opened(way: Way, grant: Grant, served: string | null): Promise<Door> {
  if ("token" in way && grant.kiosk !== (device.tablet !== null)) {
    const fingerprint = way.fingerprint === null ? "" : `.${way.fingerprint}`;
    location.replace(`${grant.kiosk ? "/kiosk/" : "/"}#${way.token}${fingerprint}`);
    return "opening";
  }
  try {
    const sheet = await checkGrant(grant, way.fingerprint, served);
    return sheet.ok ? openedBy(sheet, grant, "token" in way ? grant.place : way.place) : "unsafe";
  } catch {
    return "unsafe";
  }
}

export function openedBy(sheet: SheetResult & { readonly ok: true }, grant: Grant, place: string | null): Opened {
  const { questionnaire, version, via } = grant;
  return { ggd: sheet.ggd, inbox: sheet.inbox, day: sheet.day, questionnaire, version, place, via };
}
