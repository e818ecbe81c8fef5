"""What is told of a relay, as text in Prometheus's format.

Whoever asks every second must learn nothing of when an envelope came. So no number here changes when a form is opened
or an envelope comes, and none counts or times requests:

- Envelopes are told of weeks that have ended only, and only of weeks that began after the last bundle was cut. Of a
  week in which somebody collected, what still waits would say how many came after that hour.
- Free space is measured once an hour and told in coarse steps: each envelope takes 16 kB of it.
- Nothing tells when the process began, or how long anything took.

What does change: at midnight, the days of a key sheet; when a week ends, its total; when the first courier of a week
comes, the age of the newest bundle. Later couriers of that week change nothing: the hour of each would divide the
envelopes of its week into those before and those after it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, select

from intake.config import Inbox
from intake.relay.carrying.sheets import find_sheet
from intake.relay.clock import Clock, iso_week
from intake.relay.instance import OpenRelay
from intake.relay.mailbox.kept import stored_by_week
from intake.relay.tables import bundle
from intake.sqlcipher import reading

LATE = timedelta(hours=1)
"""A week counts as ended after this: what came in its last second may be written a moment later."""
GIB = 1 << 30
STEPS = (0, 1, 2, 5, 10, 20, 50, 100)
HELP = {
    "envelop_up": "1: it serves, and its database answers.",
    "envelop_storage_free_gib": "Free space for the data, in GiB, rounded down to 0, 1, 2, 5, 10, 20, 50 or 100.",
    "envelop_key_sheet_days": "Days until the key sheet expires; 0 where nobody can seal a form.",
    "envelop_bundle_age_weeks": "ISO weeks since the newest bundle was cut; 0 is this week.",
    "envelop_uncollected_envelopes": "Envelopes of whole weeks in which, and since which, nobody collected.",
    "envelop_uncollected_weeks": "The age in weeks of the oldest of them; 0 where there is none.",
}
Sample = tuple[str, dict[str, str], int]


class Gauges:
    """The numbers of one open relay."""

    def __init__(self, relay: OpenRelay, clock: Clock) -> None:
        self._relay, self._clock = relay, clock
        self._uncollected = lru_cache(maxsize=256)(self._count)
        self._free = lru_cache(maxsize=1)(lambda _hour: free_gib(relay.config.data))

    def text(self) -> str:
        """All of them, now. Raises where the database does not answer."""
        now = self._clock() - LATE
        samples: list[Sample] = [("envelop_up", {}, 1)]
        samples.append(("envelop_storage_free_gib", {}, self._free(now.strftime("%Y-%m-%d %H"))))
        with reading(self._relay.engine).begin() as connection:
            for inbox in self._relay.config.inboxes:
                samples += self._of(connection, inbox, now)
        return _written(samples)

    def _of(self, connection: Connection, inbox: Inbox, now: datetime) -> Iterator[Sample]:
        label, today = {"inbox": inbox.id}, now.date()
        sheet = find_sheet(connection, inbox)
        yield "envelop_key_sheet_days", label, 0 if sheet is None else max(0, (sheet.expires - today).days)
        cut = connection.scalar(select(bundle.c.week).where(bundle.c.inbox == inbox.id))
        if cut is not None:
            yield "envelop_bundle_age_weeks", label, _weeks_ago(cut, today)
        held, oldest = self._uncollected(inbox.id, cut or "", today)
        yield "envelop_uncollected_envelopes", label, held
        yield "envelop_uncollected_weeks", label, 0 if oldest is None else _weeks_ago(oldest, today)

    def _count(self, inbox: str, cut: str, today: date) -> tuple[int, str | None]:
        """Counted once a day for each bundle: it reads the whole table, and could not change in between."""
        with reading(self._relay.engine).begin() as connection:
            stored = stored_by_week(connection, inbox)
        whole = {week: held for week, held in stored.items() if cut < week < iso_week(today)}
        return sum(whole.values()), min(whole, default=None)


def free_gib(folder: Path) -> int:
    """Free space where ``folder`` is, in GiB, rounded down to one of STEPS."""
    free = shutil.disk_usage(folder).free // GIB
    return max(step for step in STEPS if step <= free)


def _weeks_ago(week: str, today: date) -> int:
    then = date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
    return max(0, (today - then).days // 7)


def _written(samples: list[Sample]) -> str:
    """Prometheus's text format, version 0.0.4: all samples of a name together, under its help."""
    lines = []
    for name, words in HELP.items():
        lines += [f"# HELP {name} {words}", f"# TYPE {name} gauge"]
        lines += [f"{name}{_labels(labels)} {value}" for each, labels, value in samples if each == name]
    return "\n".join(lines) + "\n"


def _labels(labels: dict[str, str]) -> str:
    told = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items())
    return f"{{{told}}}" if told else ""


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
