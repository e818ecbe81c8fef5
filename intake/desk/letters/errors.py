"""Why a letter cannot be made. Messages name fields and settings; never what was typed into them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from intake.desk.errors import DeskError
from intake.marking import N_, filled


class Fault(StrEnum):
    """What is wrong with a field."""

    UNKNOWN = "there is no such field"
    NEEDED = "is needed"
    LONG = "is too long"
    KIND = "is not of the right kind"
    DAY = "is not a day"
    TIME = "is not a time"
    CHOICE = "is not one of the choices"


class LetterError(DeskError):
    """This letter cannot be made now; the hint says what to do first."""


class UnfitError(LetterError):
    """Some fields do not fit. ``faults`` says what is wrong, by the field's name."""

    def __init__(self, faults: Mapping[str, Fault]) -> None:
        said = ", ".join(f"{name} {fault.value}" for name, fault in faults.items())
        what = filled(N_("the letter cannot be made: %(fields)s"), fields=said)
        super().__init__(what, N_("docs/letters.md lists the fields of each letter."))
        self.faults = dict(faults)
