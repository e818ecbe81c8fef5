/**
 * The service worker of /kiosk/: keeps the page's code and texts, so that a tablet works without network, also after a
 * restart. The server writes the list of them, each with its digest, in front of this script (intake/relay/newcomer/
 * kiosk.py); a list that changed is a new worker, which fetches everything before it serves anything.
 *
 * Only what the list names is kept. It is the same for everybody; of what a person does only this stays, that a
 * language's recordings were listened to.
 */

interface Kept {
  readonly version: string;
  /** SHA-256 (base64) by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Recordings, kept once somebody listened; named by their contents. */
  readonly packs: readonly string[];
}

interface Scope {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(kind: string, listener: (event: Happening) => void): void;
}

interface Happening extends Event {
  readonly request: Request;
  readonly data: unknown;
  waitUntil(done: Promise<unknown>): void;
  respondWith(answer: Promise<Response>): void;
}

declare const KEPT: Kept;

const scope = self as unknown as Scope;
const PREFIX = "kiosk ";
const NAME = PREFIX + KEPT.version;
const PACKS = "packs";

scope.addEventListener("install", (event) => event.waitUntil(fetchAll()));
scope.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => scope.clients.claim())));
scope.addEventListener("message", ({ data }) => data === "go" && void scope.skipWaiting());
scope.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method === "GET" && origin === scope.location.origin && /^\/(kiosk|assets|text|audio)\//.test(pathname)) {
    event.respondWith(KEPT.packs.includes(pathname) ? pack(pathname) : answer(event.request, pathname));
  }
});

/** All, or nothing: where one file is not what the list says, this version is dropped. */
async function fetchAll(): Promise<void> {
  const cache = await caches.open(NAME);
  try {
    await Promise.all(Object.entries(KEPT.files).map(async ([path, digest]) => cache.put(path, await fetched(path, digest))));
  } catch (failure) {
    await caches.delete(NAME);
    throw failure;
  }
}

async function fetched(path: string, digest: string): Promise<Response> {
  const here = await caches.match(path);
  if (here && (await digestOf(here)) === digest) {
    return here;
  }
  const found = await fetch(path, { cache: "no-store", credentials: "omit", redirect: "error" });
  if (!found.ok || (await digestOf(found)) !== digest) {
    throw new Error("the server is changing its files");
  }
  return found;
}

async function digestOf(response: Response): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

/** The version before stays too: a page in another tab may still be made of its files. */
async function tidy(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  const packs = await caches.open(PACKS);
  const old = (await packs.keys()).filter(({ url }) => !KEPT.packs.includes(new URL(url).pathname));
  await Promise.all(old.map((request) => packs.delete(request)));
}

/** Pages are this version's; all else is named by its contents, so that the page of another version gets its own. */
async function answer(request: Request, path: string): Promise<Response> {
  const own = await caches.open(NAME);
  return (await own.match(path)) ?? (await caches.match(path)) ?? fetch(request);
}

async function pack(path: string): Promise<Response> {
  const packs = await caches.open(PACKS);
  const here = await packs.match(path);
  if (here) {
    return here;
  }
  const found = await fetch(path, { cache: "no-store", credentials: "omit", redirect: "error" });
  if (found.ok) {
    await packs.put(path, found.clone()).catch(() => undefined); // no room: heard this once
  }
  return found;
}
