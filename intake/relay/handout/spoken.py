"""The languages in which cards and screens for the person are offered, with the words that stand on them.

The same languages as the form offers for the questions of this organisation's inbox, and only those whose card is
whole: nobody gets a card in two languages. In production a card's words have been reviewed too, or the configuration
names the language as a draft.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel import Locale

from intake.config import Inbox, Relay, section
from intake.questionnaire.languages import Language
from intake.questionnaire.texts import Texts
from intake.relay.asked import questionnaires
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.service import Service
from intake.relay.offer import PRODUCTION, Offer, offered
from intake.translations.domains import CARD, own_domain
from intake.translations.screens import HANDED_OVER


@dataclass(frozen=True, slots=True)
class Spoken:
    """One language as the person reads it. ``questions`` is how many the form asks."""

    language: Language
    form: Texts
    card: Texts
    questions: int

    @property
    def heading(self) -> str:
        """What it is about, and nothing more."""
        return self.card.get("card.title").format(questions=self.questions)

    def name_in(self, tag: str) -> str:
        """What readers of ``tag`` call the language; its English name where their word means another one too."""
        same = Locale("en").languages.get(self.language.tag) == self.language.english_name
        named: str = Locale(tag).languages.get(self.language.tag, "") if same else ""
        return named or self.language.english_name


def spoken(service: Service) -> Sequence[Spoken]:
    """For the organisation of whoever asks, in the order of the form's own list; perhaps none."""
    inbox = section(service.config.inbox(service.organisation().inbox), "relay.inboxes")
    return list(_whole(with_cards(service.config, production=service.production), inbox))


def chosen(service: Service, tag: str | None) -> Spoken:
    """The one of these with this BCP 47 tag; raises Refused."""
    found = next((each for each in spoken(service) if each.language.tag == tag), None)
    if found is None:
        raise Refused(Refusal.BAD_REQUEST)
    return found


def with_cards(config: Relay, *, production: bool) -> Sequence[tuple[Offer, Texts]]:
    """What the form offers, each with its card's texts: read once, and nobody waits for it twice.

    Raises ConfigError where not even the form has a language to offer.
    """
    return _with_cards(config.questionnaires, config.inboxes, config.draft_languages, production=production)


@lru_cache(maxsize=4)
def _with_cards(
    folders: tuple[Path, ...], inboxes: tuple[Inbox, ...], drafts: tuple[str, ...], *, production: bool
) -> Sequence[tuple[Offer, Texts]]:
    cards, environment = own_domain(CARD), PRODUCTION if production else "any other"
    found = offered(questionnaires(folders, inboxes), environment=environment, draft_languages=drafts)
    every = [(offer, cards.texts(offer.language)) for offer in found]
    return [
        (offer, card)
        for offer, card in every
        if not production or offer.language.tag in drafts or not HANDED_OVER.of(card.drafts)
    ]


def _whole(found: Sequence[tuple[Offer, Texts]], inbox: Inbox) -> Iterator[Spoken]:
    for offer, card in found:
        asked = offer.questionnaires.get(f"{inbox.questionnaire} {inbox.version}")
        if asked is not None and not HANDED_OVER.of((*offer.form.missing, *card.missing)):
            yield Spoken(offer.language, offer.form, card, len(asked[0].questions))
