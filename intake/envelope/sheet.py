"""The key sheet: which keys an inbox's envelopes are sealed to, signed by the GGD's identity key.

    {"sheet": {"ggd", "identity", "inbox", "issued", "expires", "keys": [...]}, "signature"}

in RFC 8785 JSON, strings only.
Dates are days in UTC: a key is valid on day d when from <= d < until, a sheet when issued <= d < expires.
Unknown members of a key are text too; they stay under the signature and are ignored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from nacl.signing import SigningKey

from intake.envelope.canonical import Json, canonical
from intake.envelope.context import IDENTIFIER
from intake.envelope.day import read_day
from intake.envelope.encoding import base64url, from_base64url
from intake.envelope.errors import Fault, SheetError, SignatureError
from intake.envelope.recipients import PUBLIC_KEY, key_id, public_key
from intake.envelope.signatures import Label, fingerprint
from intake.envelope.signed import fault_of, read_document, sign_document, verify_document

LONGEST_VALIDITY = timedelta(days=100)
# Envelopes sealed to a key are still taken this long after it was retired: tablets wait for a network.
GRACE = timedelta(days=60)
_SHEET = ("ggd", "identity", "inbox", "issued", "expires", "keys")
_KEY = ("id", "purpose", "public", "from", "until")


class Purpose(StrEnum):
    """What a recipient key is for."""

    DESK = "desk"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class SheetKey:
    """One recipient: ``public`` is 1216 bytes, ``id`` its 8-byte key id; valid from ``start`` until before ``end``."""

    purpose: Purpose
    public: bytes
    start: date
    end: date

    @property
    def id(self) -> bytes:
        """The key id, 8 bytes."""
        return key_id(self.public)

    def valid(self, day: date, grace: timedelta = timedelta()) -> bool:
        """Is the key valid on ``day``, or was it less than ``grace`` ago?"""
        # Not end + grace: a key may be valid until the last day there is.
        return self.start <= day and day - self.end < grace

    def members(self) -> dict[str, Json]:
        """The key as it stands in the sheet."""
        values = (
            base64url(self.id),
            self.purpose.value,
            base64url(self.public),
            self.start.isoformat(),
            self.end.isoformat(),
        )
        return dict(zip(_KEY, values, strict=True))


@dataclass(frozen=True, slots=True)
class KeySheet:
    """A verified key sheet. ``raw`` is the signed document as RFC 8785 JSON, to be passed on unchanged."""

    ggd: str
    identity: bytes
    inbox: str
    issued: date
    expires: date
    keys: tuple[SheetKey, ...]
    raw: bytes

    @property
    def fingerprint(self) -> str:
        """The identity key's fingerprint, as printed on cards."""
        return fingerprint(self.identity)

    def valid(self, day: date) -> bool:
        """May envelopes be sealed with this sheet on ``day``?"""
        return self.issued <= day < self.expires

    def recipient(self, purpose: Purpose, day: date) -> SheetKey:
        """The one key of ``purpose`` valid on ``day``; raises SheetError where there is none."""
        for key in self.keys:
            if key.purpose is purpose and key.valid(day):
                return key
        raise SheetError(f"the key sheet has no {purpose.value} key for this day", "Sign and carry a new key sheet.")

    def accepted(self, desk_id: bytes, recovery_id: bytes, day: date) -> bool:
        """Are these a desk key and then a recovery key, valid on ``day`` or retired less than 60 days ago?"""
        current = {(key.purpose, key.id) for key in self.keys if key.valid(day, GRACE)}
        return {(Purpose.DESK, desk_id), (Purpose.RECOVERY, recovery_id)} <= current


def sign_sheet(
    identity: SigningKey, *, ggd: str, inbox: str, issued: date, expires: date, keys: Sequence[SheetKey]
) -> KeySheet:
    """Sign a key sheet; raises SheetError where it would not be accepted."""
    public = identity.verify_key.encode()
    ordered = sorted(keys, key=lambda key: (key.start, base64url(key.id)))
    values = (
        ggd,
        base64url(public),
        inbox,
        issued.isoformat(),
        expires.isoformat(),
        [key.members() for key in ordered],
    )
    signed = sign_document(identity, Label.KEY_SHEET, "sheet", dict(zip(_SHEET, values, strict=True)))
    return read_sheet(canonical(signed))


