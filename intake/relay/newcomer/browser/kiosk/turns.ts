/** Work that is asked for at any time, by a clock, the network or a person, and done by one at a time. */

/** What resolves once `work` has run from its beginning; asked for while it runs, it runs once more. */
export function inTurn(work: () => Promise<void>): () => Promise<void> {
  let asked = false;
  let running: Promise<void> | null = null;
  const run = async (): Promise<void> => {
    while (asked) {
      asked = false;
      await work().catch(() => undefined);
    }
    running = null;
  };
  return () => {
    asked = true;
    running ??= run();
    return running;
  };
}
