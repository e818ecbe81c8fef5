"""``intake links new --cards``: links that go onto cards, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from intake.cli.files import refuse_existing, write_new
from intake.config import Inbox, section
from intake.envelope.link import link_url, new_token
from intake.paper.cards import Card, print_cards
from intake.paper.whole import refuse_half
from intake.questionnaire.languages import language
from intake.questionnaire.texts import Texts
from intake.relay.asked import questionnaires
from intake.relay.links.organisations import organisation_of
from intake.relay.links.register import Register
from intake.translations.domains import CARD, FORM, own_domain
from intake.translations.screens import HANDED_OVER


@dataclass(frozen=True, slots=True)
class Printing:
    """What can be refused is refused before a link is made, also by a trial print: a link on no card is lost."""

    out: Path
    form: Texts
    card: Texts

    @classmethod
    def into(cls, out: Path, tag: str) -> Printing:
        """Raises FileError where the file is there, QuestionnaireError where the language is not whole."""
        refuse_existing(out)
        spoken = language(tag)
        form, card = own_domain(FORM).texts(spoken), own_domain(CARD).texts(spoken)
        refuse_half("the card", HANDED_OVER, form, card)
        return cls(out, form, card)

    def write(self, register: Register, organisation: str, now: datetime, make: Callable[[], Sequence[str]]) -> None:
        """Print the links that ``make`` hands out. Raises RelayError, ConfigError, PdfError, FileError."""
        config, inbox = register.config, _inbox(register, organisation)
        asked = {(each.id, each.version): each for each in questionnaires(config.questionnaires, config.inboxes)}
        number = len(asked[inbox.questionnaire, inbox.version].questions)
        until = now.date() + timedelta(days=config.link_days)
        trial = link_url(config.origin, new_token(), inbox.identity)
        print_cards(self.form, self.card, [Card(trial, until)], questions=number)
        cards = [Card(link, until) for link in make()]
        write_new(self.out, print_cards(self.form, self.card, cards, questions=number))


def _inbox(register: Register, organisation: str) -> Inbox:
    """Where envelopes go whose cards this organisation hands out."""
    with register.engine.connect() as connection:
        found = organisation_of(register.config, connection, organisation)
    return section(register.config.inbox(found.inbox), "relay.inboxes")
