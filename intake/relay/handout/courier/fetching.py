"""The bundle on its way through: piece by piece as the relay sends it, never whole in memory, never on disk here.

A download that broke off goes on where it was: what the browser says of the part it has goes to the relay, and the
relay's answer comes back. What breaks off here breaks off there, and never looks like a whole file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Semaphore

from flask import Response, request

from intake.courier.client import Answer
from intake.courier.errors import CourierError
from intake.relay.handout.carried import write_visit
from intake.relay.handout.courier.asking import refusal_of, relay_client
from intake.relay.handout.log import Event
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.service import Service, myself

PIECE = 1 << 16
AT_ONCE = 4
"""Each holds a thread of the relay, whose threads are newcomers' first of all."""
ASKED = ("Range", "If-Range", "If-None-Match")
ANSWERED = ("ETag", "Accept-Ranges", "Content-Range", "Content-Length")


def downloads(service: Service) -> Callable[[], Response]:
    """Answers one request for the bundle; at most AT_ONCE at a time."""
    places = Semaphore(AT_ONCE)

    def fetch() -> Response:
        if not places.acquire(blocking=False):
            raise Refused(Refusal.POST_BUSY)
        try:
            answer = _asked(service)
        except BaseException:
            places.release()
            raise
        response = _passed_on(answer, service)
        response.call_on_close(answer.close)
        response.call_on_close(places.release)
        return response

    return fetch


def _asked(service: Service) -> Answer:
    part = {name: request.headers[name] for name in ASKED if name in request.headers}
    try:
        answer = relay_client(service).get("bundle", part)
    except CourierError as error:
        raise Refused(refusal_of(error)) from None
    with service.engine.begin() as connection:
        write_visit(connection, Event.POST_FETCHED, service.clock(), myself())
    return answer


def _passed_on(answer: Answer, service: Service) -> Response:
    headers = {name: value for name in ANSWERED if (value := answer.header(name)) is not None}
    response = Response(_pieces(answer), answer.status, headers, mimetype="application/octet-stream")
    name = f"bundle-{myself().inbox}-{service.clock().date()}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    # nginx would write what it cannot pass on at once to its own disk.
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _pieces(answer: Answer) -> Iterator[bytes]:
    """Raises CourierError where less comes than was announced: the connection then ends without its end."""
    left = int(answer.header("Content-Length") or 0)
    while piece := answer.read(PIECE):
        left -= len(piece)
        yield piece
    if left > 0:
        raise CourierError("the bundle broke off", "Fetch it again; nothing is lost.")
