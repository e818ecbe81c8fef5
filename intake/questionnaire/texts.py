"""A questionnaire's texts in one language, read straight from its .po files.

``translations/questions/<locale>.po`` is what the newcomer reads; ``translations/staff/<locale>.po`` what staff
read, kept apart so that no word meant for staff can reach the form. Next to each may lie the template
(``questions.pot``, ``staff.pot``) with the English; where it does, it must be in step with the questionnaire.

A text stands under the id of what it belongs to: ``sleep``, ``sleep.good``, for a scale ``pain.minimum`` and
``pain.maximum``; and ``title``, ``recall``, ``skip``. For staff: ``notice``, ``band.<id>``, ``rule.<id>`` (the
reason) and ``rule.<id>.advice``.

Languages are never mixed: what a language lacks is reported in ``missing``, and ``get`` of it raises.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from intake.errors import QuestionnaireError
from intake.questionnaire.catalogue import Message, Review, read_catalogue
from intake.questionnaire.languages import Language
from intake.questionnaire.loader import load
from intake.questionnaire.model import Choice, Question, Questionnaire

TRANSLATIONS, QUESTIONS = "translations", "questions"


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one catalogue in one language.

    ``missing`` are the contexts without a translation, or whose English has changed since (``changed`` names the
    latter again); ``left_over`` those in the file that nothing asks for.
    """

    language: Language
    messages: Mapping[str, Message]
    missing: tuple[str, ...]
    left_over: tuple[str, ...]
    changed: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether people can be given this language at all."""
        return not self.missing

    @property
    def drafts(self) -> tuple[str, ...]:
        """The contexts whose text nobody has reviewed yet."""
        return tuple(context for context, message in self.messages.items() if message.review is Review.DRAFT)

    def get(self, context: str) -> str:
        """The text. Raises QuestionnaireError where it is missing."""
        if context not in self.messages:
            tag = self.language.tag
            raise QuestionnaireError(f"no text in {tag} for {context}", "Show the whole page in another language.")
        return self.messages[context].text

    def review(self, context: str) -> Review:
        """How far this text's review is. Raises QuestionnaireError where it is missing."""
        self.get(context)
        return self.messages[context].review


def load_texts(folder: Path, language: Language) -> Texts:
    """What the newcomer reads. A language without a file is one whose every text is missing."""
    file = folder / TRANSLATIONS / QUESTIONS / f"{language.locale}.po"
    return read_texts(file, language, question_sources(load(folder)))


def load_staff_texts(folder: Path, language: Language) -> Texts:
    """What staff read. The English of rules is in the questionnaire's file itself."""
    sources = staff_sources(load(folder))
    template = folder / TRANSLATIONS / "staff" / "staff.pot"
    if template.exists() and _sources(template, tuple(sources)) != sources:
        raise QuestionnaireError(f"{template}: a msgid differs from what the questionnaire's file says")
    return read_texts(template.with_name(f"{language.locale}.po"), language, sources)


def read_texts(file: Path, language: Language, sources: Mapping[str, str | None]) -> Texts:
    """The texts of one file, in the order of ``sources``: each context with its English of today (None: any).

    A file that is not there is one whose every text is missing. Raises QuestionnaireError where it is no .po file.
    """
    found = read_catalogue(file) if file.exists() else {}
    translated = {context for context in sources if context in found and found[context].text}
    changed = {context for context in translated if sources[context] not in (None, found[context].source)}
    return Texts(
        language=language,
        messages={context: found[context] for context in sources if context in translated - changed},
        missing=tuple(context for context in sources if context not in translated - changed),
        left_over=tuple(context for context in found if context not in sources),
        changed=tuple(context for context in sources if context in changed),
    )


def question_sources(questionnaire: Questionnaire) -> Mapping[str, str | None]:
    """The English of every text that the newcomer needs; None for each where there is no template."""
    contexts = question_contexts(questionnaire)
    template = questionnaire.folder / TRANSLATIONS / QUESTIONS / "questions.pot"
    return _sources(template, contexts) if template.exists() else dict.fromkeys(contexts)


def question_contexts(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Every text that the newcomer needs, in the order of the form."""
    contexts = ["title", "skip"]
    contexts += ["recall"] if any(question.recall for question in questionnaire.questions) else []
    for question in questionnaire.questions:
        contexts += [question.id, *(f"{question.id}.{part}" for part in _parts(question))]
    return tuple(contexts)


def staff_sources(questionnaire: Questionnaire) -> dict[str, str]:
    """Every text that staff need, with its English."""
    sources = {"notice": questionnaire.notice} if questionnaire.notice else {}
    bands = () if questionnaire.score is None else questionnaire.score.bands
    sources |= {f"band.{band.id}": band.id for band in bands}
    for rule in questionnaire.rules:
        sources |= {f"rule.{rule.id}": rule.reason, f"rule.{rule.id}.advice": rule.advice}
    return sources


def _parts(question: Question) -> tuple[str, ...]:
    return question.options if isinstance(question, Choice) else ("minimum", "maximum")


def _sources(template: Path, contexts: tuple[str, ...]) -> dict[str, str]:
    """The template's English, once it is certain that it has exactly these contexts."""
    sources = {context: message.source for context, message in read_catalogue(template).items()}
    for context in contexts:
        if context not in sources:
            raise QuestionnaireError(f"{template}: {context}: missing", "Template and questionnaire must be in step.")
    for context in sources.keys() - set(contexts):
        raise QuestionnaireError(f"{template}: {context}: the questionnaire has no such text")
    return sources
