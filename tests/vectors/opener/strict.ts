/**
 * I-JSON (RFC 7493) and nothing looser, read by hand: JSON.parse forgets duplicate names and how a number was written.
 * For the vectors only; the form never reads a submission.
 */

import type { Bytes } from "../../../intake/relay/newcomer/browser/envelope/bytes.ts";

export type Read = string | number | boolean | null | readonly Read[] | { readonly [name: string]: Read };

/** Throws where `data` is anything else, or holds more than `depth` containers inside each other. */
export function strict(data: Bytes, depth: number): Read {
  // ignoreBOM: a byte order mark stays, and then is no JSON.
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);
  const reader = new Reader(text);
  const value = reader.value(depth);
  reader.end();
  return value;
}

const NOT_INTERCHANGEABLE = /[\p{Cs}\p{Noncharacter_Code_Point}]/u;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const INTEGER = /-?(?:0|[1-9][0-9]*)(?![0-9.eE])/y;
const WORD = /true|false|null/y;
const SPACE = /[ \t\r\n]*/y;

class Reader {
  private readonly text: string;
  private place = 0;

  constructor(text: string) {
    this.text = text;
  }

  value(depth: number): Read {
    this.take(SPACE);
    const first = this.text[this.place];
    if ((first === "{" || first === "[") && depth === 0) {
      throw new Error("nested too deep");
    }
    const value = first === "{" ? this.object(depth - 1) : first === "[" ? this.list(depth - 1) : this.scalar(first);
    this.take(SPACE);
    return value;
  }

  end(): void {
    if (this.place !== this.text.length) {
      throw new Error("something follows");
    }
  }

  private scalar(first: string | undefined): Read {
    if (first === '"') {
      return this.string();
    }
    const written = this.take(first !== undefined && "tfn".includes(first) ? WORD : INTEGER);
    const value = JSON.parse(written) as Read;
    if (typeof value === "number" && !Number.isSafeInteger(value)) {
      throw new Error("an integer is too large");
    }
    return value;
  }

  private string(): string {
    const value = JSON.parse(this.take(STRING)) as string;
    if (NOT_INTERCHANGEABLE.test(value)) {
      throw new Error("a surrogate or noncharacter");
    }
    return value;
  }

  private list(depth: number): Read {
    const values: Read[] = [];
    this.members("[", "]", () => values.push(this.value(depth)));
    return values;
  }

  private object(depth: number): Read {
    const values = new Map<string, Read>();
    this.members("{", "}", () => {
      this.take(SPACE);
      const name = this.string();
      this.take(SPACE);
      this.mark(":");
      if (values.has(name)) {
        throw new Error("a name stands twice");
      }
      values.set(name, this.value(depth));
    });
    return Object.fromEntries(values);
  }

  private members(open: string, close: string, member: () => void): void {
    this.mark(open);
    this.take(SPACE);
    if (this.text[this.place] !== close) {
      member();
      while (this.text[this.place] === ",") {
        this.mark(",");
        member();
      }
    }
    this.mark(close);
  }

  private mark(expected: string): void {
    if (this.text[this.place] !== expected) {
      throw new Error("not JSON");
    }
    this.place += 1;
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.place;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) {
      throw new Error("not JSON");
    }
    this.place += found.length;
    return found;
  }
}
