"""Which languages are offered, with everything that is said in them.

A language is offered when it has all that stands on every screen, and a questionnaire. A screen or question that it
lacks something of is borrowed whole from another language, the first complete one: nobody gets two languages on one
screen. A questionnaire that has not even half of its questions in a language is left out of it, and the form then
asks for another language.

In production only complete and reviewed languages are offered, and those that the configuration names as drafts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from intake.errors import ConfigError
from intake.questionnaire.languages import LANGUAGES, Language
from intake.questionnaire.model import Questionnaire
from intake.questionnaire.texts import Texts
from intake.translations.domains import Domain, shown_domains
from intake.translations.screens import (
    FORM_SCREENS,
    FRAME,
    QUESTIONNAIRE_FRAME,
    SHEET,
    Screen,
    lacking,
    question_screen,
)
from intake.translations.standing import ready

LENDERS = ("en", "nl")
"""Who lends before others, in this order."""
PRODUCTION = "production"


@dataclass(frozen=True, slots=True)
class Offer:
    """One language as newcomers get it. ``questionnaires`` holds the texts of those that it has.

    ``lender`` has whole what this language lacks; None where it lacks nothing.
    """

    language: Language
    form: Texts
    info: Texts
    questionnaires: Mapping[str, tuple[Questionnaire, Texts]]
    lender: Offer | None = None

    @property
    def draft(self) -> bool:
        """Whether anything of it is still to be translated or reviewed."""
        texts = (self.form, self.info, *(texts for _, texts in self.questionnaires.values()))
        return not all(map(ready, texts))

    @property
    def borrowed(self) -> tuple[Screen, ...]:
        """The screens that it lacks something of."""
        questions = (lacking(texts, _screens(asked)) for asked, texts in self.questionnaires.values())
        return (*lacking(self.form, FORM_SCREENS), *(screen for screens in questions for screen in screens))

    @property
    def sheet(self) -> Offer:
        """Who says the paper form, from end to end: this language, or its lender."""
        whole = not lacking(self.form, [SHEET]) and all(texts.complete for _, texts in self.questionnaires.values())
        return self if whole or self.lender is None else self.lender

    def text(self, key: str) -> str:
        """One of the form's own texts."""
        return self.form.get(key)


def offered(
    questionnaires: Sequence[Questionnaire], *, environment: str, draft_languages: Sequence[str] = ()
) -> tuple[Offer, ...]:
    """What a relay offers, in the order of the table of languages; never nothing.

    Raises ConfigError where no language is left or ``draft_languages`` names one there is not; QuestionnaireError
    where a file of texts is none.
    """
    _known(draft_languages)
    found = offers(questionnaires, reviewed=environment == PRODUCTION, drafts=draft_languages)
    if not found and environment == PRODUCTION:
        raise ConfigError(
            "no language may be offered: none is complete and reviewed",
            "`intake translations status` says what each lacks. To offer some nevertheless, "
            'name them in the configuration: [relay] draft_languages = ["nl", "en"].',
        )
    if not found:
        raise ConfigError("no language is complete for any questionnaire", "See `intake translations status`.")
    return found


def offers(
    questionnaires: Sequence[Questionnaire], *, reviewed: bool = False, drafts: Collection[str] = ()
) -> tuple[Offer, ...]:
    """Perhaps none. ``reviewed``: only what is complete and reviewed, and the languages in ``drafts`` (tags)."""
    form, info, *asked = shown_domains(questionnaires)
    found = [_read(language, form, info, asked) for language in LANGUAGES]
    if reviewed:
        found = [offer if offer.language.tag in drafts else _reviewed(offer) for offer in found]
    lenders = [whole for offer in found if (whole := _whole(offer)).questionnaires and offer.form.complete]
    lenders.sort(key=lambda offer: (*(offer.language.tag != tag for tag in LENDERS),))
    return tuple(offer for offer in _lent(found, lenders) if offer.questionnaires)


def _read(language: Language, form: Domain, info: Domain, asked: Sequence[Domain]) -> Offer:
    questionnaires = {each.name: (each.questionnaire, each.texts(language)) for each in asked if each.questionnaire}
    return Offer(language, form.texts(language), info.texts(language), questionnaires)


def _reviewed(offer: Offer) -> Offer:
    """Without the questionnaires that are not ready to be shown; without any where the language itself is not."""
    fits = {name: each for name, each in offer.questionnaires.items() if ready(each[1])}
    return replace(offer, questionnaires=fits if ready(offer.form) and ready(offer.info) else {})


def _whole(offer: Offer) -> Offer:
    """With those questionnaires that lack nothing."""
    complete = {name: each for name, each in offer.questionnaires.items() if each[1].complete}
    return replace(offer, questionnaires=complete)


def _lent(found: Sequence[Offer], lenders: Sequence[Offer]) -> Iterator[Offer]:
    """Each language that can be shown, with whoever lends it what it lacks."""
    for offer in found:
        lender = next((each for each in lenders if each.language is not offer.language), None)
        has = {} if lender is None else lender.questionnaires
        fits = {
            name: (asked, texts)
            for name, (asked, texts) in offer.questionnaires.items()
            if texts.complete or (name in has and _mostly(asked, texts))
        }
        made = replace(offer, questionnaires=fits)
        if not made.borrowed and not lacking(made.form, [FRAME, SHEET]):
            yield made
        elif lender is not None and not lacking(made.form, [FRAME]):
            yield replace(made, lender=lender)


def _mostly(asked: Questionnaire, texts: Texts) -> bool:
    """Whether it has what stands on every question, and half of the questions or more."""
    return not lacking(texts, [QUESTIONNAIRE_FRAME]) and len(lacking(texts, _screens(asked))) * 2 <= len(
        asked.questions
    )


def _screens(asked: Questionnaire) -> tuple[Screen, ...]:
    return tuple(question_screen(asked, question) for question in asked.questions)


def _known(tags: Sequence[str]) -> None:
    for tag in tags:
        if tag not in {language.tag for language in LANGUAGES}:
            known = ", ".join(language.tag for language in LANGUAGES)
            raise ConfigError(f"[relay] draft_languages: there is no language {tag}", f"There are: {known}.")
