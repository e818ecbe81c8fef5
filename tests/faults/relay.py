"""A relay to which a courier brings hurt files: what the courier reads, and what the relay offers afterwards."""

from __future__ import annotations

from intake.courier.errors import CourierError
from intake.courier.push import kind_of
from intake.courier.refusals import refusal
from tests.faults.bundles import Parts
from tests.relay.world import INBOX, World


def pushed(world: World, data: bytes, inbox: str = INBOX) -> str:
    """Push ``data`` as a courier does; what is read if it is refused, by the courier itself or by the relay."""
    try:
        name = kind_of(data).value
    except CourierError as error:
        told = error
    else:
        answer = world.carry("POST", name, data, inbox=inbox)
        if answer.status_code == 200:
            return ""
        told = refusal(answer.status_code, answer.text)
    return told.message if told.hint else "nothing that could be done"


def offered(world: World) -> list[bytes]:
    """The digests of what a bundle holds now."""
    return list(Parts.of(world.carry("GET", "bundle").data).digests)
