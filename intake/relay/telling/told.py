"""Which mails were sent today: each once, also after a restart, and with several relays on one database.

A row tells the last day of one mail about one inbox: by the calendar alone, for the turn of each mail is taken every
working day, also where there is nothing to raise an alarm about. So the rows are the same whatever waits and whoever
collected it.

A turn is taken before its mail is sent, and ended after it. Where sending fails it is given back. Where the process
dies in between, nobody knows whether the mail went out: after some minutes somebody else takes the turn again and
sends it, perhaps for the second time. That is the side to err on: a mail too many puzzles somebody, a mail too few
leaves a person waiting.

A row of a later day was written by a clock that ran ahead, unless it is this clock that is behind: the former must not
silence the mails until that day comes, so it is believed for the rest of a day only.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, Engine, insert, select, update
from sqlalchemy.exc import IntegrityError

from intake.relay.tables import told
from intake.relay.telling.letters import Letter
from intake.sqlcipher import reading

STALE_SECONDS = 900
"""A server that answers at all has taken or refused a mail long before."""
REMEMBERED = 1000
_BEGUN = " begun "
_NEVER = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """Leave to send one mail. ``before`` is what stood in its row, ``mine`` what stands there now."""

    inbox: str
    letter: Letter
    day: date
    before: str
    mine: str


class Told:
    """The turns as one process sees them; ``elapsed`` counts seconds, whatever the clock on the wall does."""

    def __init__(self, engine: Engine, elapsed: Callable[[], float]) -> None:
        self._engine, self._elapsed = engine, elapsed
        self._ended: deque[tuple[str, Letter, date]] = deque(maxlen=REMEMBERED)
        self._standing: dict[tuple[str, Letter], tuple[str, float, date]] = {}

    def take(self, inbox: str, letter: Letter, today: date) -> Turn | None:
        """The turn, unless the mail was sent today or somebody is sending it."""
        with reading(self._engine).begin() as connection:
            row = connection.scalar(select(told.c.day).where(_this(inbox, letter)))
        before = row or _NEVER
        if not self._free(inbox, letter, before, today) or (inbox, letter, today) in self._ended:
            return None
        turn = Turn(inbox, letter, today, before, f"{today}{_BEGUN}{_attempt(before, today)}")
        return turn if self._put(turn, before, turn.mine, new=row is None) else None

    def end(self, turn: Turn) -> None:
        """The mail was sent, or there was none to send."""
        self._ended.append((turn.inbox, turn.letter, turn.day))
        self._put(turn, turn.mine, turn.day.isoformat())

    def give_back(self, turn: Turn) -> None:
        """The mail could not be sent: another try may take the turn at once."""
        self._put(turn, turn.mine, turn.before)

    def _free(self, inbox: str, letter: Letter, row: str, today: date) -> bool:
        """May the turn of ``today`` be taken where ``row`` stands?"""
        if row == today.isoformat():
            return False
        if row < today.isoformat():
            return True
        return self._stale(inbox, letter, row, today)

    def _stale(self, inbox: str, letter: Letter, row: str, today: date) -> bool:
        """A turn of today that does not end, or a row of a later day that is still there after a day."""
        seen, since, on = self._standing.get((inbox, letter), (None, 0.0, today))
        if seen != row:
            self._standing[inbox, letter] = (row, self._elapsed(), today)
            return False
        if row.startswith(today.isoformat()):
            return self._elapsed() - since >= STALE_SECONDS
        return on < today

    def _put(self, turn: Turn, expected: str, row: str, *, new: bool = False) -> bool:
        """Write ``row`` if ``expected`` still stands there: of all who try, one succeeds."""
        values = {"inbox": turn.inbox, "mail": turn.letter.value, "day": row}
        try:
            with self._engine.begin() as connection:
                if new:
                    connection.execute(insert(told).values(values))
                    return True
                return _replaced(connection, turn, expected, row)
        except IntegrityError:
            return False


def last_told(connection: Connection, inbox: str, letter: Letter) -> date | None:
    """The last day of this mail; None where there was none yet, or the first one is on its way."""
    row = connection.scalar(select(told.c.day).where(_this(inbox, letter))) or _NEVER
    return date.fromisoformat(row) if row and _BEGUN not in row else None


def _replaced(connection: Connection, turn: Turn, expected: str, row: str) -> bool:
    mine = _this(turn.inbox, turn.letter) & (told.c.day == expected)
    return connection.execute(update(told).where(mine).values(day=row)).rowcount == 1


def _attempt(row: str, today: date) -> int:
    """Which try of the day this is, so that no two look alike."""
    begun = f"{today}{_BEGUN}"
    return int(row.removeprefix(begun)) + 1 if row.startswith(begun) else 1


def _this(inbox: str, letter: Letter) -> ColumnElement[bool]:
    return (told.c.inbox == inbox) & (told.c.mail == letter.value)
