/** The little of Node that the vectors' programs use. */

declare module "node:fs" {
  export function readFileSync(path: string | URL, encoding: "utf8"): string;
  export function readdirSync(path: string | URL): string[];
  export function writeFileSync(path: string, data: string): void;
  export function mkdirSync(path: string, options: { readonly recursive: true }): void;
}

declare module "node:readline" {
  export function createInterface(options: { readonly input: unknown }): AsyncIterable<string>;
}

declare module "node:test" {
  export function test(name: string, body: () => void | Promise<void>): void;
}

declare module "node:assert/strict" {
  const assert: {
    equal(actual: unknown, expected: unknown, message?: string): void;
    deepEqual(actual: unknown, expected: unknown, message?: string): void;
    rejects(promise: Promise<unknown>, error: unknown): Promise<void>;
    throws(body: () => unknown, error?: unknown): void;
  };
  export default assert;
}

interface ImportMeta {
  readonly url: string;
}

declare const process: {
  readonly argv: readonly string[];
  readonly stdin: unknown;
  readonly stdout: { write(text: string): void };
};
