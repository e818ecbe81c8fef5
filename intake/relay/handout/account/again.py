"""The password once more, before anything changes by which somebody signs in: an unlocked computer is not enough."""

from __future__ import annotations

from intake.relay.handout.asking import Wrong
from intake.relay.handout.passwords import Locked
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.service import Service, myself
from intake.relay.handout.ways import Ways, ways_of
from intake.sqlcipher import reading
from intake.web.slowing import Step
from intake.web.words import N_

WRONG = N_("This is not your password. Type the one you sign in with.")


def my_ways(service: Service) -> Ways:
    """By what whoever asks signs in."""
    with reading(service.engine).begin() as connection:
        return ways_of(connection, myself().id)


def my_password(service: Service) -> Locked:
    """As it is kept; raises Refused for whoever signs in without one."""
    found = my_ways(service).password
    if found is None:
        raise Refused(Refusal.NO_PASSWORD)
    return found


def ask_again(service: Service, typed: str) -> None:
    """Raises Wrong, Slowed or Refused unless this is their password."""
    kept, me = my_password(service), myself()
    service.slowing.attempt(Step.AGAIN, me.id, None)
    if not service.passwords.fits(kept, typed):
        raise Wrong(WRONG)
    service.slowing.succeeded(Step.AGAIN, me.id, None)
