"""Whose slots the book has, and how one is opened: whoever opens it needs a role besides."""

from __future__ import annotations

from intake.locked import slots
from intake.network.folder import Folder
from intake.network.unlock import open_network
from intake.network.web.seats import Unlocked
from intake.network.web.service import Service
from intake.web.local.locking import Lock


def lock_of(service: Service) -> Lock:
    """The lock of this book."""
    return Lock(
        lambda: slots(Folder(service.section.data).locked),
        lambda name, passphrase: _unlocked(service, name, passphrase),
    )


def _unlocked(service: Service, name: str, passphrase: str) -> Unlocked:
    network = open_network(service.section, passphrase, name=name, clock=service.clock)
    try:
        role = network.role()
    except BaseException:
        network.close()
        raise
    return Unlocked(network.actor, role, network)
