"""What an envelope is bound to: one inbox, one questionnaire, one version of it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from intake.envelope.canonical import canonical

IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9.-]{0,31}")


@dataclass(frozen=True, slots=True)
class Context:
    """Each part matches ``[a-z0-9][a-z0-9.-]{0,31}``; raises ValueError otherwise."""

    inbox: str
    questionnaire: str
    version: str

    def __post_init__(self) -> None:
        if not all(IDENTIFIER.fullmatch(part) for part in (self.inbox, self.questionnaire, self.version)):
            raise ValueError("an inbox, questionnaire or version id is malformed")

    def digest(self) -> bytes:
        """SHA-256 (32 bytes) of the context's RFC 8785 JSON."""
        members = {"inbox": self.inbox, "questionnaire": self.questionnaire, "version": self.version}
        return hashlib.sha256(canonical(members)).digest()
