"""Bring the demo's network book to life: the sample book's people and places, through the book's own functions."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec
from sqlalchemy import Connection

from intake.config import Network
from intake.demo.network_people import SEED, sample_book
from intake.exchange.book import Ambassador, Destination
from intake.local.clock import Clock
from intake.local.local_time import today
from intake.locked import FLOOR
from intake.network.ambassadors.writing import add_ambassador
from intake.network.destinations.writing import add_destination, add_national, insert_report
from intake.network.hours.writing import Work, enter
from intake.network.making import make_network
from intake.network.meetings.model import read_meeting
from intake.network.meetings.writing import plan, tick_off
from intake.network.requests.writing import add_request
from intake.network.sessions.writing import add_session
from intake.network.signals.writing import add_signal
from intake.network.unlock import OpenNetwork, open_network

STARTED = 400
"""Days ago that the ambassadors began."""


def make_book(section: Network, coordinator: str, passphrase: str, clock: Clock) -> bytes:
    """A book with a year of work in it; gives its key, which the desk compares."""
    key = make_network(section, coordinator, passphrase, cost=FLOOR, clock=clock)
    chance = random.Random(SEED)  # noqa: S311 - invented people, not secrets
    with open_network(section, passphrase, clock=clock) as book, book.writing() as connection:
        _fill(book, connection, chance, today(clock()))
    return key


def _fill(book: OpenNetwork, connection: Connection, chance: random.Random, now: date) -> None:
    sample = sample_book(now)
    ids = [add_ambassador(book, connection, _typed(each, now)) for each in sample.ambassadors]
    for id_, each in zip(ids, sample.ambassadors, strict=True):
        _work(book, connection, id_, each, now)
    add_national(book, connection, "nl")
    for place in sample.destinations:
        _add_place(book, connection, place)
    for signal in sample.signals:
        add_signal(book, connection, _said(signal))
    _meet(book, connection, chance, ids, now)
    _tell(book, connection, chance, ids, now)
    _ask(book, connection, chance, ids, now)


def _said(struct: msgspec.Struct, *left_out: str) -> dict[str, object]:
    """What is filled in, as a page would send it."""
    members = msgspec.to_builtins(struct)
    return {name: value for name, value in members.items() if value not in (None, [], False) and name not in left_out}


def _typed(each: Ambassador, now: date) -> dict[str, object]:
    typed = _said(each, "id", "available", "when", "minutes", "most_minutes", "paid", "most_paid", "waiting")
    typed["languages"] = [{name: value for name, value in row.items() if value} for row in typed["languages"]]  # type: ignore[attr-defined]
    typed["conflicts"] = [{k: v for k, v in row.items() if v} for row in typed.get("conflicts", [])]  # type: ignore[attr-defined]
    return typed | {
        "times": each.when or "",
        "unavailable": not each.available,
        "since": now - timedelta(days=STARTED),
    }


def _work(book: OpenNetwork, connection: Connection, id_: str, each: Ambassador, now: date) -> None:
    """This month's hours, all on its first day."""
    if each.minutes:
        first = now.replace(day=1)
        for part in range(0, each.minutes, 480):
            minutes = min(480, each.minutes - part)
            enter(book, connection, id_, Work(first, minutes, min(3000, minutes * 15), "request"))


def _add_place(book: OpenNetwork, connection: Connection, place: Destination) -> None:
    left_out = ("id", "waiting_intake", "waiting_treatment", "reported_on")
    id_ = add_destination(book, connection, _said(place, *left_out))
    if place.reported_on:
        insert_report(book, connection, id_, place.reported_on, place.waiting_intake, place.waiting_treatment)


def _meet(book: OpenNetwork, connection: Connection, chance: random.Random, ids: Sequence[str], now: date) -> None:
    """Monthly meetings of the network, intervision twice a year, one still to come."""
    for months in range(6, -2, -1):
        kind = "intervision" if months in (5, -1) else "network"
        day = now - timedelta(days=30 * months - 3)
        agenda = "What we see\nNew at the GP’s\nDates"
        typed = {"kind": kind, "day": day, "starts": "19:30", "place": "Buurthuis Voorbeeld", "agenda": agenda}
        number = plan(book, connection, typed)
        if day <= now:
            came = chance.sample(list(ids), 140 if kind == "intervision" else 60)
            seen = read_meeting(connection, number).revision
            tick_off(book, connection, number, seen, came[:-10], came[-10:])


def _tell(book: OpenNetwork, connection: Connection, chance: random.Random, ids: Sequence[str], now: date) -> None:
    for topic in ("gp", "insurance", "mental-health", "children", "medicines", "sexual-health"):
        day = now - timedelta(days=chance.randint(2, 170))
        told = chance.sample(list(ids), 2)
        typed = {"day": day, "topic": topic, "reached": chance.randint(6, 40), "place": "GM0363", "ambassadors": told}
        add_session(book, connection, typed)


def _ask(book: OpenNetwork, connection: Connection, chance: random.Random, ids: Sequence[str], now: date) -> None:
    """Requests that came by telephone; nobody in them exists."""
    askers = (("gp", "Huisartsenpraktijk Voorbeeld"), ("school", "Taalschool De Brug"), ("other", "Bibliotheek"))
    for number, (asker, organisation) in enumerate(askers * 2):
        typed = {
            "asker": asker,
            "organisation": organisation,
            "often": "structural" if number % 3 == 1 else "once",
            "tasks": ["explain"],
            "language": "ti" if number % 2 else "ar",
            "day": now + timedelta(days=chance.randint(2, 20)),
            "time": "10:30",
            "place": organisation,
        }
        add_request(book, connection, typed | ({"ambassador": chance.choice(list(ids))} if number % 2 else {}))
