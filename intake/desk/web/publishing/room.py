"""The page that shows exactly what would be public, signs it, and gives the file for the courier."""

from __future__ import annotations

from flask import Blueprint, Response, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.desk.errors import DeskError
from intake.desk.importing.carrying_back import Carried, carried_file, put_file
from intake.desk.publishing.draft import digest_of, draft_of
from intake.desk.publishing.signing import Signed, find_signed, newest, publish, said_in
from intake.desk.web.service import Service, open_desk
from intake.envelope.encoding import base64url, from_base64url
from intake.exchange.published import Words
from intake.marking import N_
from intake.web.local.again import attempted
from intake.web.local.refusals import Refusal, Refused

WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip


def publishing(service: Service) -> Blueprint:
    """The page, signing, and the signed files."""
    room = Blueprint("publishing", __name__, url_prefix="/publish")
    shared = service.section.watched

    @room.app_template_filter("spoken")
    def _spoken(words: Words) -> str:
        """In the reader's language."""
        return words.said(g.language)

    @room.get("")
    def page() -> str:
        return _page(service, done="done" in request.args)

    @room.post("")
    def sign() -> Answer:
        def work() -> Answer:
            publish(open_desk(), seen=_seen())
            return redirect(url_for("publishing.page", done="yes"), 303)

        return attempted(work, lambda problem: _page(service, problem))

    @room.get("/<int:sequence>")
    def file(sequence: int) -> Response:
        signed = _found(sequence)
        answer = Response(signed.file, mimetype="application/octet-stream")
        name = signed.name(service.section.inbox)
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    @room.post("/<int:sequence>/put")
    def put(sequence: int) -> Answer:
        def work() -> Answer:
            signed = _found(sequence)
            if shared is None or not shared.is_dir():
                raise DeskError(N_("the shared folder is not there"), N_("Is the stick in, or the share mounted?"))
            put_file(shared, signed.name(service.section.inbox), signed.file)
            return redirect(url_for("publishing.page", done="yes"), 303)

        return attempted(work, lambda problem: _page(service, problem))

    return room


def _page(service: Service, problem: str | None = None, *, done: bool = False) -> str:
    desk, shared, now = open_desk(), service.section.watched, service.clock()
    with desk.reading() as connection:
        draft, last = draft_of(desk, connection), newest(connection)
    said = None if last is None else said_in(desk, last)
    name = "" if last is None else last.name(service.section.inbox)
    return render_template(
        "publishing/page.html",
        problem=problem,
        done=done,
        draft=draft,
        seen=base64url(draft.digest()),
        last=last,
        days=0 if last is None else last.days(now),
        same=said is not None and digest_of(said) == draft.digest(),
        weekdays=WEEKDAYS,
        name=name,
        shared=shared,
        how=Carried.NOT if shared is None or last is None else carried_file(shared, name),
        Carried=Carried,
    )


def _found(sequence: int) -> Signed:
    with open_desk().reading() as connection:
        return find_signed(connection, sequence) or abort(404)


def _seen() -> bytes:
    try:
        return from_base64url(request.form.get("seen", ""), 32)
    except ValueError:
        raise Refused(Refusal.BAD_REQUEST) from None
