"""POST /api/envelopes: the one way in, for sealed envelopes only.

Asked in this order: is it an envelope's type (415) and size (413); is this very envelope here already (200, before
anything that may have changed since, so that a retry never fails); may this link send (404); is it an envelope of
the inbox's form (400); is it one too many in this minute (429). Then it is stored, and only when it is durably on
disk is it "stored" (201).
"""

from __future__ import annotations

from flask import Blueprint, Response, request
from sqlalchemy import Connection

from intake.envelope.format import ENVELOPE_LENGTH, MEDIA_TYPE, digest
from intake.relay.carrying.sheets import current_sheet
from intake.relay.clock import Clock, iso_week
from intake.relay.instance import OpenRelay
from intake.relay.limits import Caps
from intake.relay.links.grants import Grant, grant_to_send
from intake.relay.mailbox.admission import accepted_contexts, admit
from intake.relay.mailbox.kept import known_digest
from intake.relay.mailbox.writer import NewEnvelope, Outcome, Writer
from intake.relay.problems import Problem, Refused
from intake.sqlcipher import reading


def mailbox_api(relay: OpenRelay, clock: Clock, caps: Caps) -> Blueprint:
    """The request that stores an envelope; raises ConfigError where an inbox's questionnaire is malformed."""
    api = Blueprint("mailbox", __name__)
    contexts = {inbox.id: accepted_contexts(inbox) for inbox in relay.config.inboxes}
    database, writer = reading(relay.engine), Writer(relay.engine)

    def admitted(connection: Connection, data: bytes) -> Grant:
        today = clock().date()
        grant = grant_to_send(relay, connection, request.headers.get("Authorization", ""), today)
        admit(data, contexts[grant.inbox.id], current_sheet(connection, grant.inbox), today)
        return grant

    @api.post("/api/envelopes")
    def receive() -> Response:
        data = _sent_bytes()
        name = digest(data)
        with database.begin() as connection:
            if known_digest(connection, name):
                return _answer(Outcome.KNOWN)
            grant = admitted(connection, data)
        caps.sent(grant)
        return _answer(writer.store(NewEnvelope(name, grant.inbox.id, iso_week(clock().date()), data)))

    return api


def _sent_bytes() -> bytes:
    """The body, of which never more than one byte beyond an envelope is read."""
    if request.mimetype != MEDIA_TYPE:
        raise Refused(Problem.WRONG_TYPE)
    request.max_content_length = ENVELOPE_LENGTH + 1
    data = request.get_data()
    if len(data) > ENVELOPE_LENGTH:
        raise Refused(Problem.TOO_LARGE)
    return data


def _answer(outcome: Outcome) -> Response:
    if outcome is Outcome.COLLIDES:
        raise Refused(Problem.NOT_AN_ENVELOPE)
    status = 201 if outcome is Outcome.STORED else 200
    return Response(b'{"status":"stored"}', status, mimetype="application/json")
