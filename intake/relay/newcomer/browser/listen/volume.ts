/**
 * How loud. Always quiet first, so that nobody near hears what a person has not yet put to their ear; each tap on "+"
 * makes it twice as loud, and after the loudest it is quiet again. The keys of the device work besides.
 */

import { alsoForget } from "../session.ts";

const LEVELS = [0.125, 0.25, 0.5, 1];

let level = 0;

alsoForget(() => { level = 0; });

export const steps = LEVELS.length;

/** From 1 to `steps`. */
export function step(): number {
  return level + 1;
}

export function raise(): void {
  level = (level + 1) % steps;
}

/** From 0 to 1. */
export function volume(): number {
  return LEVELS[level] as number;
}
