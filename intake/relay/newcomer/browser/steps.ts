/**
 * The order of the screens, the same for everybody. What stands at a place depends on three things only: whether the
 * form is open, whether somebody said "later" or is too young, and whether Send was pressed. No answer changes it.
 */

import { nameOf, questionnaireOf, questionsOf } from "./asked.ts";
import { device } from "./device.ts";
import { knock } from "./door.ts";
import { dressed } from "./dress.ts";
import { type Child, element } from "./element.ts";
import { leave } from "./exit.ts";
import { watchIdle } from "./idle.ts";
import { information } from "./information.ts";
import { languageList } from "./languages.ts";
import { beginListening, soundChoice } from "./listen/listen.ts";
import { nameLanguages } from "./listen/names.ts";
import type { Progress } from "./progress.ts";
import { age, goodMoment, later, practice, practiceExit, tooYoung } from "./screens/before.ts";
import { doorScreen } from "./screens/code.ts";
import { contactScreens } from "./screens/contact.ts";
import { end } from "./screens/end.ts";
import { whoReads, yourChoice } from "./screens/introduction.ts";
import { fetchPictures } from "./pictures.ts";
import { question } from "./screens/question.ts";
import { beforeTheDoor, elsewhere, notHere } from "./screens/self.ts";
import { onTheWay, readyToSend } from "./screens/sending.ts";
import { canSeal } from "./sealer.ts";
import { type Opened, session } from "./session.ts";
import { type Screen, show } from "./stage.ts";
import { catalogue, onScreen, type Questionnaire, text } from "./texts.ts";
import { readPoster } from "./towns.ts";
import { advance, back, redraw } from "./trail.ts";

type Part = Pick<Screen, "heading" | "body"> & Partial<Screen>;

let spoken = false;

const LANGUAGE = 0;
const MOMENT = 3;
const AGE = 4;
const BEFORE: readonly ((opened: Opened) => Part)[] = [
  ({ ggd }) => whoReads(ggd), yourChoice, goodMoment, age, practice, practiceExit,
];

/** Open the form by what the address says, if it says anything; false where this browser cannot seal: paper. */
export function openDoor(hash: string, changed: () => void): boolean {
  if (!canSeal()) {
    document.documentElement.setAttribute("data-paper", "");
    return false;
  }
  void nameLanguages();
  const told = (): void => void (spoken && changed());
  session.way ??= readPoster(hash);
  if (device.tablet) {
    device.tablet.open(told);
  } else if (session.way) {
    void knock(session.way, told);
  }
  return true;
}

/** From now on there is a language: gives what draws the screen of a place. */
export async function beginDrawing(): Promise<(place: number) => void> {
  await dressed;
  spoken = true;
  void fetchPictures(catalogue.pictures);
  document.getElementById("language")?.addEventListener("click", () => show(languages()));
  beginListening();
  watchIdle(() => session.phase !== "sealing" && session.phase !== "waiting" && session.door !== "ended");
  return (place) => show(screenAt(place));
}

function screenAt(place: number): Screen {
  onScreen("frame");
  const { door, phase } = session;
  if (place === LANGUAGE && phase === "filling") {
    return languages(null, information());
  }
  const ahead = phase === "filling" ? beforeTheDoor(redraw) : [];
  const first = ahead[place - 1];
  if (first) {
    return onward(first());
  }
  if (phase === "filling" && notHere()) {
    return closing(elsewhere());
  }
  if (typeof door === "string") {
    return { ...doorScreen(door, (link) => void knock(link, redraw)), back };
  }
  const asked = questionnaireOf(door);
  if (asked === undefined) {
    return languages(element("p", { class: "notice" }, text("language.missing")));
  }
  return phase === "filling" ? filling(place - ahead.length, door, asked) : afterSend(door);
}

function languages(said: Child = null, more: Child = null): Screen {
  onScreen("frame");
  return { heading: text("language.title"), body: [said, languageList(), soundChoice(), more] };
}

function filling(place: number, opened: Opened, asked: Questionnaire): Screen {
  if (place > MOMENT && session.moment === "later") {
    return closing(later());
  }
  if (place > AGE && session.contact.age === "younger") {
    return closing(tooYoung());
  }
  const first = place - 1;
  const before = BEFORE[first];
  if (before) {
    return onward(before(opened), { ...ways(opened), at: null });
  }
  return questionOrContact(first - BEFORE.length, opened, asked);
}

function questionOrContact(number: number, opened: Opened, { questions }: Questionnaire): Screen {
  const next = questions[number];
  if (next) {
    const at = { part: "questions", number: number + 1 } as const;
    return onward(question(nameOf(opened), next), { ...ways(opened), at });
  }
  const contact = contactScreens[number - questions.length];
  if (contact) {
    const at = { part: "contact", number: number - questions.length + 1 } as const;
    return onward(contact(), { ...ways(opened), at });
  }
  return { ...readyToSend(opened.ggd, redraw), back, progress: { ...ways(opened), at: "done" } };
}

function ways(opened: Opened): Pick<Progress, "questions" | "contact"> {
  return { questions: questionsOf(opened).length, contact: contactScreens.length };
}

/** Continue leads to the next place, once the screen finds nothing wrong. */
function onward(part: Part, progress?: Progress): Screen {
  const go = (): string | null => {
    const refusal = part.leave?.() ?? null;
    if (refusal === null) {
      advance();
    }
    return refusal;
  };
  return { ...part, ...(progress && { progress }), leave: go, back, button: text("button.continue") };
}

/** The way ends here: Close, or on a tablet "next person", is Exit. */
function closing(part: Part): Screen {
  return { ...part, back, button: closes(), leave: closeForm };
}

function closes(): string {
  return text(device.tablet ? "kiosk.next" : "button.close");
}

function afterSend(opened: Opened): Screen {
  return session.phase === "sent" || session.phase === "kept"
    ? { ...end(opened), button: closes(), leave: closeForm }
    : onTheWay(redraw);
}

function closeForm(): null {
  leave();
  return null;
}
