/** What the worker does: check a key sheet once, then seal for it. All heavy work, and the only sealing, is here. */

import { fromBase64url } from "./base64url.ts";
import { type Bytes, equal } from "./bytes.ts";
import { type Context, contextDigest, IDENTIFIER } from "./context.ts";
import { type Day, dayOfHeader, readDay } from "./day.ts";
import { readSheet, recipient, type Refusal, sealingDay, type Sheet, SheetRefused } from "./sheet.ts";
import { type Recipients, seal } from "./seal.ts";
import { plaintext, type Submission } from "./submission.ts";

/** What the relay answered when the link was opened, and what the form knows by itself. */
export interface SheetCheck {
  /** `key_sheet` of the relay's answer, parsed or as text. */
  readonly keySheet: unknown;
  /** From the link; null where the code was typed by hand. */
  readonly fingerprint: string | null;
  /** Built into the form. */
  readonly questionnaire: string;
  readonly version: string;
  /** `inbox` and `context` (base64url) of the relay's answer: compared with the signed sheet's, never trusted. */
  readonly inbox: string;
  readonly context: string;
  /** The phone's own day, UTC, YYYY-MM-DD. */
  readonly today: string;
  /** The relay's Date header. */
  readonly serverDate: string | null;
}

/** `day` is the one to write as sealed_at. */
export type SheetResult =
  | { readonly ok: true; readonly ggd: string; readonly inbox: string; readonly expires: Day; readonly day: Day }
  | { readonly ok: false; readonly reason: Refusal };

interface Ready {
  readonly context: Context;
  readonly recipients: Recipients;
}

/** One form's worth of sealing. */
export class Duty {
  private ready: Ready | null = null;

  /** From now on seal for this sheet; where it is refused, seal nothing. */
  async check(asked: SheetCheck): Promise<SheetResult> {
    this.ready = null;
    try {
      const sheet = await readSheet(parsed(asked.keySheet), asked.fingerprint);
      const day = sealingDay(sheet, readDay(asked.today), dayOfHeader(asked.serverDate));
      const context = await boundContext(sheet, asked);
      const recipients = { desk: recipient(sheet, "desk", day), recovery: recipient(sheet, "recovery", day) };
      this.ready = { context, recipients };
      return { ok: true, ggd: sheet.ggd, inbox: sheet.inbox, expires: sheet.expires, day };
    } catch (refusal) {
      return { ok: false, reason: refusal instanceof SheetRefused ? refusal.reason : "malformed" };
    }
  }

  /** An envelope of 10,633 bytes; rejects with TooLong, or with Error before a sheet was accepted. */
  async seal(submission: Submission): Promise<Bytes> {
    const ready = this.ready;
    if (ready === null) {
      throw new Error("no key sheet was accepted");
    }
    const { questionnaire, version } = ready.context;
    if (submission.questionnaire !== questionnaire || submission.version !== version) {
      throw new Error("the submission answers another questionnaire");
    }
    const written = plaintext(submission);
    const envelope = await seal(written, ready.context, ready.recipients);
    written.fill(0);
    return envelope;
  }
}

function parsed(keySheet: unknown): unknown {
  return typeof keySheet === "string" ? JSON.parse(keySheet) : keySheet;
}

/** The context as the form itself computes it; throws SheetRefused where the relay says another. */
async function boundContext(sheet: Sheet, asked: SheetCheck): Promise<Context> {
  const context = { inbox: sheet.inbox, questionnaire: asked.questionnaire, version: asked.version };
  const claimed = fromBase64url(asked.context, 32);
  const wellFormed = IDENTIFIER.test(asked.questionnaire) && IDENTIFIER.test(asked.version);
  if (!wellFormed || asked.inbox !== sheet.inbox || claimed === null || !equal(claimed, await contextDigest(context))) {
    throw new SheetRefused("context");
  }
  return context;
}
