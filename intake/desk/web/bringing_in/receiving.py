"""A bundle that a browser sends: written into the desk's folder as it comes, never whole in memory.

Only this endpoint takes more than a page's form: a bundle has ten kilobytes for each envelope.
"""

from __future__ import annotations

from pathlib import Path
from typing import IO

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

from intake.desk.errors import DeskError
from intake.desk.importing.staging import Staging
from intake.web.local.refusals import Refusal, Refused
from intake.web.words import N_

FIELD = "bundle"
LARGEST = 8 << 30
"""Bytes; some 800,000 envelopes."""
IN_MEMORY = 1 << 20
"""Bytes that the parser may hold at once: its buffer, and what is no file."""
NO_FILE = (N_("no file was chosen"), N_("Choose the bundle, or drag it into the page."))
TOO_LARGE = (
    N_("the file is too large for the page"),
    N_("Bring it in from where it lies: docs/desk.md says how. Is it a bundle at all?"),
)


def receive(staging: Staging) -> Path:
    """The file of this request, whole, in ``staging``. Raises DeskError or Refused."""
    with staging.receiving(request.content_length or 0) as file:
        opened: list[IO[bytes]] = []

        def only_one(*_: object, **__: object) -> IO[bytes]:
            if opened:
                raise ValueError
            opened.append(file)
            return file

        try:
            parser = FormDataParser(only_one, IN_MEMORY, LARGEST, silent=False, max_form_parts=4)
            _, _, files = parser.parse_from_environ(request.environ)
        except RequestEntityTooLarge:
            raise DeskError(*TOO_LARGE) from None
        except ValueError:
            raise Refused(Refusal.BAD_REQUEST) from None
        if FIELD not in files or not files[FIELD].filename:
            raise DeskError(*NO_FILE)
        file.seek(0, 2)
        return staging.finish(file)
