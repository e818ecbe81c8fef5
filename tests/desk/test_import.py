"""Importing a bundle: the good ones all go in, and each of the others has its reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from intake.desk.errors import DeskError
from intake.desk.importing import import_bundle
from intake.desk.tables import cases, damaged, envelopes, judgements
from intake.envelope.context import Context
from intake.envelope.encoding import base64url
from intake.envelope.errors import BundleError
from intake.envelope.submission import Contact
from tests.desk.world import INBOX, RELAY, World, carriable, sealed, submission


def numbers(world: World) -> dict[str, int]:
    """How many rows lie where."""
    with world.desk() as desk, desk.reading() as connection:
        tables = (cases, judgements, envelopes, damaged)
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables
        }


def ids(world: World) -> list[str]:
    with world.desk() as desk, desk.reading() as connection:
        return list(connection.execute(select(cases.c.id)).scalars())


def test_every_good_envelope_becomes_one_judged_case(world: World) -> None:
    people = [submission() for _ in range(5)]
    summary = world.take_in(world.bundle(*map(sealed, people)))
    assert (summary.new, summary.known, summary.aside) == (5, 0, {})
    assert sorted(ids(world)) == sorted(person.id for person in people)
    assert numbers(world) == {"cases": 5, "judgements": 5, "envelopes": 5, "damaged": 0}


def test_importing_again_changes_nothing(world: World) -> None:
    cut = world.bundle(sealed(submission()), sealed(submission()))
    world.take_in(cut)
    before = numbers(world)
    summary = world.take_in(cut)
    assert (summary.new, summary.known) == (0, 2)
    assert numbers(world) == before


def test_every_test_vector_in_one_bundle_gets_its_own_reason_and_stops_no_other(world: World) -> None:
    good = [submission() for _ in range(3)]
    vectors = carriable()
    summary = world.take_in(world.bundle(*map(sealed, good), *(data for _, data in vectors)))
    expected = Counter(reason for reason, _ in vectors if reason not in ("success", "second id"))
    second = summary.aside["second envelope with this id"]
    assert summary.aside == expected | {"second envelope with this id": second}
    successes = sum(reason in ("success", "second id") for reason, _ in vectors)
    assert summary.new + second + summary.parked == len(good) + successes
    assert second >= 1
    assert summary.parked >= 1
    assert {person.id for person in good} <= set(ids(world))


def test_what_is_set_aside_is_kept_sealed_with_its_reason(world: World) -> None:
    refused = sealed(b"[" * 5000)
    world.take_in(world.bundle(refused))
    with world.desk() as desk, desk.reading() as connection:
        row = connection.execute(select(envelopes)).one()
    assert (row.state, row.reason, row.sealed) == ("aside", "bad json", refused)


def test_html_in_a_name_is_a_name(world: World) -> None:
    person = submission(contact=Contact(reach="call", address="06 12345678", name="<script>alert(1)</script>"))
    assert world.take_in(world.bundle(sealed(person))).new == 1


def test_a_second_envelope_with_the_same_id_never_replaces_the_first(world: World) -> None:
    first = submission()
    world.take_in(world.bundle(sealed(first)))
    other = replace(first, answers={**first.answers, "talk": "soon"})
    summary = world.take_in(world.bundle(sealed(other), sequence=2))
    assert summary.aside == {"second envelope with this id": 1}
    with world.desk() as desk, desk.reading() as connection:
        assert connection.execute(select(cases.c.level)).scalars().all() == ["green"]


def test_two_envelopes_with_one_id_in_one_bundle_make_one_case(world: World) -> None:
    person = submission()
    summary = world.take_in(world.bundle(sealed(person), sealed(person)))
    assert (summary.new, summary.aside) == (1, {"second envelope with this id": 1})


def test_an_envelope_for_another_inbox_is_set_aside(world: World) -> None:
    summary = world.take_in(world.bundle(sealed(submission(), context=Context("ggd-other", "ggd10", "1"))))
    assert summary.aside == {"wrong context": 1}


def test_a_submission_that_says_another_version_than_its_envelope_is_set_aside(world: World) -> None:
    lying = replace(submission(), version="2")
    summary = world.take_in(world.bundle(sealed(lying, context=Context(INBOX, "ggd10", "1"))))
    assert summary.aside == {"wrong context": 1}


def test_a_damaged_envelope_is_kept_counted_and_not_in_the_receipt_and_comes_in_when_it_comes_whole(
    world: World,
) -> None:
    whole, broken = sealed(submission()), sealed(submission())
    found = broken[:-1] + bytes([broken[-1] ^ 1])
    summary, receipt = world.take_in_with_receipt(world.bundle(whole, broken, damage={broken: found}))
    assert (summary.new, summary.damaged, summary.missing) == (1, 1, 0)
    assert len(receipt.have) == 1
    with world.desk() as desk, desk.reading() as connection:
        assert connection.execute(select(damaged.c.found)).scalar_one() == found
    summary, receipt = world.take_in_with_receipt(world.bundle(whole, broken, sequence=2))
    assert (summary.new, summary.known, len(receipt.have)) == (1, 1, 2)


def test_the_same_damage_is_kept_once(world: World) -> None:
    broken = sealed(submission())
    cut = world.bundle(broken, damage={broken: b"x" * len(broken)})
    world.take_in(cut)
    world.take_in(cut)
    assert numbers(world)["damaged"] == 1


def test_what_a_cut_off_file_lacks_is_counted_as_missing(world: World) -> None:
    cut = world.bundle(*(sealed(submission()) for _ in range(3)))
    cut.path.write_bytes(cut.path.read_bytes()[: -2 * 10_633])
    summary, receipt = world.take_in_with_receipt(cut)
    assert (summary.new, summary.missing) == (1, 2)
    assert receipt.have == frozenset(cut.digests[:1])


def test_what_follows_after_the_end_of_a_bundle_is_left_out_and_said(world: World) -> None:
    cut = world.bundle(sealed(submission()))
    cut.path.write_bytes(cut.path.read_bytes() + sealed(submission()))
    summary = world.take_in(cut)
    assert summary.new == 1
    assert any("more than was signed" in remark for remark in summary.remarks)


def test_a_bundle_of_another_relay_is_refused_before_anything_happens(world: World) -> None:
    cut = world.bundle(sealed(submission()), key=type(RELAY).generate())
    with pytest.raises(BundleError, match="not signed by this desk's relay"):
        world.take_in(cut)
    assert numbers(world)["envelopes"] == 0


def test_a_bundle_for_another_inbox_is_refused(world: World) -> None:
    with pytest.raises(BundleError, match="another inbox"):
        world.take_in(world.bundle(sealed(submission()), inbox="ggd-other"))


def test_a_file_that_is_no_bundle_or_is_not_there_is_refused(world: World) -> None:
    nothing = world.folder / "nothing"
    with pytest.raises(DeskError, match="cannot read"):
        world.take_in(nothing)
    nothing.write_bytes(b"something")
    with pytest.raises(BundleError, match="not a bundle"):
        world.take_in(nothing)


def test_an_existing_receipt_stops_the_import_before_it_starts(world: World) -> None:
    receipt = world.folder / "receipt"
    receipt.write_bytes(b"precious")
    with world.desk() as desk, pytest.raises(DeskError, match="exists already"):
        import_bundle(desk, world.bundle(sealed(submission())).path, receipt)
    assert receipt.read_bytes() == b"precious"
    assert numbers(world)["envelopes"] == 0


def test_progress_is_told_after_each_chunk(world: World) -> None:
    told: list[tuple[int, int]] = []
    cut = world.bundle(*(sealed(submission()) for _ in range(3)))
    with world.desk() as desk:
        import_bundle(desk, cut.path, world.folder / "receipt", progress=lambda *told_now: told.append(told_now))
    assert told == [(3, 3)]


def test_a_row_says_where_its_envelope_came_from_and_nothing_seals_it_in_twice(world: World) -> None:
    data = sealed(submission())
    cut = world.bundle(data)
    world.take_in(cut)
    with world.desk() as desk, desk.reading() as connection:
        row = connection.execute(select(envelopes)).one()
    assert base64url(row.digest) == base64url(cut.digests[0])
    assert (row.state, row.sealed) == ("imported", None)


def test_the_receipts_file_is_the_only_new_file(world: World, tmp_path: Path) -> None:
    cut = world.bundle(sealed(submission()))
    before = set(tmp_path.iterdir())
    world.take_in(cut)
    assert [path.name.partition("-")[0] for path in set(tmp_path.iterdir()) - before] == ["receipt"]
