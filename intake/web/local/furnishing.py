"""What every local program has before its own rooms: the gate, refusals as pages, words, looks, unlocking."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask, g

from intake.web.local.gate import stand_before
from intake.web.local.headers import set_headers
from intake.web.local.locking import Lock, locking
from intake.web.local.look import look
from intake.web.local.naming import language_name, place_name
from intake.web.local.navigation import show_ways
from intake.web.local.refusals import answer_refusals
from intake.web.local.service import Service, visitor
from intake.web.local.shown import clock_in_words, day_in_words, local_in_words, moment_in_words, stamp_in_words
from intake.web.local.start import start
from intake.web.local.words import speak

LARGEST_REQUEST = 256 * 1024
MINUTE = timedelta(minutes=1)
FILTERS = {
    "clock": clock_in_words,
    "day": day_in_words,
    "language": language_name,
    "local": local_in_words,
    "moment": moment_in_words,
    "municipality": place_name,
    "stamp": stamp_in_words,
}


def furnish(app: Flask, service: Service[Any], lock: Lock) -> None:
    """Put all of it into ``app``; the zone's rooms come after. ``lock`` is what its slots are, and how one opens."""
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_REQUEST, PROVIDE_AUTOMATIC_OPTIONS=False)
    set_headers(app)
    answer_refusals(app, service.program)
    speak(app, service.program)
    stand_before(app, service)
    app.jinja_env.filters.update(FILTERS)
    for room in (look(service), start(service), locking(service, lock)):
        app.register_blueprint(room)
    show_ways(app, service.program)
    fixed = {"program": service.program, "idle_minutes": service.seats.idle // MINUTE, "demo": service.demo}
    app.context_processor(lambda: {"me": visitor(), "seat": g.get("seat"), **fixed})
