/**
 * Leaving without a trace on the page: memory wiped, page emptied, and a plain page of ours in its place (on a tablet
 * its first screen, loaded anew). Nothing is sent; nobody learns who left.
 */

import { device } from "./device.ts";
import { refill } from "./element.ts";
import { forget } from "./session.ts";

const NEUTRAL_TITLE = "Nederlandse woorden";
const PRESSES = 3;
const WITHIN = 3_000;

export function leave(): void {
  wipe();
  document.title = NEUTRAL_TITLE;
  location.replace(device.home);
}

function wipe(): void {
  forget();
  refill(document.body);
}

/** The button, Shift three times, and whatever brings an old page back. */
export function listenForExit(): void {
  document.getElementById("exit")?.addEventListener("click", leave);
  addEventListener("keydown", countShift);
  // Gone from the screen is gone from memory; and a page that a browser kept nevertheless starts afresh.
  addEventListener("pagehide", wipe);
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) {
      wipe();
      location.reload();
    }
  });
}

let presses: number[] = [];

function countShift({ key, repeat }: KeyboardEvent): void {
  if (key !== "Shift") {
    presses = []; // capital letters are typed with it too
  } else if (!repeat) {
    const now = Date.now();
    presses = [...presses.filter((time) => now - time < WITHIN), now];
    if (presses.length >= PRESSES) {
      leave();
    }
  }
}
