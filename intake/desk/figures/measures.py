"""What is counted, in a plain sentence each: the footnotes of every report.

Each is an event that was written down at a moment; it belongs to the quarter of that moment, in Dutch time. A case
counts for a measure once, for its first such event, so that a quarter that is over never changes. Cases that nurses put
together by the end of a quarter are one in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from intake.marking import N_

LONGEST, LONGEST_WAIT = 260, 730
"""Working days, and days of a wait, are counted up to so many; what took longer stands with them."""


class By(StrEnum):
    """The one thing that a measure is split by; never two at once."""

    ALL = "all"
    LANGUAGE = "language"
    """A group of languages (`intake.desk.figures.languages`)."""
    PLACE = "place"
    """A municipality's CBS code."""
    DESTINATION = "destination"
    """A kind of destination (``PSY``), that of the first referral of which it is true."""
    TOPIC = "topic"
    REGION = "region"
    """A GGD's name."""


EVERYTHING = ""
"""The one key of By.ALL."""
UNKNOWN = "?"
"""The key of what is not known: a person without a municipality, an organisation whose place was not configured."""


class Unit(StrEnum):
    """What a measure's ``days`` are."""

    WORKING_DAYS = "working-days"
    DAYS = "days"


class Measure(StrEnum):
    """What is counted. Those of TIMES have `Counts.days` too."""

    HANDED_OUT = "handed-out"
    RETURNED = "returned"
    OPENED = "opened"
    RED = "red"
    AMBER = "amber"
    YELLOW = "yellow"
    REVIEW = "review"
    GREEN = "green"
    CONTACT_ALLOWED = "contact-allowed"
    ATTEMPTED = "attempted"
    REACHED = "reached"
    CONVERSATION = "conversation"
    OFFERED = "offered"
    CONSENTED = "consented"
    SENT = "sent"
    ACCEPTED = "accepted"
    FIRST_APPOINTMENT = "first-appointment"
    COMPLETED = "completed"
    DECLINED = "declined"
    MOVED = "moved"
    DROPPED = "dropped"
    TO_OPENING = "to-opening"
    RED_TO_ATTEMPT = "red-to-attempt"
    AMBER_TO_ATTEMPT = "amber-to-attempt"
    YELLOW_TO_ATTEMPT = "yellow-to-attempt"
    TO_REACHING = "to-reaching"
    TO_INTAKE = "to-intake"
    INTAKE_LATE = "intake-late"
    TO_TREATMENT = "to-treatment"
    TREATMENT_LATE = "treatment-late"
    SIGNALS = "signals"


@dataclass(frozen=True, slots=True)
class Definition:
    """``says`` is marked for translation. ``by`` are the splits there are; over the keys of each, the sum is ALL.

    ``unit`` where it is a time; ``target`` is how many it should take at most, where that is agreed.
    """

    says: str
    by: frozenset[By]
    unit: Unit | None = None
    target: int | None = None


_PEOPLE = frozenset({By.ALL, By.LANGUAGE, By.PLACE})
_REFERRED = _PEOPLE | {By.DESTINATION}
_WORKING = Unit.WORKING_DAYS

