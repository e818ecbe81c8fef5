"""What the desk wrote, on its way back: a receipt, a key sheet or a published file.

It has at most LARGEST bytes, and the relay verifies it.
"""

from __future__ import annotations

import re
from threading import Semaphore

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from intake.courier.errors import CourierError
from intake.courier.push import LARGEST, Kind, kind_of
from intake.relay.handout.carried import write_visit
from intake.relay.handout.courier.asking import refusal_of, relay_client
from intake.relay.handout.log import Event
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.service import Service, myself

FIELD = "file"
AROUND = 1 << 16
"""Bytes that a browser sends around the file."""
PATIENT = 256 << 20
"""Of what is too large so much is read and thrown away: a browser shows no answer while it still sends."""
PIECE = 1 << 16
AT_ONCE = 2
BUNDLE = b"ENVBNDL"
RECEIPT = re.compile(rb'\{"certificate":\{"role":\{[^{}]{1,400}\},"signature":"[\w-]{86}"\},"receipt":')
EVENTS = {
    Kind.RECEIPT: Event.RECEIPT_BROUGHT,
    Kind.KEY_SHEET: Event.SHEET_BROUGHT,
    Kind.PUBLISHED: Event.PUBLISHED_BROUGHT,
}

_places = Semaphore(AT_ONCE)


def bring(service: Service) -> Kind:
    """Give the uploaded file to the relay; what it was. Raises Refused. The same file again is taken again."""
    client = relay_client(service)
    if not _places.acquire(blocking=False):
        raise Refused(Refusal.POST_BUSY)
    try:
        data = _uploaded()
        kind = _kind(data)
        client.post(kind.value, data)
    except CourierError as error:
        raise Refused(refusal_of(error)) from None
    finally:
        _places.release()
    with service.engine.begin() as connection:
        write_visit(connection, EVENTS[kind], service.clock(), myself())
    return kind


def _kind(data: bytes) -> Kind:
    """A receipt is told by how it begins: a long one is not taken apart here. Raises CourierError where it is none."""
    return Kind.RECEIPT if RECEIPT.match(data) else kind_of(data)


def _uploaded() -> bytes:
    request.max_content_length = LARGEST + AROUND
    try:
        file = request.files.get(FIELD)
    except RequestEntityTooLarge:
        _throw_away()
        raise Refused(Refusal.POST_TOO_LARGE) from None
    data = b"" if file is None else file.read()
    if not data:
        raise Refused(Refusal.POST_NO_FILE if file is None or not file.filename else Refusal.POST_DAMAGED)
    if len(data) > LARGEST:
        raise Refused(Refusal.POST_TOO_LARGE)
    if data.startswith(BUNDLE):
        raise Refused(Refusal.POST_ITSELF)
    return data


def _throw_away() -> None:
    """Read what still comes, up to PATIENT."""
    stream, left = request.environ["wsgi.input"], min(request.content_length or 0, PATIENT)
    while left > 0 and (piece := stream.read(min(PIECE, left))):
        left -= len(piece)
