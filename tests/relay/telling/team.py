"""A relay whose GGD is told by mail, and the processes that do it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from intake.config import Inbox, Relay
from intake.relay.instance import OpenRelay
from intake.relay.telling.rounds import Rounds
from tests.relay.telling.postoffice import PostOffice, mail_settings
from tests.relay.world import World

POST, ALARM = "post@ggd.example.nl", "team@ggd.example.nl"
OTHER = "other@ggd.example.nl"
HERE = ZoneInfo("Europe/Amsterdam")
DUE = "De post kan worden opgehaald"
OVERDUE = "De post is te lang niet opgehaald"


def at(text: str) -> datetime:
    """``2026-11-23 09:00``, as Dutch clocks show it."""
    return datetime.fromisoformat(text).replace(tzinfo=HERE)


def changed(inbox: Inbox, **members: object) -> Inbox:
    """The same with other members."""
    return Inbox(**({name: getattr(inbox, name) for name in inbox.__struct_fields__} | members))


class Team:
    """The world's relay with its mail server. ``seconds`` is what a stopwatch shows, in every process alike."""

    def __init__(self, world: World, office: PostOffice, pem: Path, *inboxes: Inbox) -> None:
        self.world, self.office, self.seconds = world, office, 0.0
        own, other = world.config.inboxes
        told = inboxes or (changed(own, post=POST, alarm=ALARM), other)
        members = {name: getattr(world.config, name) for name in world.config.__struct_fields__}
        self.mail = mail_settings(office, pem)
        config = Relay(**(members | {"inboxes": told, "mail": self.mail}))
        self.relay: OpenRelay = replace(world.relay, config=config)

    def process(self) -> Rounds:
        """A process that starts now."""
        return Rounds(self.relay, self.mail, lambda: self.seconds)

    def received(self) -> list[str]:
        """The subjects that came since this was asked last."""
        found = self.office.subjects
        self.office.clear()
        return found
