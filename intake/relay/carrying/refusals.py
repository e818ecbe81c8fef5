"""What is wrong with a file that a courier brings, in the fixed words. Only a registered courier hears them."""

from __future__ import annotations

from intake.envelope.errors import Fault
from intake.relay.problems import Problem, Refused

_PROBLEMS = {
    Fault.DAMAGED: Problem.DAMAGED,
    Fault.OTHER_GGD: Problem.OTHER_GGD,
    Fault.OTHER_INBOX: Problem.OTHER_INBOX,
    Fault.OTHER_FORM: Problem.OTHER_FORM,
}


def refused(fault: Fault, *, other_kind: Problem) -> Refused:
    """The refusal of a file with ``fault``; ``other_kind`` says that it is no such file at all."""
    return Refused(_PROBLEMS.get(fault, other_kind))
