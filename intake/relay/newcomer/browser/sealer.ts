/**
 * Sealing as the form's page sees it: a worker that checks a key sheet and seals for it.
 *
 * The worker is made through the Trusted Types policy `envelop` (trusted.ts).
 * Answers go to the worker and nowhere else; close() ends it and all it held in memory.
 */

import type { SheetCheck, SheetResult } from "./envelope/duty.ts";
import type { Submission } from "./envelope/submission.ts";
import { trusted } from "./trusted.ts";

export type { SheetCheck, SheetResult } from "./envelope/duty.ts";

export interface Sealer {
  /** From now on seal for this key sheet; where it is refused, nothing can be sealed. */
  checkSheet(check: SheetCheck): Promise<SheetResult>;
  /** An envelope of 10,633 bytes; rejects with SealError. */
  seal(submission: Submission): Promise<Uint8Array<ArrayBuffer>>;
  /** End the worker and forget what it held; what was still asked rejects with SealError `closed`. */
  close(): void;
}

/** `too-long`: shorten the contact texts. `unsupported`: paper. `failed`: try again, then paper. */
export type SealFailure = "too-long" | "unsupported" | "failed" | "closed";

export class SealError extends Error {
  readonly code: SealFailure;

  constructor(code: SealFailure) {
    super(`sealing: ${code}`);
    this.code = code;
  }
}

/** What the page asks of the worker. */
export type Order =
  | { readonly kind: "check"; readonly number: number; readonly check: SheetCheck }
  | { readonly kind: "seal"; readonly number: number; readonly submission: Submission };

/** What the worker answers. */
export type Report =
  | { readonly number: number; readonly value: SheetResult | Uint8Array<ArrayBuffer> }
  | { readonly number: number; readonly failure: SealFailure };

interface Waiting {
  resolve(value: unknown): void;
  reject(error: SealError): void;
}

/** Can this browser seal? Not without a secure context, WebCrypto, workers and big integers. */
export function canSeal(): boolean {
  const webCrypto = typeof crypto === "object" && Boolean(crypto.subtle);
  return isSecureContext && webCrypto && typeof Worker === "function" && typeof BigInt === "function";
}

/** `workerUrl`: of the built seal.worker.ts, on the page's own origin. Throws SealError `unsupported`. */
export function createSealer(workerUrl: string): Sealer {
  if (!canSeal()) {
    throw new SealError("unsupported");
  }
  return new WorkerSealer(new Worker(trusted(workerUrl)));
}

class WorkerSealer implements Sealer {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;
  private ended: SealFailure | null = null;

  constructor(worker: Worker) {
    this.worker = worker;
    worker.onmessage = ({ data }: MessageEvent<Report>) => this.settle(data);
    worker.onerror = () => this.end("failed");
    worker.onmessageerror = () => this.end("failed");
  }

  checkSheet(check: SheetCheck): Promise<SheetResult> {
    return this.ask((number) => ({ kind: "check", number, check }));
  }

  seal(submission: Submission): Promise<Uint8Array<ArrayBuffer>> {
    return this.ask((number) => ({ kind: "seal", number, submission }));
  }

  close(): void {
    this.end("closed");
  }

  private ask<Value>(order: (number: number) => Order): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (this.ended !== null) {
        throw new SealError(this.ended);
      }
      const number = ++this.last;
      this.waiting.set(number, { resolve: resolve as (value: unknown) => void, reject });
      this.worker.postMessage(order(number));
    });
  }

  private settle(report: Report): void {
    const waiting = this.waiting.get(report.number);
    this.waiting.delete(report.number);
    if ("failure" in report) {
      waiting?.reject(new SealError(report.failure));
    } else {
      waiting?.resolve(report.value);
    }
  }

  private end(code: SealFailure): void {
    this.worker.terminate();
    this.ended ??= code;
    this.waiting.forEach((waiting) => waiting.reject(new SealError(code)));
    this.waiting.clear();
  }
}