DEFINITIONS: Mapping[Measure, Definition] = {
    Measure.HANDED_OUT: Definition(
        N_("Links and cards that were handed out, as the online server counted them for each organisation and month."),
        frozenset({By.ALL, By.PLACE}),
    ),
    Measure.RETURNED: Definition(
        N_("Forms that came back and could be opened, on paper too. Who answered twice is in it twice."), _PEOPLE
    ),
    Measure.OPENED: Definition(
        N_("People whose form was opened. Forms that were put together as one person’s are one."), _PEOPLE
    ),
    Measure.RED: Definition(N_("A nurse decided: red, as it stood at the end of the quarter."), _PEOPLE),
    Measure.AMBER: Definition(N_("A nurse decided: amber, as it stood at the end of the quarter."), _PEOPLE),
    Measure.YELLOW: Definition(N_("A nurse decided: yellow, as it stood at the end of the quarter."), _PEOPLE),
    Measure.REVIEW: Definition(
        N_("A nurse decided that a person must look again, as it stood at the end of the quarter."), _PEOPLE
    ),
    Measure.GREEN: Definition(N_("A nurse decided: green, as it stood at the end of the quarter."), _PEOPLE),
    Measure.CONTACT_ALLOWED: Definition(
        N_("People who chose on the form to be called or to get a message, and said where."), _PEOPLE
    ),
    Measure.ATTEMPTED: Definition(N_("Somebody tried to reach the person, or the person came by."), _PEOPLE),
    Measure.REACHED: Definition(N_("The person was spoken with, however short."), _PEOPLE),
    Measure.CONVERSATION: Definition(N_("The conversation was held."), _PEOPLE),
    Measure.OFFERED: Definition(N_("A referral was offered, or talked about."), _REFERRED),
    Measure.CONSENTED: Definition(N_("The person agreed to a referral."), _REFERRED),
    Measure.SENT: Definition(N_("A referral went out, or the person took it there."), _REFERRED),
    Measure.ACCEPTED: Definition(N_("The receiver took the person on, or put them on a waiting list."), _REFERRED),
    Measure.FIRST_APPOINTMENT: Definition(N_("The person was at a first appointment."), _REFERRED),
    Measure.COMPLETED: Definition(
        N_("Closed as in care or as helped, and not opened again in the same quarter."), _PEOPLE
    ),
    Measure.DECLINED: Definition(N_("The person said no to contact or to help, at any time."), _PEOPLE),
    Measure.MOVED: Definition(
        N_("Closed because the person moved away or another service took over, and not opened again in the quarter."),
        _PEOPLE,
    ),
    Measure.DROPPED: Definition(
        N_("Closed because the person could not be reached, and not opened again in the quarter."), _PEOPLE
    ),
    Measure.TO_OPENING: Definition(
        N_("Working days from the day that the sender’s device told to the day on which the form was opened."),
        _PEOPLE,
        _WORKING,
    ),
    Measure.RED_TO_ATTEMPT: Definition(
        N_("Working days from the arrival at the desk to the first attempt to reach the person: red."),
        _PEOPLE,
        _WORKING,
        1,
    ),
    Measure.AMBER_TO_ATTEMPT: Definition(
        N_("Working days from the arrival at the desk to the first attempt to reach the person: amber."),
        _PEOPLE,
        _WORKING,
        5,
    ),
    Measure.YELLOW_TO_ATTEMPT: Definition(
        N_("Working days from the arrival at the desk to the first attempt to reach the person: yellow."),
        _PEOPLE,
        _WORKING,
        10,
    ),
    Measure.TO_REACHING: Definition(
        N_("Working days from the arrival at the desk to the day on which the person was spoken with."),
        _PEOPLE,
        _WORKING,
    ),
    Measure.TO_INTAKE: Definition(
        N_("Days from being put on a waiting list to the intake."), frozenset({By.ALL, By.DESTINATION}), Unit.DAYS
    ),
    Measure.INTAKE_LATE: Definition(
        N_("Intakes that came later than the norm of the waiting list says."), frozenset({By.ALL, By.DESTINATION})
    ),
    Measure.TO_TREATMENT: Definition(
        N_("Days from the intake to the treatment."), frozenset({By.ALL, By.DESTINATION}), Unit.DAYS
    ),
    Measure.TREATMENT_LATE: Definition(
        N_("Treatments that began later than the norm of the waiting list says."),
        frozenset({By.ALL, By.DESTINATION}),
    ),
    Measure.SIGNALS: Definition(
        N_("What ambassadors saw more than once and wrote down; no person is in it."),
        frozenset({By.ALL, By.TOPIC, By.REGION}),
    ),
}

TIMES = frozenset(measure for measure, said in DEFINITIONS.items() if said.unit is not None)
FUNNEL = tuple(Measure)[: tuple(Measure).index(Measure.TO_OPENING)]
"""The measures of the funnel, in its order."""
LEVELS = (Measure.RED, Measure.AMBER, Measure.YELLOW, Measure.REVIEW, Measure.GREEN)
