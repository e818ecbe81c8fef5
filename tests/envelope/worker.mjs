/**
 * Builds the worker as the form's build does, runs it as a browser would, and gives its answers:
 * one JSON list of orders on stdin, one JSON object on stdout.
 */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runInThisContext } from "node:vm";
import { brotliCompressSync } from "node:zlib";

import { build } from "esbuild";

import { lean } from "../../intake/relay/newcomer/browser/envelope/lean.mjs";

const worker = new URL("../../intake/relay/newcomer/browser/seal.worker.ts", import.meta.url);
const { outputFiles } = await build({
  entryPoints: [fileURLToPath(worker)],
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  target: ["es2020", "safari14.1", "chrome80"],
  external: ["crypto"],
  plugins: [lean],
});
const [{ contents, text }] = outputFiles;

const reports = [];
let arrived;
globalThis.self = { onmessage: null, postMessage: (report) => arrived(report) };
runInThisContext(text);
for (const order of JSON.parse(readFileSync(0, "utf8"))) {
  const report = new Promise((resolve) => (arrived = resolve));
  globalThis.self.onmessage({ data: structuredClone(order) });
  const { value, ...rest } = await report;
  reports.push({ ...rest, value: value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value });
}
process.stdout.write(JSON.stringify({ reports, brotli: brotliCompressSync(contents).length }));
