/** What goes into the envelope of what was chosen and typed: read when it is sealed, whatever way led there. */

import type { Contact } from "./envelope/submission.ts";
import { ADDRESS_LENGTH, cleanText, NAME_LENGTH } from "./envelope/text.ts";
import type { Choices } from "./session.ts";

/** The number or address as typed, acceptable to the envelope; empty where there is none. */
export function writtenAddress({ address_kind, typed_phone = "", typed_email = "" }: Choices): string {
  return address_kind === "phone" ? typed_phone : address_kind === "email" ? cleanText(typed_email, ADDRESS_LENGTH) : "";
}

/** Every member; null where it was skipped. */
export function writtenContact(choices: Choices): Contact {
  const { reach = null, line = null, when = null, professional = null, ambassador = null, age = null } = choices;
  return {
    reach, line, professional, ambassador,
    when: when && when.length > 0 ? when : null,
    age: age === "younger" ? null : age,
    address: writtenAddress(choices) || null,
    name: (choices.address_kind && cleanText(choices.typed_name ?? "", NAME_LENGTH)) || null,
  };
}
