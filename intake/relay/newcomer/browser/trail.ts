/**
 * Where we are: a place number, one history entry for each Continue, so that the Back key goes one question back.
 *
 * The address never changes, and an entry holds a random number only: which place it stands for is known in memory
 * alone. After a wipe, or when an entry of an earlier visit comes back, the trail begins again at its first place.
 */

type Draw = (place: number) => void;

let draw: Draw;
let start = 0;
let here = 0;
const places = new Map<unknown, number>();

/** Begin at `place`. Clears the address bar: what stood behind the # is known by now. */
export function begin(place: number, drawPlace: Draw): void {
  draw = drawPlace;
  start = place;
  here = place;
  history.replaceState(remember(place), "", location.pathname);
}

/** The Back and Forward keys. */
export function followKeys(): void {
  addEventListener("popstate", ({ state }) => {
    here = places.get(state) ?? start;
    draw(here);
  });
}

export function advance(): void {
  here += 1;
  history.pushState(remember(here), "", location.pathname);
  draw(here);
}

export function back(): void {
  history.back();
}

export function redraw(): void {
  draw(here);
}

export function atStart(): boolean {
  return here === start;
}

function remember(place: number): number {
  const entry = Math.floor(Math.random() * 2 ** 48);
  places.set(entry, place);
  return entry;
}
