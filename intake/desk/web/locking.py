"""Whose slots the desk has, and how one is opened: whoever opens it needs a role besides."""

from __future__ import annotations

from intake.desk.folder import Folder
from intake.desk.people import role_of
from intake.desk.unlock import open_desk
from intake.desk.web.seats import Unlocked
from intake.desk.web.service import Service
from intake.locked import slots
from intake.web.local.locking import Lock


def lock_of(service: Service) -> Lock:
    """The lock of this desk."""
    return Lock(
        lambda: slots(Folder(service.section.data).desk), lambda name, passphrase: _unlocked(service, name, passphrase)
    )


def _unlocked(service: Service, name: str, passphrase: str) -> Unlocked:
    desk = open_desk(service.section, passphrase, name=name, clock=service.clock)
    try:
        with desk.reading() as connection:
            role = role_of(connection, desk.actor)
    except BaseException:
        desk.close()
        raise
    return Unlocked(desk.actor, role, desk)
