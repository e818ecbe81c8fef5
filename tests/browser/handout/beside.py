"""A handout beside a form that is served: both over one relay's database, each at an address of its own.

So what is handed out here really opens there.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from intake.config import Handout
from intake.relay.clock import utc_now
from intake.relay.database import open_links_database
from intake.relay.handout.database import make_staff_database
from intake.relay.handout.instance import Links, OpenHandout
from intake.relay.handout.wall import build_wall
from tests.browser.handout.served import ServedHandout, serve_world
from tests.browser.relay import FormRelay
from tests.relay.handout.world import HandoutWorld


class Beside(HandoutWorld):
    """The world of ``form``, with staff who hand it out."""

    def __init__(self, folder: Path, form: FormRelay, settings: Handout) -> None:
        self.now = utc_now()
        self.config = msgspec.structs.replace(form.relay.config, origin=form.origin, handout=settings)
        self.relay_engine = form.relay.engine
        links = Links(self.config, build_wall(open_links_database(form.relay.config.data, form.key)))
        self.handout = OpenHandout(settings, make_staff_database(folder, os.urandom(32)), links)
        self.restart()


def serve_beside(folder: Path, form: FormRelay) -> ServedHandout:
    """The handout of ``form``'s relay, with its own database in ``folder``, served until the process ends."""
    return serve_world(lambda origin: Beside(folder, form, Handout(origin)))
