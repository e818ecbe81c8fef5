"""Where one can go from every page, and from the start page: short, and only where one's role may.

The table of rights decides; a page that is not there is not named. A courier's start page is the post.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from flask import Flask, request

from intake.relay.handout.rights import may
from intake.relay.handout.roles import Role
from intake.relay.handout.service import visitor
from intake.web.words import N_


class Place(Enum):
    """Where a page is named: at the top of every page, or on the start page as work or as help and there too."""

    TOP, WORK, HELP = range(3)


@dataclass(frozen=True, slots=True)
class Way:
    """One page; ``about`` is what it is for, in the words of the start page."""

    path: str
    label: str
    place: Place
    about: str = ""

    @property
    def current(self) -> bool:
        """Whether the reader is there, or at a page below it."""
        return request.path == self.path or (self.path != START and request.path.startswith(f"{self.path}/"))


START = "/handout/"
WAYS = (
    Way(START, N_("Start"), Place.TOP),
    Way("/handout/post", N_("The post"), Place.TOP),
    Way("/handout/organisations", N_("Organisations"), Place.WORK, N_("Who hands out, and for which GGD.")),
    Way("/handout/inboxes", N_("Inboxes"), Place.WORK, N_("Where the envelopes of each GGD are kept.")),
    Way("/handout/colleagues", N_("Colleagues"), Place.WORK, N_("Invite somebody, or end an account.")),
    Way("/handout/tablets", N_("Tablets"), Place.WORK, N_("Which are in use. End one that is lost.")),
    Way("/handout/ahead", N_("Print ahead"), Place.WORK, N_("Sheets of cards, a poster and a leaflet.")),
    Way("/handout/counts", N_("Counts"), Place.WORK, N_("How many forms were handed out.")),
    Way("/handout/log", N_("Log"), Place.WORK, N_("What was changed, and by whom.")),
    Way("/handout/help", N_("What to say"), Place.HELP, N_("Words for handing out, and for hard moments.")),
    Way("/handout/training", N_("Training"), Place.HELP, N_("Fifteen minutes, four situations.")),
    Way("/handout/account", N_("My account"), Place.TOP),
)


def show_ways(app: Flask) -> None:
    """Let templates of ``app`` ask for `named_pages` of a place, and for `top_pages`."""

    def named_pages(*places: str) -> Sequence[Way]:
        me = visitor()
        known = {rule.rule: rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
        role = None if me is None else me.role
        own = [
            way for way in WAYS if may(known.get(way.path), role) and not (way.path == START and role is Role.COURIER)
        ]
        return [way for way in own if way.place.name in places]

    def top_pages() -> Sequence[Way]:
        """Help stands there for whoever has no other work than handing out: it is not to be a long row."""
        return named_pages("TOP", "WORK" if named_pages("WORK") else "HELP")

    app.context_processor(lambda: {"named_pages": named_pages, "top_pages": top_pages})
