// One line as a sheet to read from: the text large, in its own script and direction; beside it what it means.

import { course } from "./course.js";
import { element } from "./element.js";
import { say, tongue } from "./words.js";

/** @typedef {import("./types.d.ts").Line} Line */

/** @param {Line} line */
export function sheet(line) {
  const { tag, direction } = course.script.language;
  const meaning = tongue === "nl" && line.dutch ? line.dutch : line.english;
  return element("div", { class: "sheet" },
    element("p", { class: "screen" }, `${line.screen[tongue]} · ${line.number + 1} / ${course.lines.length}`),
    element("h1", { id: "text", lang: tag, dir: direction }, line.text),
    element("dl", { class: "meaning" },
      element("dt", {}, say("meaning")),
      element("dd", { lang: tongue === "nl" && line.dutch ? "nl" : "en" }, meaning),
      line.note ? element("dd", { class: "note", lang: "en" }, line.note) : null));
}

/**
 * How it stands with a line, in a sentence.
 * @param {Line} line
 */
export function standing(line) {
  const { by = "", remark = "", seconds = 0, speaker = "" } = line;
  switch (line.state) {
    case "refused":
      return `${say("byOther", { by })} ${remark}`;
    case "approved":
      return `${say("keptFor", { seconds: shown(seconds), speaker })} ${say("approvedBy", { by })}`;
    case "recorded":
      return say("keptFor", { seconds: shown(seconds), speaker });
    default:
      return course.approve && line.state === "missing" ? say("nothing") : `${say(line.state)}.`.replace(/^./, (letter) => letter.toUpperCase());
  }
}

/** @param {number} seconds */
function shown(seconds) {
  return seconds.toLocaleString(tongue, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}
