/**
 * A number, typed on large keys and read back in groups, or an e-mail address; and the name to ask for.
 *
 * The number's own line takes a hardware keyboard too, but asks the device for none of its own.
 */

import { cards } from "../cards.ts";
import { type Child, element, refill } from "../element.ts";
import { ADDRESS_LENGTH, NAME_LENGTH } from "../envelope/text.ts";
import { session } from "../session.ts";
import type { Screen } from "../stage.ts";
import { figures, onScreen, text } from "../texts.ts";
import { options, skip } from "./choice.ts";
import { dialled, DIGITS, keypad, spaced } from "../keypad.ts";
import { writtenAddress } from "../written.ts";

type Kind = "phone" | "email" | null;

const SHORTEST_NUMBER = 8;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

export function address(): Pick<Screen, "heading" | "body" | "leave"> {
  onScreen("address");
  const { contact } = session;
  const entry = element("div", { class: "entry" });
  const kinds = cards(
    [...options("address", "phone", "email"), skip("address")],
    contact.address_kind,
    (kind) => {
      contact.address_kind = kind as Kind & string;
      refill(entry, ...typing(kind as Kind));
    },
  );
  kinds.classList.add("cards-address");
  kinds.lastElementChild?.before(entry);
  refill(entry, ...typing(contact.address_kind));
  return { heading: text("address.title"), body: [kinds], leave };
}

function typing(kind: Kind | undefined): Child[] {
  if (kind === "phone") {
    return [number(), name()];
  }
  return kind === "email" ? [email(), name()] : [];
}

function number(): Child {
  const { contact } = session;
  const shown = element("output", { class: "read-back", for: "typed-number" });
  const input = element("input", { id: "typed-number", type: "tel", inputmode: "none", autocomplete: "off", dir: "ltr", "aria-label": text("address.number") });
  const settle = (typed: string): void => {
    contact.typed_phone = dialled(typed);
    input.value = spaced(contact.typed_phone);
    refill(shown, text("address.check"), " ", figures(input.value || "…"));
  };
  input.addEventListener("input", () => settle(input.value));
  settle(contact.typed_phone ?? "");
  const keys = keypad(DIGITS, () => contact.typed_phone ?? "", settle, text("address.erase"));
  return element("div", { class: "field field-figures" }, input, keys, shown);
}

function email(): Child {
  return field("typed-email", text("address.mail"), "email", "typed_email", ADDRESS_LENGTH);
}

function name(): Child {
  return field("typed-name", text("address.name"), "text", "typed_name", NAME_LENGTH);
}

function field(id: string, label: string, inputmode: string, key: "typed_email" | "typed_name", longest: number): Child {
  const input = element("input", {
    id, type: "text", inputmode, autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false",
    maxlength: String(longest), dir: key === "typed_name" ? "auto" : "ltr",
  });
  input.value = session.contact[key] ?? "";
  input.addEventListener("input", () => {
    session.contact[key] = input.value;
  });
  return element("div", { class: "field" }, element("label", { for: id }, label), input);
}

function leave(): string | null {
  const { contact } = session;
  if (contact.address_kind === undefined) {
    return text("address.missing");
  }
  const written = writtenAddress(contact);
  if (contact.address_kind === "phone" && written.length < SHORTEST_NUMBER) {
    return text("address.short");
  }
  return contact.address_kind === "email" && !EMAIL.test(written) ? text("address.incomplete") : null;
}
