/** What comes before the questions: a good moment, the age, and practice. */

import { device } from "../device.ts";
import { element } from "../element.ts";
import { picture } from "../pictures.ts";
import { session } from "../session.ts";
import { type Screen } from "../stage.ts";
import { onScreen, spoken, text } from "../texts.ts";
import { withoutCard } from "../towns.ts";
import { choiceScreen, options, skip } from "./choice.ts";
import { points } from "./introduction.ts";

type Part = Pick<Screen, "heading" | "above" | "body" | "leave">;

export function goodMoment(): Part {
  onScreen("moment");
  return choiceScreen({
    heading: text("moment.title"),
    before: [element("p", { class: "lead" }, text("moment.text"))],
    options: options("moment", "now", "later"),
    chosen: session.moment,
    choose: (value) => {
      session.moment = value as "now" | "later";
    },
    error: text("choose.error"),
  });
}

export function later(): Part {
  onScreen("later");
  return {
    heading: text("later.title"),
    body: [
      withoutCard
        ? points(["choice", text("self.title")], ["lock", text("later.kept")])
        : points(["choice", text("later.card")], ["people", text("later.ask")], ["lock", text("later.kept")]),
    ],
  };
}

export function age(): Part {
  onScreen("age");
  return choiceScreen({
    heading: text("age.title"),
    options: [
      { value: "18+", label: text("age.adult"), picture: picture("form", "age.adult") },
      { value: "16-17", label: text("age.teen"), picture: picture("form", "age.teen") },
      { value: "younger", label: text("age.child"), picture: picture("form", "age.child") },
    ],
    chosen: session.contact.age,
    choose: (value) => {
      session.contact.age = value as "18+";
    },
    error: text("choose.error"),
  });
}

export function tooYoung(): Part {
  onScreen("younger");
  return {
    heading: text("younger.title"),
    body: [points(["people", text("younger.ask")], ["choice", text("younger.adult")])],
  };
}

/** Offered, not forced: Continue works without an answer, and the answer goes nowhere. */
export function practice(): Part {
  onScreen("practice");
  return choiceScreen({
    above: element("span", { class: "badge" }, text("practice.mark")),
    heading: text("practice.title"),
    before: [element("p", { class: "lead" }, text("practice.text"))],
    options: [...options("practice", "often", "sometimes", "never"), skip("practice")],
    chosen: session.practice,
    choose: (value) => {
      session.practice = value as string;
    },
  });
}

/** What Exit does, tried without leaving: the card would have to be scanned again. */
export function practiceExit(): Part {
  onScreen("exit");
  const body = [
    points(["leave", text("exit.text"), text(device.tablet ? "exit.first" : "exit.page")], ["paper", text("exit.history"), text("exit.keys")]),
    element("button", { type: "button", class: "button", id: "try-exit", click: tryExit }, text("exit.try")),
  ];
  return { above: element("span", { class: "badge" }, text("practice.mark")), heading: text("exit.title"), body };
}

function tryExit(): void {
  const shown = [document.querySelector(".bar"), document.getElementById("main")] as HTMLElement[];
  const back = element("button", { type: "button", class: "button button-main" }, text("exit.return"));
  const pretended = element("div", { class: "dialog", id: "tried-exit", ...spoken() }, element("h1", {}, text("exit.tried")), back);
  const hide = (hidden: boolean): void => shown.forEach((each) => { each.hidden = hidden; });
  back.addEventListener("click", () => {
    pretended.remove();
    hide(false);
    document.getElementById("try-exit")?.focus();
  });
  hide(true);
  document.body.append(pretended);
  back.focus();
}
