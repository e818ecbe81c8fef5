"""The head of the trail as it stands on paper: short enough to type, with a check against slips.

Of 32 letters of Crockford's base32, in fours: 4 bytes say how many entries there are, 14 are the first of the last
entry's hash (to find another trail for them takes 2 to the power of 112 attempts), 2 are a check over the rest.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from intake.desk.audit import Head
from intake.desk.errors import DeskError
from intake.envelope.encoding import base64url, crockford, from_base64url, from_crockford
from intake.marking import N_

_ENTRIES, _HASH, _CHECK = 4, 14, 2
_LABEL = b"envelop/1 audit head\0"
_GROUP = 4
_SCANNED = "ENVELOP-AUDIT-1"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a head on paper says: the first bytes of the hash, and how many entries there were, where it says so."""

    beginning: bytes
    entries: int | None


def printed(head: Head) -> str:
    """``head`` in groups of four letters."""
    said = head.entries.to_bytes(_ENTRIES) + head.hash[:_HASH]
    letters = crockford(said + _check(said))
    return " ".join(letters[first : first + _GROUP] for first in range(0, len(letters), _GROUP))


def scanned(desk: str, head: Head) -> str:
    """What the QR code on a sheet says: whose it is, how many entries there are, and the whole hash."""
    return f"{_SCANNED} {desk} {head.entries} {base64url(head.hash)}"


def typed(text: str) -> Typed:
    """What somebody typed or scanned from a sheet: its short form, or the whole hash; raises DeskError."""
    words = text.split()
    if len(words) == 4 and words[0] == _SCANNED and words[2].isascii() and words[2].isdigit():
        return Typed(_whole(words[3]), int(words[2][:15]))
    if len(words) == 1 and len(words[0]) == 43:
        return Typed(_whole(words[0]), None)
    try:
        code = from_crockford(text, _ENTRIES + _HASH + _CHECK)
    except ValueError:
        raise _no_head() from None
    said, check = code[:-_CHECK], code[-_CHECK:]
    if check != _check(said):
        hint = N_("Compare it letter by letter with the sheet.")
        raise DeskError(N_("the head was not typed as it is printed"), hint)
    return Typed(said[_ENTRIES:], int.from_bytes(said[:_ENTRIES]))


def _whole(text: str) -> bytes:
    try:
        return from_base64url(text, 32)
    except ValueError:
        raise _no_head() from None


def _no_head() -> DeskError:
    return DeskError(N_("this is not the head of a trail"), N_("Type all eight groups of four from the sheet."))


def _check(said: bytes) -> bytes:
    return hashlib.sha256(_LABEL + said).digest()[:_CHECK]
