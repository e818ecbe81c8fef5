// Judging: hear a reading to its end, then say that it is right or ask for another.

import { course } from "./course.js";
import { button, element } from "./element.js";
import { hush, play } from "./player.js";
import { judge, Refused } from "./server.js";
import { sheet, standing } from "./sheet.js";
import { say } from "./words.js";

/** @typedef {import("./words.js").Word} Word */

/** @type {Readonly<Record<string, Word>>} */
const WHY = { own: "own", changed: "changed", remark: "tooLong" };

/** @param {HTMLElement} desk */
export function drawJudging(desk) {
  hush();
  const { line } = course;
  const mine = course.isMine(line);
  const said = element("p", { id: "said", role: "status", class: "said" }, line.own ? say("own") : standing(line));
  const hear = button("hear", say("hear"), () => play(line, heard, () => tell(say("stopped"))), true);
  hear.setAttribute("aria-describedby", "said text");
  hear.classList.add("large");
  hear.disabled = line.take === undefined;
  const right = button("right", say("right"), () => void pass(true), true);
  const wrong = button("wrong", say("wrong"), () => void pass(false));
  const remark = element("input", { id: "remark", type: "text", maxlength: "200", autocomplete: "off", lang: "" });
  const asked = element("div", { class: "field" }, element("label", { for: "remark" }, say("remark")), remark);
  right.disabled = wrong.disabled = true;
  const back = button("previous", say("previous"), () => course.move(-1));
  const next = button("next", say("next"), () => course.move(1));
  back.disabled = course.first;
  next.disabled = course.last;
  desk.append(
    sheet(line),
    said,
    element("div", { class: "controls controls-three" }, back, hear, next),
    mine ? element("div", { class: "judgement" }, right, element("div", { class: "desk" }, asked, wrong)) : "",
  );
  (hear.disabled ? next : hear).focus();
  if (course.allDone && course.counted().all > 0) {
    tell(`${say("done")} ${say("where", { file: course.script.file })}`);
  }

  function heard() {
    right.disabled = wrong.disabled = false;
    hear.classList.remove("button-main");
    if (document.activeElement === hear) {
      right.focus();
    }
  }

  /** @param {boolean} approved */
  async function pass(approved) {
    hush();
    try {
      const judgement = { take: line.take ?? "", approved, remark: approved ? "" : remark.value };
      course.put((await judge(line.number, judgement)).line);
      course.show(course.firstToDo());
    } catch (error) {
      const word = error instanceof Refused ? WHY[error.why] : "stopped";
      tell(word ? say(word) : say("failed", { why: /** @type {Refused} */ (error).why }));
    }
  }

  /** @param {string} text */
  function tell(text) {
    said.classList.add("notice");
    said.textContent = text;
  }
}
