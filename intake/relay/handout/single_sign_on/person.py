"""Who an ID token speaks of, and what their groups make of them here.

Who somebody is, is never told by an e-mail address: those are given to others when people leave. Entra ID's lasting
names are the tenant and the object (`tid`, `oid`), another issuer's its `sub`; the issuer stands before either, so that
none can speak for another. Name and address of the token are shown to colleagues, and decide nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from intake.config import Group, SingleSignOn
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.single_sign_on.id_token import Claims

LONGEST = 255
LONGEST_NAME = 100
OVERAGE = ("_claim_names", "hasgroups")
"""Entra ID's signs that somebody is in more groups than a token holds, so that it names none."""


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """``key`` is theirs for ever; ``email`` is said by the issuer and may be anybody's."""

    key: str
    name: str
    email: str | None


def person_of(config: SingleSignOn, claims: Claims) -> Person:
    """Raises Refused where the token is of another tenant or names nobody."""
    if config.tenant is not None and claims.get("tid") != config.tenant:
        raise Refused(Refusal.SIGN_ON_TENANT)
    names = (claims["tid"], claims["oid"]) if "tid" in claims and "oid" in claims else (claims["sub"],)
    if not all(isinstance(each, str) and 0 < len(each) <= LONGEST for each in names):
        raise Refused(Refusal.SIGN_ON_ANSWER)
    email = _text(claims, "email") or _text(claims, "preferred_username")
    name = _text(claims, "name") or email or "?"
    return Person(json.dumps([config.issuer, *names]), name[:LONGEST_NAME], email)


def group_of(config: SingleSignOn, claims: Claims) -> Group | None:
    """The first configured group that this person is in. Raises Refused where the token cannot say it."""
    said = claims.get(config.groups_claim)
    if said is None and any(claims.get(sign) for sign in OVERAGE):
        raise Refused(Refusal.SIGN_ON_OVERAGE)
    groups = [said] if isinstance(said, str) else said if isinstance(said, list) else []
    return next((each for each in config.groups if each.id in groups), None)


def _text(claims: Claims, name: str) -> str | None:
    found = claims.get(name)
    if not isinstance(found, str):
        return None
    return "".join(letter for letter in found if letter.isprintable()).strip() or None
