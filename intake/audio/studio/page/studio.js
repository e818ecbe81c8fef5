// The page: come in, say hello, then line by line. Whatever is drawn is drawn anew, so that the words can be turned.

import { course } from "./course.js";
import { button, element } from "./element.js";
import { textList } from "./list.js";
import { drawJudging } from "./judging.js";
import { Microphone } from "./microphone.js";
import { drawReading, levelNow } from "./reading.js";
import * as server from "./server.js";
import { say, tongue, turn } from "./words.js";

const bar = /** @type {HTMLElement} */ (document.getElementById("bar"));
const main = /** @type {HTMLElement} */ (document.getElementById("main"));

/** @type {Microphone | null} */
let microphone = null;
let draw = drawWelcome;

await server.enter();
const script = await server.script();
if (script === null) {
  draw = drawStranger;
} else {
  course.begin(script, () => draw());
}
draw();

function drawBar() {
  document.documentElement.lang = tongue;
  const turned = button("turn", say("other"), () => {
    turn();
    draw();
    document.getElementById("turn")?.focus();
  });
  turned.lang = tongue === "en" ? "nl" : "en";
  const mark = element("img", { src: "/envelope.svg", alt: "", class: "small-mark" });
  const name = script && element("bdi", { lang: script.language.tag, class: "spoken" }, script.language.name);
  bar.replaceChildren(mark, element("div", { class: "where" }, name, script && counted()), turned);
}

function counted() {
  const { done, all } = course.counted();
  const label = say(course.approve ? "progressJudging" : "progress", { done, all });
  const shown = element("progress", { max: String(Math.max(1, all)), "aria-label": label });
  shown.value = done;
  return element("div", { class: "counted" }, element("span", { id: "counted" }, label), shown);
}

function drawStranger() {
  drawBar();
  main.replaceChildren(element("p", { class: "notice", id: "stranger" }, say("stranger")));
}

function drawWelcome() {
  drawBar();
  const points = course.approve
    ? /** @type {const} */ (["listen", "second"])
    : /** @type {const} */ (["room", "hand", "calm", "kept", "microphone"]);
  main.replaceChildren(
    element("div", { class: "welcome" },
      element("p", {}, say("hello", { speaker: script?.speaker ?? "" })),
      element("h1", {}, say(course.approve ? "judging" : "title")),
      element("ul", { class: "hints" }, ...points.map((each) => element("li", {}, say(each)))),
      element("p", { id: "said", role: "status" }),
      button("start", say("start"), start, true)),
  );
}

async function start() {
  if (!course.approve) {
    try {
      microphone = await Microphone.open(levelNow, () => tell(say("unplugged")));
    } catch {
      tell(say("denied"));
      return;
    }
  }
  draw = drawCourse;
  course.show(course.firstToDo());
}

/** @param {string} said */
function tell(said) {
  const place = document.getElementById("said");
  if (place) {
    place.className = "notice notice-error";
    place.textContent = said;
  }
}

function drawCourse() {
  drawBar();
  scrollTo(0, 0);
  const desk = element("div", { class: "desk" });
  const texts = textList();
  main.replaceChildren(desk, texts);
  texts.scrollTop = (texts.querySelector("[aria-current]")?.getBoundingClientRect().top ?? 0) - texts.getBoundingClientRect().top - 80;
  if (microphone) {
    drawReading(desk, microphone, drawBar);
  } else {
    drawJudging(desk);
  }
}
