/** The line drawings the script needs. The first screen's own stand in its document. */

import { drawing } from "./element.ts";

const ICONS = {
  back: "M19 12H5m6-7-7 7 7 7",
  erase: "M21 5H9l-7 7 7 7h12zm-5 4-5 6m0-6 5 6",
  phone: "M7 2h10v20H7zm4 16h2",
  at: "M16 8v5a3 3 0 0 0 6 0v-1a10 10 0 1 0-4 8M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0",
  paper: "M6 2h9l4 4v16H6zm8 0v5h5M9 12h7m-7 4h7",
  lock: "M5 11h14v10H5zm3 0V7a4 4 0 0 1 8 0v4",
  shield: "M12 2l8 3v6c0 6-4 9-8 11-4-2-8-5-8-11V5z",
  choice: "M4 12l5 5L20 6",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 4v5l3 3",
  people: "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm-7 10v-2a6 6 0 0 1 14 0v2M17 4a4 4 0 0 1 0 7m2 4a6 6 0 0 1 3 4v2",
  sound: "M4 9v6h4l6 5V4L8 9zM17.5 8.5a5 5 0 0 1 0 7M20 5.5a9 9 0 0 1 0 13",
  louder: "M3 9v6h4l6 5V4L7 9zm14 3h6m-3-3v6",
  stop: "M6 6h12v12H6z",
  leave: "M14 3H4v18h10M9 12h12m-4-5 5 5-5 5",
} as const;

export type Icon = keyof typeof ICONS;

export function icon(name: Icon): SVGElement {
  const turns = name === "back" || name === "leave" ? "icon icon-turns" : "icon";
  return drawing("0 0 24 24", turns, [ICONS[name], ""]);
}

/** Somebody who holds the device to an ear. */
export function atEar(): SVGElement {
  return drawing(
    "0 0 120 88",
    "mark mark-ear",
    ["M10 86c0-14 14-20 38-20s38 6 38 20", ""],
    ["M24 32a24 24 0 1 1 48 0 24 24 0 0 1-48 0z", ""],
    ["M78 14l13 3q3 1 2 4l-8 30q-1 3-4 2l-9-2q-3-1-2-4l5-30q1-3 3-3z", ""],
    ["M86 86l4-30M104 22a14 14 0 0 1-3 22M112 14a24 24 0 0 1-5 38", ""],
  );
}

/** The envelope; where `closing`, the paper slides in and the flap closes (stylesheet: mark-closing.css). */
export function envelope(closing = false): SVGElement {
  return drawing(
    "0 0 120 88",
    closing ? "mark mark-closing" : "mark",
    ["M8 12L60-22 112 12z", "mark-open"],
    ["M12 12h96q4 0 4 4v62q0 4-4 4H12q-4 0-4-4V16q0-4 4-4z", "mark-back"],
    ["M24 20h72v54H24zm12 14h48M36 46h48M36 58h30", "mark-paper"],
    ["M8 14v64q0 4 4 4h96q4 0 4-4V14L60 52z", "mark-front"],
    ["M8 13L60 52 112 13z", "mark-flap"],
  );
}
