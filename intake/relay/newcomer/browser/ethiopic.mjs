/**
 * An esbuild plugin that makes the font of a script that some devices lack: Ethiopic, cut down to the letters that
 * the translations use. A stylesheet asks for `ethiopic:400` or `ethiopic:700`; what it gets is a file of its own.
 *
 * A GGD's own questionnaire may use a letter that ours do not: that letter then comes from the device, as all of
 * them did before.
 */

import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

import subsetFont from "subset-font";

const ETHIOPIC = /[\u1200-\u139f\u2d80-\u2ddf\uab00-\uab2f]/gu;
const FONT = "@fontsource/noto-sans-ethiopic/files/noto-sans-ethiopic-ethiopic-";

/** `root`: of the project; `sources`: files below it, with * and **, whose letters are wanted. */
export function ethiopic(root, sources) {
  return {
    name: "ethiopic",
    setup(build) {
      build.onResolve({ filter: /^ethiopic:\d+$/ }, ({ path }) => ({
        path: `${path.replace(":", "-")}.woff2`, namespace: "font",
      }));
      build.onLoad({ filter: /./, namespace: "font" }, async ({ path }) => {
        const weight = path.replace(/\D+(\d+)\..*/, "$1");
        const whole = readFileSync(createRequire(import.meta.url).resolve(`${FONT}${weight}-normal.woff2`));
        return { contents: await subsetFont(whole, letters(root, sources), { targetFormat: "woff2" }), loader: "file" };
      });
    },
  };
}

function letters(root, sources) {
  const texts = globSync(sources, { cwd: root }).map((path) => readFileSync(`${root}/${path}`, "utf8"));
  return [...new Set(texts.join("").match(ETHIOPIC))].sort().join("");
}
