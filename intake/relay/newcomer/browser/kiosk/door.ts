/**
 * Opens the form on a tablet. The link is scanned once; from then on it is kept, and each person starts from the choice
 * of a language. The relay is asked again at each start and from time to time; without network the tablet goes on by
 * the signed keys it has, until they are out of date.
 */

import { opened, openedBy } from "../door.ts";
import { type Link, normaliseToken, parseFragment } from "../envelope/link.ts";
import { open, type Refusal } from "../post.ts";
import { checkGrant } from "../sealing.ts";
import { type Door, session } from "../session.ts";
import { pause } from "../waiting.ts";
import { endLink, keepLink, type KeptLink, keptLink } from "./links.ts";
import { keepPage } from "./page.ts";
import { howMany, sendWaiting } from "./queue.ts";
import { keepAwake } from "./screen.ts";
import { inTurn } from "./turns.ts";
import { isFresh, sayWaiting, speakByItself } from "./welcome.ts";

const EVERY = 3 * 60_000;
const OUT_OF_DATE = ["expired", "no-key"];

// Read at once: the address bar is cleared.
const scanned = parseFragment(location.hash) ?? typedOnly(location.hash);

let changed: () => void;
/** A link was scanned, and it is not known yet what it opens. */
let taking = false;

export function openTablet(redraw: () => void): void {
  changed = redraw;
  keepAwake();
  void (scanned ? take(scanned) : openKept()).catch(() => say("ended")).then(again);
  addEventListener("online", again);
  document.addEventListener("visibilitychange", () => document.hidden || again());
  setInterval(again, EVERY);
}

/** A code that was typed on another page has no fingerprint. */
function typedOnly(hash: string): Link | null {
  const token = normaliseToken(hash.slice(1));
  return token === null ? null : { token, fingerprint: null };
}

function say(door: Door): void {
  const before = session.door;
  session.door = door;
  if (door === before || (typeof door === "object" && typeof before === "object")) {
    return; // nothing to tell: somebody may be reading, or at the list of languages
  }
  if (door === "ended" && isFresh()) {
    speakByItself();
  } else {
    changed();
  }
}

/** A link that was scanned now: once it opens, it takes the place of any other. */
async function take(link: Link): Promise<void> {
  taking = true;
  session.way = link;
  say("opening");
  for (let attempt = 0; typeof session.door === "string"; attempt += 1) {
    const answer = await open(link);
    if (!("trouble" in answer)) {
      await use(link, await opened(link, answer.grant, answer.served), answer.grant);
      break;
    }
    if (answer.trouble !== "network" && answer.trouble !== "busy") {
      say("ended");
      break;
    }
    say(answer.trouble);
    await pause(attempt, answer.wait);
  }
  taking = false;
}

async function use(link: Link, door: Door, grant: Parameters<typeof keepLink>[1]): Promise<void> {
  if (typeof door === "object") {
    await keepLink(link, grant);
    void keepPage();
  }
  say(door);
}

async function openKept(): Promise<void> {
  const kept = await keptLink();
  if (!kept?.grant) {
    return say("ended");
  }
  session.way = { token: kept.token, fingerprint: kept.fingerprint };
  void keepPage();
  say(await byItsKeys(kept));
}

/** What can be opened without asking anybody. */
async function byItsKeys({ grant, fingerprint }: KeptLink): Promise<Door> {
  const sheet = grant && (await checkGrant(grant, fingerprint, null).catch(() => null));
  return sheet?.ok ? openedBy(sheet, grant as NonNullable<typeof grant>, grant?.place ?? null)
    : OUT_OF_DATE.includes(sheet?.reason ?? "") ? "stale" : "unsafe";
}

/** Send what waits, and see whether the link still opens. */
function again(): void {
  void howMany().then(sayWaiting).then(sendWaiting).then(howMany).then(sayWaiting).catch(() => undefined);
  void askAgain();
}

/** Only while nobody is filling in: what they were told at the start holds to their end. */
const askAgain = inTurn(async () => {
  const kept = await keptLink();
  if (!kept?.grant || !isFree()) {
    return;
  }
  const answer = await open(kept);
  if ((await keptLink())?.token !== kept.token) {
    return; // another tablet's link was scanned meanwhile
  }
  if ("trouble" in answer) {
    return withoutAnswer(kept, answer);
  }
  if (isFree()) {
    await use(kept, await opened(kept, answer.grant, answer.served), answer.grant);
  }
});

async function withoutAnswer(kept: KeptLink, { said }: Refusal): Promise<void> {
  // Only the relay's own word ends a tablet, not any page that says 404.
  if (said === "unknown-link") {
    await endLink();
    // Where nothing waits, it may be forgotten now.
    void sendWaiting();
  }
  if (isFree()) {
    // A day may have passed since the keys were last looked at.
    say(said === "unknown-link" ? "ended" : await byItsKeys(kept));
  }
}

function isFree(): boolean {
  return !taking && (isFresh() || typeof session.door === "string");
}
