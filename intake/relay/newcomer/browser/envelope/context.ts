/** What an envelope is bound to: one inbox, one questionnaire, one version of it. */

import { canonical } from "./canonical.ts";
import { type Bytes, sha256, utf8 } from "./bytes.ts";

export interface Context {
  readonly inbox: string;
  readonly questionnaire: string;
  readonly version: string;
}

export const IDENTIFIER = /^[a-z0-9][a-z0-9.-]{0,31}$/;

/** SHA-256 (32 bytes) of the context's RFC 8785 JSON; throws TypeError where a part is malformed. */
export async function contextDigest({ inbox, questionnaire, version }: Context): Promise<Bytes> {
  if (![inbox, questionnaire, version].every((part) => IDENTIFIER.test(part))) {
    throw new TypeError("an inbox, questionnaire or version id is malformed");
  }
  return sha256(utf8(canonical({ inbox, questionnaire, version })));
}
