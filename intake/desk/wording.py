"""Questions, answers and reasons in words that staff read: Dutch or English, from the questionnaire's own texts.

Languages are never mixed within the questions: where one text is missing, all come from the other language, and where
neither is complete, the ids stand for themselves. Beside them may stand the words that the newcomer read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from intake.desk.cases import PastReason
from intake.desk.library import Library
from intake.errors import QuestionnaireError
from intake.questionnaire import LANGUAGES, Answer, Choice, Language, Questionnaire, language
from intake.questionnaire.texts import Texts, load_staff_texts, load_texts

StaffLanguage = Literal["en", "nl"]

_SKIPPED = {"en": "not answered", "nl": "niet beantwoord"}


@dataclass(frozen=True, slots=True, repr=False)
class Own:
    """A questionnaire in the language that the newcomer read it in."""

    language: Language
    texts: Mapping[str, str]

    def question(self, question: str) -> str:
        """What was asked."""
        return self.texts[question]

    def answer(self, question: str, answer: Answer) -> str:
        """What was chosen; to give no answer was a choice too."""
        if answer is None:
            return self.texts["skip"]
        return self.texts.get(f"{question}.{answer}", str(answer))


@dataclass(frozen=True, slots=True, repr=False)
class Wording:
    """The words of one questionnaire in one language of staff."""

    questionnaire: Questionnaire
    language: StaffLanguage
    questions: Mapping[str, str]
    staff: Mapping[str, str]

    @property
    def notice(self) -> str:
        """What must be said of a questionnaire that is not validated, else empty."""
        return self.staff.get("notice", self.questionnaire.notice)

    def band(self, band: str | None) -> str:
        """A stretch of the score."""
        return "" if band is None else self.staff.get(f"band.{band}", band)

    def reason(self, reason: PastReason) -> str:
        """Why a rule fired; in the words of then, where the questionnaire has none."""
        return self.staff.get(f"rule.{reason.rule}", reason.text)

    def advice(self, rule: str) -> str:
        """What a rule asks of the desk; empty where this version of the questionnaire has no such rule."""
        rules = {each.id: each.advice for each in self.questionnaire.rules}
        return self.staff.get(f"rule.{rule}.advice", rules.get(rule, ""))

    def question(self, question: str) -> str:
        """What was asked."""
        return self.questions.get(question, question)

    def answered(self, answers: Mapping[str, Answer]) -> list[tuple[str, str]]:
        """Question and answer in words, in the order of the form."""
        asked = self.questionnaire.questions
        return [(self.question(each.id), self.answer(each.id, answers.get(each.id))) for each in asked]

    def answer(self, question: str, answer: Answer) -> str:
        """What was answered, or that nothing was."""
        if answer is None:
            return _SKIPPED[self.language]
        kinds = {each.id: each for each in self.questionnaire.questions}
        if isinstance(kinds[question], Choice):
            return self.questions.get(f"{question}.{answer}", str(answer))
        return str(answer)


class Dictionary:
    """The wordings of every questionnaire in the library, in one language of staff."""

    def __init__(self, library: Library, staff_language: StaffLanguage) -> None:
        self._library = library
        self._language: StaffLanguage = staff_language
        self._wordings: dict[tuple[str, str], Wording] = {}

    def of(self, questionnaire: str, version: str) -> Wording:
        """The words of one questionnaire that the desk keeps."""
        key = (questionnaire, version)
        if key not in self._wordings:
            kept = self._library.find(key)
            assert kept is not None  # a case exists only where its questionnaire was found
            self._wordings[key] = _wording(kept.questionnaire, self._language)
        return self._wordings[key]

    def own(self, questionnaire: str, version: str, tag: str) -> Own | None:
        """The words that a newcomer read in language ``tag``; None where they are staff's, or not all there."""
        wording = self.of(questionnaire, version)
        if tag == self._language or tag not in {each.tag for each in LANGUAGES}:
            return None
        return _own(wording.questionnaire.folder, tag)


def _own(folder: Path, tag: str) -> Own | None:
    texts = _complete(load_texts, folder, tag)
    return Own(language(tag), texts) if texts else None


def _wording(questionnaire: Questionnaire, staff_language: StaffLanguage) -> Wording:
    folder = questionnaire.folder
    others: tuple[StaffLanguage, ...] = ("en", "nl") if staff_language == "en" else ("nl", "en")
    questions = next((found for each in others if (found := _complete(load_texts, folder, each))), {})
    staff = _complete(load_staff_texts, folder, staff_language)
    return Wording(questionnaire, staff_language, questions, staff)


Load = Callable[[Path, Language], Texts]


def _complete(load: Load, folder: Path, tag: str) -> Mapping[str, str]:
    """All texts of one catalogue, or none. Every page of a case asks; they are read anew where a file changed."""
    return _read(load, folder, tag, max(file.stat().st_mtime_ns for file in (folder, *folder.rglob("*"))))


@lru_cache(maxsize=64)
def _read(load: Load, folder: Path, tag: str, changed: int) -> Mapping[str, str]:
    try:
        texts = load(folder, language(tag))
    except QuestionnaireError:
        return {}
    return {context: message.text for context, message in texts.messages.items()} if texts.complete else {}
