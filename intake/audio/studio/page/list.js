// All texts, screen by screen: what is done, and a way to each.

import { course } from "./course.js";
import { element } from "./element.js";
import { say, tongue } from "./words.js";

/** @typedef {import("./types.d.ts").Line} Line */

/** A shape for each state, so that no colour is needed. */
const SHAPE = { missing: "○", outdated: "◌", synthetic: "◌", refused: "↻", recorded: "●", approved: "✓" };

export function textList() {
  /** @type {Map<string, Line[]>} */
  const screens = new Map();
  for (const line of course.lines) {
    const name = line.screen[tongue];
    screens.set(name, [...(screens.get(name) ?? []), line]);
  }
  return element("nav", { id: "texts", class: "texts", "aria-label": say("list") },
    element("h2", {}, say("list")),
    ...[...screens].map(([name, lines]) => element("section", {}, element("h3", {}, name), element("ul", {}, ...lines.map(entry)))));
}

/** The list as it is now, scrolled to where it was. */
export function renewList() {
  const old = document.getElementById("texts");
  const scrolled = old?.scrollTop ?? 0;
  const renewed = textList();
  old?.replaceWith(renewed);
  renewed.scrollTop = scrolled;
}

/** @param {Line} line */
function entry(line) {
  const { tag, direction } = course.script.language;
  const shape = element("span", { class: "shape", "aria-hidden": "true" }, SHAPE[line.state]);
  const text = element("span", { lang: tag, dir: direction }, line.text);
  const pressed = element("button", { type: "button", click: () => course.show(line.number) },
    shape, text, element("span", { class: "unseen" }, ` (${say(line.state)})`));
  if (line === course.line) {
    pressed.setAttribute("aria-current", "true");
  }
  return element("li", {}, pressed);
}
