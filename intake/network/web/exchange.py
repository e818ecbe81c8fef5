"""What the book and a GGD's desk hand each other: the export, slips, outcomes, and the keys that people compare."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as Answer

from intake.envelope.signatures import fingerprint
from intake.exchange.files import LARGEST
from intake.network.exchanging.book_out import book_of_now, export_book
from intake.network.exchanging.desks import believed, forget
from intake.network.exchanging.outcomes_out import outcomes_of, write_outcomes
from intake.network.exchanging.slips_in import Standing, look_at_slips, take_slips
from intake.network.tables import exports
from intake.network.web.service import Service, open_book
from intake.web.local.again import attempted
from intake.web.local.uploaded import packed, unpacked, uploaded

FILE = "file"
SHOWN = 6


def exchange(service: Service) -> Blueprint:
    """The page, and what goes out and comes in."""
    room = Blueprint("exchange", __name__, url_prefix="/exchange")

    @room.get("")
    def page() -> str:
        return _page()

    @room.post("/export")
    def export() -> Answer:
        def work() -> Answer:
            left, data = export_book(open_book(), bytes)
            return _download(data, f"network-book-{left.sequence}.json")

        return attempted(work, _page)

    @room.post("/outcomes")
    def outcomes() -> Answer:
        def work() -> Answer:
            sequence, _, data = write_outcomes(open_book(), bytes, inbox=request.form.get("inbox") or None)
            return _download(data, f"outcomes-{sequence}.json")

        return attempted(work, _page)

    @room.post("/look")
    def look() -> Answer:
        return attempted(lambda: Answer(_looked(uploaded(FILE, LARGEST)), mimetype="text/html"), _page)

    @room.post("/slips")
    def slips() -> Answer:
        data = unpacked("packed", LARGEST)

        def work() -> Answer:
            book, form = open_book(), request.form
            compared = form.get("fingerprint") if "compared" in form else None
            with book.writing() as connection:
                found = take_slips(book, connection, data, compared=compared)
            return redirect(url_for("exchange.page", taken=len(found.new)), 303)

        return attempted(work, lambda said: _looked(data, said))

    @room.post("/forget")
    def forget_desk() -> Answer:
        def work() -> Answer:
            with open_book().writing() as connection:
                forget(open_book(), connection, request.form.get("inbox", ""))
            return redirect(url_for("exchange.page"), 303)

        return attempted(work, _page)

    return room


def _page(said: str | None = None) -> str:
    book = open_book()
    with book.reading() as connection:
        desks = list(believed(connection).values())
        left = connection.execute(
            select(exports).where(exports.c.kind != "backup").order_by(exports.c.number.desc()).limit(SHOWN)
        ).all()
        known = {desk.inbox: len(outcomes_of(connection, desk.inbox)) for desk in desks}
        now = book_of_now(book, connection)
    return render_template(
        "exchange/page.html",
        said=said,
        own=fingerprint(book.keys.public),
        desks=desks,
        left=left,
        known=known,
        now=now,
        taken=request.args.get("taken", type=int),
    )


def _looked(data: bytes, said: str | None = None) -> str:
    """What is in a file of slips, and the form that takes it in."""
    with open_book().reading() as connection:
        found = look_at_slips(open_book(), connection, data)
    return render_template("exchange/look.html", said=said, found=found, packed=packed(data), Standing=Standing)


def _download(data: bytes, name: str) -> Answer:
    return Response(
        data, mimetype="application/json", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
