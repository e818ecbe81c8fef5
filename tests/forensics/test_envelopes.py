"""Of an envelope its inbox, its ISO week and its key ids are told; no organisation, language, size, hour or device."""

from __future__ import annotations

from datetime import timedelta

from intake.envelope.format import ENVELOPE_LENGTH, digest, parse
from intake.envelope.recipients import key_id
from intake.envelope.sealing import seal
from intake.relay.mailbox.kept import row_key
from tests.forensics.copies import Copy, differences
from tests.forensics.twins import Origin, Twin
from tests.relay.pages import rows
from tests.relay.world import CONTEXT

PEOPLE = (("ti", "Android", "203.0.113.7"), ("ar", "iPhone", "203.0.113.8"), ("uk", "Windows", "2001:db8::1"))
ELSE = (("nl", "Kindle", "198.51.100.9"), ("en", "Linux", "198.51.100.8"), ("fa", "", "198.51.100.7"))
AT_NIGHT = timedelta(days=6, hours=13, minutes=59, seconds=59, microseconds=999999)
"""From Monday at ten to the last moment of the week."""


def visited(twin: Twin, origin: Origin, people: tuple[tuple[str, str, str], ...], first: int) -> Copy:
    """Three people, each with another language, device and address."""
    for envelope, token, (language, device, address) in zip(
        origin.envelopes, origin.links[first:], people, strict=False
    ):
        said = {"User-Agent": device, "Accept-Language": language, "X-Forwarded-For": address, "Forwarded": address}
        twin.visit(envelope, token, language, **said)
    return twin.copied()


def test_language_device_address_organisation_day_and_hour_leave_nothing(origin: Origin) -> None:
    """The twin's people come through another organisation, in other languages, in the last moment of the week."""
    early, late = origin.twin(), origin.twin()
    late.now += AT_NIGHT
    assert late.today.isocalendar().week == early.today.isocalendar().week
    copies = visited(early, origin, PEOPLE, 0), visited(late, origin, ELSE, 6)
    assert differences(*copies) == []
    for said in ("Android", "203.0.113", "2026-11-23T", "10:00", *origin.links):
        assert said.encode() not in copies[0].text()
    for twin in (early, late):
        twin.now = origin.begins + timedelta(days=8)
        twin.keep_house()
    assert differences(early.copied(), late.copied()) == []


def test_whatever_was_answered_a_row_has_the_same_length(origin: Origin) -> None:
    """Nothing, much, or in a script of three bytes a letter."""
    twin = origin.twin()
    for plaintext in (b"", b"{}", b"x" * 8188, "ሰላም".encode() * 600):
        sealed = seal(plaintext, context=CONTEXT, desk=twin.ggd.desk, recovery=twin.ggd.recovery)
        assert len(sealed) == ENVELOPE_LENGTH
        twin.sent(sealed, origin.links[0])
    twin.keep_house()
    found = [
        length for page in twin.copied().pages("arrivals.sqlite")[1:] for key, length in rows(page) if key > 1 << 32
    ]
    assert (len(found), len(set(found))) == (4, 1)


def test_a_thief_reads_the_key_ids_and_the_context_of_an_envelope_and_nothing_else_in_the_clear(origin: Origin) -> None:
    """Two envelopes of the same person, link and answers share these and no other five bytes in the same place."""
    twin = origin.twin()
    one, other = origin.envelopes[:2]
    ids = key_id(twin.ggd.desk), key_id(twin.ggd.recovery)
    assert [stanza.key_id for each in (one, other) for stanza in parse(each).stanzas] == [*ids, *ids]
    head = 8 + 32 + 1
    stanza = 8 + 1120 + 32 + 16
    clear = {*range(head + 8), *range(head + stanza, head + stanza + 8)}
    same = {at for at in range(ENVELOPE_LENGTH) if one[at] == other[at] and at not in clear}
    runs = [at for at in same if {at, at + 1, at + 2, at + 3, at + 4} <= same]
    assert runs == []


def test_the_key_of_a_row_is_the_envelopes_own_digest(origin: Origin) -> None:
    """So the row's number says nothing that the envelope does not."""
    twin = origin.twin()
    for envelope in origin.envelopes[:5]:
        twin.sent(envelope, origin.links[0])
    twin.keep_house()
    expected = sorted(row_key(digest(each)) for each in origin.envelopes[:5])
    assert twin.copied().keys_by_page("arrivals.sqlite") == expected
