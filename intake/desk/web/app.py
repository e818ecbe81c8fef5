"""The desk's web application: for the people of the GGD, on the computer they sit at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from flask import Flask, g

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
from intake.desk.web.gate import stand_before
from intake.desk.web.headers import set_headers
from intake.desk.web.home import home
from intake.desk.web.keeping import backup, requests, retention, rules
from intake.desk.web.keys import ceremony
from intake.desk.web.labels import show_labels
from intake.desk.web.letters import letters
from intake.desk.web.locking import locking
from intake.desk.web.look import look
from intake.desk.web.naming import show_names
from intake.desk.web.navigation import show_ways
from intake.desk.web.paper import paper
from intake.desk.web.people import me, people
from intake.desk.web.queue import queue
from intake.desk.web.refusals import answer_refusals
from intake.desk.web.reminders import reminders
from intake.desk.web.seats import Seats
from intake.desk.web.service import Service, visitor
from intake.desk.web.setup import setup
from intake.desk.web.shown import clock_in_words, day_in_words, local_in_words, moment_in_words, stamp_in_words
from intake.desk.web.start import start
from intake.desk.web.words import speak
from intake.locked import COST
from intake.web.slowing import Slowing

LARGEST_REQUEST = 256 * 1024
ROOMS = (
    look,
    start,
    setup,
    locking,
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
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_REQUEST, PROVIDE_AUTOMATIC_OPTIONS=False)
    seats = Seats(clock, timedelta(minutes=section.idle_minutes), announce)
    service = Service(section, clock, port, demo, seats, Slowing(clock), Beginning(Folder(section.data), cost))
    set_headers(app)
    answer_refusals(app)
    speak(app)
    stand_before(app, service)
    app.jinja_env.filters.update(
        clock=clock_in_words, day=day_in_words, local=local_in_words, moment=moment_in_words, stamp=stamp_in_words
    )
    for room in ROOMS:
        app.register_blueprint(room(service))
    show_ways(app)
    show_labels(app)
    show_names(app)
    app.context_processor(
        lambda: {"me": visitor(), "idle_minutes": section.idle_minutes, "seat": g.get("seat"), "demo": demo}
    )
    return app, service
