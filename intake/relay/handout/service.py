"""What every room of the handout gets: both databases, the clock, and whose request this is."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g
from sqlalchemy import Engine

from intake.config import Handout, Organisation, Relay
from intake.relay.clock import Clock
from intake.relay.handout.halfway import Halfway
from intake.relay.handout.instance import Links, OpenHandout
from intake.relay.handout.passwords import Passwords
from intake.relay.handout.staff import Staff
from intake.relay.links.organisations import organisation_of
from intake.web.slowing import Slowing


@dataclass(frozen=True, slots=True)
class Service:
    """``production``: HTTPS alone. ``form`` is the form's origin, without a slash at its end.

    ``passwords``, ``halfway`` and ``slowing`` are of signing in: what the rooms for it keep in memory together.
    """

    handout: OpenHandout
    clock: Clock
    production: bool
    passwords: Passwords
    halfway: Halfway
    slowing: Slowing

    @property
    def config(self) -> Relay:
        """The relay's section of the configuration."""
        return self.handout.config

    @property
    def settings(self) -> Handout:
        """The handout's own section."""
        return self.handout.settings

    @property
    def engine(self) -> Engine:
        """The staff's database."""
        return self.handout.engine

    @property
    def links(self) -> Links:
        """The register of links; its engine reaches links and organisations only."""
        return self.handout.links

    @property
    def form(self) -> str:
        """Where newcomers are."""
        return self.config.origin.rstrip("/")

    def organisation(self) -> Organisation:
        """That of whoever asks, who has one. Raises RelayError where it is no longer known."""
        with self.links.engine.begin() as connection:
            return organisation_of(self.config, connection, str(myself().organisation))


def visitor() -> Staff | None:
    """Whoever is signed in."""
    found: Staff | None = g.get("staff")
    return found


def myself() -> Staff:
    """Whoever is signed in, where the table of rights let nobody else come."""
    found = visitor()
    assert found is not None
    return found
