"""Links open until they expire, and leave no trace of use."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from intake.config import Limits
from intake.envelope.encoding import base64url
from intake.envelope.link import link_hash
from intake.relay.database import FILE
from intake.relay.errors import RelayError
from intake.relay.links.handout import hand_out_links
from intake.relay.links.register import Kind
from intake.relay.links.tables import handed_out, link
from intake.sqlcipher import compact
from tests.relay.pages import encrypted_pages
from tests.relay.world import CONTEXT, INBOX, ORGANISATION, World, outcome


def test_an_open_link_tells_the_form_what_it_needs(world: World) -> None:
    answer = world.open(world.link())
    assert answer.status_code == 200
    assert answer.get_json() == {
        "inbox": INBOX,
        "place": "GM0363",
        "via": ORGANISATION,
        "kiosk": False,
        "questionnaire": "ggd10",
        "version": "1",
        "context": base64url(CONTEXT.digest()),
        "key_sheet": json.loads(world.ggd.sheet(world.today).raw),
    }


def test_a_kiosks_link_says_so(world: World) -> None:
    assert world.open(world.link(Kind.KIOSK)).get_json()["kiosk"] is True


def test_a_code_typed_by_hand_opens_too(world: World) -> None:
    token = world.link()
    typed = "-".join(token[at : at + 4] for at in range(0, 16, 4)).lower()
    assert world.open(typed).data == world.open(token).data


def test_a_link_opens_on_its_last_day_and_not_on_the_next(world: World) -> None:
    token = world.link()
    world.later(days=30)
    assert world.open(token).status_code == 200
    world.later(days=1)
    assert outcome(world.open(token)) == (404, "unknown-link")


def test_unknown_expired_and_malformed_links_get_the_same_bytes(world: World) -> None:
    expired, removed = world.link(), world.link(organisation="closed")
    world.later(days=31)
    answers = [world.open(token) for token in (expired, removed, "0000000000000000", "nonsense", "")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.data for answer in answers}) == 1


@pytest.mark.parametrize("body", ["", "{", "[]", '"x"', "{}", '{"token":1}', '{"token":null}', "\udcff"])
def test_what_is_not_a_question_for_a_link_is_refused(world: World, body: str) -> None:
    answer = world.client.post("/api/links/open", data=body.encode("utf-8", "surrogateescape"))
    assert outcome(answer) == (400, "bad-request")


def test_self_referral_opens_only_where_the_inbox_allows_it(world: World) -> None:
    sheet = world.ggd.sheet(world.today, inbox="ggd-open")
    assert world.carry("POST", "key-sheet", sheet.raw, inbox="ggd-open").status_code == 200
    form = world.client.get("/api/inboxes/ggd-open/open").get_json()
    assert (form["inbox"], form["place"], form["via"], form["kiosk"]) == ("ggd-open", None, None, False)
    refused = [world.client.get(f"/api/inboxes/{inbox}/open") for inbox in (INBOX, "nobody")]
    assert {answer.data for answer in refused} == {world.open("").data}


def test_before_its_first_key_sheet_an_inbox_is_not_ready(world: World) -> None:
    assert outcome(world.client.get("/api/inboxes/ggd-open/open")) == (503, "not-ready")


@pytest.mark.files
@pytest.mark.parametrize("kind", list(Kind))
def test_a_probed_link_answers_the_same_before_and_after_its_form_was_sent(world: World, kind: Kind) -> None:
    token, file = world.link(kind), world.config.data / FILE
    [world.link() for _ in range(20)]

    def seen() -> tuple[bytes, object, bytes]:
        answer = world.open(token)
        with world.relay.engine.begin() as connection:
            row = tuple(connection.execute(select(link).where(link.c.hash == link_hash(token))).one())
        return answer.data, row, links_page(world, file)

    before = seen()
    assert world.send(world.ggd.seal(), f"Link {token}").status_code == 201
    assert world.open(token).status_code == 200
    assert seen() == before


def links_page(world: World, file: Path) -> bytes:
    """The page of the links' table as it lies on disk. Were it ever written again, even its IV would differ."""
    with world.relay.engine.begin() as connection:
        root: int = connection.exec_driver_sql("SELECT rootpage FROM sqlite_master WHERE name = 'link'").scalar_one()
    driver = world.relay.engine.raw_connection()
    driver.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    driver.close()
    return encrypted_pages(file)[root - 1]


def test_links_are_made_and_those_given_to_a_person_counted_per_month_in_one_step(world: World) -> None:
    made = [*hand_out_links(world.relay, ORGANISATION, Kind.CARD, now=world.now, count=3)]
    made += hand_out_links(world.relay, ORGANISATION, Kind.KIOSK, now=world.now, count=2)
    world.later(days=10)
    made += hand_out_links(world.relay, ORGANISATION, Kind.CARD, now=world.now)
    assert all(url.endswith("." + world.ggd.fingerprint) for url in made)
    assert [url.split("#")[0].removeprefix("https://formulier.example.nl") for url in made] == [
        "/", "/", "/", "/kiosk/", "/kiosk/", "/",
    ]  # fmt: skip
    with world.relay.engine.begin() as connection:
        counted = connection.execute(select(handed_out.c.month, handed_out.c.total)).all()
    assert [tuple(row) for row in counted] == [("2026-11", 3), ("2026-12", 1)]
    assert len(set(made)) == 6


def test_an_unknown_organisation_hands_out_nothing(world: World) -> None:
    with pytest.raises(RelayError, match="no such organisation"):
        hand_out_links(world.relay, "nobody", Kind.CARD, now=world.now)


@pytest.mark.files
def test_the_register_keeps_no_order_of_hand_out(world: World) -> None:
    tokens = [world.link() for _ in range(30)]
    compact(world.relay.engine)
    with world.relay.engine.begin() as connection:
        assert connection.scalars(select(link.c.hash)).all() == sorted(map(link_hash, tokens))
        assert (
            "WITHOUT ROWID"
            in connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'link'").scalar_one()
        )


def test_opening_too_often_in_a_minute_is_answered_with_try_later(new_world: Callable[..., World]) -> None:
    world = new_world(limits=Limits(opens_per_minute=2))
    one, another = world.link(), world.link()
    assert [world.open(token).status_code for token in (one, another, one)] == [200, 200, 429]
    refused = [world.open(token) for token in (one, another)]
    assert {answer.data for answer in refused} == {refused[0].data}
    assert outcome(world.open("0000000000000000")) == (404, "unknown-link")
    world.later(minutes=1)
    assert world.open(one).status_code == 200
