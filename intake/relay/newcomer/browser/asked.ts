/** The questions of the questionnaire that the link opened, as the catalogue of the language has them. */

import type { Opened } from "./session.ts";
import { catalogue, type Question, type Questionnaire } from "./texts.ts";

/** Undefined where the language does not have this questionnaire. */
export function questionnaireOf({ questionnaire, version }: Opened): Questionnaire | undefined {
  return catalogue.questionnaires[`${questionnaire} ${version}`];
}

export function questionsOf(opened: Opened): readonly Question[] {
  return questionnaireOf(opened)?.questions ?? [];
}
