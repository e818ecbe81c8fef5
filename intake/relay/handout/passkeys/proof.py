"""Before somebody who is signed in makes another passkey, they prove again who they are.

An unlocked computer is not enough: a stranger's passkey would still work when its owner has long come back. The proof
is the password where the account has one, else a passkey that it has already.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from intake.relay.handout.account.again import ask_again, my_ways
from intake.relay.handout.asking import Wrong
from intake.relay.handout.passkeys.arrival import recognise
from intake.relay.handout.passkeys.ceremony import Challenge, Sent
from intake.relay.handout.passkeys.kept import passkeys_of
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.service import Service, myself, visitor
from intake.sqlcipher import reading
from intake.web.slowing import Slowed


class Proof(StrEnum):
    """What is asked for. NONE of whoever has neither yet: an invitation is open, or the account is new."""

    PASSWORD = "password"  # noqa: S105 - a kind of proof
    PASSKEY = "passkey"
    NONE = "none"


def proof_of(service: Service) -> Proof:
    """What whoever asks has to prove themselves by."""
    me = visitor()
    if me is None:
        return Proof.NONE
    if my_ways(service).password is not None:
        return Proof.PASSWORD
    with reading(service.engine).begin() as connection:
        return Proof.PASSKEY if passkeys_of(connection, me.id) else Proof.NONE


def prove(service: Service, sent: Sent, challenge: Callable[[], Challenge]) -> None:
    """Look at the proof in ``sent``; ``challenge`` takes what a passkey was asked to sign. Raises Refused."""
    asked = proof_of(service)
    if asked is Proof.PASSWORD:
        try:
            ask_again(service, str(sent.get("password") or ""))
        except Wrong:
            raise Refused(Refusal.PASSWORD_AGAIN) from None
        except Slowed:
            raise Refused(Refusal.TOO_MANY) from None
    elif asked is Proof.PASSKEY:
        credential = sent.get("credential")
        if not isinstance(credential, dict):
            raise Refused(Refusal.PASSKEY)
        if recognise(service, credential, challenge()).id != myself().id:
            raise Refused(Refusal.PASSKEY_UNKNOWN)
