"""A person got a form: one more in the organisation's month, and nothing else anywhere."""

from __future__ import annotations

from intake.relay.handout.service import Service
from intake.relay.links.register import count_handed_out


def give(service: Service) -> None:
    """Count one form whose link was made before."""
    organisation = service.organisation().id
    with service.links.engine.begin() as connection:
        count_handed_out(connection, organisation, now=service.clock(), count=1)
