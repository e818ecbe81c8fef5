/** Reads lines one after the other, marks the one that is heard, and stops at once when told. */

import { element } from "../element.ts";
import { outside, text } from "../texts.ts";
import type { Line } from "./lines.ts";
import { stop } from "./player.ts";
import type { Source } from "./source.ts";
import { hush } from "./voice.ts";

const PAUSE = 350;

/** What went wrong: nothing came, or there is no sound of what stands here. */
export type Failure = "problem" | "none";

let turn = 0;

// Out of sight is silence.
document.addEventListener("visibilitychange", () => document.hidden && silence());

/** Silence, at once; whatever was being read ends here. */
export function silence(): void {
  turn += 1;
  stop();
  hush();
  mark(null);
  document.getElementById("computer")?.remove();
  document.querySelector(".progress-heard")?.classList.remove("progress-heard");
}

/**
 * Null once all was read, or something else was begun. Heading and answers are read all or none: four answers of five
 * would be another question. Other lines without sound are left out.
 */
export async function read(lines: readonly Line[], coming: Promise<Source>): Promise<Failure | null> {
  silence();
  const mine = turn;
  const source = await coming.catch(() => null);
  if (mine !== turn) {
    return null;
  }
  const heard = lines.filter((line) => source?.has(line));
  if (source === null || heard.length === 0 || lines.some((line) => isNeeded(line) && !source.has(line))) {
    return source === null ? "problem" : "none";
  }
  if (heard.some((line) => source.isComputer(line))) {
    sayComputer();
  }
  for (const line of heard) {
    mark(line.element);
    await source.speak(line);
    await pause();
    if (mine !== turn) {
      return null;
    }
  }
  silence();
  return null;
}

function isNeeded({ element, key }: Line): boolean {
  return key !== null && element.matches("h1, .card-words");
}

function mark(line: HTMLElement | null): void {
  document.querySelectorAll(".heard").forEach((each) => {
    each.classList.remove("heard");
    each.removeAttribute("aria-current");
  });
  const shown = line?.closest(".card, li") ?? line;
  shown?.classList.add("heard");
  shown?.setAttribute("aria-current", "true");
  shown?.scrollIntoView({ block: "nearest" });
}

/** In the place of the figures beside the dots, so that nothing moves; on a screen without them, first. */
function sayComputer(): void {
  const said = element("p", { id: "computer" }, outside(() => text("listen.computer")));
  const dots = document.querySelector(".progress");
  dots?.classList.add("progress-heard");
  (dots ?? document.querySelector(".content"))?.append(said);
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE));
}
