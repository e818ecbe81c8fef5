"""Changing a case from a page: one transaction, and nothing that somebody typed is lost.

A form of a case includes ``case/_seen.html``: the revision that was shown, and the last entry of the trail then. Where
somebody else changed the case meanwhile, or the desk refuses, nothing is written; a page says why, what happened
since, and has what was typed in a form of its own, to do it again or to leave it. Use it so:

    with changing(number, reason=N_("Reason")) as change:
        decide(change.desk, change.connection, number, change.seen, ...)
    return redirect(...)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Blueprint, Response, make_response, render_template, request
from sqlalchemy import Connection

from intake.desk.audit import Action
from intake.desk.casework.history import newest_entry, read_history
from intake.desk.casework.revision import ChangedMeanwhileError, revision_of
from intake.desk.errors import DeskError
from intake.desk.unlock import OpenDesk
from intake.desk.web.case.standing import done_of
from intake.desk.web.labels import label
from intake.desk.web.service import open_desk
from intake.web.local.refusals import Refusal, Refused
from intake.web.words import _

SEEN, ENTRY = "revision", "entry"
Field = str | tuple[str, str]
"""A field's label; or its label and the table (`intake.desk.web.labels`) whose words its value is one of.

Where the table is LINE, the field is free text of one line.
"""
LINE = "a line"


@dataclass(frozen=True, slots=True, repr=False)
class Change:
    """``seen`` is the revision that the page showed: for `intake.desk.casework.revision.claim`."""

    desk: OpenDesk
    connection: Connection
    seen: int


class Stopped(Exception):  # noqa: N818 - it is no error of the program
    """Nothing was written; answered with a page that keeps what was typed."""

    def __init__(self, case: int, entry: int, error: DeskError, fields: Mapping[str, Field]) -> None:
        super().__init__("stopped")
        self.case, self.entry, self.error, self.fields = case, entry, error, fields


@contextmanager
def changing(case: int, **fields: Field) -> Iterator[Change]:
    """A transaction in which ``case`` changes. ``fields`` are those of the form that a person filled in.

    What is raised inside undoes all of it: a DeskError ends in the page that is described above.
    """
    desk, seen, entry = open_desk(), _number(SEEN), _number(ENTRY)
    try:
        with desk.writing() as connection:
            yield Change(desk, connection, seen)
    except DeskError as error:
        raise Stopped(case, entry, error, fields) from None


def answer_stopped(room: Blueprint) -> None:
    """Let `changing` be used in every room of the application of ``room``."""

    @room.app_errorhandler(Stopped)
    def _stopped(stopped: Stopped) -> Response:
        return make_response(_page(stopped), 409)


def _page(stopped: Stopped) -> str:
    desk = open_desk()
    with desk.writing() as connection:
        revision = revision_of(connection, stopped.case)
        since = read_history(connection, stopped.case, after=stopped.entry)
        desk.record(connection, Action.CASE_VIEWED, case=stopped.case)
        entry = newest_entry(connection)
    return render_template(
        "case/changed.html",
        number=stopped.case,
        meanwhile=isinstance(stopped.error, ChangedMeanwhileError),
        what=_(stopped.error.message),
        todo=_(stopped.error.hint),
        since=done_of(since),
        typed=[_typed(name, field) for name, field in stopped.fields.items()],
        kept=[pair for pair in request.form.items(multi=True) if pair[0] not in (SEEN, ENTRY)],
        names=set(stopped.fields),
        revision=revision,
        entry=entry,
    )


def _typed(name: str, field: Field) -> tuple[str, str, str, str]:
    """Name, label, value and kind of a field: only free text (``text``, ``line``) can be typed on in."""
    value = request.form.get(name, "")
    if isinstance(field, str):
        return name, _(field), value, "text"
    title, table = field
    if table == LINE:
        return name, _(title), value, "line"
    return name, _(title), label(value, table), "word"


def _number(name: str) -> int:
    sent = request.form.get(name, "")
    if not (sent.isascii() and sent.isdigit() and len(sent) < 16):
        raise Refused(Refusal.BAD_REQUEST)
    return int(sent)
