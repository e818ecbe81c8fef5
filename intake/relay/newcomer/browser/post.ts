/** The two requests the form makes. Nothing that a person answered is in either: the second carries sealed bytes. */

import type { Way } from "./session.ts";

/** What the relay says of a link or an inbox; `served` is its Date header. */
export interface Grant {
  readonly inbox: string;
  readonly place: string | null;
  readonly via: string | null;
  readonly kiosk: boolean;
  readonly questionnaire: string;
  readonly version: string;
  readonly context: string;
  readonly key_sheet: unknown;
}

/** Why it did not work. `gone`: unknown or expired; `busy`: try again; `refused`: trying again cannot help. */
export type Trouble = "network" | "busy" | "gone" | "refused";

export interface Refusal {
  readonly trouble: Trouble;
  /** Seconds to wait, where the server said so. */
  readonly wait: number;
  /** The relay's own word for it, where it was the relay that answered. */
  readonly said: string;
}

const UNREACHED: Refusal = { trouble: "network", wait: 0, said: "" };
const PATIENCE = 30_000;
const BUSY = [429, 500, 502, 503, 504, 507];

export async function open(way: Way): Promise<{ grant: Grant; served: string | null } | Refusal> {
  const answer = "token" in way
    ? await ask("/api/links/open", post({ "Content-Type": "application/json" }, JSON.stringify({ token: way.token })))
    : await ask(`/api/inboxes/${way.inbox}/open`, {});
  if ("trouble" in answer) {
    return answer;
  }
  try {
    return { grant: (await answer.json()) as Grant, served: answer.headers.get("Date") };
  } catch {
    return UNREACHED;
  }
}

/** Null when the envelope is stored, now or before: sending it again is harmless. */
export async function deliver(way: Way, envelope: Uint8Array<ArrayBuffer>): Promise<Refusal | null> {
  const Authorization = "token" in way ? `Link ${way.token}` : `Self ${way.inbox}`;
  const answer = await ask("/api/envelopes", post({ "Content-Type": "application/vnd.envelop", Authorization }, envelope));
  return "trouble" in answer ? answer : null;
}

function post(headers: Record<string, string>, body: BodyInit): RequestInit {
  return { method: "POST", headers, body };
}

async function ask(address: string, request: RequestInit): Promise<Response | Refusal> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), PATIENCE);
  try {
    const answer = await fetch(address, {
      ...request, signal: giveUp.signal,
      cache: "no-store", credentials: "omit", redirect: "error", referrerPolicy: "no-referrer",
    });
    return answer.ok ? answer : await refusal(answer);
  } catch {
    return UNREACHED;
  } finally {
    clearTimeout(timer);
  }
}

async function refusal(answer: Response): Promise<Refusal> {
  const told = (await answer.json().catch(() => null)) as { readonly error?: unknown } | null;
  const wait = Number(answer.headers.get("Retry-After")) || 0;
  return { trouble: meaning(answer.status), wait, said: String(told?.error ?? "") };
}

function meaning(status: number): Trouble {
  return status === 404 ? "gone" : BUSY.includes(status) ? "busy" : "refused";
}
