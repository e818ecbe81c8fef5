"""One form on paper as it is being typed: lines as they were typed, read again whenever they are looked at.

It lives in memory only, beside the keys of whoever types. What is typed wrong stays as it was typed, with what is
wrong about it; nothing typed is ever quoted in an error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from intake.desk.errors import DeskError
from intake.desk.paper.entering import Entered, Form, enter, known_case
from intake.desk.paper.reading import UnclearError, Value
from intake.desk.paper.steps import Step, steps
from intake.desk.paper.words import Words
from intake.desk.unlock import OpenDesk
from intake.desk.wording import Dictionary, StaffLanguage
from intake.marking import N_

LONGEST = 500
NOT_CLEAR = (N_("something on the form is not clear yet"), N_("Look at what is marked, and put the form in then."))


@dataclass(slots=True, repr=False)
class Sheet:
    """``new_code``: the paper has none, and gets the form's. ``lines`` by the names of their steps."""

    form: Form
    new_code: bool
    lines: dict[str, str] = field(default_factory=dict)
    looked_at: bool = False
    entered: Entered | None = None
    look: int = 0
    kept: int = 0

    def show(self) -> int:
        """It is shown anew; the number of this look."""
        self.look, self.kept = self.look + 1, 0
        return self.look

    def keep(self, lines: Mapping[str, str], *, look: int, number: int) -> None:
        """This stands there now, in place of what stood there; it is not finished.

        Only from the newest look, and in the order of its numbers: what comes late never undoes what is newer.
        """
        if self.entered is None and look == self.look and number > self.kept:
            self.kept = number
            self._type(lines)

    def finish(self, lines: Mapping[str, str]) -> None:
        """This stands there now; what is not clear of it is said from now on."""
        self.show()
        self._type(lines)
        self.looked_at = True

    def _type(self, lines: Mapping[str, str]) -> None:
        self.lines = {name: " ".join(line[:LONGEST].split()) for name, line in lines.items()}

    def steps(self, desk: OpenDesk, language: StaffLanguage) -> tuple[Step, ...]:
        """Everything that is asked, in the order of the paper."""
        asked = self.form.kept.questionnaire
        wording = Dictionary(desk.library, language).of(asked.id, asked.version)
        return steps(wording, Words(language), desk.clock().date())

    def read(self, steps: Sequence[Step]) -> Read:
        """What the lines say, and which do not say anything clear."""
        values: dict[str, Value] = {}
        unclear: dict[str, UnclearError] = {}
        for step in steps:
            try:
                values[step.name] = step.read(self.lines.get(step.name, ""))
            except UnclearError as error:
                unclear[step.name] = error
        return Read(values, unclear)

    def enter(self, desk: OpenDesk) -> Entered:
        """Put the form into the queue, once however often it is asked.

        Raises DeskError where something is not clear, or its code is known by now.
        """
        if self.entered is None:
            read = self.read(self.steps(desk, "en"))
            if read.unclear:
                raise DeskError(*NOT_CLEAR)
            today = desk.clock().date()
            self.entered = enter(desk, self.form, self.form.submission(read.values, today))
            self.lines = {}
        return self.entered

    def known(self, desk: OpenDesk) -> int | None:
        """The case that has this form's code already."""
        with desk.reading() as connection:
            return known_case(connection, self.form.code)


@dataclass(frozen=True, slots=True, repr=False)
class Read:
    """What lines say. Both by the names of the steps."""

    values: Mapping[str, Value]
    unclear: Mapping[str, UnclearError]
