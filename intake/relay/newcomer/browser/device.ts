/**
 * What differs between somebody's own phone and a tablet that many people use. A phone's ways stand here; on a tablet
 * kiosk/tablet.ts puts its own in their place before anything else runs.
 */

export interface Device {
  /** Where Exit leads. */
  home: string;
  /** Milliseconds without a touch before "Are you still there?" */
  quiet: number;
  /** Milliseconds out of sight before the wipe. */
  hidden: number;
  tablet: Tablet | null;
}

export interface Tablet {
  /** Open the form by the link that was scanned now, or else by the one that is kept. */
  open(changed: () => void): void;
  /** From "sealed" on: put the envelope by, then send it; what came of it is told after `drawn`. */
  carry(changed: () => void, drawn: Promise<void>): Promise<void>;
}

export const device: Device = { home: "/start/", quiet: 10 * 60_000, hidden: Infinity, tablet: null };
