"""What was typed into a form, and what is wrong with it, said beside the field. What was typed is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from werkzeug.datastructures import MultiDict

from intake.web.words import _

LONGEST = 80


class Unfit(Exception):  # noqa: N818 - it is no error of the program
    """``wrong`` says of each field that does not fit what to do, in the language of the request."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__("some fields do not fit")
        self.wrong = dict(wrong)


class Fields:
    """Reads a form field by field and gathers what is wrong; `finish` raises it."""

    def __init__(self, form: MultiDict[str, str]) -> None:
        self._form = form
        self.wrong: dict[str, str] = {}

    def typed(self, name: str) -> str:
        """What stands in the field, without the spaces around it."""
        return self._form.get(name, "").strip()

    def name(self, field: str) -> str:
        """A name of somebody or something: not empty, printable, at most LONGEST characters."""
        typed = self.typed(field)
        if not typed:
            self.wrong[field] = _("Type a name.")
        elif len(typed) > LONGEST:
            self.wrong[field] = _("This name is too long: %(most)s characters at most.") % {"most": LONGEST}
        elif not typed.isprintable():
            self.wrong[field] = _("There is a character in it that cannot be shown. Type the name again.")
        return typed

    def one_of(self, field: str, choices: Callable[[str], bool], otherwise: str) -> str:
        """One of what is offered; ``otherwise`` says what to do."""
        typed = self.typed(field)
        if not choices(typed):
            self.wrong[field] = otherwise
        return typed

    def finish(self) -> None:
        """Raises Unfit where anything is wrong."""
        if self.wrong:
            raise Unfit(self.wrong)
