"""The courier's page against a relay that really serves: the post out, receipts and key sheets in, every refusal."""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from nacl.signing import SigningKey
from sqlalchemy import select
from werkzeug.test import TestResponse

from intake.config import Handout, Relay
from intake.courier.client import RelayClient
from intake.courier.errors import CourierError
from intake.courier.key import open_key
from intake.courier.pull import pull
from intake.courier.push import LARGEST
from intake.envelope.bundle import BundleReader
from intake.envelope.format import digest
from intake.envelope.receipt import Receipt
from intake.relay.clock import iso_week
from intake.relay.handout.courier.asking import relay_address
from intake.relay.handout.log import Event, read_log
from intake.relay.handout.roles import Role
from intake.relay.handout.sessions import COOKIE
from intake.relay.handout.tables import carried
from tests.courier.test_faults import Relay as FakeRelay
from tests.publication import publication, signed
from tests.relay.handout.post import BRING, BUNDLE, MULTIPART, OTHER_INBOX, PAGE, Post, with_pages
from tests.relay.handout.world import HANDOUT, SCHOOL, HandoutWorld
from tests.relay.served import Served, run
from tests.relay.world import INBOX, PASSPHRASE, Ggd

NOBODY_LISTENS = "http://127.0.0.1:9"
SILENT = "The server cannot be reached at this moment."
WORDS = re.compile(r'role="alert"><p><strong>([^<]*)')


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with with_pages(Served(tmp_path_factory.mktemp("post"))).serving() as made:
        token = made.link()
        assert [made.send(made.ggd.seal(), token) for _ in range(5)] == [201] * 5
        yield made


@pytest.fixture(scope="module")
def post(served: Served) -> Iterator[Post]:
    made = Post(served)
    yield made
    made.close()


@pytest.fixture(scope="module")
def fake() -> Iterator[FakeRelay]:
    """Something at a relay's address that answers as it is told."""
    relay = FakeRelay()
    yield relay
    relay.server.shutdown()
    relay.server.server_close()


@pytest.fixture(scope="module")
def astray(served: Served, fake: FakeRelay) -> Iterator[Post]:
    """The same pages, which ask ``fake``."""
    made = Post(served, relay=f"http://127.0.0.1:{fake.server.server_port}")
    yield made
    made.close()


def said(answer: TestResponse) -> tuple[int, str]:
    """Status, and what stands above the file."""
    found = WORDS.search(answer.text)
    return answer.status_code, unescape(found[1]) if found else ""


# --- the post


def test_a_couriers_start_page_is_the_post(post: Post) -> None:
    answer = post.client.get("/handout/", follow_redirects=True)
    assert answer.request.path == PAGE
    assert "Fetch the post" in answer.text


def test_page_and_command_give_the_same_file(served: Served, post: Post, tmp_path: Path) -> None:
    key = open_key(served.folder / "courier", PASSPHRASE)
    assert pull(RelayClient(f"http://127.0.0.1:{served.port}", INBOX, key), tmp_path / "bundle") == 5
    answer = post.client.get(BUNDLE)
    assert answer.data == (tmp_path / "bundle").read_bytes()
    assert answer.mimetype == "application/octet-stream"
    name = f'attachment; filename="bundle-{INBOX}-{post.now.date()}"'
    assert answer.headers["Content-Disposition"] == name
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_download_that_broke_off_goes_on_where_it_was(post: Post) -> None:
    whole = post.client.get(BUNDLE)
    assert (whole.status_code, whole.headers["Accept-Ranges"]) == (200, "bytes")
    tag = whole.headers["ETag"]
    rest = post.client.get(BUNDLE, headers={"Range": "bytes=20000-", "If-Range": tag})
    assert (rest.status_code, rest.headers["ETag"]) == (206, tag)
    assert rest.headers["Content-Range"] == f"bytes 20000-{len(whole.data) - 1}/{len(whole.data)}"
    assert whole.data[:20000] + rest.data == whole.data
    other = post.client.get(BUNDLE, headers={"Range": "bytes=20000-", "If-Range": '"another"'})
    assert (other.status_code, other.data) == (200, whole.data)
    assert post.client.get(BUNDLE, headers={"If-None-Match": tag}).status_code == 304


