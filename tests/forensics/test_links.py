"""Nothing about a link depends on whether its form was opened or sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import update
from werkzeug.test import TestResponse

from intake.envelope.format import digest
from intake.envelope.link import Token, link_hash
from intake.envelope.sealing import seal
from intake.relay.links.tables import link
from tests.forensics.copies import Copy, differences
from tests.forensics.thief import suspects
from tests.forensics.twins import Origin, Twin
from tests.relay.world import CONTEXT, INBOX, xwing_public


def raw(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Each file's bytes as they lie there, and when it was last written."""
    return {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.iterdir()}


def test_opening_a_form_leaves_every_file_untouched(origin: Origin) -> None:
    twin = origin.twin()
    twin.sent(origin.envelopes[0], origin.links[0])
    before = raw(twin.config.data)
    for token in origin.links:
        assert twin.open(token).status_code == 200
    after = raw(twin.config.data)
    assert set(before) == {
        f"{name}{end}" for name in ("relay.sqlite", "arrivals.sqlite") for end in ("", "-wal", "-shm")
    }
    assert before == after


def life(twin: Twin, links: list[Token], envelopes: list[bytes], **visitor: Any) -> list[Copy]:
    """Six people use six links in one week; then everything happens to what they sent that ever does.

    A copy is taken at once, in the night, after the desk's receipt, after the week and after the hold.
    """
    copies = []
    for token, envelope in zip(links, envelopes, strict=True):
        twin.visit(envelope, token, **visitor)
    copies.append(twin.copied())
    twin.keep_house()
    copies.append(twin.copied())
    twin.acknowledge(map(digest, envelopes[:4]))
    copies.append(twin.copied())
    twin.later(days=7)
    twin.keep_house()
    copies.append(twin.copied())
    twin.later(days=44)
    twin.collected()
    assert twin.keep_house() == 4
    copies.append(twin.copied())
    return copies


def test_whichever_links_were_used_every_copy_from_then_on_is_the_same(origin: Origin) -> None:
    """Cards of the one organisation; or cards of the other, a tablet, and one card three times."""
    one, other = origin.twin(), origin.twin()
    cards, elsewhere, tablet = origin.links[:6], origin.links[6:-1], origin.links[-1]
    first = life(one, [*cards], origin.envelopes[:6])
    second = life(other, [elsewhere[0], elsewhere[0], tablet, elsewhere[0], elsewhere[3], tablet], origin.envelopes[:6])
    assert [differences(a, b) for a, b in zip(first, second, strict=True)] == [[]] * 5
    named = {f"person {number}": token for number, token in enumerate(origin.links)}
    start = origin.twin().copied()
    assert [suspects(start, each, named) for each in first] == [set()] * 5


def test_used_or_not_only_pages_of_envelopes_differ(origin: Origin) -> None:
    """Two weeks later too, when envelopes and links stand in one file."""
    busy, idle = origin.twin(), origin.twin()
    for token, envelope in zip(origin.links, origin.envelopes, strict=False):
        busy.sent(envelope, token)
    found = differences(busy.copied(), idle.copied())
    assert found
    assert all(each.startswith("arrivals.sqlite") for each in found)
    for twin in (busy, idle):
        twin.later(days=14)
        twin.keep_house()
    assert pages_of_links(busy.copied()) == pages_of_links(idle.copied())


def pages_of_links(copy: Copy) -> dict[int, bytes]:
    """All pages of tables without row ids and of indexes, by number; links' are among them."""
    pages = {number: page for number, page in enumerate(copy.pages("relay.sqlite")) if page[0] in (0x02, 0x0A)}
    assert len(b"".join(pages.values())) > 0
    return pages


def test_a_relay_that_marked_a_used_link_would_be_found_out(origin: Origin) -> None:
    """The thief's way of looking finds what it looks for: here, one day in one row."""
    twin = origin.twin()
    named = {f"person {number}": token for number, token in enumerate(origin.links)}
    before = twin.copied()
    used = named["person 3"]
    with twin.relay.engine.begin() as connection:
        connection.execute(update(link).where(link.c.hash == link_hash(used)).values(expires=twin.today))
    assert suspects(before, twin.copied(), named) == {"person 3"}


def told(answer: TestResponse) -> tuple[int, list[tuple[str, str]], bytes]:
    """All of an answer: status, headers in their order, body."""
    return answer.status_code, list(answer.headers), answer.data


def probes(twin: Twin, token: Token, strange: bytes, stored: bytes) -> list[tuple[int, list[tuple[str, str]], bytes]]:
    """Whatever somebody with a link can ask, but for sending an envelope of their own."""
    typed = "-".join(token[at : at + 4] for at in range(0, 16, 4)).lower()
    link = f"Link {token}"
    return [
        *(told(twin.open(each)) for each in (token, typed, token[:-1] + " ", token + "0")),
        told(twin.client.post("/api/links/open", json={"token": token, "more": 1})),
        told(twin.client.get("/api/links/open", json={"token": token})),
        told(twin.client.get(f"/api/inboxes/{INBOX}/open", headers={"Authorization": link})),
        *(told(twin.send(each, link)) for each in (strange, stored, b"", strange[:-1], strange + b"x", stored * 3)),
        told(twin.send(strange, link, **{"Content-Type": "text/plain"})),
        told(twin.client.get(f"/api/inboxes/{INBOX}/bundle", headers={"Authorization": link})),
    ]


def test_a_probe_of_a_used_link_and_of_an_unused_one_answers_the_same_bytes_for_ever(origin: Origin) -> None:
    """On the day, on the last day that it opens, the day after, the last day that it sends, and after it is deleted."""
    twin = origin.twin()
    used, opened, never = origin.links[:3]
    stored = origin.envelopes[0]
    twin.sent(stored, used)
    twin.open(opened)
    strange = seal(b"{}", context=CONTEXT, desk=xwing_public(), recovery=xwing_public())
    for days in (0, 30, 1, 29, 1, 40):
        twin.later(days=days)
        twin.keep_house()
        answers = [probes(twin, token, strange, stored) for token in (used, opened, never)]
        assert answers[0] == answers[1] == answers[2]
