"""What a PostgreSQL server's own files tell beside the rows: what is claimed of them, and what is admitted."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from intake.envelope.format import digest
from intake.envelope.link import token_of
from intake.relay.housekeeping import keep_house
from intake.relay.links.handout import hand_out_links
from intake.relay.links.kiosks import end_kiosk, kiosk_id
from intake.relay.links.register import Kind
from intake.relay.mailbox.kept import row_key
from tests.relay.heap import Administrator, keys_as_written, pages
from tests.relay.server import Server
from tests.relay.world import ORGANISATION, World


@pytest.mark.parametrize("kind", list(Kind))
def test_opening_and_sending_change_no_byte_of_the_links(
    world: World, administrator: Administrator, kind: Kind
) -> None:
    """A server notes in a row when it is first read; so it is read when it is handed out."""
    links = hand_out_links(world.relay, ORGANISATION, kind, now=world.now, count=20)
    ended = kiosk_id(token_of(links[3]))
    if kind is Kind.KIOSK:
        end_kiosk(world.relay, ORGANISATION, ended, world.today)
    before = [pages(administrator, name) for name in ("link", "link_pkey")]
    assert [world.open(token_of(link)).status_code for link in links[:2]] == [200, 200]
    assert world.send(world.ggd.seal(), f"Link {token_of(links[1])}").status_code == 201
    world.open(token_of(links[3]))
    assert [pages(administrator, name) for name in ("link", "link_pkey")] == before


def test_after_house_keeping_that_is_so_however_the_links_came_there(
    world: World, administrator: Administrator
) -> None:
    """A machine that fell over before it read them, a backup that was brought back."""
    tokens = [world.link() for _ in range(20)]
    keep_house(world.relay, world.today)
    before = [pages(administrator, name) for name in ("link", "link_pkey")]
    assert world.open(tokens[3]).status_code == 200
    assert [pages(administrator, name) for name in ("link", "link_pkey")] == before


def test_of_the_running_week_the_servers_files_tell_the_order_of_arrival(
    world: World, administrator: Administrator
) -> None:
    """Admitted in docs/threat-model.md and docs/scaling.md; a test shows it, so that they stay true."""
    stored = world.stored(12)
    keep_house(world.relay, world.today)
    assert keys_as_written(administrator, "arrival") == [row_key(digest(each)) for each in stored]


def test_of_an_ended_week_the_tables_tell_no_order(world: World, administrator: Administrator) -> None:
    stored = world.stored(40)
    random.Random(1).shuffle(stored)
    world.later(days=7)
    keep_house(world.relay, world.today)
    assert keys_as_written(administrator, "arrival") == []
    assert keys_as_written(administrator, "envelope") == sorted(row_key(digest(each)) for each in stored)
    assert pages(administrator, "arrival") == b""


def test_a_server_writes_nothing_down_when_forms_are_opened_and_sent(world: World, server: Server) -> None:
    before = server.log()
    token, sealed = world.link(), world.ggd.seal()
    answers = [world.open(token), *(world.send(sealed, f"Link {token}") for _ in range(2))]
    assert [answer.status_code for answer in answers] == [200, 201, 200]
    assert server.log() == before


def test_the_servers_write_ahead_log_tells_the_moment(world: World, server: Server) -> None:
    """Admitted: each commit stands there with its time, and so does that of an envelope."""
    before = datetime.now(UTC)
    world.stored()
    after = datetime.now(UTC)
    assert any(before <= moment <= after for moment in server.commits())
