"""Carry for ever, on the GGD's PC that has a network: a round every so often, and at once when the stick comes back.

It says each happening in one line, the same trouble once, and nothing of what it carries. It ends between two steps
when it is asked to.
"""

from __future__ import annotations

from threading import Event
from time import monotonic

from intake.courier import words
from intake.courier.client import RelayClient
from intake.courier.errors import CourierError, Reason
from intake.courier.round import Rounds, Say
from intake.courier.shared import Shared
from intake.courier.words import told

LOOK_SECONDS = 5.0
"""So often it looks whether the stick is there, and whether anything was put in."""


class Sync:
    """Carries between the relay of ``client`` and the folder ``shared`` until ``end`` is set."""

    def __init__(
        self, client: RelayClient, shared: Shared, *, every_seconds: float, say: Say, complain: Say, end: Event
    ) -> None:
        self._shared, self._say, self._complain, self._end = shared, say, complain, end
        self._every = every_seconds
        self._rounds = Rounds(client, shared, say, patience=every_seconds, ended=end.is_set)
        self._trouble: str | None = None
        self._away = False

    def once(self) -> None:
        """One round. Raises CourierError for trouble, and where something was refused."""
        if not self._shared.there():
            raise told(words.NOT_THERE, self._shared.path)
        self._rounds.bring()
        self._rounds.fetch()
        if self._rounds.refusals:
            raise CourierError(f"{self._rounds.refusals} of the files were refused", "The folder `refused` says why.")

    def run(self) -> None:
        """Rounds until the end."""
        while not self._end.is_set():
            if self._is_there():
                self._round(fetching=True)
                self._watch()
            else:
                self._end.wait(LOOK_SECONDS)

    def _watch(self) -> None:
        """Until the next round is due, or the stick was taken out: what is put in goes to the relay at once."""
        due, before = monotonic() + self._every, self._shared.looks()
        while not self._end.wait(min(LOOK_SECONDS, max(0.0, due - monotonic()))) and monotonic() < due:
            now = self._shared.looks()
            if now is None:
                return
            if now != before:
                self._round(fetching=False)
                before = self._shared.looks()

    def _round(self, *, fetching: bool) -> None:
        try:
            self._rounds.bring()
            if fetching and not self._end.is_set():
                self._rounds.fetch()
        except CourierError as error:
            self._complain_once(error)
        else:
            if self._trouble is not None and fetching:
                self._say("all is well again")
                self._trouble = None

    def _complain_once(self, error: CourierError) -> None:
        line = f"{error.message}. {error.hint}"
        if line != self._trouble and error.reason is not Reason.ENDED:
            self._complain(line)
        self._trouble = line

    def _is_there(self) -> bool:
        there = self._shared.there()
        if not there and not self._away:
            self._say(f"{told(words.NOT_THERE, self._shared.path).message}: waiting for it")
        if there and self._away:
            self._say(f"the folder is there again ({self._shared.path})")
        self._away = not there
        return there
