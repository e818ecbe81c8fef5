/**
 * The pages of information are whole without this. It adds what only a script can: leaving as the form is left, a button
 * to print, a way around the page that writes no topic into the browser's history, and on a tablet the way back to its
 * first screen when nobody reads any more.
 */

import { device } from "./device.ts";
import { leave, listenForExit } from "./exit.ts";

const QUIET = 2 * 60_000;
const TOUCHES = ["pointerdown", "keydown", "scroll", "wheel"];

const home = document.body.dataset["home"];

function offerPrint(): void {
  const print = document.getElementById("print");
  print?.addEventListener("click", () => window.print());
  print?.removeAttribute("hidden");
}

/** Exit replaces this page: the link behind it would leave it in the history. */
function followLinksQuietly(): void {
  addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a");
    const goal = link?.getAttribute("href") ?? "";
    if (link?.id === "exit") {
      event.preventDefault();
    } else if (goal.startsWith("#")) {
      event.preventDefault();
      goTo(goal === "#t0" ? document.querySelector("h1") : document.querySelector(goal));
    }
  });
}

function goTo(heading: HTMLElement | null): void {
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView({ behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

function watch(): void {
  let last = Date.now();
  const touched = (): void => { last = Date.now(); };
  TOUCHES.forEach((kind) => addEventListener(kind, touched, { passive: true, capture: true }));
  setInterval(() => Date.now() - last >= QUIET && leave(), 1_000);
}

if (home !== undefined) {
  device.home = home;
  watch();
}
listenForExit();
followLinksQuietly();
offerPrint();