def test_who_is_signed_out_gets_no_page_in_the_place_of_a_files_rest(post: Post) -> None:
    answer = post.browser().get(BUNDLE, headers={"Range": "bytes=20000-"})
    assert answer.status_code == 403
    assert post.browser().get(BUNDLE).status_code == 303


def test_a_courier_gets_the_post_of_their_own_inbox_and_no_other(served: Served, post: Post, tmp_path: Path) -> None:
    browser = post.browser()
    post.let_in(post.courier_of(OTHER_INBOX), client=browser)
    (tmp_path / "bundle").write_bytes(browser.get(BUNDLE).data)
    relay = served.opened()
    with (tmp_path / "bundle").open("rb") as stream:
        manifest = BundleReader(stream, relay=relay.signing.verify_key.encode(), inbox=OTHER_INBOX).manifest
    relay.engine.dispose()
    assert (manifest.inbox, manifest.count) == (OTHER_INBOX, 0)


def test_the_page_is_the_same_whether_or_not_anything_waits(served: Served, post: Post) -> None:
    before = post.client.get(PAGE).data
    assert served.send(served.ggd.seal(), served.link()) == 201
    assert post.client.get(PAGE).data == before


def test_the_bundle_passes_through_in_pieces(astray: Post, fake: FakeRelay) -> None:
    size = 32 << 20
    fake.answers(200, bytes(size))
    tracemalloc.start()
    answer = astray.client.get(BUNDLE, buffered=False)
    length = sum(len(piece) for piece in answer.response)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    answer.close()
    assert length == size
    assert most < size // 8


def test_a_bundle_that_breaks_off_is_never_taken_for_a_whole_one(astray: Post, fake: FakeRelay) -> None:
    fake.answers(200, b"half of it", missing=10)
    with pytest.raises(CourierError, match="broke off"):
        astray.client.get(BUNDLE)
    assert astray.client.get(PAGE).status_code == 200


def test_a_few_at_once_and_no_more(post: Post) -> None:
    open_ones = [post.client.get(BUNDLE, buffered=False) for _ in range(4)]
    assert {each.status_code for each in open_ones} == {200}
    assert post.client.get(BUNDLE).status_code == 503
    for each in open_ones:
        each.close()
    assert post.client.get(BUNDLE).status_code == 200


# --- what comes back


def receipt(served: Served, **said: object) -> tuple[bytes, Receipt]:
    return served.ggd.receipt([bytes(32)], **said)  # type: ignore[arg-type]


def test_a_receipt_reaches_the_relay(served: Served, post: Post) -> None:
    sealed = served.ggd.seal()
    assert served.send(sealed, served.link()) == 201
    before = waiting(served)
    body, _ = served.ggd.receipt([digest(sealed)], desk="C" * 22)
    for _ in range(2):
        answer = post.bring(body)
        assert (answer.status_code, answer.location) == (303, "/handout/post/brought?what=receipt")
    assert "The receipt was taken" in post.client.get(answer.location).text
    assert waiting(served) == before - 1


def waiting(served: Served) -> int:
    told = served.run("relay", "status", "--json").stdout
    found = re.search(r'"waiting": ?(\d+)', told)
    assert found is not None
    return int(found[1])


def test_a_key_sheet_reaches_the_form_and_an_older_one_does_not(served: Served, post: Post) -> None:
    sheet = served.ggd.sheet(post.now.date() + timedelta(days=1))
    answer = post.bring(sheet.raw, "sheet.json")
    assert answer.location == "/handout/post/brought?what=key-sheet"
    assert "The key sheet was taken" in post.client.get(answer.location).text
    body = b'{"token":"%s"}' % served.link().encode()
    assert sheet.raw in served.ask("POST", "/api/links/open", body)[1]
    older = post.bring(served.ggd.sheet(post.now.date() - timedelta(days=9)).raw)
    assert said(older) == (409, "The server has a newer file already.")


