"""The desk's web application: for the people of the GGD, on the computer they sit at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from intake.config import Desk
from intake.desk.clock import Clock, utc_now
from intake.desk.folder import Folder
from intake.desk.web.audit import audit
from intake.desk.web.away import away
from intake.desk.web.beginning import Beginning
from intake.desk.web.bringing_in import bringing_in
from intake.desk.web.calling import calling
from intake.desk.web.case import case
from intake.desk.web.case.casework import casework
from intake.desk.web.figures import figures
from intake.desk.web.home import home
from intake.desk.web.keeping import backup, requests, retention, rules
from intake.desk.web.keys import ceremony
from intake.desk.web.labels import show_labels
from intake.desk.web.letters import letters
from intake.desk.web.locking import lock_of
from intake.desk.web.naming import show_names
from intake.desk.web.network import network
from intake.desk.web.paper import paper
from intake.desk.web.people import me, people
from intake.desk.web.program import DESK
from intake.desk.web.publishing import publishing
from intake.desk.web.queue import queue
from intake.desk.web.reminders import reminders
from intake.desk.web.seats import Seat
from intake.desk.web.service import Service
from intake.desk.web.setup import setup
from intake.desk.web.slips import slips
from intake.desk.web.waiting import waiting
from intake.locked import COST
from intake.web.local.furnishing import furnish
from intake.web.local.seats import Seats
from intake.web.slowing import Slowing

ROOMS = (
    setup,
    home,
    queue,
    case,
    casework,
    reminders,
    away,
    calling,
    bringing_in,
    paper,
    people,
    me,
    ceremony,
    letters,
    audit,
    backup,
    retention,
    requests,
    rules,
    network,
    waiting,
    slips,
    publishing,
    figures,
)


def create_app(
    section: Desk,
    *,
    port: int,
    demo: bool = False,
    clock: Clock = utc_now,
    cost: tuple[int, int] = COST,
    announce: Callable[[str], None] = lambda code: None,
) -> tuple[Flask, Service]:
    """The application for the desk of ``section`` on ``port``, and what its rooms share.

    ``announce`` hears each start code; ``cost`` is Argon2id's, where the first keys are made in these pages.
    Nothing is unlocked yet.
    """
    app = Flask(__name__, static_url_path="/static")
    seats = Seats(Seat, clock, timedelta(minutes=section.idle_minutes), announce)
    beginning = Beginning(Folder(section.data), cost)
    service = Service(DESK, clock, port, demo, seats, Slowing(clock), beginning, section)
    furnish(app, service, lock_of(service))
    for room in ROOMS:
        app.register_blueprint(room(service))
    show_labels(app)
    show_names(app)
    return app, service
