/**
 * All that the form knows, in one variable, in memory. Nothing of it is ever stored; forget() is the end of it.
 *
 * `null` in answers and contact is "I do not want to answer"; what was not touched yet is not there at all.
 */

import type { Answer, Contact } from "./envelope/submission.ts";
import type { Link } from "./envelope/link.ts";

/** An inbox that takes people without a card. `fingerprint` is null where no poster was scanned: nothing to check by. */
export interface SelfReferral {
  readonly inbox: string;
  readonly fingerprint: string | null;
  /** The municipality: chosen by the person, or the only one on the poster. */
  readonly place: string | null;
}

/** By what the form was opened, and by what its envelope will go. */
export type Way = Link | SelfReferral;

/** What opening gave: for whom is sealed. */
export interface Opened {
  readonly ggd: string;
  readonly inbox: string;
  readonly questionnaire: string;
  readonly version: string;
  readonly place: string | null;
  readonly via: string | null;
  readonly day: string;
}

/**
 * Whether the form can begin. `code`: no way is known yet; `unknown`: nothing opens by it. On a tablet also `ended`: it
 * has no link that opens; `stale`: without network for longer than its keys hold.
 */
export type Door = "code" | "opening" | "unknown" | "network" | "busy" | "unsafe" | "ended" | "stale" | Opened;

/** `filling`, and from Send on: being sealed; sealed but not gone; put by on a tablet; gone; refused for good; never sealed. */
export type Phase = "filling" | "sealing" | "waiting" | "kept" | "sent" | "refused" | "unsealed";

export type Choices = { -readonly [Name in Exclude<keyof Contact, "age" | "address" | "name">]?: Contact[Name] } & {
  age?: "16-17" | "18+" | "younger" | undefined;
  /** Which of the two is being typed, or null: neither. */
  address_kind?: "phone" | "email" | null | undefined;
  typed_phone?: string;
  typed_email?: string;
  typed_name?: string;
};

export interface Session {
  way: Way | null;
  door: Door;
  phase: Phase;
  /** The municipality that somebody without a card chose; null: it is not in the list. */
  place?: string | null | undefined;
  moment?: "now" | "later" | undefined;
  practice?: string | null | undefined;
  answers: Record<string, Answer>;
  contact: Choices;
  /** From Send on; before, nothing is sealed. */
  envelope: Uint8Array<ArrayBuffer> | null;
  code: string;
}

function fresh(): Session {
  return { way: null, door: "code", phase: "filling", answers: {}, contact: {}, envelope: null, code: "" };
}

export let session: Session = fresh();

const keepers: (() => void)[] = [];

/** `end` is called at every wipe, for whoever else holds something. */
export function alsoForget(end: () => void): void {
  keepers.push(end);
}

export function forget(): void {
  session = fresh();
  keepers.forEach((end) => end());
}

/** From here on only sealed bytes and what the last screen says: the answers themselves are gone. */
export function keepOnlySealed(envelope: Uint8Array<ArrayBuffer>, code: string): void {
  const { way, door } = session;
  session = { ...fresh(), way, door, envelope, code, phase: "waiting" };
}
