/** The first screen about listening: hold the device to your ear; and the choice of another language to hear. */

import { atEar, icon } from "../drawings.ts";
import { type Child, element } from "../element.ts";
import { offered } from "../languages.ts";
import { show } from "../stage.ts";
import { onScreen, text } from "../texts.ts";
import { redraw } from "../trail.ts";
import { hasSound, listeningLanguage, listenIn } from "./language.ts";

/** `go` is called when the person is ready, `changed` when they chose another language to hear. */
export function showEar(go: () => void, changed: () => void): void {
  onScreen("frame");
  show({
    above: atEar(),
    heading: text("listen.ear"),
    body: [otherLanguage(changed)],
    button: text("listen.play"),
    back: redraw,
    leave: () => {
      go();
      return null;
    },
  });
}

/** A button to the languages that can be heard; nothing where there is no other. */
export function otherLanguage(changed: () => void): Child {
  const press = (): void => showLanguages(changed);
  return offered.some(({ tag }) => tag !== listeningLanguage() && hasSound(tag))
    ? element("button", { type: "button", class: "button", id: "other-sound", click: press }, icon("sound"), text("listen.language"))
    : null;
}

function showLanguages(changed: () => void): void {
  const choice = (name: string, tag: string | null, spoken: Readonly<Record<string, string>>): HTMLElement => {
    const press = (): void => {
      listenIn(tag);
      changed();
    };
    return element("li", {}, element("button", { type: "button", class: "button language", ...spoken, click: press }, name));
  };
  onScreen("frame");
  const heard = offered.filter(({ tag }) => hasSound(tag));
  const names = heard.map(({ tag: lang, direction: dir, name }) => choice(name, lang, { lang, dir }));
  show({
    heading: text("listen.language"),
    body: [element("ul", { class: "languages" }, choice(text("listen.same"), null, { id: "same-sound" }), ...names)],
    back: redraw,
  });
}
