/**
 * A test vector: a text file of headers, an empty line, then bytes in base64.
 *
 *     expect: wrong commitment
 *     comment: The two recipients were given different content keys.
 *     inbox: ggd-demo
 *     recovery: 5e1f...              the seed of a key that the opener holds
 *
 *     RU5WRUxPUDE...
 */

import { readdirSync, readFileSync } from "node:fs";

import type { Bytes } from "../../intake/relay/newcomer/browser/envelope/bytes.ts";

export interface Vector {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Bytes;
}

const WIDTH = 116;

export function write({ headers, body }: Vector): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const letters = btoa(Array.from(body, (byte) => String.fromCharCode(byte)).join(""));
  return [...lines, "", ...(letters.match(new RegExp(`.{1,${WIDTH}}`, "g")) ?? []), ""].join("\n");
}

export function read(name: string, text: string): Vector {
  const end = text.indexOf("\n\n");
  const headers = text.slice(0, end).split("\n").map((line) => {
    const colon = line.indexOf(": ");
    return [line.slice(0, colon), line.slice(colon + 2)] as const;
  });
  const letters = atob(text.slice(end).replace(/\n/g, ""));
  return { name, headers: Object.fromEntries(headers), body: Uint8Array.from(letters, (letter) => letter.charCodeAt(0)) };
}

/** The vectors of a folder beside this file, by name. */
export function folder(path: string): Vector[] {
  const at = new URL(path, import.meta.url);
  const names = readdirSync(at).filter((name) => name.endsWith(".txt")).sort();
  return names.map((name) => read(name.slice(0, -4), readFileSync(new URL(name, at), "utf8")));
}

/** A header that must be there. */
export function header(vector: Vector, name: string): string {
  const value = vector.headers[name];
  if (value === undefined) {
    throw new Error(`${vector.name} has no header ${name}`);
  }
  return value;
}

export function hex(data: Uint8Array): string {
  return Array.from(data, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function fromHex(text: string): Bytes {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
