"""Test vectors: text files of headers, an empty line, then bytes in base64."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Vector:
    """One vector; ``body`` is what is to be judged, ``headers`` say how and what must come of it."""

    name: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def expect(self) -> str:
        return self.headers["expect"]


def read_vector(path: Path) -> Vector:
    head, _, letters = path.read_text("utf-8").partition("\n\n")
    # Not splitlines(): a plaintext may hold what Python takes for the end of a line.
    headers = dict(line.split(": ", 1) for line in head.split("\n"))
    return Vector(path.stem, headers, base64.b64decode(letters))


def vectors(folder: str = "") -> list[Vector]:
    """All vectors of a folder, by name."""
    return [read_vector(path) for path in sorted((FOLDER / folder).glob("*.txt"))]
