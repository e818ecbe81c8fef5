"""Asks one step after the other, with a way back, and at the end shows everything once more.

It reads lines and says lines, nothing else: no database, no file, no history of what was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Literal, TextIO

from intake.desk.errors import DeskError
from intake.desk.paper.reading import UnclearError, Value
from intake.desk.paper.steps import Step
from intake.desk.paper.words import Words
from intake.desk.terminal.plain import plain

STOP = "stop"
YES = ("ja", "j", "yes", "y")


class Move(Enum):
    """What may be typed in the place of a value."""

    BACK = "<"


Say = Callable[[str], None]


class StoppedError(DeskError):
    """The nurse stopped, or the input ended: nothing was kept."""


class Dialogue:
    """One nurse at one terminal. ``say`` prints lines; ``prompt`` what stands before the cursor."""

    def __init__(self, typed: TextIO, say: Say, prompt: Say, words: Words) -> None:
        self._typed, self._say, self._prompt, self._words = typed, say, prompt, words

    def begin(self) -> None:
        """Say how it works."""
        self._say(self._words("begin"))
        self._say(self._words("begin.keys"))

    def text(self, step: Step) -> str | None:
        """One text, asked for until it is clear; there is nothing to go back to. Raises StoppedError."""
        while (value := self._ask(step)) is Move.BACK:
            pass
        return None if value is None else str(value)

    def fill_in(self, steps: Sequence[Step]) -> Mapping[str, Value]:
        """All values by the names of their steps, confirmed. Raises StoppedError."""
        values: dict[str, Value] = {}
        at = 0
        while at < len(steps):
            value = self._ask(steps[at])
            if value is Move.BACK:
                at = max(at - 1, 0)
                continue
            values[steps[at].name] = value
            at += 1
        while (step := self._confirm(steps, values)) is not None:
            value = self._ask(step)
            if value is not Move.BACK:
                values[step.name] = value
        return values

    def _confirm(self, steps: Sequence[Step], values: Mapping[str, Value]) -> Step | None:
        """The step to change, or None where all is well."""
        self._say("")
        self._say(self._words("summary"))
        width = max(len(step.title) for step in steps)
        for step in steps:
            self._say(f"  {step.mark:>3}  {step.title:<{width}}  {plain(step.shown(values[step.name]))}")
        marks = {step.mark: step for step in steps} | {Move.BACK.value: steps[-1]}
        self._say(self._words("confirm"))
        while True:
            line = self._line("")
            if line in YES or line in marks:
                return None if line in YES else marks[line]
            self._say(self._words("unclear.confirm"))

    def _ask(self, step: Step) -> Value | Literal[Move.BACK]:
        self._say("")
        self._say(f"{step.mark}  {step.title}" + (f" ({step.hint})" if step.hint else ""))
        listed = [words for _, words in step.options] + ([self._words("skip")] if step.skips else [])
        for place, words in enumerate(listed, 1):
            self._say(f"   {place}  {words}")
        while True:
            line = self._line(step.mark)
            if line == Move.BACK.value:
                return Move.BACK
            try:
                return step.read(line)
            except UnclearError as error:
                self._say(self._words(error.key, words=error.words))

    def _line(self, prompt: str) -> str:
        self._prompt(f"{prompt}> ")
        line = self._typed.readline()
        if not line or line.strip().casefold() == STOP:
            raise StoppedError(self._words("stopped"), self._words("stopped.hint"))
        return " ".join(line.split())
