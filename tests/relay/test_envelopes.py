"""POST /api/envelopes: each answer, in the order in which the questions are asked."""

from __future__ import annotations

import io
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from intake.config import Inbox, Limits
from intake.envelope.context import Context
from intake.envelope.encoding import base64url
from intake.envelope.format import ENVELOPE_LENGTH, digest
from intake.envelope.sealing import seal
from intake.errors import ConfigError
from intake.questionnaire.shipped import shipped_questionnaire
from intake.relay.links.register import Kind
from intake.relay.tables import arrival
from tests.relay.world import CONTEXT, INBOX, World, outcome, xwing_public


def rows(world: World) -> list[Any]:
    with world.relay.engine.begin() as connection:
        return list(connection.execute(select(arrival)))


def test_a_sealed_envelope_is_stored_once_and_its_retry_hears_that_it_is_there(world: World) -> None:
    token, sealed = world.link(), world.ggd.seal()
    assert [world.send(sealed, f"Link {token}").status_code for _ in range(3)] == [201, 200, 200]
    assert [row.bytes for row in rows(world)] == [sealed]


def test_a_row_says_inbox_and_week_and_nothing_else_of_where_it_came_from(world: World) -> None:
    (sealed,) = world.stored()
    (row,) = rows(world)
    assert row._asdict() == {
        "key": int.from_bytes(digest(sealed)[:8]) >> 1,
        "digest": digest(sealed),
        "inbox": INBOX,
        "week": "2026-W48",
        "bytes": sealed,
        "desk": None,
        "desk_epoch": None,
        "acknowledged": None,
    }


def test_one_link_sends_as_often_as_it_likes(world: World) -> None:
    token = world.link()
    assert [world.send(world.ggd.seal(), f"Link {token}").status_code for _ in range(3)] == [201, 201, 201]


def test_an_inbox_that_allows_it_takes_self_referrals(world: World) -> None:
    sheet = world.ggd.sheet(world.today, inbox="ggd-open")
    assert world.carry("POST", "key-sheet", sheet.raw, inbox="ggd-open").status_code == 200
    sealed = world.ggd.seal(context=Context("ggd-open", "ggd10", "1"))
    assert world.send(sealed, "Self ggd-open").status_code == 201


@pytest.mark.parametrize(
    "authorization",
    ["", "Link", "Link ", "Link 0000000000000000", "Link nonsense", "Self ggd-demo", "Self nobody", "Self", "Bearer x"],
)
def test_who_has_no_link_hears_the_one_neutral_answer(world: World, authorization: str) -> None:
    answer = world.send(world.ggd.seal(), authorization)
    assert outcome(answer) == (404, "unknown-link")
    assert rows(world) == []


def test_an_expired_link_still_sends_for_thirty_days_and_then_no_more(world: World) -> None:
    token = world.link()
    world.later(days=60)
    assert world.send(world.ggd.seal(), f"Link {token}").status_code == 201
    world.later(days=1)
    assert world.send(world.ggd.seal(), f"Link {token}").status_code == 404


def test_a_retry_succeeds_whatever_has_changed_since(world: World) -> None:
    token, sealed = world.link(), world.ggd.seal()
    assert world.send(sealed, f"Link {token}").status_code == 201
    world.later(days=400)
    assert world.send(sealed, f"Link {token}").status_code == 200
    assert world.send(sealed, "").status_code == 200


def test_anything_but_the_envelopes_own_type_is_refused_before_all_else(world: World) -> None:
    (sealed,) = world.stored()
    for kind in ("application/json", "application/octet-stream", ""):
        assert world.send(sealed, "Link x", **{"Content-Type": kind}).status_code == 415


@pytest.mark.parametrize("length", [ENVELOPE_LENGTH + 1, ENVELOPE_LENGTH + 2, 1_000_000])
def test_an_oversize_body_is_refused_by_its_announced_length(world: World, length: int) -> None:
    answer = world.send(bytes(length), f"Link {world.link()}")
    assert outcome(answer) == (413, "too-large")


class Endless(io.RawIOBase):
    """A body without an end, as chunks may bring one; counts what was read of it."""

    taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.taken += len(buffer)
        return len(buffer)


