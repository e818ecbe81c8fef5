"""Device cookies: a browser that signed in to an account before is not counted among strangers.

A cookie holds a random number for each of the last accounts, with a MAC whose key is the account's locked password: it
names nobody, needs no table, and a new password ends it. It signs nobody in and opens nothing; it only spares the wait
that strangers at that account have (intake.web.slowing).
"""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256

from flask import request
from werkzeug.wrappers import Response

from intake.envelope.encoding import base64url
from intake.relay.handout.passwords import Locked

COOKIE = "__Host-device"
DAYS = 180
MOST = 8
"""Colleagues at one desk."""


def known_device(staff: str, password: Locked | None) -> str | None:
    """The number by which this browser is known at the account; None for a stranger."""
    if password is None:
        return None
    for kept in _kept():
        number, _, code = kept.partition(".")
        if hmac.compare_digest(code.encode("utf-8", "replace"), _code(staff, password, number).encode()):
            return number
    return None


def remember_device(answer: Response, staff: str, password: Locked) -> None:
    """From now on this browser is known at the account."""
    number = known_device(staff, password) or secrets.token_urlsafe(12)
    mine = f"{number}.{_code(staff, password, number)}"
    value = "~".join([mine, *(each for each in _kept() if each != mine)][:MOST])
    age = DAYS * 86400
    answer.set_cookie(COOKIE, value, max_age=age, secure=True, httponly=True, samesite="Strict", path="/")


def _kept() -> list[str]:
    return [each for each in request.cookies.get(COOKIE, "").split("~") if each][:MOST]


def _code(staff: str, password: Locked, number: str) -> str:
    key = sha256(b"envelop/1 staff device\0" + password.encode()).digest()
    return base64url(hmac.digest(key, f"{staff}\0{number}".encode("utf-8", "replace"), "sha256"))
