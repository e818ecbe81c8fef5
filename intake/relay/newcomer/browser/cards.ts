/**
 * Answers to choose from: native radios (or checkboxes) in cards as wide as the page. Nothing is preselected, and a
 * tap on the chosen card clears it again.
 */

import { element } from "./element.ts";

export interface Option {
  /** What is kept when it is chosen; null is "I do not want to answer". */
  readonly value: string | number | null;
  readonly label: string | Node;
  /** Stands beside the label, never instead of it. */
  readonly picture?: SVGElement | null;
  /** Set apart, and alone: choosing it clears the others. */
  readonly skip?: boolean;
}

type Value = Option["value"];

/** `chosen` is undefined while nothing is; `choose` gets undefined when the choice is cleared. */
export function cards(options: readonly Option[], chosen: Value | undefined, choose: (value: Value | undefined) => void): HTMLElement {
  let current = chosen;
  const made = options.map((option) => card("radio", option, option.value === current));
  const settle = (): void => made.forEach(({ input, label }, place) => mark(label, input, options[place]?.value === current));
  made.forEach(({ input }, place) => {
    const press = (): void => {
      const value = options[place]?.value;
      current = value === current ? undefined : value;
      settle();
      choose(current);
    };
    input.addEventListener("click", press);
    clearBySpace(input, press);
  });
  return group("radiogroup", made.map(({ option }) => option));
}

/** The space bar on a checked radio does nothing by itself; here it clears, as a tap does. */
function clearBySpace(input: HTMLInputElement, clear: () => void): void {
  let swallow = false;
  input.addEventListener("keydown", (event) => {
    swallow = event.key === " " && input.checked;
    if (swallow) {
      event.preventDefault();
      clear();
    }
  });
  input.addEventListener("keyup", (event) => swallow && event.preventDefault());
}

/** Several may be chosen; the one marked `skip` stands alone. `null` is skipped, an empty list nothing yet. */
export function manyCards(options: readonly Option[], chosen: readonly Value[] | null, choose: (values: readonly Value[] | null) => void): HTMLElement {
  let current = chosen;
  const isOn = ({ value, skip }: Option): boolean => (skip ? current === null : current !== null && current.includes(value));
  const made = options.map((option) => card("checkbox", option, isOn(option)));
  made.forEach(({ input }, place) => {
    input.addEventListener("click", () => {
      current = toggled(current, options[place] as Option);
      made.forEach((each, number) => mark(each.label, each.input, isOn(options[number] as Option)));
      choose(current);
    });
  });
  return group("group", made.map(({ option }) => option));
}

function toggled(current: readonly Value[] | null, { value, skip }: Option): readonly Value[] | null {
  if (skip) {
    return current === null ? [] : null;
  }
  const others = (current ?? []).filter((each) => each !== value);
  return others.length === (current ?? []).length ? [...others, value] : others;
}

interface Card {
  /** The card, with room beside it for what is no part of the answer. */
  readonly option: HTMLElement;
  readonly label: HTMLElement;
  readonly input: HTMLInputElement;
}

function card(type: "radio" | "checkbox", { value, label, skip, picture = null }: Option, on: boolean): Card {
  const input = element("input", { type, name: "answer", value: String(value), autocomplete: "off" });
  const around = element("label", { class: skip ? "card card-skip" : "card" }, input, element("span", { class: "card-words" }, label), picture);
  mark(around, input, on);
  return { option: element("div", { class: skip ? "option option-skip" : "option" }, around), label: around, input };
}

function mark(label: HTMLElement, input: HTMLInputElement, on: boolean): void {
  input.checked = on;
  label.classList.toggle("card-chosen", on);
}

function group(role: string, options: readonly HTMLElement[]): HTMLElement {
  return element("div", { role, class: "cards", "aria-labelledby": "heading", "aria-describedby": "error" }, ...options);
}
