"""The last step of every way of signing in: a new session in place of the browser's old one, written in the log.

Whoever calls this has proved who they are and is not disabled; here nobody is asked.
"""

from __future__ import annotations

from flask import request
from sqlalchemy import Connection

from intake.relay.handout import log
from intake.relay.handout.carried import write_visit
from intake.relay.handout.service import Service
from intake.relay.handout.sessions import COOKIE, begin_session, end_session
from intake.relay.handout.staff import Staff


def enter(connection: Connection, service: Service, staff: Staff) -> str:
    """The name of the new session, for `set_session_cookie` once the transaction is written."""
    end_session(connection, request.cookies.get(COOKIE, ""))
    write_visit(connection, log.Event.SIGNED_IN, service.clock(), staff)
    return begin_session(connection, service.settings, staff.id, service.clock())
