"""Making, using, naming and removing passkeys.

A passkey needs a script; what the script asks is answered in JSON, refusals too. Removing is a form like any other.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, jsonify, redirect, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response as Answer

from intake.envelope.encoding import base64url, from_base64url
from intake.relay.handout import log
from intake.relay.handout.passkeys.arrival import arrive
from intake.relay.handout.passkeys.ceremony import (
    MINUTES,
    Challenge,
    Place,
    Sent,
    ask_known,
    ask_new,
    check_new,
    new_challenge,
)
from intake.relay.handout.passkeys.kept import (
    LONGEST_NAME,
    Passkey,
    add_passkey,
    find_passkey,
    passkeys_of,
    remove_passkey,
    signs_in_without,
)
from intake.relay.handout.passkeys.owner import find_owner, use_up
from intake.relay.handout.passkeys.proof import proof_of, prove
from intake.relay.handout.pending import Pending
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.service import Service, myself
from intake.relay.handout.sessions import set_session_cookie
from intake.relay.handout.staff import Staff
from intake.web.words import _

COOKIE = "__Host-passkey"


@dataclass(frozen=True, slots=True)
class Begun:
    """A ceremony that waits for the device; ``staff`` is who makes a passkey, None where somebody signs in."""

    challenge: Challenge
    staff: str | None


def passkeys(service: Service) -> Blueprint:
    """All of it, and for the pages that include `_passkeys.html` what it shows."""
    room = Blueprint("passkeys", __name__)
    place = Place(service.settings.origin.rstrip("/"))
    begun: Pending[Begun] = Pending(service.clock, MINUTES)

    def begin(options: Sent, challenge: Challenge, staff: str | None) -> Response:
        answer = jsonify(options)
        name = begun.keep(Begun(challenge, staff))
        span = MINUTES * 60
        answer.set_cookie(COOKIE, name, max_age=span, secure=True, httponly=True, samesite="Strict", path="/")
        return answer

    def finish(staff: str | None) -> Challenge:
        found = begun.take(request.cookies.get(COOKIE))
        if found is None or found.staff != staff:
            raise Refused(Refusal.EXPIRED)
        return found.challenge

    @room.app_context_processor
    def listed() -> dict[str, object]:
        def mine() -> list[tuple[str, Passkey]]:
            with service.engine.begin() as connection:
                return [(base64url(each.id), each) for each in passkeys_of(connection, myself().id)]

        return {"my_passkeys": mine, "passkey_proof": lambda: proof_of(service).value}

    @room.post("/handout/passkeys/ask")
    def ask() -> Response:
        challenge = new_challenge()
        return begin(ask_known(place, challenge), challenge, None)

    @room.post("/handout/passkeys/sign-in")
    def sign_in() -> Response:
        answer = jsonify(next=url_for("home.page"))
        set_session_cookie(answer, arrive(service, _credential(), finish(None)))
        return _over(answer)

    @room.post("/handout/passkeys/ask-new")
    def ask_for_new() -> Response:
        challenge = new_challenge()
        prove(service, _sent(), lambda: finish(None))
        with service.engine.begin() as connection:
            owner = find_owner(connection, service)
            # By an invitation the account begins anew: what it had is forgotten, and may be made again.
            known = passkeys_of(connection, owner.staff.id) if owner.invitation is None else ()
        return begin(ask_new(place, owner.staff, known, challenge), challenge, owner.staff.id)

    @room.post("/handout/passkeys/add")
    def add() -> Response:
        with service.engine.begin() as connection:
            owner = find_owner(connection, service)
            made = check_new(place, _credential(), finish(owner.staff.id))
            session = use_up(connection, service, owner)
            today = service.clock().date()
            new = Passkey(made.id, owner.staff.id, made.public_key, made.sign_count, _name(), today)
            if not add_passkey(connection, new):
                raise Refused(Refusal.PASSKEY_KNOWN)
            _note(connection, service, log.Event.PASSKEY_ADDED, owner.staff)
        answer = jsonify(next=None if session is None else url_for("home.page"))
        if session is not None:
            set_session_cookie(answer, session)
            service.halfway.drop(answer)
        return _over(answer)

    @room.post("/handout/passkeys/remove")
    def remove() -> Answer:
        me, number = myself(), _number()
        with service.engine.begin() as connection:
            found = find_passkey(connection, number)
            if found is None or found.staff != me.id:
                raise Refused(Refusal.NOT_FOUND)
            if not signs_in_without(connection, me.id, number):
                raise Refused(Refusal.LAST_WAY)
            remove_passkey(connection, number)
            log.write(connection, log.Event.PASSKEY_REMOVED, service.clock(), actor=me.id, organisation=me.organisation)
        return redirect(url_for("account.page"), 303)

    return room


def _note(connection: Connection, service: Service, event: log.Event, staff: Staff) -> None:
    log.write(connection, event, service.clock(), actor=staff.id, organisation=staff.organisation)


def _sent() -> Sent:
    sent = request.get_json(silent=True)
    if not isinstance(sent, dict):
        raise Refused(Refusal.BAD_REQUEST)
    return sent


def _credential() -> Sent:
    found = _sent().get("credential")
    if not isinstance(found, dict):
        raise Refused(Refusal.PASSKEY)
    return found


def _name() -> str:
    """What its owner calls the passkey, so that they know it again; a plain word where they call it nothing."""
    given = _sent().get("name")
    name = "".join(letter for letter in str(given or "") if letter.isprintable()).strip()[:LONGEST_NAME]
    return name or _("Passkey")


def _number() -> bytes:
    try:
        return from_base64url(request.form.get("passkey", ""))
    except ValueError:
        raise Refused(Refusal.NOT_FOUND) from None


def _over(answer: Response) -> Response:
    answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Strict", path="/")
    return answer
