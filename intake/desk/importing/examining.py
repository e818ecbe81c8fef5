"""What one envelope turns out to be. Whatever its bytes, there is an answer and never an error.

Only pure work happens here: opening, checking, judging. Nothing is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from intake.desk.library import Kept, Library
from intake.desk.opening import Opened, OpeningKeys, open_envelope
from intake.desk.triage import Judgement, judge
from intake.envelope.errors import EnvelopeError, Reason
from intake.envelope.submission import Submission
from intake.questionnaire import AnswersError


class Aside(StrEnum):
    """Why an envelope is set aside though it could be opened; beside the reasons of `intake.envelope.errors`."""

    SECOND = "second envelope with this id"
    UNREADABLE = "cannot be handled"


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """A submission that fits its questionnaire, judged. ``definition`` is the digest of the questionnaire's file."""

    submission: Submission
    judgement: Judgement
    definition: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Waiting:
    """A submission to a questionnaire that the desk does not have yet."""

    submission: Submission


@dataclass(frozen=True, slots=True)
class Refused:
    """An envelope that cannot be used, and why."""

    reason: Reason | Aside


Outcome = Found | Waiting | Refused


class Examiner:
    """Examines the envelopes of one inbox."""

    def __init__(self, keys: OpeningKeys, inbox: str, library: Library) -> None:
        self._keys = keys
        self._inbox = inbox
        self._library = library

    def examine(self, digest: bytes, data: bytes) -> Outcome:
        """What ``data``, whose SHA-256 is ``digest``, turns out to be."""
        try:
            opened = open_envelope(data, self._keys, self._inbox, carried_as=digest)
            kept = self._library.find((opened.submission.questionnaire, opened.submission.version))
            return Waiting(opened.submission) if kept is None else _judged(opened, kept)
        except EnvelopeError as error:
            return Refused(error.reason)
        except AnswersError:
            return Refused(Reason.DOES_NOT_FIT)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - no envelope, however crafted, may stop the others
            return Refused(Aside.UNREADABLE)


def _judged(opened: Opened, kept: Kept) -> Found:
    judgement = judge(kept.questionnaire, opened.submission.answers)
    return Found(opened.submission, judgement, kept.definition)
