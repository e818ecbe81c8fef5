"""An answer that is always the same bytes, compressed beforehand for whoever accepts that.

Nothing secret is ever in one, so compressing tells nothing.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Response, request

PREFERRED = ("br", "gzip")


@dataclass(frozen=True, slots=True)
class Fixed:
    """``packed``: the same contents by content coding."""

    contents: bytes
    mimetype: str
    packed: Mapping[str, bytes] = field(default_factory=dict)

    def answer(self) -> Response:
        """In the best coding that the request accepts."""
        coding = next((each for each in PREFERRED if each in self.packed and request.accept_encodings[each] > 0), None)
        body = self.contents if coding is None else self.packed[coding]
        answer = Response(body, mimetype=self.mimetype)
        answer.headers["Vary"] = "Accept-Encoding"
        if coding is not None:
            answer.headers["Content-Encoding"] = coding
        return answer


def packed(contents: bytes, mimetype: str) -> Fixed:
    """Made when the program starts, with what Python has."""
    return Fixed(contents, mimetype, {"gzip": gzip.compress(contents, 9, mtime=0)})
