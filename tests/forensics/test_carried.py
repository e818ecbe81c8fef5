"""What carrying leaves behind: of a receipt its week, of a bundle what nobody can try contents against."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from intake.envelope.bundle import Manifest, contents_digest
from intake.envelope.encoding import base64url
from intake.envelope.format import digest
from intake.relay.carrying.bundles import Cuts
from tests.forensics.copies import differences
from tests.forensics.twins import Origin, Twin


def test_once_a_week_is_over_and_collected_the_day_of_its_receipts_is_nowhere(origin: Origin) -> None:
    """To the one desk three went on Thursday and three on Monday; to the other the other three. Only the receipts' own
    digests differ, and they hold a part of the desk's trail that nobody outside it knows."""
    twins = [origin.twin(), origin.twin()]
    came = origin.envelopes[:6]
    for twin, early in zip(twins, (came[:3], came[3:]), strict=True):
        for envelope in came:
            twin.sent(envelope, origin.links[0])
        first = twin.acknowledge(map(digest, early))
        twin.keep_house()
        twin.later(days=7)
        twin.keep_house()
        twin.acknowledge(map(digest, came), sequence=2, previous=first)
        twin.keep_house()
    copies = [twin.copied() for twin in twins]
    found = differences(*copies)
    assert len(found) == 1
    name, number = found[0].rsplit(" ", 1)
    assert name == "relay.sqlite: pages"
    pages = [copy.pages("relay.sqlite")[int(number) - 1] for copy in copies]
    differing = [at for at, pair in enumerate(zip(*pages, strict=True)) if len(set(pair)) == 2]
    assert max(differing) - min(differing) < 32, "a digest, and nothing more"


def test_nobody_can_try_out_what_was_in_a_bundle(origin: Origin) -> None:
    """The thief knows all but the salt, and every possible contents."""
    twin = origin.twin()
    for envelope in origin.envelopes[:3]:
        twin.sent(envelope, origin.links[0])
    cut = Cuts(twin.relay).now(twin.config.inboxes[0], twin.now)
    text = twin.copied().text()
    assert cut.manifest.digest() in text
    assert cut.manifest.salt.encode() not in text
    guesses = [guessed(cut.manifest, origin.envelopes[:count]) for count in range(5)]
    assert cut.manifest.contents in {guess.contents for guess in guesses}
    assert not any(guess.digest() in text for guess in guesses)


def guessed(manifest: Manifest, envelopes: list[bytes]) -> Manifest:
    contents = contents_digest(sorted(map(digest, envelopes)))
    return msgspec.structs.replace(manifest, count=len(envelopes), contents=contents, salt=base64url(bytes(16)))


def test_what_a_bundle_holds_lies_nowhere_in_the_clear_while_it_waits_to_be_carried(origin: Origin) -> None:
    """Also not in files that were deleted and are still open; and no file more lies in the folder."""
    twin = origin.twin()
    for envelope in origin.envelopes:
        twin.sent(envelope, origin.links[0])
    twin.keep_house()
    before = {file.name for file in twin.config.data.iterdir()}
    cut = Cuts(twin.relay).now(twin.config.inboxes[0], twin.now)
    digests = [digest(envelope) for envelope in origin.envelopes]
    assert {file.name for file in twin.config.data.iterdir()} == before
    lists = [data for data in nameless(twin) if len(data) >= 32 * cut.manifest.count]
    assert lists, "the list is found, or this test would look in the wrong place"
    assert not any(name[:8] in data for data in lists for name in digests)
    assert b"".join(cut.stream()).count(digests[0]) == 1


def nameless(twin: Twin) -> Iterator[bytes]:
    """What stands in every deleted file of the relay's folder that this process holds open."""
    for number in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):
            if str(number.readlink()).startswith(f"{twin.config.data}/#"):
                yield number.read_bytes()
