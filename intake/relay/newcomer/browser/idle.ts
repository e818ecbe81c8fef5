/**
 * A form that nobody touches asks "Are you still there?" and then wipes itself like Exit; on a tablet also one that is
 * out of sight.
 */

import { device } from "./device.ts";
import { element, refill } from "./element.ts";
import { leave } from "./exit.ts";
import { fill, outside, text } from "./texts.ts";

const GRACE = 30_000;
const TOUCHES = ["pointerdown", "keydown", "input", "scroll", "wheel"];

let last = Date.now();
/** Since when the page is out of sight. */
let away: number | null = null;
let dialog: HTMLElement | null = null;

/** `counts`: is there something to forget, and nothing that must not be lost? */
export function watchIdle(counts: () => boolean): void {
  TOUCHES.forEach((kind) => addEventListener(kind, touched, { passive: true, capture: true }));
  setInterval(() => look(counts()), 1_000);
  // A phone that slept ran no timer: look as soon as it wakes.
  document.addEventListener("visibilitychange", () => {
    look(counts());
    away = document.hidden ? Date.now() : null;
  });
}

function touched(): void {
  if (dialog === null) {
    last = Date.now();
  }
}

function look(counts: boolean): void {
  const quiet = counts ? Date.now() - last : 0;
  const hidden = away === null ? 0 : Date.now() - away;
  if (!counts) {
    last = Date.now();
  } else if (hidden >= device.hidden || quiet >= device.quiet + GRACE) {
    leave();
  } else if (quiet >= device.quiet) {
    ask(Math.ceil((device.quiet + GRACE - quiet) / 1_000));
  }
}

function ask(seconds: number): void {
  if (dialog === null) {
    outside(open);
  }
  refill(dialog?.querySelector("p") as Element, outside(() => fill("idle.text", { seconds })));
}

function open(): void {
  const main = document.getElementById("main") as HTMLElement;
  const focused = document.activeElement as HTMLElement | null;
  const stay = (): void => {
    dialog?.remove();
    dialog = null;
    last = Date.now();
    main.hidden = false;
    focused?.focus();
  };
  const yes = element("button", { type: "button", class: "button button-main", id: "stay", click: stay }, text("idle.yes"));
  const heading = element("h1", { id: "idle-heading" }, text("idle.title"));
  dialog = element("div", { role: "alertdialog", class: "dialog", "aria-labelledby": "idle-heading", "aria-describedby": "idle-text" },
    heading, element("p", { id: "idle-text" }), yes);
  main.hidden = true;
  main.after(dialog);
  yes.focus();
}
