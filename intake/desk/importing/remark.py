"""What there is to say beside an import's numbers: sentences that a page can say in the reader's language."""

from __future__ import annotations

from intake.errors import IntakeError
from intake.marking import Filled, filled


class Remark(str):
    """One or two sentences in English, of marked ``parts``."""

    parts: tuple[Filled, ...]

    def __new__(cls, *parts: Filled) -> Remark:
        """The parts as sentences, one after the other."""
        made = super().__new__(cls, " ".join(map(sentence, parts)))
        made.parts = parts
        return made

    @classmethod
    def of(cls, error: IntakeError) -> Remark:
        """What an error says, where it stopped nothing."""
        return cls(*(filled(each) for each in (error.message, error.hint) if each))


def sentence(text: str) -> str:
    """With a capital letter and an end."""
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?", "!")) else ".")
