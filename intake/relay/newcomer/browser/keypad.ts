/** Large keys for a number, and how a number is read and shown. */

import { icon } from "./drawings.ts";
import { element } from "./element.ts";

const LONGEST = 20;
export const DIGITS = "123456789+0";

/**
 * A key for each of `signs`, which adds it to what `typed` gives and hands that to `settle`; the last key takes back,
 * which `erased` says to whoever hears it.
 */
export function keypad(signs: string, typed: () => string, settle: (written: string) => void, erased: string): HTMLElement {
  const key = (press: () => void, face: HTMLElement | string): HTMLElement =>
    element("button", { type: "button", class: "button", click: press }, face);
  const keys = Array.from(signs, (sign) => key(() => settle(typed() + sign), sign));
  const erase = element("span", { class: "key-erase" }, icon("erase"), element("span", { class: "unseen" }, erased));
  const kind = signs === DIGITS ? "keypad" : "keypad keypad-letters";
  return element("div", { class: kind, role: "group" }, ...keys, key(() => settle(typed().slice(0, -1)), erase));
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
