"""In which order envelopes came, and when, within their week: nothing tells, once house was kept."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from intake.envelope.format import digest
from intake.locked import FLOOR, Secret, lock
from intake.relay.backup.archive import unpack
from intake.relay.backup.making import back_up
from intake.relay.handout.database import make_staff_database
from intake.relay.instance import LOCKED, PUBLIC
from intake.relay.mailbox.kept import row_key
from intake.relay.making import new_staff_key
from tests.forensics.chance import CERTAIN, deviation
from tests.forensics.copies import Copy, differences
from tests.forensics.thief import guesses_of_order
from tests.forensics.twins import Origin, Twin
from tests.relay.world import PASSPHRASE

COUNT = 14
"""Of envelopes that `origin` has."""
Trial = tuple[Sequence[int], Sequence[int]]


def lives(origin: Origin, *orders: Sequence[bytes]) -> list[Twin]:
    """As many twins; to each its envelopes come in its own order, two a day, and every night house is kept."""
    twins = []
    for order in orders:
        twin = origin.twin()
        for day in range(7):
            for envelope in order[2 * day : 2 * day + 2]:
                twin.later(minutes=37)
                twin.sent(envelope, origin.links[day])
            twin.keep_house()
            twin.now = twin.now.replace(hour=10, minute=0)
            twin.later(days=1)
        twins.append(twin)
    return twins


def test_after_house_keeping_the_files_are_the_same_in_whatever_order_and_on_whatever_day_they_came(
    origin: Origin,
) -> None:
    """Twice the same bytes: no thief, however clever, tells one order from another. Then the week ends."""
    mixed = random.Random(1).sample(origin.envelopes, COUNT)
    twins = lives(origin, origin.envelopes, origin.envelopes[::-1], mixed)
    first, *others = [twin.copied() for twin in twins]
    assert [differences(first, other) for other in others] == [[], []]
    for twin in twins:
        twin.keep_house()
    settled, *others = [twin.copied() for twin in twins]
    assert [differences(settled, other) for other in others] == [[], []]
    assert settled.keys_by_page("relay.sqlite") == sorted(row_key(digest(each)) for each in origin.envelopes)
    assert settled.keys_by_page("arrivals.sqlite") == []


def test_many_weeks_tell_of_an_envelope_its_week_and_not_its_place_in_it(origin: Origin) -> None:
    """Receipts come and envelopes are erased in between, so that pages are used again."""
    first, second = (many_weeks(origin.twin(), origin, seed) for seed in (1, 2))
    assert differences(first, second) == []
    # Four of them are digests only, by now.
    assert sorted(first.keys_by_page("relay.sqlite")) == sorted(row_key(digest(each)) for each in origin.envelopes[:12])


def many_weeks(twin: Twin, origin: Origin, seed: int) -> Copy:
    """Every second week four people send, in the order and at the hours that ``seed`` gives."""
    chance, receipt = random.Random(seed), None
    for number in range(3):
        begun, came = twin.now, list(origin.envelopes[4 * number : 4 * number + 4])
        chance.shuffle(came)
        for envelope in came:
            twin.later(hours=chance.randrange(40))
            assert twin.send(envelope, f"Link {origin.links[number]}").status_code == 201
            twin.keep_house()
        twin.now = begun
        twin.later(days=14)
        twin.keep_house()
        had = map(digest, origin.envelopes[: 4 * number + 4])
        receipt = twin.acknowledge(had, sequence=number + 1, previous=receipt)
        twin.keep_house()
    twin.later(days=14)
    twin.collected()
    assert twin.keep_house() == 4
    return twin.copied()


def test_a_copy_every_night_tells_between_which_two_an_envelope_came_and_no_more(origin: Origin) -> None:
    """Twins to whom the same came on the same day, in another order: every night's copy is the same."""
    nights: list[list[Copy]] = []
    for backwards in (False, True):
        twin, copies = origin.twin(), []
        for day in range(4):
            came = origin.envelopes[3 * day : 3 * day + 3]
            for envelope in came[::-1] if backwards else came:
                twin.sent(envelope, origin.links[0])
            twin.later(days=1)
            twin.keep_house()
            copies.append(twin.copied())
        nights.append(copies)
    assert [differences(*pair) for pair in zip(*nights, strict=True)] == [[]] * 4
    keys = [set(copy.keys_by_page("arrivals.sqlite")) for copy in nights[0]]
    daily = [{row_key(digest(each)) for each in origin.envelopes[3 * day : 3 * day + 3]} for day in range(4)]
    assert [late - early for early, late in zip([set[int](), *keys], keys, strict=False)] == daily


def test_a_backup_is_the_same_in_whatever_order_they_came(origin: Origin, tmp_path: Path) -> None:
    """Also one that is made at noon, before house is kept: it is filled in the order of keys."""
    staff, found = new_staff_key(), []
    for twin in lives(origin, origin.envelopes, origin.envelopes[::-1]):
        keyed(twin, staff)
        back_up(twin.config, PASSPHRASE, tmp_path / "backup", twin.today)
        unpacked = twin.config.data.with_name(f"{twin.config.data.name}-unpacked")
        unpacked.mkdir()
        unpack(tmp_path / "backup", unpacked)
        (tmp_path / "backup").unlink()
        found.append(Copy(unpacked, twin.key))
    assert differences(*found) == []
    assert len(found[0].keys_by_page("arrivals.sqlite")) == COUNT


def keyed(twin: Twin, staff: Secret) -> None:
    """Give it the files that `intake relay init` would have made."""
    public = twin.relay.signing.verify_key.encode()
    secrets = (
        Secret("database", "the relay's database", b"", twin.key),
        Secret("signing", "the relay's bundles", public, twin.relay.signing.encode()),
        staff,
    )
    lock(twin.config.data / LOCKED, secrets, {"relay": PASSPHRASE}, cost=FLOOR)
    (twin.config.data / PUBLIC).write_text("public\n")
    make_staff_database(twin.config.data, staff.secret).dispose()


def test_a_thief_who_guesses_the_order_does_no_better_than_chance_after_the_night_and_knows_it_before(
    origin: Origin,
) -> None:
    """By every way that is known; over trials whose envelopes and orders are drawn anew."""
    before: dict[str, list[Trial]] = {}
    after: dict[str, list[Trial]] = {}
    for seed in range(6):
        twin, came = origin.twin(), random.Random(seed).sample(origin.envelopes, COUNT)
        truth = [row_key(digest(each)) for each in came]
        for envelope in came:
            twin.sent(envelope, origin.links[0])
        for found in (before, after):
            for way, guess in guesses_of_order(twin.copied()).items():
                found.setdefault(way, []).append((guess, truth))
            twin.keep_house()
    assert all(guess == truth for guess, truth in before["write-ahead log"])
    assert deviation(before["write-ahead log"]) > CERTAIN
    assert "pages of arrivals.sqlite" in after
    assert [way for way, trials in after.items() if abs(deviation(trials)) > CERTAIN] == []
