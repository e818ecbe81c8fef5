/**
 * An esbuild plugin that leaves out of the worker what sealing never calls; it changes no line of a library.
 *
 * The HPKE packages say `sideEffects: false` in a package.json that esbuild does not look at (a nearer one says
 * nothing), and their X25519 part brings its own SHA-256 and HMAC for a key derivation that X-Wing has no use for.
 */

const PACKAGES = /[\\/]node_modules[\\/](@hpke|mlkem)[\\/]/;
const UNUSED_HKDF = /[\\/]dhkem-x25519[\\/]esm[\\/]src[\\/]hkdfSha256\.js$/;
const LEAN_HKDF = 'export { HkdfSha256Native as HkdfSha256 } from "@hpke/common";';
const RESOLVED = Symbol("resolved");

export const lean = {
  name: "lean",
  setup(build) {
    build.onResolve({ filter: /./ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (pluginData === RESOLVED || !PACKAGES.test(importer)) {
        return undefined;
      }
      const found = await build.resolve(path, { kind, importer, resolveDir, pluginData: RESOLVED });
      return { ...found, sideEffects: false, pluginData: undefined };
    });
    build.onLoad({ filter: UNUSED_HKDF }, ({ path }) => ({
      contents: LEAN_HKDF,
      resolveDir: path.replace(/[\\/][^\\/]*$/, ""),
    }));
  },
};
