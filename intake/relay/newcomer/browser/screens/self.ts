/** Without a card: that none is needed, and where one lives. The same screens and taps for everybody who comes so. */

import { cards, type Option } from "../cards.ts";
import { knock } from "../door.ts";
import { type Child, element, refill } from "../element.ts";
import { information } from "../information.ts";
import { session } from "../session.ts";
import type { Screen } from "../stage.ts";
import { catalogue, onScreen, text } from "../texts.ts";
import { broken, found, type Town, towns, wayOf, withoutCard } from "../towns.ts";
import { advance } from "../trail.ts";
import { points } from "./introduction.ts";

type Part = Pick<Screen, "heading" | "body" | "leave">;

/** So many stand on a screen and a half; more are found by their first letters. */
const LISTED = 12;

/** What comes before the form is open; nothing for whoever has a card, no choice where a poster names one town. */
export function beforeTheDoor(changed: () => void): readonly (() => Part)[] {
  if (!withoutCard || broken) {
    return [];
  }
  return towns.length > 1 ? [noCardNeeded, () => whereYouLive(changed)] : [noCardNeeded];
}

/** Nobody reads what would come from there. */
export function notHere(): boolean {
  return withoutCard && !broken && (towns.length === 0 || session.place === null || session.door === "unknown");
}

export function elsewhere(): Part {
  onScreen("elsewhere");
  return { heading: text("self.not"), body: [points(["people", text("self.doctor")]), information()] };
}

/** On the screen for a typed code, where there is a way without one. */
export function noCard(): Child {
  const path = document.body.dataset["nocard"];
  return path === undefined
    ? null
    : element("a", { class: "link", id: "no-card", href: `${path}${catalogue.language}/` }, text("code.none"));
}

function noCardNeeded(): Part {
  onScreen("self");
  const said = points(
    ["people", text("self.free")],
    ["paper", text("self.papers")],
    ["shield", text("self.secret")],
    ["choice", text("self.cost"), text("self.insurance")],
  );
  return { heading: text("self.title"), body: [said] };
}

function whereYouLive(changed: () => void): Part {
  onScreen("place");
  const list = element("div", { class: "towns" });
  const say = (typed: string): void => refill(list, ...listed(found(typed)));
  say("");
  const missing = element("button", { type: "button", class: "button", id: "missing", click: goElsewhere }, text("self.missing"));
  const search = towns.length > LISTED ? searchLine(say) : null;
  return {
    heading: text("self.where"),
    body: [element("p", { class: "lead" }, text("self.why")), search, list, missing],
    leave: () => {
      const chosen = towns.find(({ code }) => code === session.place);
      return chosen ? goTo(chosen, changed) : text("self.choose");
    },
  };
}

/** What no longer stands in the list is no longer chosen. */
function listed(shown: readonly Town[]): Child[] {
  if (!shown.some(({ code }) => code === session.place)) {
    session.place = undefined;
  }
  if (shown.length === 0) {
    return [element("p", { class: "notice", role: "status" }, text("self.empty"))];
  }
  return [cards(shown.map(option), session.place, (value) => { session.place = value as string | undefined; })];
}

function option({ code, name, knownAs }: Town): Option {
  const also = knownAs.length > 0 ? element("small", {}, dutch(knownAs.join(", "))) : null;
  const label = document.createDocumentFragment();
  label.append(dutch(name), ...(also ? [also] : []));
  return { value: code, label };
}

function dutch(name: string): HTMLElement {
  return element("bdi", { lang: "nl", dir: "ltr" }, name);
}

function searchLine(say: (typed: string) => void): HTMLElement {
  const input = element("input", {
    id: "typed-town", type: "text", lang: "nl", autocomplete: "off", autocorrect: "off", spellcheck: "false", maxlength: "40",
  });
  input.addEventListener("input", () => say(input.value));
  return element("div", { class: "field" }, element("label", { for: "typed-town" }, text("self.search")), input);
}

function goElsewhere(): void {
  session.place = null;
  advance();
}

/** Another town of the same inbox asks the relay nothing. */
function goTo(town: Town, changed: () => void): null {
  const { door } = session;
  const way = wayOf(town);
  if (typeof door === "object" && door.inbox === town.inbox) {
    session.door = { ...door, place: town.code };
    session.way = way;
  } else {
    void knock(way, changed);
  }
  return null;
}
