/**
 * The newcomer's form. Answers live in one variable until the worker has sealed them; nothing is stored, nothing is
 * in the address, nothing leaves but the request to open the link and the sealed envelope.
 *
 * This much comes with the first screen; the other screens follow at once (steps.ts), before anybody needs them.
 */

import { parseFragment } from "./envelope/link.ts";
import { listenForExit } from "./exit.ts";
import { chooseTag, readOffered } from "./languages.ts";
import { session } from "./session.ts";
import { advance, atStart, begin, followKeys, redraw } from "./trail.ts";

const following = import("./steps.ts");

/** The first screen is the server's own until a language was chosen. */
let draw: ((place: number) => void) | null = null;

async function chosen(): Promise<void> {
  draw ??= await (await following).beginDrawing();
  if (atStart()) {
    advance();
  } else {
    redraw();
  }
}

/** The door may say something at any time; the first screen stays as it is. */
function redrawUnlessFirst(): void {
  if (!atStart()) {
    redraw();
  }
}

async function start(): Promise<void> {
  listenForExit();
  readOffered(chosen);
  followKeys();
  const { hash } = location;
  session.way = "towns" in document.body.dataset ? null : parseFragment(hash);
  begin(0, (place) => draw?.(place));
  // Another card was scanned into this tab: nothing of before may stay.
  addEventListener("hashchange", () => location.hash && location.reload());
  if ((await following).openDoor(hash, redrawUnlessFirst)) {
    document.documentElement.setAttribute("data-ready", "");
    chooseTag(document.body.dataset["entry"] ?? "");
  }
}

void start();
