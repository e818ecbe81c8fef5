/** The questions of the questionnaire that the link opened, as the catalogue of the language has them. */

import type { Opened } from "./session.ts";
import { catalogue, type Question, type Questionnaire } from "./texts.ts";

/** As the catalogue calls it: "ggd10 1". */
export function nameOf({ questionnaire, version }: Opened): string {
  return `${questionnaire} ${version}`;
}

/** Undefined where the language does not have this questionnaire. */
export function questionnaireOf(opened: Opened): Questionnaire | undefined {
  return catalogue.questionnaires[nameOf(opened)];
}

export function questionsOf(opened: Opened): readonly Question[] {
  return questionnaireOf(opened)?.questions ?? [];
}
