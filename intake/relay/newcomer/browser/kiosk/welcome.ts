/** What a tablet's first screen says besides the languages. */

import { chooseTag } from "../languages.ts";

/** Nobody has chosen a language yet. */
export function isFresh(): boolean {
  return document.querySelector(".welcome") !== null;
}

/** How many sealed envelopes wait for the network, where any do. */
export function sayWaiting(count: number): void {
  const said = document.getElementById("waits");
  if (said !== null) {
    said.hidden = count === 0;
    said.querySelectorAll("bdi").forEach((figure) => (figure.textContent = String(count)));
  }
}

/** Go on in the tablet's own language, where nobody has to choose one any more. */
export function speakByItself(): void {
  const offered = Array.from(document.querySelectorAll<HTMLElement>(".languages [lang]"), ({ lang }) => lang);
  const own = navigator.languages.flatMap((tag) => [tag, tag.split("-")[0] as string]);
  chooseTag(own.find((tag) => offered.includes(tag)) ?? document.documentElement.lang);
}