def test_of_a_body_without_a_length_no_more_is_read_than_one_byte_beyond_an_envelope(world: World) -> None:
    body = Endless()
    answer = world.client.post(
        "/api/envelopes",
        content_type="application/vnd.envelop",
        environ_overrides={"wsgi.input": body, "wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
    )
    assert answer.status_code == 413
    assert body.taken <= ENVELOPE_LENGTH + 1


def test_a_chunked_envelope_is_taken(world: World) -> None:
    answer = world.client.post(
        "/api/envelopes",
        input_stream=io.BytesIO(world.ggd.seal()),
        content_type="application/vnd.envelop",
        headers={"Authorization": f"Link {world.link()}"},
        environ_overrides={"wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
    )
    assert answer.status_code == 201


def crafted(world: World) -> dict[str, bytes]:
    good = world.ggd.seal()
    desk, recovery = world.ggd.desk, world.ggd.recovery
    return {
        "empty": b"",
        "truncated": good[:-1],
        "another magic": b"ENVELOP2" + good[8:],
        "another count": good[:40] + b"\3" + good[41:],
        "another inbox": world.ggd.seal(context=Context("ggd-other", "ggd10", "1")),
        "another questionnaire": world.ggd.seal(context=Context(INBOX, "yesno", "1")),
        "another version": world.ggd.seal(context=Context(INBOX, "ggd10", "2")),
        "a stranger's desk key": seal(b"{}", context=CONTEXT, desk=xwing_public(), recovery=recovery),
        "a stranger's recovery key": seal(b"{}", context=CONTEXT, desk=desk, recovery=xwing_public()),
        "the keys in the wrong order": seal(b"{}", context=CONTEXT, desk=recovery, recovery=desk),
        "twice the desk key": seal(b"{}", context=CONTEXT, desk=desk, recovery=desk),
        "answers in the clear": b'{"answers":{"sleep":"good"}}',
    }


def test_what_is_not_an_envelope_of_this_form_is_refused(world: World) -> None:
    token = world.link()
    for name, data in crafted(world).items():
        answer = world.send(data, f"Link {token}")
        assert (name, outcome(answer)) == (name, (400, "not-an-envelope"))
    assert rows(world) == []


def long_noise(seed: int) -> bytes:
    """What begins as an envelope and has about its length."""
    noise = random.Random(seed)
    return b"ENVELOP1" + noise.randbytes(ENVELOPE_LENGTH - 8 + noise.choice((-1, 0, 0, 0, 1)))


def test_random_bytes_are_never_stored_and_never_a_mistake_of_the_server(world: World) -> None:
    token = world.link()

    @settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.one_of(st.binary(max_size=200), st.integers(min_value=0).map(long_noise)))
    def refused(data: bytes) -> None:
        assert world.send(data, f"Link {token}").status_code in (400, 413)

    refused()
    assert rows(world) == []


def test_keys_retired_less_than_sixty_days_ago_are_still_taken(world: World) -> None:
    sheet = world.ggd.sheet(world.today, until=10)
    assert world.carry("POST", "key-sheet", sheet.raw).status_code == 200
    world.later(days=69)
    assert world.send(world.ggd.seal(), f"Link {world.link()}").status_code == 201
    world.later(days=1)
    assert world.send(world.ggd.seal(), f"Link {world.link()}").status_code == 400


def test_a_full_minute_is_answered_with_try_later_but_never_for_a_retry(new_world: Callable[..., World]) -> None:
    world = new_world(limits=Limits(envelopes_per_minute=2))
    first, *_ = world.stored(2)
    token = world.link()
    answer = world.send(world.ggd.seal(), f"Link {token}")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert world.send(first, f"Link {token}").status_code == 200
    assert world.send(os.urandom(100), f"Link {token}").status_code == 400


def test_before_the_first_key_sheet_nothing_can_be_stored_yet(world: World) -> None:
    with world.relay.engine.begin() as connection:
        connection.execute(text("DELETE FROM key_sheet"))
    answer = world.send(world.ggd.seal(), f"Link {world.link()}")
    assert outcome(answer) == (503, "not-ready")


def questionnaire_of_version(version: str, folder: Path) -> Path:
    """The shipped questionnaire, as it was or will be in another version."""
    shutil.copytree(shipped_questionnaire("ggd10"), folder)
    file = folder / "questionnaire.toml"
    text = file.read_text(encoding="utf-8")
    assert 'version = "1"' in text
    file.write_text(text.replace('version = "1"', f'version = "{version}"'), encoding="utf-8")
    return folder


def with_version(world: World, version: str, *former: str) -> tuple[Inbox, ...]:
    """The inboxes, the first of which asks another version."""
    own, *others = world.config.inboxes
    members = {name: getattr(own, name) for name in own.__struct_fields__}
    return (Inbox(**(members | {"version": version, "former_versions": former})), *others)


def test_what_was_answered_before_the_version_changed_is_taken_in_and_forms_open_in_the_new_one(
    world: World, tmp_path: Path
) -> None:
    """A tablet had no network for weeks. The former version's folder is not on the relay any more."""
    token, sealed = world.link(Kind.KIOSK), world.ggd.seal()
    headers = {"Authorization": f"Link {token}", "Content-Type": "application/vnd.envelop"}
    next_one = questionnaire_of_version("2", tmp_path / "second")
    changed = world.restarted(inboxes=with_version(world, "2", "1"), questionnaires=(next_one,))
    answers = [changed.post("/api/envelopes", data=sealed, headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    present = world.ggd.seal(context=Context(INBOX, "ggd10", "2"))
    answer = changed.post("/api/envelopes", data=present, headers=headers)
    assert (answer.status_code, answer.data) == (201, answers[0].data)
    opened = changed.post("/api/links/open", json={"token": token}).get_json()
    assert (opened["version"], opened["context"]) == ("2", base64url(Context(INBOX, "ggd10", "2").digest()))


def test_only_the_former_versions_that_are_configured_are_taken_in(world: World) -> None:
    headers = {"Authorization": f"Link {world.link()}", "Content-Type": "application/vnd.envelop"}
    client = world.restarted(inboxes=with_version(world, "1", "0", "0.9"))
    for version, status in (("0", 201), ("0.9", 201), ("1", 201), ("2", 400), ("0.8", 400)):
        sealed = world.ggd.seal(context=Context(INBOX, "ggd10", version))
        answer = client.post("/api/envelopes", data=sealed, headers=headers)
        assert (version, answer.status_code) == (version, status)
    other = world.ggd.seal(context=Context("ggd-open", "ggd10", "0"))
    assert outcome(client.post("/api/envelopes", data=other, headers=headers)) == (400, "not-an-envelope")


def test_a_version_that_no_envelope_could_name_stops_the_start(world: World) -> None:
    with pytest.raises(ConfigError, match="inbox ggd-demo"):
        world.restarted(inboxes=with_version(world, "1", "Version 0"))
