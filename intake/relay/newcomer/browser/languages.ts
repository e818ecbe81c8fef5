/** The languages on offer, as the server wrote them into the document. */

import { element } from "./element.ts";
import { nameOf } from "./asked.ts";
import { session } from "./session.ts";
import { catalogue, speak, text } from "./texts.ts";

interface Offered {
  readonly tag: string;
  readonly direction: string;
  readonly name: string;
  readonly catalogue: string;
  /** "No network" in this language: it must be said before its catalogue is there. */
  readonly problem: string;
  readonly questionnaires: readonly string[];
}

export let offered: readonly Offered[] = [];
let chosen: () => Promise<void>;

/** Bring the first screen's buttons to life; `done` is called when a language was chosen and fetched. */
export function readOffered(done: () => Promise<void>): void {
  chosen = done;
  const buttons = Array.from(document.querySelectorAll<HTMLButtonElement>("#main button[data-texts]"));
  offered = buttons.map(({ lang: tag, dir: direction, textContent: name, dataset }) => ({
    tag, direction, name: name ?? "",
    catalogue: dataset["texts"] as string,
    problem: dataset["problem"] as string,
    questionnaires: (dataset["questionnaires"] as string).split(","),
  }));
  buttons.forEach((button, place) => button.addEventListener("click", () => void choose(offered[place] as Offered)));
}

export function chooseTag(tag: string): void {
  const entry = offered.find((each) => each.tag === tag);
  if (entry) {
    void choose(entry);
  }
}

/** The list again, for the language screen and for whoever changes the language on the way. */
export function languageList(): HTMLElement {
  const { door } = session;
  const fits = ({ questionnaires }: Offered): boolean => typeof door === "string" || questionnaires.includes(nameOf(door));
  return element("ul", { class: "languages" }, ...offered.filter(fits).map((entry) => element("li", {}, button(entry))));
}

function button(entry: Offered): HTMLElement {
  const { tag: lang, direction: dir, name } = entry;
  const current = lang === catalogue.language ? { "aria-current": "true" } : {};
  return element("button", { type: "button", class: "button language", lang, dir, ...current, click: () => void choose(entry) }, name);
}

async function choose(entry: Offered): Promise<void> {
  try {
    await speak(entry.catalogue);
    nameHeader(entry);
    await chosen();
  } catch {
    sayProblem(entry);
  }
}

function sayProblem({ tag: lang, direction: dir, problem }: Offered): void {
  document.getElementById("problem")?.remove();
  const said = element("p", { id: "problem", class: "notice notice-error", lang, dir, tabindex: "-1" }, problem);
  document.querySelector("#main .languages")?.before(said);
  said.focus();
}

/** What stands above every screen, in the language chosen. */
function nameHeader({ tag, direction, name }: Offered): void {
  const change = document.getElementById("language") as HTMLElement;
  const named = element("span", { lang: tag, dir: direction }, name);
  const draft = catalogue.draft ? element("small", {}, text("draft")) : null;
  const heard = element("span", { class: "unseen" }, text("button.language"));
  (change.lastElementChild as HTMLElement).replaceWith(element("span", { class: "language-name" }, named, draft, heard));
  change.hidden = false;
  (document.querySelector("#exit span") as HTMLElement).textContent = text("button.exit");
}
