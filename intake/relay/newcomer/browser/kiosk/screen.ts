/** The tablet's screen stays on and fills the device, where the browser can. */

interface Full extends HTMLElement {
  webkitRequestFullscreen?(): void;
}

export function keepAwake(): void {
  void lock();
  // The browser takes the lock back whenever the page is out of sight.
  document.addEventListener("visibilitychange", () => void lock());
  // Not within the tap itself: what was tapped comes first.
  addEventListener("click", fill, { once: true });
}

async function lock(): Promise<void> {
  if (!document.hidden) {
    await navigator.wakeLock?.request("screen").catch(() => undefined);
  }
}

function fill(): void {
  const page: Full = document.documentElement;
  if (!document.fullscreenElement && !matchMedia("(display-mode: fullscreen)").matches) {
    void (page.requestFullscreen?.() ?? Promise.resolve(page.webkitRequestFullscreen?.())).catch(() => undefined);
  }
}
