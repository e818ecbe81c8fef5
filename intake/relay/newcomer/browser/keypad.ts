/** Large keys for a number, and how a number is read and shown. */

import { element } from "./element.ts";

const LONGEST = 20;
const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "+", "0"];

/** Keys that add to what `typed` gives and hand it to `settle`; `erase` is drawn on the last one. */
export function keypad(typed: () => string, settle: (number: string) => void, erase: HTMLElement): HTMLElement {
  const key = (press: () => void, face: HTMLElement | string): HTMLElement =>
    element("button", { type: "button", class: "button", click: press }, face);
  const keys = KEYS.map((digit) => key(() => settle(typed() + digit), digit));
  return element("div", { class: "keypad", role: "group" }, ...keys, key(() => settle(typed().slice(0, -1)), erase));
}

/** What can be dialled of what was typed: Latin digits (Arabic-Indic and Persian ones too), a plus only in front. */
export function dialled(typed: string): string {
  const latin = typed.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) as number) & 15));
  const plus = /^\s*\+/.test(latin) ? "+" : "";
  return (plus + latin.replace(/\D/g, "")).slice(0, LONGEST);
}

/** In groups that can be read back: 06 12 34 56 78, +31 6 12 34 56 78. */
export function spaced(number: string): string {
  const [, start = "", rest = ""] = /^(\+31 ?6?|\+\d{0,2})?(.*)$/.exec(number) ?? [];
  const groups = rest.match(/\d{1,2}/g) ?? [];
  return [start.replace(/^\+316/, "+31 6"), ...groups].filter(Boolean).join(" ");
}
