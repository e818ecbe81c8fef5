"""What a desk lets the relay show: of a certified desk of this inbox, never an older file, kept as it came."""

from __future__ import annotations

import msgspec
import pytest
from nacl.signing import SigningKey
from sqlalchemy import select

from intake.envelope.canonical import canonical
from intake.envelope.format import digest
from intake.envelope.roles import certify_desk
from intake.envelope.signatures import Label
from intake.envelope.signed import sign_document
from intake.exchange.published import Published
from intake.relay.carrying.published import find_published
from intake.relay.tables import publication as table
from tests.publication import publication, signed
from tests.relay.world import INBOX, OPEN_INBOX, Ggd, World, outcome


def kept(world: World) -> list[tuple[str, int]]:
    """Inbox and sequence of every row."""
    with world.relay.engine.begin() as connection:
        return [(row.inbox, row.sequence) for row in connection.execute(select(table))]


def found(world: World) -> Published | None:
    with world.relay.engine.begin() as connection:
        return find_published(connection, world.config.inboxes[0])


def push(world: World, data: bytes, inbox: str = INBOX) -> tuple[int, str]:
    answer = world.carry("POST", "published", data, inbox=inbox)
    return (200, "") if answer.status_code == 200 else outcome(answer)


def test_the_newest_is_kept_and_no_other(world: World) -> None:
    for sequence in (7, 8):
        assert push(world, signed(world.ggd, publication(sequence=sequence))) == (200, "")
    assert kept(world) == [(INBOX, 8)]
    assert found(world) == publication(sequence=8)


def test_the_same_bytes_are_taken_again_and_an_older_file_or_another_of_this_number_is_refused(world: World) -> None:
    data = signed(world.ggd, publication(sequence=7))
    assert [push(world, data), push(world, data)] == [(200, "")] * 2
    other = msgspec.structs.replace(publication(sequence=7), ambassadors=())
    for older in (publication(sequence=6), other):
        assert push(world, signed(world.ggd, older)) == (409, "older-published-file")
    assert found(world) == publication(sequence=7)


def test_what_is_not_this_desks_word_is_refused_and_changes_nothing(world: World) -> None:
    good = publication(sequence=7)
    assert push(world, signed(world.ggd, good)) == (200, "")
    newer = publication(sequence=8)
    data = signed(world.ggd, newer)
    public = world.ggd.desk_signing.verify_key.encode()
    certificate = certify_desk(world.ggd.identity, inbox=INBOX, public=public, issued=world.today)
    relabelled = sign_document(world.ggd.desk_signing, Label.RECEIPT, "published", msgspec.to_builtins(newer))
    uncertified = SigningKey.generate()
    refusals = {
        signed(Ggd(), newer): "other-ggd",
        signed(world.ggd, publication(inbox=OPEN_INBOX, sequence=8)): "other-inbox",
        signed(world.ggd, publication(inbox=OPEN_INBOX, sequence=8), certified_for=INBOX): "other-inbox",
        signed(world.ggd, newer, key=uncertified): "damaged",
        canonical(relabelled | {"certificate": certificate}): "damaged",
        data.replace(b'"count":3', b'"count":9'): "damaged",
        data[:-20]: "damaged",
        world.ggd.receipt([])[0]: "not-a-published-file",
        b"": "not-a-published-file",
    }
    for body, word in refusals.items():
        assert push(world, body) == (400, word)
    assert found(world) == good


@pytest.mark.parametrize("how", ["a count of two", "a row too few", "a cell too many", "a note too many"])
def test_a_count_of_two_and_a_table_that_is_none_are_in_no_form_that_is_known(world: World, how: str) -> None:
    """A page is made of it: what does not fit together must not get that far."""
    whole = msgspec.to_builtins(publication(sequence=1))
    table = whole["figures"][0]
    if how == "a count of two":
        whole["ambassadors"][0]["count"] = 2
    elif how == "a row too few":
        table["rows"] = table["rows"][:1]
    elif how == "a cell too many":
        table["cells"] = [[1, 2], [3]]
    else:
        table["notes"] = [*table["notes"], {"nl": "x", "en": "x"}]
    key = world.ggd.desk_signing
    certificate = certify_desk(world.ggd.identity, inbox=INBOX, public=key.verify_key.encode(), issued=world.today)
    data = canonical(sign_document(key, Label.PUBLISHED, "published", whole) | {"certificate": certificate})
    assert push(world, data) == (400, "other-form")
    assert kept(world) == []


def test_it_is_no_larger_than_a_megabyte_and_comes_from_a_courier(world: World) -> None:
    assert outcome(world.carry("POST", "published", bytes((1 << 20) + 1))) == (413, "too-large")
    stranger = world.carry("POST", "published", b"{}", signed_by=SigningKey.generate())
    assert outcome(stranger) == (401, "not-a-courier")


@pytest.mark.parametrize("how", ["another identity", "changed at rest", "no key sheet"])
def test_it_is_verified_again_when_it_is_read(world: World, how: str) -> None:
    assert push(world, signed(world.ggd, publication(sequence=7))) == (200, "")
    inbox = world.config.inboxes[0]
    with world.relay.engine.begin() as connection:
        if how == "another identity":
            inbox = msgspec.structs.replace(inbox, identity=Ggd().fingerprint)
        elif how == "changed at rest":
            changed = table.update().values(document=signed(Ggd(), publication(sequence=7)))
            connection.execute(changed)
        else:
            connection.exec_driver_sql("DELETE FROM key_sheet")
        assert find_published(connection, inbox) is None


def test_no_link_envelope_or_bundle_changes_anything_of_it(world: World) -> None:
    assert push(world, signed(world.ggd, publication(sequence=7))) == (200, "")

    def seen() -> tuple[list[tuple[object, ...]], bytes]:
        with world.relay.engine.begin() as connection:
            rows = [tuple(row) for row in connection.execute(select(table))]
        return rows, world.client.get("/info/ti/").data

    before, stored = seen(), world.stored(3)
    world.open(world.link())
    world.collected()
    world.acknowledge(map(digest, stored))
    assert seen() == before


def test_without_a_key_sheet_none_can_be_verified(world: World) -> None:
    data = signed(world.ggd, publication(inbox=OPEN_INBOX, sequence=1))
    assert push(world, data, inbox=OPEN_INBOX) == (409, "no-key-sheet")
