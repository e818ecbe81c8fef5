/**
 * Keeps the page itself on the tablet (keeper.ts), and takes a newer one only while nobody has begun: a person never
 * sees half of each.
 */

import { trusted } from "../trusted.ts";
import { isFresh } from "./welcome.ts";

const keeper = document.body.dataset["keeper"] as string;

let kept = false;

/** The browser is not to clear what lies here when room gets short. Some ask the person, so not again once it said yes. */
async function persist(): Promise<void> {
  if (!(await navigator.storage?.persisted?.())) {
    await navigator.storage?.persist?.();
  }
}

/** Once is enough. A browser without service workers works with the network only. */
export async function keepPage(): Promise<void> {
  if (kept || !("serviceWorker" in navigator)) {
    return;
  }
  kept = true;
  void persist().catch(() => undefined);
  const registration = await navigator.serviceWorker.register(trusted(keeper), { scope: "/kiosk/" });
  const renew = (): void => takeOver(registration);
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", renew));
  renew();
}

/** The very first one waits for nobody: it has no older one beside it. */
function takeOver({ active, waiting }: ServiceWorkerRegistration): void {
  if (active && waiting && isFresh()) {
    navigator.serviceWorker.addEventListener("controllerchange", () => isFresh() && location.reload(), { once: true });
    waiting.postMessage("go");
  }
}
