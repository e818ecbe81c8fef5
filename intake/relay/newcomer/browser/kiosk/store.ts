/**
 * The tablet's storage, in IndexedDB: two stores of values under keys, without any time or order.
 *
 * A write is done when it is on disk (`durability: "strict"`; a browser that does not know the word reads over it).
 */

const NAME = "kiosk";
const STORES = ["links", "envelopes"] as const;
const PATIENCE = 5_000;

export type Store = (typeof STORES)[number];

let database: Promise<IDBDatabase> | null = null;

export function get<Value>(store: Store, key: string): Promise<Value | undefined> {
  return work(store, "readonly", (values) => values.get(key) as IDBRequest<Value | undefined>);
}

export function keys(store: Store): Promise<string[]> {
  return work(store, "readonly", (values) => values.getAllKeys() as IDBRequest<string[]>);
}

export async function put(store: Store, key: string, value: unknown): Promise<void> {
  await work(store, "readwrite", (values) => values.put(value, key));
}

export async function remove(store: Store, key: string): Promise<void> {
  await work(store, "readwrite", (values) => values.delete(key));
}

/** One transaction of one request; rejects where the browser cannot, or does not answer. */
async function work<Value>(store: Store, mode: IDBTransactionMode, ask: (values: IDBObjectStore) => IDBRequest<Value>): Promise<Value> {
  const opened = await inTime((database ??= open()));
  return inTime(
    new Promise((resolve, reject) => {
      const transaction = opened.transaction(store, mode, { durability: "strict" });
      const request = ask(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    }),
  );
}

function open(): Promise<IDBDatabase> {
  const opening = new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => STORES.forEach((store) => request.result.createObjectStore(store));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  // Tried anew the next time.
  opening.catch(() => (database = null));
  return opening;
}

function inTime<Value>(promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("the storage does not answer")), PATIENCE);
    promise.then(resolve, reject);
  });
}
