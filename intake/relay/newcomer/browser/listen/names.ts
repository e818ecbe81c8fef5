/** A loudspeaker at each language's name, for whoever cannot read it: from one file with all names, else a local voice. */

import { dressed } from "../dress.ts";
import { icon } from "../drawings.ts";
import { element } from "../element.ts";
import { alsoShow } from "../stage.ts";
import { catalogue, text } from "../texts.ts";
import { fetchPack } from "./pack.ts";
import { play, prepare } from "./player.ts";
import { silence } from "./reading.ts";
import { onVoices, say, voiceFor } from "./voice.ts";

/** Where the file is, and the languages in it; nothing where there is none. */
const [address = "", ...recorded] = (document.body.dataset["names"] ?? "").split(" ");

/** On the first screen, and wherever a list of languages is shown; once it is known how a loudspeaker looks. */
export async function nameLanguages(): Promise<void> {
  await dressed;
  nameAloud();
  alsoShow(nameAloud);
  onVoices(nameAloud);
}

function nameAloud(): void {
  document.querySelectorAll<HTMLElement>("#main .languages li").forEach((entry) => {
    const button = entry.querySelector<HTMLElement>(".language[lang]");
    if (button && !entry.querySelector(".again") && (recorded.includes(button.lang) || voiceFor(button.lang))) {
      entry.dir = button.dir;
      entry.parentElement?.classList.add("languages-named");
      entry.append(loudspeaker(entry, button.lang, button.textContent ?? ""));
    }
  });
}

function loudspeaker(entry: HTMLElement, tag: string, name: string): HTMLElement {
  const listen = (catalogue as typeof catalogue | undefined) ? text("listen.play") : "🔊";
  return element("button", { type: "button", class: "again", "aria-label": `${listen}: ${name}`, click: () => void hear(entry, tag, name) }, icon("sound"));
}

/** The last one that was asked for is heard, however the file comes. */
async function hear(entry: HTMLElement, tag: string, name: string): Promise<void> {
  silence();
  prepare();
  entry.classList.add("heard");
  const voice = voiceFor(tag);
  const isLast = (): boolean => entry.classList.contains("heard");
  if (recorded.includes(tag)) {
    await fetchPack(address).then((pack) => isLast() && play(pack.clip(tag))).catch(() => undefined);
  } else if (voice) {
    await say(name, voice);
  }
  entry.classList.remove("heard");
}
