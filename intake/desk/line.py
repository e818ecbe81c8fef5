"""One way to write a telephone number or an e-mail address, so that the same one is found again.

Only to compare by: what the person typed is what a nurse reads and dials.
"""

from __future__ import annotations

import unicodedata

HOME = "31"
"""The Netherlands' country code: what a number is taken to be of that begins with a single nought."""


def line_of(address: str | None) -> str | None:
    """``06 1234 5678``, ``+31 6 12345678`` and ``0031612345678`` are one line; None where there is none."""
    if address is None:
        return None
    if "@" in address:
        return unicodedata.normalize("NFKC", address).strip().casefold()
    digits = "".join(str(unicodedata.digit(each)) for each in address if each.isdigit())
    if not digits:
        return None
    if address.strip().startswith("+"):
        return digits
    if digits.startswith("00"):
        return digits[2:]
    return HOME + digits[1:] if digits.startswith("0") else digits