def read_sheet(data: bytes, *, identity: str | None = None) -> KeySheet:
    """Verify and read a key sheet; with ``identity`` (a fingerprint), only that identity's. Raises SheetError."""
    signed = _read_signed(data)
    try:
        sheet = _members(signed)
        public = from_base64url(_string(sheet["identity"]), 32)
        if identity is not None and fingerprint(public) != identity:
            raise SheetError("the key sheet is another identity's", _WHOSE, fault=Fault.OTHER_GGD)
        verify_document(signed, "sheet", public, Label.KEY_SHEET)
        return _checked(sheet, public, canonical(signed))
    except SignatureError:
        raise SheetError("the key sheet's signature does not fit", _COPY, fault=Fault.DAMAGED) from None
    except ValueError:
        raise SheetError("the key sheet is malformed") from None


_WHOSE = "Is it another GGD's? If not, copy it again from the desk; nothing is lost."
_NEWER = "Is the desk newer than what reads the sheet? Update that; nothing is lost."
_COPY = "It was damaged or changed on its way: copy it again from the desk; nothing is lost."


def _read_signed(data: bytes) -> dict[str, Json]:
    try:
        return read_document(data, "sheet", "signature", depth=4)
    except SignatureError:
        fault = fault_of(data, "sheet")
    if fault is Fault.OTHER_KIND:
        raise SheetError("this is not a key sheet", "Take the file that `intake keys sheet` wrote.", fault=fault)
    if fault is Fault.DAMAGED:
        raise SheetError("the key sheet is damaged or broke off", _COPY, fault=fault)
    raise SheetError("the key sheet is malformed")


def _members(signed: Mapping[str, Json]) -> Mapping[str, Json]:
    sheet = signed["sheet"]
    if not isinstance(sheet, dict) or sheet.keys() != set(_SHEET):
        raise SheetError("the key sheet has other members than version 1 says", _NEWER)
    return sheet


def _checked(sheet: Mapping[str, Json], identity: bytes, raw: bytes) -> KeySheet:
    listed = sheet["keys"]
    if not isinstance(listed, list):
        raise SheetError("the key sheet's keys are not a list")
    issued, expires = read_day(sheet["issued"]), read_day(sheet["expires"])
    if not timedelta() < expires - issued <= LONGEST_VALIDITY:
        raise SheetError("a key sheet is valid for 1 to 100 days", "Choose another last day.")
    inbox = _string(sheet["inbox"])
    if not IDENTIFIER.fullmatch(inbox):
        raise SheetError("the key sheet's inbox is malformed")
    keys = tuple(_key(member) for member in listed)
    _refuse_disorder(keys)
    return KeySheet(_string(sheet["ggd"]), identity, inbox, issued, expires, keys, raw)


def _key(member: Json) -> SheetKey:
    if not isinstance(member, dict) or not all(isinstance(member.get(name), str) for name in {*_KEY, *member}):
        raise SheetError("a key of the sheet is malformed")
    public = from_base64url(_string(member["public"]), PUBLIC_KEY)
    public_key(public)
    key = SheetKey(Purpose(_string(member["purpose"])), public, read_day(member["from"]), read_day(member["until"]))
    if member["id"] != base64url(key.id) or not key.start < key.end:
        raise SheetError("a key of the sheet has another id or an empty period")
    return key


def _refuse_disorder(keys: tuple[SheetKey, ...]) -> None:
    places = [(key.start, base64url(key.id)) for key in keys]
    if places != sorted(places) or len({key.id for key in keys}) != len(keys):
        raise SheetError("the keys of the sheet are not in order, or one stands twice")
    for purpose in Purpose:
        own = [key for key in keys if key.purpose is purpose]
        if any(before.end > after.start for before, after in pairwise(own)):
            raise SheetError(f"two {purpose.value} keys of the sheet overlap", "End the older one first.")


def _string(value: Json) -> str:
    if not isinstance(value, str):
        raise SheetError("the key sheet holds something other than text")
    return value
