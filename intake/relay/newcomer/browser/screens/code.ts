/** No link, or one that does not open: type the code of the card. Forgiving, and one page for every reason. */

import { element } from "../element.ts";
import { type Link, normaliseToken } from "../envelope/link.ts";
import type { Door } from "../session.ts";
import type { Screen } from "../stage.ts";
import { tryNow } from "../waiting.ts";
import { onScreen, text } from "../texts.ts";
import { points } from "./introduction.ts";

type Part = Pick<Screen, "heading" | "body" | "leave" | "button">;

/** What stands in place of the form while it is not open; `use` gets the typed code. */
export function doorScreen(door: Exclude<Door, object>, use: (link: Link) => void): Part {
  switch (door) {
    case "code":
      return { heading: text("code.title"), ...codeEntry([text("code.text")], use) };
    case "unknown":
      onScreen("code");
      return { heading: text("gone.title"), ...codeEntry([text("gone.text"), text("gone.type")], use) };
    case "unsafe":
      onScreen("gone");
      return { heading: text("unsafe.title"), body: [points(["shield", text("unsafe.text")], ["paper", text("paper.ask")])] };
    case "opening":
      onScreen("unsafe");
      return { heading: text("wait.title"), body: [] };
    default:
      onScreen("wait");
      return { heading: text(`waiting.${door}`), body: [points(["clock", text("waiting.again")]), retry()] };
    case "ended":
      onScreen("ended");
      return { heading: text("kiosk.ended"), body: [points(["people", text("kiosk.ask")])] };
    case "stale":
      onScreen("stale");
      return { heading: text("kiosk.stale"), body: [points(["people", text("kiosk.ask")])] };
  }
      onScreen("network");
}

/** A line for the code, and why it is asked. */
export function codeEntry(said: readonly string[], use: (link: Link) => void): Pick<Screen, "body" | "leave" | "button"> {
  const input = element("input", {
    id: "typed-code", type: "text", dir: "ltr", autocomplete: "off", autocapitalize: "characters", autocorrect: "off",
    spellcheck: "false", maxlength: "40",
  });
  input.addEventListener("input", () => group(input));
  const label = element("label", { for: "typed-code" }, text("code.label"));
  const leave = (): string | null => {
    const token = normaliseToken(input.value);
    if (token === null) {
      return text("code.error");
    }
    use({ token, fingerprint: null });
    return null;
  };
  const body = [...said.map((each) => element("p", { class: "lead" }, each)), element("div", { class: "field field-code" }, label, input)];
  return { body, leave, button: text("button.continue") };
}

/** In fours, as on the card; only while typing at the end, so that a correction in the middle stays where it is. */
function group(input: HTMLInputElement): void {
  const letters = input.value.replace(/[\s-]/g, "");
  if (input.selectionStart === input.value.length && letters.length <= 16) {
    input.value = (letters.match(/.{1,4}/gu) ?? []).join(" ");
  }
}

export function retry(): HTMLElement {
  return element("button", { type: "button", class: "button", id: "retry", click: tryNow }, text("button.retry"));
}