def test_what_is_published_is_taken_and_an_older_file_is_not(served: Served, post: Post) -> None:
    answer = post.bring(signed(served.ggd, publication(sequence=9)), "published.json")
    assert answer.location == "/handout/post/brought?what=published"
    assert "shown to everybody" in post.client.get(answer.location).text
    older = post.bring(signed(served.ggd, publication(sequence=8)))
    assert said(older) == (409, "The server has a newer file already.")


def test_an_older_receipt_is_said_to_be_older(served: Served, post: Post) -> None:
    first, known = receipt(served, desk="D" * 22)
    second, _ = receipt(served, desk="D" * 22, sequence=2, previous=known)
    assert [post.bring(body).status_code for body in (first, second)] == [303, 303]
    assert said(post.bring(first)) == (409, "The server has a newer file already.")


@pytest.mark.parametrize("whose", ["another inbox's", "another GGD's"])
def test_a_receipt_of_somebody_else_is_refused(served: Served, post: Post, whose: str) -> None:
    body = receipt(served, inbox=OTHER_INBOX)[0] if whose == "another inbox's" else Ggd().receipt([])[0]
    assert said(post.bring(body)) == (400, "This is not a file for this inbox.")


def test_a_receipt_that_was_changed_on_its_way_is_refused(served: Served, post: Post) -> None:
    body, _ = receipt(served, desk="E" * 22)
    forged = body.replace(b'"sequence":1', b'"sequence":2')
    assert forged != body
    assert said(post.bring(forged))[0] == 400
    assert said(post.bring(body[:-9])) == (400, "The file is damaged, or only a part of it was copied.")


def test_what_is_no_file_of_the_desk_is_refused(post: Post) -> None:
    assert said(post.bring(b"a letter")) == (400, "This is not a file for this inbox.")
    assert said(post.bring(b"{}")) == (400, "This is not a file for this inbox.")
    assert said(post.bring(b"")) == (400, "The file is damaged, or only a part of it was copied.")
    assert said(post.bring(b"", name="")) == (400, "No file was chosen.")
    assert said(post.client.post(BRING)) == (400, "No file was chosen.")
    assert said(post.bring(post.client.get(BUNDLE).data)) == (400, "This is the post itself.")


def test_what_is_far_too_large_is_refused_unread(astray: Post, fake: FakeRelay) -> None:
    asked = len(fake.asked)
    announced = {"CONTENT_LENGTH": str(LARGEST + (1 << 20))}
    answer = astray.client.post(BRING, data=b"--edge", content_type=MULTIPART, environ_overrides=announced)
    assert said(answer) == (413, "This file is too large to come from the workstation.")
    assert len(fake.asked) == asked


def test_a_form_elsewhere_can_bring_nothing(served: Served, post: Post) -> None:
    headers = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
    assert post.client.post(BRING, headers=headers).status_code == 403


# --- a relay that cannot be asked


def test_a_relay_that_cannot_be_reached_loses_nothing(served: Served) -> None:
    post = Post(served, relay=NOBODY_LISTENS)
    answer = post.client.get(BUNDLE)
    assert (answer.status_code, SILENT in answer.text) == (503, True)
    assert "Nothing is lost." in answer.text
    assert said(post.bring(receipt(served)[0])) == (503, SILENT)
    assert post.client.get(PAGE).status_code == 200
    post.close()


@pytest.mark.parametrize(
    ("status", "words"),
    [(500, SILENT), (502, SILENT), (404, SILENT), (503, SILENT), (507, "The server’s disk is full."), (302, SILENT)],
)
def test_a_relay_in_trouble_is_said(astray: Post, fake: FakeRelay, status: int, words: str) -> None:
    fake.answers(status, Location="https://elsewhere.example/")
    answer = astray.client.get(BUNDLE)
    assert answer.status_code == 503
    assert words in unescape(answer.text)


def test_a_relay_made_before_says_what_to_run(served: Served) -> None:
    older = Post(served, without="courier")
    for answer in (older.client.get(BUNDLE), older.bring(receipt(served)[0])):
        assert answer.status_code == 409
        assert "intake relay upgrade" in answer.text
    older.close()


