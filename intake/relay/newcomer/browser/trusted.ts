/**
 * The scripts that this page may start by their URL: the worker that seals and, on a tablet, the one that keeps the
 * page for when there is no network. The document names them; the Trusted Types policy `envelop` passes no other.
 */

interface Policy {
  createScriptURL(url: string): string;
}

interface PolicyFactory {
  createPolicy(name: string, rules: Policy): Policy;
}

// Read at once: a wipe empties the page.
const { worker, keeper } = document.body.dataset;
const KNOWN = [worker, keeper].map((path) => path && new URL(path, location.href).href);

let policy: Policy | null = null;

/** `url` for whatever starts a script; throws TypeError where it is not one of the page's own. */
export function trusted(url: string): string {
  const whole = new URL(url, location.href).href;
  const factory = (globalThis as { readonly trustedTypes?: PolicyFactory }).trustedTypes;
  policy ??= factory?.createPolicy("envelop", { createScriptURL: passed }) ?? { createScriptURL: passed };
  return policy.createScriptURL(whole);
}

function passed(url: string): string {
  if (!KNOWN.includes(url) || new URL(url).origin !== location.origin) {
    throw new TypeError("not a script of this page");
  }
  return url;
}
