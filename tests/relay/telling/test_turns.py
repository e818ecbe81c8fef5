"""Each mail once a day: also after a restart, and with several relays on one database."""

from __future__ import annotations

import threading

from sqlalchemy import select

from intake.relay.tables import told
from intake.relay.telling.letters import Letter
from intake.relay.telling.told import STALE_SECONDS, Told
from tests.relay.telling.team import OVERDUE, Team, at
from tests.relay.world import INBOX


def test_neither_a_restart_nor_a_second_relay_sends_it_twice(team: Team) -> None:
    first, second = team.process(), team.process()
    assert [each.go(at("2026-11-23 09:00")) for each in (first, second, team.process())] == [1, 0, 0]
    assert [each.go(at("2026-11-24 09:00")) for each in (second, first, team.process())] == [1, 0, 0]


def test_of_many_relays_at_the_same_moment_one_sends(team: Team) -> None:
    processes, sent = [team.process() for _ in range(6)], list[int]()
    start = threading.Barrier(len(processes))

    def go(number: int) -> None:
        start.wait()
        sent.append(processes[number].go(at("2026-11-23 09:00")))

    threads = [threading.Thread(target=go, args=(number,)) for number in range(len(processes))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(sent) == [0, 0, 0, 0, 0, 1]


def test_a_process_that_died_in_between_may_have_sent_it_so_it_is_sent_once_more(team: Team) -> None:
    """Twice is better than never."""
    at_nine, process = at("2026-11-23 09:00"), team.process()
    assert Told(team.relay.engine, lambda: 0.0).take(INBOX, Letter.POST, at_nine.date()) is not None
    assert process.go(at_nine) == 0
    team.seconds += STALE_SECONDS - 1
    assert process.go(at_nine) == 0
    team.seconds += 1
    assert [process.go(at_nine), process.go(at_nine), team.process().go(at_nine)] == [1, 0, 0]


def test_the_database_tells_the_same_of_mails_whoever_collected(team: Team) -> None:
    """An alarm of which a row told the day would date the collecting, and so what waits."""

    def rows() -> list[tuple[str, str, str]]:
        with team.relay.engine.begin() as connection:
            return sorted(map(tuple, connection.execute(select(told))))

    process = team.process()
    process.go(at("2026-11-23 09:00"))
    quiet = rows()
    process.go(at("2026-11-30 09:00"))
    assert OVERDUE in team.received()
    assert quiet == [(INBOX, "alarm", "2026-11-23"), (INBOX, "post", "2026-11-23")]
    assert rows() == [(inbox, mail, "2026-11-30") for inbox, mail, _ in quiet]
