"""The kinds of letters: what is filled in for each, and the letter that comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from intake.desk.letters.ambassador import AmbassadorFields, AmbassadorNote
from intake.desk.letters.frame import Letter
from intake.desk.letters.gp import GpFields, GpLetter, Judged
from intake.desk.letters.invitation import Invitation, InvitationFields
from intake.desk.letters.office import Office
from intake.desk.letters.slip import Slip, SlipFields

Fields: TypeAlias = GpFields | InvitationFields | SlipFields | AmbassadorFields

KINDS: Mapping[str, type[Fields]] = {
    "gp": GpFields,
    "invitation": InvitationFields,
    "slip": SlipFields,
    "ambassador": AmbassadorFields,
}


def compose(fields: Fields, *, office: Office, written: date, judged: Judged) -> Letter:
    """The letter. Raises UnfitError, LetterError, QuestionnaireError where it cannot even be shown."""
    match fields:
        case GpFields():
            return GpLetter(fields, office, written, judged)
        case InvitationFields():
            return Invitation.of(fields, office)
        case SlipFields():
            return Slip.of(fields, office)
        case AmbassadorFields():
            return AmbassadorNote.of(fields, office)
