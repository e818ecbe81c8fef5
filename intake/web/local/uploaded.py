"""A small file that a browser sends, and that goes from page to page until somebody agreed to it.

Held in memory only: what somebody brings may name people, and a framework's temporary file would keep it.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from io import BytesIO

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

from intake.errors import IntakeError
from intake.marking import N_
from intake.web.local.refusals import Refusal, Refused

AROUND = 1 << 16
"""Bytes that a browser sends around a file."""
NO_FILE = (N_("no file was chosen"), N_("Choose the file, and try again."))
TOO_LARGE = (N_("this file is too large to be the one that is asked for"), N_("Choose the other program’s own file."))


def uploaded(field: str, longest: int) -> bytes:
    """The file of this request, whole. Raises IntakeError where there is none, or one longer than ``longest`` bytes."""
    try:
        parser = FormDataParser(lambda *_, **__: BytesIO(), AROUND, longest + AROUND, silent=False, max_form_parts=8)
        _, _, files = parser.parse_from_environ(request.environ)
    except RequestEntityTooLarge:
        raise IntakeError(*TOO_LARGE) from None
    except ValueError:
        raise Refused(Refusal.BAD_REQUEST) from None
    if field not in files or not files[field].filename:
        raise IntakeError(*NO_FILE)
    data: bytes = files[field].read()
    if len(data) > longest:
        raise IntakeError(*TOO_LARGE)
    return data


def packed(data: bytes) -> str:
    """The file for a hidden field of the next page: the desk keeps nothing that nobody agreed to."""
    return base64.b64encode(zlib.compress(data, 9)).decode("ascii")


def unpacked(field: str, longest: int) -> bytes:
    """The file that the page before had in a hidden field; raises Refused for what no page of ours sends."""
    request.max_content_length = request.max_form_memory_size = 2 * longest + AROUND
    reader = zlib.decompressobj()
    try:
        data = reader.decompress(base64.b64decode(request.form.get(field, ""), validate=True), longest)
    except (binascii.Error, ValueError, zlib.error):
        raise Refused(Refusal.BAD_REQUEST) from None
    if not reader.eof:
        raise Refused(Refusal.BAD_REQUEST)
    return data
