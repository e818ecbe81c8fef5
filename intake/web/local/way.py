"""One page that one can go to from every page."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request


@dataclass(frozen=True, slots=True)
class Way:
    """``more`` is for what is not daily work: it stands behind "More"."""

    path: str
    label: str
    more: bool = False

    @property
    def current(self) -> bool:
        """Whether the reader is there, or at a page below it."""
        return request.path == self.path or (self.path != "/" and request.path.startswith(f"{self.path}/"))
