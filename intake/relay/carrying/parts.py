"""A bundle as an answer: the whole, the rest of it for who has a part already, or nothing new.

Its ETag is the bundle's digest. ``Range: bytes=N-`` counts only with ``If-Range``: without it the parts of two bundles
might be put together. Whatever else a Range asks for is answered with the whole, as HTTP allows.
"""

from __future__ import annotations

from flask import Response, request

from intake.relay.carrying.bundles import Cut

TYPE = "application/octet-stream"


def part_of() -> str | None:
    """The tag of the bundle of which who asks has a part."""
    return request.if_range.etag if _first_byte() is not None else None


def answer_with(cut: Cut) -> Response:
    """200, 206, 304 or 416."""
    if request.if_none_match.contains(cut.tag):
        answer = Response(status=304)
    elif (start := _first_byte()) is not None and request.if_range.etag == cut.tag:
        answer = _rest(cut, start)
    else:
        answer = Response(cut.stream(), mimetype=TYPE)
        answer.content_length = cut.manifest.length()
    answer.set_etag(cut.tag)
    answer.accept_ranges = "bytes"
    # A proxy that would keep the file on its disk first would keep there what is in the bundle, and be slow.
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _rest(cut: Cut, start: int) -> Response:
    length = cut.manifest.length()
    if start >= length:
        answer = Response(status=416)
        answer.content_range.set(None, None, length)
        return answer
    answer = Response(cut.stream(start), status=206, mimetype=TYPE)
    answer.content_range.set(start, length, length)
    answer.content_length = length - start
    return answer


def _first_byte() -> int | None:
    """N of ``Range: bytes=N-``."""
    asked = request.range
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        return None
    first, end = asked.ranges[0]
    return first if first >= 0 and end is None else None
