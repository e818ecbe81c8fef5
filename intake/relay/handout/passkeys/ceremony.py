"""The two ceremonies of WebAuthn (W3C, level 3): what is asked of a browser, and whether its answer is true.

A passkey stands on the device (resident key), so that nobody types who they are; the device checks its holder by
fingerprint, face or PIN (user verification); which make of device it is, is not asked (attestation: none). It works
at this host name only, so that no imitated page can use it.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NewType
from urllib.parse import urlsplit

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from intake.relay.handout.passkeys.kept import Passkey
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.staff import Staff

PRODUCT = "Envelop"
MINUTES = 5
Challenge = NewType("Challenge", bytes)
Sent = dict[str, Any]
"""JSON of the browser, which nobody has looked at yet."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where passkeys work: ``origin`` as the browser names it, and its host name."""

    origin: str

    @property
    def host(self) -> str:
        """WebAuthn's RP ID."""
        return urlsplit(self.origin).hostname or ""


@dataclass(frozen=True, slots=True)
class Made:
    """A new passkey, proved: its id, its public key (COSE) and its counter."""

    id: bytes
    public_key: bytes
    sign_count: int


def new_challenge() -> Challenge:
    """What the answer must sign: 32 random bytes."""
    return Challenge(secrets.token_bytes(32))


def ask_new(place: Place, staff: Staff, known: Sequence[Passkey], challenge: Challenge) -> Sent:
    """What `navigator.credentials.create` is given; a device that has one of ``known`` makes no second."""
    options = generate_registration_options(
        rp_id=place.host,
        rp_name=PRODUCT,
        user_id=staff.id.encode(),
        user_name=staff.email,
        user_display_name=staff.name,
        challenge=challenge,
        timeout=MINUTES * 60_000,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=each.id) for each in known],
    )
    return _sent(json.loads(options_to_json(options)))


def ask_known(place: Place, challenge: Challenge) -> Sent:
    """What `navigator.credentials.get` is given; it names nobody, the device knows whose its passkeys are."""
    options = generate_authentication_options(
        rp_id=place.host,
        challenge=challenge,
        timeout=MINUTES * 60_000,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _sent(json.loads(options_to_json(options)))


def check_new(place: Place, answer: Sent, challenge: Challenge) -> Made:
    """The passkey that was made; raises Refused where anything in ``answer`` is not as asked."""
    try:
        found = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    except _BAD:
        raise Refused(Refusal.PASSKEY) from None
    return Made(found.credential_id, found.credential_public_key, found.sign_count)


def named(answer: Sent) -> tuple[bytes, str]:
    """The passkey's id, and whose the device says it is: said, not yet proved. Raises Refused."""
    try:
        found = parse_authentication_credential_json(answer)
        return found.raw_id, (found.response.user_handle or b"").decode("ascii")
    except _BAD:
        raise Refused(Refusal.PASSKEY) from None


def check_known(place: Place, answer: Sent, challenge: Challenge, passkey: Passkey) -> int:
    """The counter that ``passkey`` signed; raises Refused where anything in ``answer`` is not as asked.

    Whether the counter grew is for the caller to say: the library would look before it has checked the signature,
    and then anybody who knows a passkey's id could have it taken for a copy.
    """
    try:
        found = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except _BAD:
        raise Refused(Refusal.PASSKEY) from None
    return found.new_sign_count


# The library takes what a browser sent to pieces before it has checked it, and does not always wrap what then fails.
_BAD = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError, IndexError)


def _sent(options: object) -> Sent:
    assert isinstance(options, dict)
    return options
