"""Is the trail whole? The page that walks it, and compares it with receipts and a head from paper."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.datastructures import FileStorage

from intake.desk.errors import DeskError
from intake.desk.trail.anchors import Anchor, from_paper, from_receipt
from intake.desk.trail.verifying import verify
from intake.desk.unlock import OpenDesk
from intake.desk.web.service import open_desk
from intake.envelope.errors import ReceiptError

LARGEST = 70_000_000
"""Bytes: a receipt for a million envelopes has 46 million."""


def proving(room: Blueprint) -> None:
    """The page, and what it answers."""

    @room.get("/verify")
    def ask() -> str:
        return render_template("audit/verify.html", found=None, problem=None, typed="")

    @room.post("/verify")
    def prove() -> Response:
        request.max_content_length = LARGEST
        desk = open_desk()
        typed = request.form.get("head", "").strip()
        try:
            found = verify(desk, [*_receipts(desk), *([from_paper(typed)] if typed else [])])
        except (DeskError, ReceiptError) as problem:
            shown = render_template("audit/verify.html", found=None, problem=problem, typed=typed)
            return make_response(shown, 409)
        return make_response(render_template("audit/verify.html", found=found, problem=None, typed=""))


def _receipts(desk: OpenDesk) -> list[Anchor]:
    return [from_receipt(desk, each.read(), _name(each)) for each in request.files.getlist("receipts") if each.filename]


def _name(file: FileStorage) -> str:
    """Who names a file may write anything."""
    return "".join(letter if letter.isprintable() else "?" for letter in file.filename or "")[:100]
