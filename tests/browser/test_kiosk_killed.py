"""A tablet that dies at any moment, or is lost: nothing is lost, nothing is doubled, nothing is given away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser.device import Device
from tests.browser.kiosk import Kiosk
from tests.browser.relay import FormRelay

KEPT = "Your envelope is locked and kept safely"
FIRST, SECOND = ("0687412953", "Quorzambel Vixtalune"), ("0639258174", "Brinthop Yaxelweed")
ANSWERS = {"sleep": "often_bad", "talk": "soon"}
WRITTEN_BY_ITSELF = 8_000


@pytest.fixture
def device(playwright: Playwright, tmp_path: Path) -> Iterator[Device]:
    made = Device(playwright, tmp_path / "profile")
    yield made
    made.kill()


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_while_it_sends_nothing_is_lost_and_nothing_doubled(device: Device, relay: FormRelay, when: str) -> None:
    """``before``: the relay has not heard yet; ``after``: it has stored the envelope, and nobody heard that."""
    before = len(relay.envelopes())
    kiosk = Kiosk(device.start(), relay)
    kiosk.scan()
    with relay.line.cut():
        kiosk.start()
        codes = [kiosk.fill_and_send(KEPT)]
        kiosk.next_person()
        kiosk.begin()
        kiosk.newcomer.fill({"sleep": "often_bad"})
    with relay.line.hanging(when) as reached:
        kiosk.page.click("#continue")
        assert reached.wait(20)
        device.kill()
    assert len(relay.envelopes()) - before == (when == "after")
    with relay.line.cut():
        kiosk = Kiosk(device.start(), relay)
        kiosk.start()
        kiosk.expect_waiting(2)
        device.kill()
    kiosk = Kiosk(device.start(), relay)
    kiosk.start()
    kiosk.expect_waiting(0)
    assert len(relay.envelopes()) == before + 2
    assert relay.submission(codes[0]).code == codes[0]
    kiosk.begin()


def fill_in(kiosk: Kiosk, typed: tuple[str, str]) -> None:
    """One person, as far as the last screen before the envelope is locked."""
    number, name = typed
    kiosk.begin()
    kiosk.newcomer.fill(ANSWERS, until="address")
    kiosk.newcomer.answer("address", {"address": "phone", "typed": number, "name": name})
    kiosk.newcomer.go_on()
    kiosk.newcomer.fill(start="line")


def pieces(text: str) -> list[str]:
    """Parts of eight letters: where a store is compressed, a text is broken up but a part of it stands whole."""
    return [text[at : at + 8] for at in range(0, len(text) - 7, 4)]


def answers_as_written() -> list[bytes]:
    """An answer beside its question: as JSON, and as a browser writes the members of an object."""
    pairs = ANSWERS.items()
    return [
        *(f'"{question}":"{option}"'.encode() for question, option in pairs),
        *(
            b'"%c%b"%c%b' % (len(question), question.encode(), len(option), option.encode())
            for question, option in pairs
        ),
    ]


def found_in(folder: Path, texts: list[str], raw: list[bytes]) -> set[bytes]:
    """Which of these any file of the profile holds, in one byte or two bytes a letter."""
    wanted = [
        *raw,
        *(piece.encode(coding) for text in texts for piece in pieces(text) for coding in ("utf-8", "utf-16-le")),
    ]
    contents = [path.read_bytes() for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return {piece for piece in wanted if any(piece in data for data in contents)}


STORE_IN_THE_CLEAR = """
async ([answers, name, number]) => {
  localStorage.setItem("name", name);
  const asked = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  const opening = indexedDB.open("clear");
  opening.onupgradeneeded = () => opening.result.createObjectStore("clear");
  const writing = (await asked(opening)).transaction("clear", "readwrite", { durability: "strict" });
  writing.objectStore("clear").put({ answers, number, json: JSON.stringify(answers) }, 1);
  await new Promise((resolve) => { writing.oncomplete = resolve; });
}
"""


def test_the_search_finds_what_is_stored_in_the_clear(device: Device, relay: FormRelay) -> None:
    """The control: were this to fail, the next test would prove nothing."""
    number, name = FIRST
    page = device.start()
    page.goto(f"{relay.origin}/start/")
    page.evaluate(STORE_IN_THE_CLEAR, [ANSWERS, name, number])
    page.wait_for_timeout(WRITTEN_BY_ITSELF)
    device.kill()
    found = found_in(device.folder, [number, name], answers_as_written())
    assert set(answers_as_written()) <= found
    assert {piece.encode() for piece in (*pieces(number), *pieces(name))} <= found


def test_a_lost_tablet_gives_away_sealed_envelopes_its_link_and_public_data_only(
    device: Device, relay: FormRelay
) -> None:
    """Every file of the browser's profile is read, after one person sent and while the next was half way."""
    kiosk = Kiosk(device.start(), relay)
    token = kiosk.scan()
    with relay.line.cut():
        kiosk.start()
        fill_in(kiosk, FIRST)
        kiosk.page.click("#continue")
        kiosk.says(KEPT)
        code = kiosk.newcomer.code()
        kiosk.next_person()
        fill_in(kiosk, SECOND)
        kiosk.page.wait_for_timeout(WRITTEN_BY_ITSELF)
        device.kill()
    stored = [b"ENVELOP1", token.encode()]
    secret = [*answers_as_written(), code.encode(), f"{code[:4]} {code[4:]}".encode()]
    assert found_in(device.folder, [*FIRST, *SECOND], [*stored, *secret]) == set(stored)
