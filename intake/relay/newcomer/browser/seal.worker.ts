/**
 * The worker in which sealing runs: on the main thread it would hold the page for a tenth of a second.
 *
 * A classic script (not every phone knows module workers), built with the esbuild plugin envelope/lean.mjs.
 */

import type { Order, Report } from "./sealer.ts";
import { Duty } from "./envelope/duty.ts";

interface Scope {
  onmessage: ((event: MessageEvent<Order>) => void) | null;
  postMessage(message: Report, transfer?: Transferable[]): void;
}

const scope = self as unknown as Scope;
const duty = new Duty();

scope.onmessage = ({ data: order }) => {
  void answer(order);
};

async function answer(order: Order): Promise<void> {
  try {
    if (order.kind === "check") {
      scope.postMessage({ number: order.number, value: await duty.check(order.check) });
    } else {
      const envelope = await duty.seal(order.submission);
      scope.postMessage({ number: order.number, value: envelope }, [envelope.buffer]);
    }
  } catch (error) {
    scope.postMessage({ number: order.number, failure: isTooLong(error) ? "too-long" : "failed" });
  }
}

function isTooLong(error: unknown): boolean {
  return (error as { readonly code?: unknown }).code === "too-long";
}
