/**
 * Listening: one button above every screen reads it aloud. The first time it says to hold the device to the ear; then
 * each answer has a small loudspeaker of its own. Leaving the screen in whatever way is silence. What was listened to,
 * and in which language, is known in memory only.
 */

import { icon } from "../drawings.ts";
import { type Child, element, refill } from "../element.ts";
import { alsoForget } from "../session.ts";
import { alsoShow } from "../stage.ts";
import { catalogue, outside, text } from "../texts.ts";
import { redraw } from "../trail.ts";
import { otherLanguage, showEar } from "./ear.ts";
import { hasSound, listeningLanguage } from "./language.ts";
import { type Line, linesOf } from "./lines.ts";
import { applyVolume, prepare } from "./player.ts";
import { type Failure, read, silence } from "./reading.ts";
import { sourceOf } from "./source.ts";
import { onVoices } from "./voice.ts";
import { raise, step, steps } from "./volume.ts";

/** Whether the first screen about listening was seen. */
let begun = false;
let reading = false;

const main = document.getElementById("main") as HTMLElement;
const button = element("button", { type: "button", class: "button", id: "listen", hidden: true, click: press });
const louder = element("button", { type: "button", class: "button", id: "louder", hidden: true, click: makeLouder });

/** From now on there is a language. */
export function beginListening(): void {
  document.querySelector(".bar")?.append(louder, button);
  alsoShow(refresh);
  onVoices(refresh);
  document.addEventListener("visibilitychange", () => document.hidden && end());
  // Another question stands in the page's place: are you still there?
  new MutationObserver(end).observe(main, { attributeFilter: ["hidden"] });
}

alsoForget(() => {
  begun = false;
  end();
  button.hidden = true;
});

/** A way to another language to hear, where there is one. */
export function soundChoice(): Child {
  return otherLanguage(openEar);
}

/** Another screen is there. */
function refresh(): void {
  end();
  button.hidden = !(catalogue as typeof catalogue | undefined) || main.querySelector(".languages") !== null || !hasSound(listeningLanguage());
  document.querySelector(".bar")?.classList.toggle("bar-listen", !button.hidden);
  if (begun && !button.hidden) {
    giveLoudspeakers();
  }
}

function press(): void {
  if (reading) {
    return end();
  }
  if (begun) {
    prepare();
    void readScreen();
  } else {
    openEar();
  }
}

function openEar(): void {
  begun = true;
  const go = (): void => {
    prepare();
    redraw();
    void readScreen();
  };
  prepare();
  showEar(go, openEar);
  void readScreen();
}

function readScreen(): Promise<void> {
  return readThese(linesOf(main));
}

async function readThese(lines: readonly Line[]): Promise<void> {
  document.getElementById("unheard")?.remove();
  draw(true);
  const coming = read(lines, sourceOf(listeningLanguage()));
  latest = coming;
  const failure = await coming;
  if (latest === coming) {
    draw(false);
    sayFailure(failure);
  }
}

let drawn = "";
let latest: Promise<Failure | null> | null = null;

function end(): void {
  latest = null;
  silence();
  draw(false);
}

function sayFailure(failure: Failure | null): void {
  if (failure !== null) {
    const said = element("p", { id: "unheard", class: "notice notice-error", role: "status" }, outside(() => text(`listen.${failure}`)));
    main.querySelector("h1")?.after(said);
  }
}

/** The two buttons as they are now, unless they stand there already. */
function draw(now: boolean): void {
  reading = now;
  const state = `${catalogue?.language} ${now} ${step()}`;
  if (!catalogue || state === drawn) {
    return;
  }
  drawn = state;
  outside(() => {
    refill(button, icon(now ? "stop" : "sound"), element("span", {}, text(now ? "listen.stop" : "listen.play")));
    const levels = Array.from({ length: steps }, (_, place) => element("i", { class: place < step() ? "level-on" : "" }));
    refill(louder, icon("louder"), element("span", { class: "levels", "aria-hidden": "true" }, ...levels));
    louder.setAttribute("aria-label", `${text("listen.play")} + ${step()} / ${steps}`);
  });
  louder.hidden = !now;
  document.body.classList.toggle("listening", now);
}

function makeLouder(): void {
  raise();
  applyVolume();
  draw(reading);
}

/** Beside each answer, in its own room: to hear it again without choosing it. */
function giveLoudspeakers(): void {
  for (const line of linesOf(main)) {
    const card = line.element.closest(".card");
    if (card && line.key !== null && !card.parentElement?.querySelector(".again")) {
      const again = element("button", { type: "button", class: "again", click: () => repeat(line) }, icon("sound"));
      again.setAttribute("aria-label", `${outside(() => text("listen.play"))}: ${line.words}`);
      card.parentElement?.classList.add(card.querySelector(".picture") ? "option-again" : "option-bare");
      card.after(again);
    }
  }
}

function repeat(line: Line): void {
  prepare();
  void readThese([line]);
}