def test_a_relay_that_serves_with_another_key_says_what_to_do(post: Post, served: Served) -> None:
    asked = Post(served)
    asked.handout = replace(asked.handout, courier=SigningKey.generate())
    asked.restart()
    asked.let_in(asked.courier)
    answer = asked.client.get(BUNDLE)
    assert (answer.status_code, "start it again" in answer.text) == (409, True)
    asked.close()


def test_an_inbox_that_is_gone_is_said(post: Post) -> None:
    browser = post.browser()
    post.let_in(post.courier_of("ggd-gone"), client=browser)
    answer = browser.get(BUNDLE)
    assert (answer.status_code, "Your inbox is not there any more." in answer.text) == (409, True)


@pytest.mark.parametrize(
    ("listen", "relay", "asked"),
    [
        ("127.0.0.1:8470", None, "http://127.0.0.1:8470"),
        ("0.0.0.0:80", None, "http://127.0.0.1:80"),
        ("[::]:80", None, "http://[::1]:80"),
        ("127.0.0.1:8470", "https://gezond.example.nl", "https://gezond.example.nl"),
    ],
)
def test_the_relay_is_asked_on_this_machine_unless_it_stands_elsewhere(
    listen: str, relay: str | None, asked: str, tmp_path: Path
) -> None:
    config = Relay(data=tmp_path, origin="https://a.example", listen=listen, handout=Handout(HANDOUT, relay=relay))
    assert relay_address(config) == asked


def test_an_address_without_tls_is_refused_before_anything_is_served(tmp_path: Path) -> None:
    made = with_pages(Served(tmp_path))
    text = made.config_file.read_text()
    made.config_file.write_text(text.replace('relay = "http://127.0.0.1:1"\n', 'relay = "http://relay.example"\n', 1))
    told = run(["handout", "serve", "--config", str(made.config_file)])
    assert (told.returncode, "not https" in told.stderr) == (1, True)


# --- what is kept of it


def visits(world: HandoutWorld) -> set[tuple[str, str]]:
    with world.handout.engine.begin() as connection:
        rows = connection.execute(select(carried.c.week, carried.c.event, carried.c.staff)).all()
    return {(row.week, row.event) for row in rows}


def everything(world: HandoutWorld) -> list[object]:
    """All that the staff's database keeps, but the moment until which a session lasts."""
    with world.handout.engine.begin() as connection:
        names = ("staff", "passkey", "recovery_code", "invitation", "log", "carried")
        return [tuple(row) for name in names for row in connection.exec_driver_sql(f"SELECT * FROM {name}")]


def test_of_a_courier_the_log_keeps_the_week_and_nothing_finer(served: Served, tmp_path: Path) -> None:
    world = Post(served)
    world.client.get(BUNDLE)
    once = everything(world)
    world.client.get(BUNDLE)
    assert everything(world) == once
    assert world.bring(receipt(served, desk="F" * 22)[0]).status_code == 303
    world.client.post("/handout/sign-out")
    week = iso_week(world.now.date())
    assert {(week, Event.POST_FETCHED), (week, Event.RECEIPT_BROUGHT), (week, Event.SIGNED_OUT)} <= visits(world)
    with world.handout.engine.begin() as connection:
        assert world.courier.id not in {entry.actor for entry in read_log(connection)}
    world.close()


def test_an_operator_reads_who_carried_in_which_week_and_a_coordinator_does_not(post: Post) -> None:
    post.client.get(BUNDLE)
    for role, reads in ((Role.OPERATOR, True), (Role.COORDINATOR, False)):
        browser = post.browser()
        post.sign_in(role, client=browser, organisation=SCHOOL)
        page = browser.get("/handout/log").text
        assert ("Sanne fetched the post." in page) is reads
        assert (iso_week(datetime.date(post.now)) in page) is reads
    assert post.client.get_cookie(COOKIE, domain=HANDOUT.removeprefix("https://")) is not None
