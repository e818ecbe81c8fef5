/** Who reads the answers and who cannot; that it is free to take part; where secrecy ends. */

import { icon, type Icon } from "../drawings.ts";
import { type Child, element } from "../element.ts";
import type { Screen } from "../stage.ts";
import { fill, onScreen, text } from "../texts.ts";

type Part = Pick<Screen, "heading" | "body">;

export function whoReads(ggd: string): Part {
  onScreen("who");
  return {
    heading: text("who.title"),
    body: [
      points(
        ["lock", fill("who.only", { ggd })],
        ["people", text("who.not")],
        ["shield", text("who.secret"), text("who.danger")],
      ),
    ],
  };
}

export function yourChoice(): Part {
  onScreen("choice");
  return {
    heading: text("choice.title"),
    body: [
      points(
        ["paper", text("choice.questions")],
        ["choice", text("choice.skip")],
        ["lock", text("choice.nothing")],
        ["people", text("choice.test")],
      ),
    ],
  };
}

/** Short sentences with a drawing before each. */
export function points(...list: readonly (readonly [Icon, ...Child[]])[]): HTMLElement {
  const items = list.map(([name, ...said]) =>
    element("li", {}, icon(name), element("div", {}, ...said.map((each) => element("p", {}, each)))),
  );
  return element("ul", { class: "points" }, ...items);
}
