/** How long to wait before trying again: longer each time, cut short by the button or when the network is back. */

const LONGEST = 60_000;

let hurry: (() => void) | null = null;

/** 2, 4, 8 ... up to 60 seconds, or `seconds` where the server asked for more; never all phones at one moment. */
export function pause(attempt: number, seconds: number): Promise<void> {
  const own = Math.min(LONGEST, 2_000 * 2 ** Math.min(attempt, 5));
  const time = Math.max(own, Math.min(LONGEST, seconds * 1_000)) * (0.75 + Math.random() / 2);
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
