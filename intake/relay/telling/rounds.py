"""Every few minutes: look who collected, and send what is due, in a thread of the relay.

A mail is due on a working day, from the configured hour until midnight, Dutch time: so a relay that was down at the
hour sends when it is up again, and a server that takes nothing is asked again until the day ends. Whether the clocks
went forward or back in the night is no matter: the hour is read off the Dutch clock, and the turn is one a day.

Days off by agreement (Good Friday, 5 May) count as working days: the relay serves several employers, and a mail on
somebody's day off harms nobody.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime
from threading import Event as Signal
from threading import Thread
from zoneinfo import ZoneInfo

from intake.config import Inbox, Mail
from intake.relay.clock import Clock
from intake.relay.instance import OpenRelay
from intake.relay.log import Event, say, trouble
from intake.relay.telling.collected import Collected
from intake.relay.telling.letters import Letter, written
from intake.relay.telling.server import send
from intake.relay.telling.settings import addresses
from intake.relay.telling.told import Told, Turn
from intake.sqlcipher import reading
from intake.working_days import WorkingDays

HERE = ZoneInfo("Europe/Amsterdam")
ROUND_SECONDS = 180
DAYS = WorkingDays(good_friday_off=False, liberation_day_off="never")


class Rounds:
    """What one process needs to go round: whom to tell, and what it remembers."""

    def __init__(self, relay: OpenRelay, mail: Mail, elapsed: Callable[[], float] = time.monotonic) -> None:
        self._relay, self._mail = relay, mail
        self._collected, self._told = Collected(), Told(relay.engine, elapsed)

    def go(self, now: datetime) -> int:
        """One round at ``now`` (aware); how many mails the server took."""
        here = now.astimezone(HERE)
        today, sent = here.date(), 0
        for inbox in self._relay.config.inboxes:
            last = self._look(inbox, today)
            if DAYS.works(today) and here.hour >= self._mail.hour:
                sent += self._tell(inbox, last, here)
        return sent

    def _look(self, inbox: Inbox, today: date) -> date:
        with reading(self._relay.engine).begin() as connection:
            return self._collected.look(connection, inbox.id, today)

    def _tell(self, inbox: Inbox, last: date, here: datetime) -> int:
        due = {Letter.POST: True, Letter.ALARM: self._overdue(inbox, last, here.date())}
        return sum(
            self._take_turn(inbox.id, letter, to if due[letter] else None, here)
            for letter, to in addresses(inbox).items()
        )

    def _overdue(self, inbox: Inbox, last: date, today: date) -> bool:
        """Have so many whole working days passed since ``last``?"""
        return today > DAYS.after(last, inbox.alarm_days)

    def _take_turn(self, inbox: str, letter: Letter, to: str | None, here: datetime) -> int:
        """Send one mail if its turn is free; without ``to`` the turn is taken and there is nothing to send."""
        turn = self._told.take(inbox, letter, here.date())
        if turn is None or not (to is None or self._sent(turn, to, here)):
            return 0
        self._told.end(turn)
        return int(to is not None)

    def _sent(self, turn: Turn, to: str, here: datetime) -> bool:
        """Whether the server took it; if not, the turn is given back."""
        try:
            send(self._mail, written(turn.letter, sender=self._mail.sender, to=to, now=here))
        except Exception as error:  # noqa: BLE001 - no trouble with one mail may keep back another
            trouble(Event.MAIL_FAILED, error)
            self._told.give_back(turn)
            return False
        return True


def tell_daily(relay: OpenRelay, mail: Mail, clock: Clock, every: float = ROUND_SECONDS) -> Signal:
    """Go round now and every so many seconds in a thread of its own, until the returned signal is set."""
    stop, rounds = Signal(), Rounds(relay, mail)

    def tell() -> None:
        while True:
            try:
                if rounds.go(clock()):
                    say(Event.MAILS_TAKEN)
            except Exception as error:  # noqa: BLE001 - no trouble of today may end the mails of all days
                trouble(Event.MAIL_FAILED, error)
            if stop.wait(every):
                return

    Thread(target=tell, name="telling", daemon=True).start()
    return stop
