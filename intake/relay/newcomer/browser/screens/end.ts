/** The last screen, the same for everybody: locked, for whom, the code, when it is read, where to go, numbers. */

import { envelope } from "../drawings.ts";
import { type Child, element } from "../element.ts";
import { information } from "../information.ts";
import { type Opened, session } from "../session.ts";
import type { Screen } from "../stage.ts";
import { catalogue, figures, fill, type ImportantNumber, onScreen, type Place, text } from "../texts.ts";
import { withoutCard } from "../towns.ts";

export function end({ ggd, inbox }: Opened): Pick<Screen, "heading" | "above" | "body" | "below"> {
  onScreen("end");
  const place = catalogue.places[inbox] ?? (catalogue.places[""] as Place);
  const { phase, code } = session;
  const kept = phase === "kept";
  const leads = (content: HTMLElement): void => content.append(
    kept ? lead(text("kiosk.later")) : "",
    lead(fill("send.only", { ggd })),
    lead(fill("end.days", { ggd, days: place.working_days })),
  );
  return {
    above: envelope(),
    heading: text(kept ? "kiosk.kept" : "end.title"),
    body: [],
    below: [leads, ...sections(code, place)],
  };
}

/** In parts of about the same size. */
function sections(code: string, place: Place): readonly ((content: HTMLElement) => void)[] {
  const { list, checked_on } = catalogue.numbers;
  const half = Math.ceil(list.length / 2);
  const lines = element("dl", { class: "numbers" });
  const numbers = element("div", {}, lines);
  return [
    (content) => content.append(section(text("end.code"), element("p", { class: "code", id: "code" }, figures(inFours(code))), said("end.use"))),
    (content) => content.append(section(text("walk.title"), said("end.reach"), ...walkIn(place))),
    (content) => {
      lines.append(...list.slice(0, half).map(line));
      content.append(section(text("numbers.title"), numbers));
    },
    (content) => {
      lines.append(...list.slice(half).map(line));
      numbers.append(checked(checked_on));
      content.append(information() ?? "");
    },
  ];
}

function lead(...words: readonly Child[]): HTMLElement {
  return element("p", { class: "lead" }, ...words);
}

function section(title: string, ...children: readonly Child[]): HTMLElement {
  return element("section", {}, element("h2", {}, title), ...children);
}

function said(key: string): HTMLElement {
  return element("p", {}, text(key));
}

function inFours(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`;
}

function walkIn({ address, phone, hours, checked_on }: Place): Child[] {
  const times = hours.map(({ day, from, until }) =>
    element("li", {}, text(`day.${day}`), " ", figures(`${from} – ${until}`)),
  );
  return [
    address === null ? said(withoutCard ? "self.doctor" : "walk.ask") : element("p", {}, element("bdi", { lang: "nl" }, address)),
    times.length > 0 ? element("div", {}, said("walk.times"), element("ul", { class: "times" }, ...times)) : null,
    phone === null ? null : element("p", {}, figures(phone)),
    address === null ? null : checked(checked_on),
  ];
}

function line({ id, number, free }: ImportantNumber): HTMLElement {
  return element("div", {}, element("dt", {}, text(`numbers.${id}`)), element("dd", {}, figures(number), free ? ` ${text("numbers.free")}` : null));
}

function checked(on: string | null): HTMLElement {
  return element("p", { class: "checked" }, on === null ? text("checked.not") : fill("checked.on", { date: on }));
}
