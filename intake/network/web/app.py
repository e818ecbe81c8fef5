"""The network book's web application. What every local program has stands in intake.web.local, what it does in
intake.network; a room here only reads what was typed, calls that, and shows what came of it.

To add a room called ``things``:

1. ``things.py`` (or a package): ``def things(service: Service) -> Blueprint``, with ``Blueprint("things", __name__,
   url_prefix="/things")``. The list is the endpoint ``things.page``, one thing ``things.one`` at ``/things/<id>``;
   `open_book()` and `myself()` (service.py) are whose request this is. What changes something is a POST that ends in a
   redirect (303); `attempted` and `confirmed` (intake.web.local.again) show the page again with the reason where it
   was refused.
2. A row in ROOMS here, one for each endpoint in rights.py, one in navigation.py where it is a page to go to.
3. Templates in ``templates/things/`` extend "base.html"; texts are marked with ``_()``. Classes stand in
   intake/web/local/static/local.css and intake/look. Scripts are files in ``static/``: nothing inline is run.
4. What it says on the first page of the day: a row in home.py.
5. tests/network/web/office.py is a book with its pages; tests/network/web/test_gate.py walks every route by itself,
   tests/browser/network/served.py serves them to Chromium, tests/browser/network/screenshots.py takes each picture.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from intake.config import Network
from intake.local.clock import Clock, utc_now
from intake.locked import COST
from intake.network.folder import Folder
from intake.network.web.ambassadors import ambassadors
from intake.network.web.beginning import Beginning
from intake.network.web.destination_sheet import destination_sheet
from intake.network.web.destinations import destinations
from intake.network.web.exchange import exchange
from intake.network.web.home import home
from intake.network.web.hours import hours
from intake.network.web.introducing import introducing
from intake.network.web.keeping import keeping
from intake.network.web.locking import lock_of
from intake.network.web.meetings import meetings
from intake.network.web.people import me, people
from intake.network.web.program import NETWORK
from intake.network.web.requests import requests
from intake.network.web.seats import Seat
from intake.network.web.service import Service
from intake.network.web.sessions import sessions
from intake.network.web.setup import setup
from intake.network.web.signals import signals
from intake.web.local.furnishing import furnish
from intake.web.local.seats import Seats
from intake.web.slowing import Slowing

ROOMS = (
    setup,
    home,
    destinations,
    destination_sheet,
    exchange,
    keeping,
    people,
    me,
    ambassadors,
    hours,
    meetings,
    sessions,
    requests,
    signals,
    introducing,
)


def create_app(
    section: Network,
    *,
    port: int,
    demo: bool = False,
    clock: Clock = utc_now,
    cost: tuple[int, int] = COST,
    announce: Callable[[str], None] = lambda code: None,
) -> tuple[Flask, Service]:
    """The application for the book of ``section`` on ``port``, and what its rooms share.

    ``announce`` hears each start code; ``cost`` is Argon2id's, where the book is made in these pages.
    Nothing is unlocked yet.
    """
    app = Flask(__name__, static_url_path="/static")
    seats = Seats(Seat, clock, timedelta(minutes=section.idle_minutes), announce)
    beginning = Beginning(Folder(section.data), cost)
    service = Service(NETWORK, clock, port, demo, seats, Slowing(clock), beginning, section)
    furnish(app, service, lock_of(service))
    for room in ROOMS:
        app.register_blueprint(room(service))
    return app, service
