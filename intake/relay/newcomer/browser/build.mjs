/**
 * Bundles what the newcomer's browser loads into ../assets (or the folder given): names carry a hash of the contents, manifest.json says
 * which name stands for what. The same sources give the same bytes. Each file lies there also compressed.
 */

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { build } from "esbuild";

import { lean } from "./envelope/lean.mjs";
import { ethiopic } from "./ethiopic.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ? resolve(process.argv[2]) : join(here, "..", "assets");
const BASE = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  charset: "utf8",
  legalComments: "none",
  target: ["es2020", "safari14.1", "chrome80"],
  outdir: target,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
};
const TEXTS = ["translations/*/LC_MESSAGES/*.po", "questionnaires/*/translations/questions/*.po", "intake/questionnaire/languages.py"];

// The page's modules, of which steps.ts comes after the first screen; the worker, one classic script; the rest.
const BUILDS = [
  { entryPoints: ["form.ts"], format: "esm", splitting: true },
  // The form on a tablet, in one file: nothing of it weighs on anybody's phone. Then what keeps it there.
  { entryPoints: ["kiosk.ts"], format: "esm" },
  // And for practice.
  { entryPoints: ["practice.ts"], format: "esm" },
  { entryPoints: ["kiosk/keeper.ts"], format: "iife" },
  { entryPoints: ["info.ts"], format: "iife" },
  {
    entryPoints: ["seal.worker.ts"],
    format: "iife",
    plugins: [lean],
    external: ["crypto"], // what the libraries would use in Node, where a browser has its own
  },
  {
    entryPoints: ["form.css", "steps.css", "plain.css", "paper.css", "words.css", "info.css"],
    plugins: [ethiopic(join(here, "../../../.."), TEXTS)],
  },
  { entryPoints: ["../../../look/envelope.svg", "words.svg"], loader: { ".svg": "copy" } },
];

function write(path, contents) {
  writeFileSync(path, contents);
  writeFileSync(`${path}.gz`, gzipSync(contents, { level: 9 }));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: contents.length };
  writeFileSync(`${path}.br`, brotliCompressSync(contents, { params }));
}

/** What the pages call a file: its source, as .js where it was TypeScript. */
function named([path, { entryPoint, inputs }]) {
  const source = entryPoint ?? (path.endsWith(".js") ? "shared.js" : Object.keys(inputs)[0]);
  return [basename(source).replace(/^font:/, "").replace(/\.ts$/, ".js"), basename(path)];
}

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const names = [];
for (const settings of BUILDS) {
  const { outputFiles, metafile } = await build({ ...BASE, ...settings });
  outputFiles.forEach(({ path, contents }) => write(path, contents));
  names.push(...Object.entries(metafile.outputs).map(named));
}
const manifest = Object.fromEntries(names.sort());
writeFileSync(join(target, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
