/** Waiting: before something is tried again, and between two pieces of work that would hold the page if done as one. */

/** In milliseconds: one picture of sixty a second. */
const FRAME = 17;
const LONGEST = 60_000;

let hurry: (() => void) | null = null;

/** Until what was changed has been drawn. A page that is out of sight draws nothing: this is for what is seen only. */
export function drawn(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

/** Time for the page to draw itself and to hear a tap; out of sight too, where what was sealed has to go all the same. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, FRAME));
}

/**
 * 2, 4, 8 ... up to 60 seconds, and never less than the `seconds` for which the server asked, up to a minute; cut short
 * by the button or when the network is back; never all phones at one moment.
 */
export function pause(attempt: number, seconds: number): Promise<void> {
  const own = Math.min(LONGEST, 2_000 * 2 ** Math.min(attempt, 5)) * (0.75 + Math.random() / 2);
  const asked = Math.min(LONGEST, seconds * 1_000) * (1 + Math.random() / 4);
  const time = Math.max(own, asked);
  return new Promise((resolve) => {
    const timer = setTimeout(done, time);
    function done(): void {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    }
    addEventListener("online", done);
    hurry = done;
  });
}

/** Try again now. */
export function tryNow(): void {
  hurry?.();
}
