"""What was erased or deleted is nowhere any more: in no used page, no free one, no log and no index."""

from __future__ import annotations

import random
from collections.abc import Sequence

from intake.envelope.format import ENVELOPE_LENGTH, digest
from intake.envelope.link import link_hash
from intake.relay.links.register import Kind
from intake.sqlcipher import empty_logs
from tests.forensics.copies import Copy
from tests.forensics.twins import Origin, Twin

PIECE = 12
"""Bytes; so many of an envelope stand in another place by chance once in 2**70."""


def remains(copy: Copy, envelopes: Sequence[bytes]) -> list[int]:
    """Where in the envelopes pieces begin that stand somewhere in the copy. What all envelopes share is left away."""
    text = copy.text()
    pieces = {text[at : at + PIECE] for at in range(len(text) - PIECE + 1)}
    private = range(ENVELOPE_LENGTH - 8000, ENVELOPE_LENGTH - PIECE)
    return [at for envelope in envelopes for at in private if envelope[at : at + PIECE] in pieces]


def erased_of(twin: Twin, envelopes: Sequence[bytes], token: str) -> list[bytes]:
    """They come, a desk acknowledges every second, and the hold passes; those that must be gone."""
    for envelope in envelopes:
        twin.sent(envelope, token)
    twin.keep_house()
    gone = list(envelopes[::2])
    twin.acknowledge(map(digest, gone))
    twin.later(days=8)
    twin.keep_house()
    twin.later(days=40)
    twin.collected()
    assert twin.keep_house() == len(gone)
    return gone


def test_of_an_erased_envelope_no_piece_is_left_but_its_digest(origin: Origin) -> None:
    twin = origin.twin()
    gone = erased_of(twin, origin.envelopes, origin.links[0])
    copy = twin.copied()
    assert remains(copy, gone) == []
    assert len(remains(copy, [origin.envelopes[1]])) > 7900
    assert all(digest(each) in copy.text() for each in gone)
    twin.later(days=200)
    twin.collected()
    twin.keep_house()
    assert not any(digest(each) in twin.copied().text() for each in gone)


def test_a_relay_that_does_not_overwrite_what_it_deletes_would_be_found_out(origin: Origin) -> None:
    """The search finds what it looks for: without `secure_delete` all of it is still there."""
    twin = origin.twin()
    for envelope in origin.envelopes[:4]:
        twin.sent(envelope, origin.links[0])
    with twin.relay.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA arrivals.secure_delete = OFF")
        connection.exec_driver_sql("DELETE FROM arrival")
    empty_logs(twin.relay.engine)
    assert len(remains(twin.copied(), origin.envelopes[:1])) > 7900


def test_after_a_week_has_moved_the_arrivals_file_holds_nothing_of_it(origin: Origin) -> None:
    twin = origin.twin()
    for envelope in origin.envelopes[:6]:
        twin.sent(envelope, origin.links[0])
    twin.later(days=7)
    twin.keep_house()
    copy = twin.copied()
    assert len(b"".join(copy.pages("arrivals.sqlite"))) < 10 * 16384
    assert copy.keys_by_page("arrivals.sqlite") == []
    assert not any(envelope[-60:-20] in b"".join(copy.pages("arrivals.sqlite")) for envelope in origin.envelopes[:6])


def test_of_deleted_links_no_hash_is_left(origin: Origin) -> None:
    """Hundreds of them, of several days, whose pages were split and joined."""
    twin, noise = origin.twin(), random.Random(5)
    links = [*origin.links]
    for _ in range(20):
        links += [twin.link(noise.choice(list(Kind))) for _ in range(20)]
        twin.later(days=1)
    twin.keep_house()
    assert all(link_hash(token) in twin.copied().text() for token in links[:3])
    twin.later(days=45)
    twin.collected()
    twin.keep_house()
    twin.later(days=36)
    twin.collected()
    stays = [twin.link() for _ in range(3)]
    twin.keep_house()
    empty_logs(twin.relay.engine)
    text = twin.copied().text()
    assert [token for token in links if link_hash(token)[:PIECE] in text or link_hash(token)[-PIECE:] in text] == []
    assert all(link_hash(token) in text for token in stays)
