"""The pile of forms that somebody puts in: those that are begun, and what the next one will be like.

It belongs to the seat and goes with its keys. A form has a random name in its address: no code, no case, nothing of it.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field

from intake.desk.errors import DeskError
from intake.desk.library import Kept
from intake.desk.paper.entering import Form
from intake.desk.paper.reading import CODE_BYTES
from intake.desk.paper.sheet import Sheet
from intake.desk.web.service import myself
from intake.envelope.encoding import crockford
from intake.web.words import N_

ROOM = "paper"
MOST = 20
TOO_MANY = (N_("too many forms are begun and not finished"), N_("Put one of them in, or throw it away."))


@dataclass(slots=True, repr=False)
class Pile:
    """``language`` and ``version`` are those of the last form: the next one is often like it."""

    sheets: dict[str, Sheet] = field(default_factory=dict)
    language: str | None = None
    version: str | None = None

    def begin(self, code: str | None, kept: Kept, language: str) -> str:
        """Begin a form, with a code of its own where it has none; its name. Raises DeskError."""
        if len(self.unfinished()) >= MOST:
            raise DeskError(*TOO_MANY)
        name = secrets.token_urlsafe(9)
        form = Form(code or crockford(os.urandom(CODE_BYTES)), kept, language)
        self.sheets = self.unfinished() | {name: Sheet(form, new_code=code is None)}
        self.language, self.version = language, f"{kept.questionnaire.id} {kept.questionnaire.version}"
        return name

    def unfinished(self) -> dict[str, Sheet]:
        """What is begun and not put in."""
        return {name: sheet for name, sheet in self.sheets.items() if sheet.entered is None}


def my_pile() -> Pile:
    """Of whoever asks."""
    found = myself().drafts.setdefault(ROOM, Pile())
    assert isinstance(found, Pile)
    return found
