"""What a zone says of its program to the pages that all of them share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from intake.web.local.rights import Rights
from intake.web.local.way import Way


@dataclass(frozen=True, slots=True)
class Said:
    """The program's own sentences, in English and marked for translation, where it must be named."""

    address: tuple[str, str]
    """This is not its address; and what to do."""
    foreign: str
    """What to do where something came from another page."""
    begun: tuple[str, str]
    """It was made already; and what to do."""
    enter: str
    """The title of the page for the start code."""
    code: str
    """Where the start code stands."""
    unlock: str
    """The title of the page that unlocks."""
    demo: str
    """How to unlock it in a demo."""
    lock: str
    """What the button that locks says before the name, to who hears the page."""
    idle: str
    """That it locks soon."""


@dataclass(frozen=True, slots=True)
class Program:
    """``name`` stands in cookies and in the log; ``words`` is the folder of translations.

    It has rooms called ``home`` and ``setup``, each with an endpoint ``page``.
    """

    name: str
    words: Path
    said: Said
    rights: Rights
    ways: Sequence[Way]

    @property
    def language(self) -> str:
        """The cookie of the language that somebody chose."""
        return f"{self.name}-language"
