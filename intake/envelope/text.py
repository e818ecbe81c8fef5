"""What text a submission may hold: NFC, no controls or noncharacters, nothing that turns the reading direction.

Zero-width non-joiner and joiner stay: Persian and Sorani are written with them.
"""

from __future__ import annotations

import re
import unicodedata

_LAST_TWO = "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(17))
_REFUSED = re.compile(
    "[\\u0000-\\u001f\\u007f-\\u009f"  # controls
    "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069"  # bidi controls
    "\\u2028\\u2029"  # line and paragraph separator
    "\\ud800-\\udfff"  # surrogates
    f"\\ufdd0-\\ufdef{_LAST_TWO}]"  # noncharacters
)


def acceptable(text: str, longest: int) -> bool:
    """Is ``text`` NFC, free of what is refused, and at most ``longest`` characters (code points)?"""
    return len(text) <= longest and not _REFUSED.search(text) and unicodedata.is_normalized("NFC", text)
