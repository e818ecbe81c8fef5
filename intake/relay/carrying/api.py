"""What couriers ask: GET bundle, POST receipts, POST key-sheet, POST published, each under /api/inboxes/INBOX."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response

from intake.envelope.errors import ReceiptError
from intake.envelope.receipt import Receipt, read_receipt
from intake.relay.carrying.bundles import Cuts
from intake.relay.carrying.couriers import Couriers
from intake.relay.carrying.parts import answer_with, part_of
from intake.relay.carrying.published import take_published
from intake.relay.carrying.receipts import take_receipt
from intake.relay.carrying.refusals import refused
from intake.relay.carrying.sheets import current_sheet, take_sheet
from intake.relay.clock import Clock
from intake.relay.instance import OpenRelay
from intake.relay.log import Event, say
from intake.relay.problems import Problem
from intake.sqlcipher import reading

# A receipt lists 46 bytes for each envelope it has: a million fit.
LONGEST_RECEIPT = 64 << 20
LONGEST_SHEET = 1 << 20
LONGEST_PUBLISHED = 1 << 20


def courier_api(relay: OpenRelay, clock: Clock, *, taken: Callable[[], None] = lambda: None) -> Blueprint:
    """The requests of a courier. ``taken`` hears that what everybody may read may have changed."""
    api = Blueprint("carrying", __name__, url_prefix="/api/inboxes/<inbox>")
    couriers, cuts = Couriers(relay, clock), Cuts(relay)

    @api.get("/bundle")
    def bundle(inbox: str) -> Response:
        asked, _ = couriers.request(inbox, longest=0)
        return answer_with(cuts.now(asked, clock(), goes_on=part_of()))

    @api.post("/receipts")
    def receipts(inbox: str) -> Response:
        asked, body = couriers.request(inbox, longest=LONGEST_RECEIPT)
        with reading(relay.engine).begin() as connection:
            identity = current_sheet(connection, asked, missing=Problem.NO_SHEET).identity
        receipt = _receipt(body, identity, inbox)
        take_receipt(relay.engine, receipt, clock().date())
        return _taken()

    @api.post("/key-sheet")
    def key_sheet(inbox: str) -> Response:
        asked, body = couriers.request(inbox, longest=LONGEST_SHEET)
        with relay.engine.begin() as connection:
            take_sheet(connection, asked, body)
        taken()
        say(Event.SHEET_TAKEN)
        return _taken()

    @api.post("/published")
    def published(inbox: str) -> Response:
        asked, body = couriers.request(inbox, longest=LONGEST_PUBLISHED)
        with relay.engine.begin() as connection:
            take_published(connection, asked, body)
        taken()
        return _taken()

    return api


def _receipt(body: bytes, identity: bytes, inbox: str) -> Receipt:
    try:
        return read_receipt(body, identity=identity, inbox=inbox)
    except ReceiptError as error:
        raise refused(error.fault, other_kind=Problem.NOT_A_RECEIPT) from None


def _taken() -> Response:
    return Response(b'{"status":"taken"}', mimetype="application/json")
