"""The two text forms of bytes: base64url (RFC 4648, section 5, no padding) and Crockford's base32.

Both readers are strict about what the bytes are: one byte string has one canonical text.
Crockford's reader forgives what people do when typing: case, O for 0, I and L for 1, hyphens and spaces of any kind,
Arabic-Indic and Persian digits.
"""

from __future__ import annotations

import base64
import binascii
from unicodedata import category

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUE = {letter: value for value, letter in enumerate(CROCKFORD)}
_FORGIVEN = str.maketrans("OIL٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01101234567890123456789")
# What separates groups, whoever wrote or pasted it: spaces, controls, invisible marks, hyphens and dashes.
_SEPARATORS = ("Zs", "Zl", "Zp", "Cc", "Cf", "Pd")


def base64url(data: bytes) -> str:
    """The canonical text of ``data``, without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_base64url(text: str, length: int | None = None) -> bytes:
    """The bytes of ``text``; raises ValueError unless it is canonical (and of ``length`` bytes, where given)."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise ValueError("not base64url") from None
    if base64url(data) != text or (length is not None and len(data) != length):
        raise ValueError("not canonical base64url of the expected length")
    return data


def crockford(data: bytes) -> str:
    """Crockford base32 of ``data``, whose number of bits must be a multiple of five."""
    bits = len(data) * 8
    if bits % 5:
        raise ValueError("the number of bits must be a multiple of five")
    number = int.from_bytes(data)
    return "".join(CROCKFORD[(number >> shift) & 31] for shift in range(bits - 5, -1, -5))


def from_crockford(typed: str, length: int) -> bytes:
    """The ``length`` bytes of a code as a person typed it; raises ValueError where it is not one."""
    written = (letter for letter in typed if category(letter) not in _SEPARATORS)
    letters = "".join(written).upper().translate(_FORGIVEN)
    if len(letters) * 5 != length * 8 or not all(letter in _VALUE for letter in letters):
        raise ValueError("not a code of the expected length")
    number = 0
    for letter in letters:
        number = number << 5 | _VALUE[letter]
    return number.to_bytes(length)
