"""What the claim admits: each leak is shown, so that the document stays true. Where one is mended, a test fails."""

from __future__ import annotations

import random
from datetime import timedelta

from sqlalchemy import select

from intake.envelope.format import digest
from intake.relay.links.tables import handed_out
from intake.relay.mailbox.kept import row_key, stored_by_week
from intake.relay.mailbox.writer import NewEnvelope, write
from intake.relay.tables import arrival
from intake.sqlcipher import empty_logs, reading
from tests.forensics.copies import Copy
from tests.forensics.thief import narrowed, order_in_log
from tests.forensics.twins import Origin, Twin
from tests.relay.world import INBOX


def test_the_write_ahead_log_tells_the_order(origin: Origin) -> None:
    twin, came = origin.twin(), random.Random(3).sample(origin.envelopes, 10)
    for envelope in came:
        twin.sent(envelope, origin.links[0])
    assert order_in_log(twin.copied()) == [row_key(digest(each)) for each in came]


def test_until_the_night_the_pages_of_the_arrivals_tell_a_part_of_the_order(origin: Origin) -> None:
    """Of a day's hundred envelopes, without the log: three in four came at one of nine places that the pages name.

    Blind, it is one in ten. After the night the pages name places too, and they are wrong.
    """
    twin = origin.twin()
    came = lay_down(twin, 100, seed=4)
    empty_logs(twin.relay.engine)
    assert hits(twin.copied(), came) > 60
    twin.keep_house()
    assert hits(twin.copied(), came) < 30


def lay_down(twin: Twin, count: int, *, seed: int) -> list[int]:
    """Rows of envelopes, one after the other; their keys in that order."""
    noise = random.Random(seed)
    keys = []
    for _ in range(count):
        data = noise.randbytes(10633)
        with twin.relay.engine.begin() as connection:
            write(connection, [NewEnvelope(digest(data), INBOX, "2026-W48", data)])
        keys.append(row_key(digest(data)))
    return keys


def hits(copy: Copy, came: list[int]) -> int:
    """Of how many is the true place in the order among those that the pages name?"""
    named = narrowed(copy, "arrivals.sqlite", 4)
    return sum(place in named[key] for place, key in enumerate(came))


def test_copies_tell_between_which_two_an_envelope_came(origin: Origin) -> None:
    twin, known = origin.twin(), set[int]()
    for envelope in origin.envelopes[:3]:
        twin.sent(envelope, origin.links[0])
        twin.keep_house()
        now = set(twin.copied().keys_by_page("arrivals.sqlite"))
        assert now - known == {row_key(digest(envelope))}
        known = now


def test_the_times_of_files_tell_that_something_came_and_nothing_of_links(origin: Origin) -> None:
    """A file's last change is kept by the disk: of arrivals it is when the newest came."""
    twin = origin.twin()

    def changed() -> set[str]:
        return {file.name for file in twin.config.data.iterdir() if file.stat().st_mtime_ns != before.get(file.name)}

    twin.keep_house()
    before = {file.name: file.stat().st_mtime_ns for file in twin.config.data.iterdir()}
    assert twin.open(origin.links[0]).status_code == 200
    assert changed() == set()
    twin.sent(origin.envelopes[0], origin.links[0])
    assert changed() - {"arrivals.sqlite-shm"} == {"arrivals.sqlite-wal"}


def test_whoever_has_an_envelope_hears_that_it_was_stored_whatever_link_they_name(origin: Origin) -> None:
    twin = origin.twin()
    stored, never = origin.envelopes[:2]
    twin.sent(stored, origin.links[0])
    for authorization in (f"Link {origin.links[0]}", f"Link {origin.links[1]}", "Link 0000000000000000", ""):
        assert twin.send(stored, authorization).status_code == 200
    assert twin.send(never, "").status_code == 404


def test_totals_per_inbox_and_week_and_of_hand_outs_per_month_are_visible(origin: Origin) -> None:
    twin = origin.twin()
    for envelope in origin.envelopes[:3]:
        twin.sent(envelope, origin.links[0])
        twin.later(days=3)
    with reading(twin.relay.engine).begin() as connection:
        assert stored_by_week(connection, INBOX) == {"2026-W48": 3}
        rows = connection.execute(select(handed_out).order_by(handed_out.c.organisation)).all()
    assert [tuple(row) for row in rows] == [("library", "2026-11", 6), ("school", "2026-11", 6)]


def test_what_a_desk_has_not_acknowledged_yet_came_after_what_it_has(origin: Origin) -> None:
    """A copy taken before the next receipt: a receipt is to the rows what a copy is to the thief."""
    twin = origin.twin()
    early, late = origin.envelopes[:2]
    twin.sent(early, origin.links[0])
    twin.acknowledge([digest(early)])
    twin.sent(late, origin.links[0])
    with reading(twin.relay.engine).begin() as connection:
        rows = {row.digest: row.acknowledged for row in connection.execute(select(arrival))}
    assert rows == {digest(early): "2026-W48", digest(late): None}


def test_the_day_of_hand_out_is_in_a_links_row(origin: Origin) -> None:
    """It expires a fixed time later. Who hands out knows it anyway."""
    copy = origin.twin().copied()
    assert (origin.begins.date() + timedelta(days=30)).isoformat().encode() in copy.text()
