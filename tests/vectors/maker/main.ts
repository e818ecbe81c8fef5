/** Make all vectors into a folder: `make-vectors [FOLDER]`. The same bytes every time. */

import { mkdirSync, writeFileSync } from "node:fs";

import type { Bytes } from "../../../intake/relay/newcomer/browser/envelope/bytes.ts";
import { type Vector, write } from "../vector.ts";
import { envelopes } from "./envelopes.ts";
import { type Plaintext, PLAINTEXTS } from "./hostile.ts";
import { sheets } from "./sheets.ts";

function ofPlaintext({ name, comment, data }: Plaintext): Vector {
  const expect = name.startsWith("success") ? "success" : "bad json";
  return { name, headers: { expect, comment }, body: data as Bytes };
}

function save(folder: string, vectors: readonly Vector[]): void {
  mkdirSync(folder, { recursive: true });
  for (const vector of vectors) {
    writeFileSync(`${folder}/${vector.name}.txt`, write(vector));
  }
}

const folder = process.argv[2] ?? "tests/vectors";
save(folder, await envelopes());
save(`${folder}/plaintexts`, PLAINTEXTS.map(ofPlaintext));
save(`${folder}/sheets`, await sheets());
