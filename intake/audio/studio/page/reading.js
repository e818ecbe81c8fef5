// Reading: one button starts and stops; what was read is kept at once; the next press goes on.

import { course } from "./course.js";
import { button, element } from "./element.js";
import { hush, play } from "./player.js";
import { keep, Refused } from "./server.js";
import { sheet, standing } from "./sheet.js";
import { renewList } from "./list.js";
import { say } from "./words.js";

/** @typedef {import("./microphone.js").Microphone} Microphone */

const FLOOR = -60; // dB; below, the meter shows nothing

/**
 * How loud it is at this moment.
 * @param {number} peak from 0 to 1
 */
export function levelNow(peak) {
  const shown = document.getElementById("level");
  if (shown) {
    const loud = Math.max(0, 1 - (20 * Math.log10(Math.max(peak, 1e-6))) / FLOOR);
    shown.style.setProperty("--level", loud.toFixed(3));
    shown.classList.toggle("level-over", peak > 0.98);
  }
}

/**
 * @param {HTMLElement} desk
 * @param {Microphone} microphone
 * @param {() => void} counted draws anew how much is done
 */
export function drawReading(desk, microphone, counted) {
  hush();
  const { line } = course;
  const kept = line.state !== "missing" && line.state !== "outdated";
  const said = element("p", { id: "said", role: "status", class: "said" }, standing(line));
  const main = button("record", `● ${say(kept ? "again" : "record")}`, record, !course.isDone(line));
  main.classList.add("large");
  main.setAttribute("aria-describedby", "said text");
  const hear = button("hear", say("hear"), () => play(line, () => {}, () => notice(say("stopped"))));
  const back = button("previous", say("previous"), () => course.move(-1));
  const next = button("next", say("next"), () => course.move(1), course.isDone(line));
  const extra = element("div", { class: "extra" });
  next.setAttribute("aria-describedby", "said");
  hear.disabled = line.take === undefined;
  back.disabled = course.first;
  next.disabled = course.last;
  const level = element("div", { id: "level", class: "level", "aria-hidden": "true" });
  desk.append(sheet(line), said, extra, level, element("div", { class: "controls" }, back, main, hear, next));
  main.focus();

  function record() {
    hush();
    extra.replaceChildren();
    tell(say("recording"));
    alone(true);
    for (const other of [hear, back, next]) {
      other.disabled = true;
    }
    main.textContent = `■ ${say("stop")}`;
    main.classList.add("button-main", "recording");
    main.removeEventListener("click", record);
    main.addEventListener("click", stop, { once: true });
    microphone.start(() => void stop());
  }

  async function stop() {
    main.disabled = true;
    tell(say("keeping"));
    await give(await microphone.stop(), false);
  }

  /**
   * @param {ArrayBuffer} wav
   * @param {boolean} anyway
   */
  async function give(wav, anyway) {
    try {
      const { fault, line: now } = await keep(line.number, wav, anyway);
      course.put(now);
      redraw();
      if (fault) {
        complain(say(fault), fault === "empty" ? null : "anyway", () => give(wav, true));
      }
    } catch (error) {
      redraw();
      const why = error instanceof Refused ? say("failed", { why: error.why }) : say("stopped");
      complain(why, "retry", () => give(wav, anyway));
    }
  }

  /** The same line again, with what came of it; one goes on from there with one press. */
  function redraw() {
    alone(false);
    desk.replaceChildren();
    drawReading(desk, microphone, counted);
    renewList();
    counted();
    const { last } = course;
    document.getElementById(course.isDone(course.line) && !last ? "next" : "record")?.focus();
    if (course.allDone) {
      notice(`${say("done")} ${say("where", { file: course.script.file })}`);
    }
  }

  /**
   * @param {string} why
   * @param {"anyway" | "retry" | null} offer
   * @param {() => void} taken
   */
  function complain(why, offer, taken) {
    notice(why);
    desk.querySelector(".extra")?.replaceChildren(...(offer ? [button(offer, say(offer), taken)] : []));
    document.getElementById("record")?.focus();
  }

  /** @param {string} text */
  function notice(text) {
    const place = /** @type {HTMLElement} */ (desk.querySelector("#said"));
    place.classList.add("notice");
    place.textContent = text;
  }

  /** @param {string} text */
  function tell(text) {
    said.classList.remove("notice");
    said.textContent = text;
  }
}

/**
 * While the microphone is on nothing else on the page can be pressed: a reading would be lost.
 * @param {boolean} on
 */
function alone(on) {
  for (const id of ["bar", "texts"]) {
    document.getElementById(id)?.toggleAttribute("inert", on);
  }
}
