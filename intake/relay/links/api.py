"""POST /api/links/open and GET /api/inboxes/INBOX/open: what the form needs before it can seal.

Both only read. The answer for one link is the same bytes every time, whether its form was sent or not.
"""

from __future__ import annotations

import msgspec
from flask import Blueprint, Response, request

from intake.config import Inbox
from intake.envelope.context import Context
from intake.envelope.encoding import base64url
from intake.relay.carrying.sheets import current_sheet
from intake.relay.clock import Clock
from intake.relay.instance import OpenRelay
from intake.relay.limits import Caps
from intake.relay.links.grants import Grant, grant_to_open, self_referral
from intake.relay.problems import Problem, Refused
from intake.sqlcipher import reading

LONGEST_BODY = 1024


class _Open(msgspec.Struct, frozen=True):
    token: str


class _Form(msgspec.Struct, frozen=True):
    inbox: str
    place: str | None
    via: str | None
    kiosk: bool
    questionnaire: str
    version: str
    context: str
    key_sheet: msgspec.Raw


def links_api(relay: OpenRelay, clock: Clock, caps: Caps) -> Blueprint:
    """The two requests that open a form."""
    api = Blueprint("links", __name__)
    database = reading(relay.engine)

    @api.post("/api/links/open")
    def open_link() -> Response:
        token = _token()
        with database.begin() as connection:
            grant = grant_to_open(relay, connection, token, clock().date())
            sheet = current_sheet(connection, grant.inbox)
        return _answer(grant, sheet.raw, caps)

    @api.get("/api/inboxes/<inbox>/open")
    def open_inbox(inbox: str) -> Response:
        grant = self_referral(relay, inbox)
        with database.begin() as connection:
            sheet = current_sheet(connection, grant.inbox)
        return _answer(grant, sheet.raw, caps)

    return api


def context_of(inbox: Inbox) -> Context:
    """What envelopes of this inbox are bound to from now on."""
    return Context(inbox.id, inbox.questionnaire, inbox.version)


def _token() -> str:
    request.max_content_length = LONGEST_BODY
    try:
        return msgspec.json.decode(request.get_data(), type=_Open).token
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Refused(Problem.BAD_REQUEST) from None


def _answer(grant: Grant, sheet: bytes, caps: Caps) -> Response:
    caps.opened(grant)
    inbox, organisation = grant.inbox, grant.organisation
    form = _Form(
        inbox=inbox.id,
        place=organisation.place if organisation else None,
        via=organisation.id if organisation else None,
        kiosk=grant.kiosk,
        questionnaire=inbox.questionnaire,
        version=inbox.version,
        context=base64url(context_of(inbox).digest()),
        key_sheet=msgspec.Raw(sheet),
    )
    return Response(msgspec.json.encode(form), mimetype="application/json")
