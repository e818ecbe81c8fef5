/** Base64url without padding (RFC 4648, section 5). One byte string has one text; the reader takes no other. */

import type { Bytes } from "./bytes.ts";

export function base64url(data: Uint8Array): string {
  const letters = Array.from(data, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

/** The bytes of `text`, or null where it is not the canonical text of `length` bytes. */
export function fromBase64url(text: unknown, length: number): Bytes | null {
  if (typeof text !== "string" || !/^[A-Za-z0-9_-]*$/.test(text) || text.length !== Math.ceil((length * 4) / 3)) {
    return null;
  }
  const data = Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  return base64url(data) === text ? data : null;
}
