/** No link, or one that does not open: type the code of the card. Forgiving, and one page for every reason. */

import { type Child, element } from "../element.ts";
import { CROCKFORD } from "../envelope/crockford.ts";
import { type Link, normaliseToken, TOKEN_LETTERS as LETTERS } from "../envelope/link.ts";
import { keypad } from "../keypad.ts";
import type { Door } from "../session.ts";
import type { Screen } from "../stage.ts";
import { tryNow } from "../waiting.ts";
import { onScreen, text } from "../texts.ts";
import { points } from "./introduction.ts";
import { noCard } from "./self.ts";

type Part = Pick<Screen, "heading" | "body" | "leave" | "button">;

/** What stands in place of the form while it is not open; `use` gets the typed code. */
export function doorScreen(door: Exclude<Door, object>, use: (link: Link) => void): Part {
  switch (door) {
    case "code":
      onScreen("code");
      return { heading: text("code.title"), ...codeEntry([text("code.text")], use, noCard()) };
    case "unknown":
      onScreen("gone");
      return { heading: text("gone.title"), ...codeEntry([text("gone.text"), text("gone.type")], use, noCard()) };
    case "unsafe":
      onScreen("unsafe");
      return { heading: text("unsafe.title"), body: [points(["shield", text("unsafe.text")], ["paper", text("paper.ask")])] };
    case "opening":
      onScreen("wait");
      return { heading: text("wait.title"), body: [] };
    case "ended":
      onScreen("ended");
      return { heading: text("kiosk.ended"), body: [points(["people", text("kiosk.ask")])] };
    case "stale":
      onScreen("stale");
      return { heading: text("kiosk.stale"), body: [points(["people", text("kiosk.ask")])] };
    default:
      onScreen("network");
      return { heading: text(`waiting.${door}`), body: [points(["clock", text("waiting.again")]), retry()] };
  }
}

/** A line for the code, and why it is asked; `without` is what to do without one. */
export function codeEntry(
  said: readonly string[], use: (link: Link) => void, without: Child = null,
): Pick<Screen, "body" | "leave" | "button"> {
  const input = element("input", {
    id: "typed-code", type: "text", inputmode: "none", dir: "ltr", autocomplete: "off", autocapitalize: "characters", autocorrect: "off",
    spellcheck: "false", maxlength: "40",
  });
  input.addEventListener("input", () => group(input));
  const label = element("label", { for: "typed-code" }, text("code.label"));
  const keys = keypad(CROCKFORD, () => bare(input), (typed) => write(input, typed), text("code.erase"));
  const leave = (): string | null => {
    const token = normaliseToken(input.value);
    if (token === null) {
      return text("code.error");
    }
    use({ token, fingerprint: null });
    return null;
  };
  const body = [...said.map((each) => element("p", { class: "lead" }, each)), without, element("div", { class: "field field-code" }, label, input, keys)];
  return { body, leave, button: text("button.continue") };
}

/** While typing at the end only, so that a correction in the middle stays where it is. */
function group(input: HTMLInputElement): void {
  if (input.selectionStart === input.value.length && bare(input).length <= LETTERS) {
    write(input, bare(input));
  }
}

function bare({ value }: HTMLInputElement): string {
  return value.replace(/[\s-]/g, "");
}

/** In fours, as on the card. */
function write(input: HTMLInputElement, typed: string): void {
  input.value = (typed.slice(0, LETTERS).match(/.{1,4}/gu) ?? []).join(" ");
}

export function retry(): HTMLElement {
  return element("button", { type: "button", class: "button", id: "retry", click: tryNow }, text("button.retry"));
}
