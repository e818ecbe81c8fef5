"""The page to record on: for one browser of this computer; what is kept is on disk; nobody approves their own voice."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from intake.audio.clip import Clip
from intake.audio.pack import PackError, pack_of, read_pack, write_pack
from intake.audio.script import Line, script
from intake.audio.sound import Sound
from intake.audio.studio.app import PAGE, create_app
from intake.audio.studio.guard import Guard
from intake.audio.studio.session import Session, speaker_name
from intake.audio.studio.shelf import Shelf
from intake.errors import IntakeError
from intake.questionnaire import language, load, shipped_questionnaire
from tests.audio.sounds import DAY, clip, pack, voice, wav

PORT = 4711
OWN = f"http://127.0.0.1:{PORT}"
NAME, OFTEN = 0, 1

Visit = Callable[..., FlaskClient]


def lines_of(tag: str) -> tuple[Line, ...]:
    """Two lines: the language's name, and an answer that stands under many keys."""
    every = script(language(tag), [load(shipped_questionnaire("ggd10"))])
    return every[0], next(line for line in every if len(line.keys) > 4)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ti.zip"


@pytest.fixture
def visit(file: Path) -> Visit:
    """Opens the page as its start address does."""

    def come_in(speaker: str = "Amina", *, approve: bool = False, enter: bool = True) -> FlaskClient:
        session = Session(language("ti"), lines_of("ti"), file, speaker, "woman", approve)
        guard = Guard(PORT)
        client = create_app(Shelf(session, lambda: DAY), guard).test_client()
        client.environ_base["HTTP_ORIGIN"] = OWN
        if enter:
            token = guard.address.partition("#")[2]
            assert client.post("/enter", base_url=OWN, json={"token": token}).status_code == 204
        return client

    return come_in


def read(client: FlaskClient, number: int, said: Sound | None = None, *, anyway: bool = False) -> dict[str, Any]:
    """Send a reading of this line; gives the fault and how the line stands now."""
    path = f"/takes/{number}{'?anyway' if anyway else ''}"
    answer = client.post(path, base_url=OWN, data=wav(said or voice()))
    assert answer.status_code == 200, answer.get_data(as_text=True)
    told: dict[str, Any] = answer.get_json()
    return told


def line(client: FlaskClient, number: int) -> dict[str, Any]:
    told: dict[str, Any] = client.get("/script.json", base_url=OWN).get_json()["lines"][number]
    return told


def judge(client: FlaskClient, number: int, *, approved: bool = True, **more: str) -> tuple[int, dict[str, Any]]:
    asked = {"take": line(client, number).get("take", ""), "approved": approved, **more}
    answer = client.post(f"/judgements/{number}", base_url=OWN, json=asked)
    return answer.status_code, answer.get_json()


# --- reading


def test_a_reading_is_in_the_pack_before_it_is_answered(visit: Visit, file: Path) -> None:
    told = read(visit(), NAME)
    kept = read_pack(file).clips["name"]
    assert (told["fault"], told["line"]["state"]) == (None, "recorded")
    assert (kept.speaker, kept.voice, kept.recorded_on, kept.synthetic) == ("Amina", "woman", DAY, False)
    assert kept.reads("ትግርኛ")


def test_one_reading_serves_every_place_of_the_same_words(visit: Visit, file: Path) -> None:
    read(visit(), OFTEN)
    clips = read_pack(file).clips
    assert clips.keys() == set(lines_of("ti")[OFTEN].keys)
    assert len({each.mp3 for each in clips.values()}) == 1


def test_a_new_run_goes_on_where_the_last_one_stopped(visit: Visit) -> None:
    read(visit(), NAME)
    again = visit()
    assert [line(again, number)["state"] for number in (NAME, OFTEN)] == ["recorded", "missing"]
    heard = again.get(f"/takes/{NAME}/{line(again, NAME)['take']}.mp3", base_url=OWN)
    assert heard.mimetype == "audio/mpeg"


@pytest.mark.parametrize(
    ("said", "fault"),
    [(voice(0), "empty"), (voice(0.1), "short"), (voice(level=-52, noise=-90), "quiet"), (voice(level=0), "clipped")],
    ids=["empty", "short", "quiet", "clipped"],
)
def test_a_bad_reading_is_named_and_not_kept_unless_asked(visit: Visit, file: Path, said: Sound, fault: str) -> None:
    client = visit()
    assert read(client, NAME, said)["fault"] == fault
    assert not read_pack(file).clips
    assert read(client, NAME, said, anyway=True)["fault"] == ("empty" if fault == "empty" else None)
    assert bool(read_pack(file).clips) == (fault != "empty")


def test_reading_again_takes_the_place_of_the_reading_and_of_what_was_said_of_it(visit: Visit, file: Path) -> None:
    reader = visit()
    read(reader, NAME)
    judge(visit("Yonas", approve=True), NAME)
    assert read_pack(file).clips["name"].approved
    read(reader, NAME, voice(1.4))
    assert not read_pack(file).clips["name"].approved


def test_a_machines_voice_gives_way_to_a_person(visit: Visit, file: Path) -> None:
    write_pack(file, pack_of("ti", [clip("name", "ትግርኛ", synthetic=True, speaker="espeak-ng, x")]))
    client = visit()
    assert line(client, NAME)["state"] == "synthetic"
    read(client, NAME)
    assert not read_pack(file).clips["name"].synthetic


def test_words_that_have_changed_are_to_be_read_again(visit: Visit, file: Path) -> None:
    write_pack(file, pack_of("ti", [replace(clip("name", "older"), approved_by="Yonas", approved_on=DAY)]))
    assert line(visit(), NAME)["state"] == "outdated"


def test_what_is_no_recording_is_refused_and_nothing_is_lost(visit: Visit, file: Path) -> None:
    client = visit()
    read(client, NAME)
    before = file.read_bytes()
    assert client.post(f"/takes/{NAME}", base_url=OWN, data=b"not a sound").status_code == 400
    assert client.post(f"/takes/{NAME}", base_url=OWN, data=bytes(13 * 1024 * 1024)).status_code == 413
    assert client.post("/takes/99", base_url=OWN, data=wav(voice())).status_code == 404
    assert file.read_bytes() == before


# --- approving


def test_a_second_speaker_approves_what_they_heard(visit: Visit, file: Path) -> None:
    read(visit(), OFTEN)
    status, told = judge(visit("Yonas", approve=True), OFTEN)
    assert (status, told["line"]["state"], told["line"]["by"]) == (200, "approved", "Yonas")
    assert all(each.approved_by == "Yonas" and each.approved_on == DAY for each in read_pack(file).clips.values())


def test_a_second_speaker_refuses_with_a_word(visit: Visit, file: Path) -> None:
    read(visit(), NAME)
    judge(visit("Yonas", approve=True), NAME, approved=False, remark=" a door slams ")
    told = line(visit(), NAME)
    assert (told["state"], told["by"], told["remark"]) == ("refused", "Yonas", "a door slams")


def test_a_judgement_may_be_changed(visit: Visit, file: Path) -> None:
    read(visit(), NAME)
    second = visit("Yonas", approve=True)
    judge(second, NAME, approved=False, remark="too fast")
    judge(second, NAME)
    kept = read_pack(file).clips["name"]
    assert (kept.approved_by, kept.refused_by, kept.remark) == ("Yonas", "", "")


@pytest.mark.parametrize("speaker", ["Amina", "AMINA", " a m i n a ", "\uff21mina"])
def test_nobody_approves_their_own_voice(visit: Visit, file: Path, speaker: str) -> None:
    read(visit("Amina"), NAME)
    before = file.read_bytes()
    own = visit(speaker_name(speaker), approve=True)
    assert line(own, NAME)["own"]
    assert judge(own, NAME) == (409, {"why": "own"})
    assert judge(own, NAME, approved=False) == (409, {"why": "own"})
    assert file.read_bytes() == before


def test_a_reading_that_was_not_heard_is_not_approved(visit: Visit, file: Path) -> None:
    reader = visit()
    read(reader, NAME)
    second = visit("Yonas", approve=True)
    heard = line(second, NAME)["take"]
    read(reader, NAME, voice(1.4))
    late = second.post(f"/judgements/{NAME}", base_url=OWN, json={"take": heard, "approved": True})
    assert (late.status_code, late.get_json()) == (409, {"why": "changed"})
    assert not read_pack(file).clips["name"].approved


@pytest.mark.parametrize(
    "held",
    [
        pytest.param(clip("name", "ትግርኛ", synthetic=True, speaker="espeak-ng, x"), id="a machine's voice"),
        pytest.param(clip("name", "older words"), id="words that have changed"),
        pytest.param(clip("form:who.title"), id="nothing"),
    ],
)
def test_only_a_persons_reading_of_todays_words_is_approved(visit: Visit, file: Path, held: Clip) -> None:
    write_pack(file, pack_of("ti", [held]))
    assert judge(visit("Yonas", approve=True), NAME) == (409, {"why": "changed"})


def test_a_remark_that_cannot_be_kept_is_refused(visit: Visit) -> None:
    read(visit(), NAME)
    second = visit("Yonas", approve=True)
    assert judge(second, NAME, approved=False, remark="x" * 201) == (409, {"why": "remark"})
    assert judge(second, NAME, approved=False, remark="a\u202eb") == (409, {"why": "remark"})


def test_each_page_does_its_own_part_only(visit: Visit) -> None:
    reader = visit()
    read(reader, NAME)
    assert reader.post(f"/judgements/{NAME}", base_url=OWN, json={"take": "x", "approved": True}).status_code == 403
    assert visit("Yonas", approve=True).post(f"/takes/{NAME}", base_url=OWN, data=b"").status_code == 403


# --- the file


def test_a_pack_of_another_language_is_refused_before_anybody_reads(visit: Visit, file: Path) -> None:
    write_pack(file, pack("en"))
    with pytest.raises(PackError, match="is a pack of en"):
        visit()


def test_a_place_where_nothing_can_be_written_is_refused_before_anybody_reads(visit: Visit, file: Path) -> None:
    file.parent.joinpath("ti.zip").mkdir()
    with pytest.raises(PackError):
        visit()


def test_there_must_be_something_to_approve(visit: Visit) -> None:
    with pytest.raises(PackError, match="cannot read"):
        visit("Yonas", approve=True)


@pytest.mark.parametrize("typed", ["", "   ", "x" * 61, "a\u202eb"])
def test_a_name_that_cannot_stand_in_a_pack_is_refused(typed: str) -> None:
    with pytest.raises(IntakeError, match="name"):
        speaker_name(typed)


# --- the guard

ELSEWHERE: list[Mapping[str, str]] = [
    {"Host": "evil.example"},
    {"Host": f"localhost:{PORT}"},
    {"Host": "127.0.0.1:80"},
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]


@pytest.mark.parametrize("headers", ELSEWHERE, ids=lambda headers: " ".join(map(": ".join, headers.items())))
def test_no_other_page_can_speak_to_it(visit: Visit, file: Path, headers: Mapping[str, str]) -> None:
    client = visit()
    before = file.read_bytes()
    sent = client.post(f"/takes/{NAME}", base_url=OWN, data=wav(voice()), headers=dict(headers))
    assert sent.status_code == 403
    assert file.read_bytes() == before
    if headers != {"Origin": ""}:
        assert client.get("/script.json", base_url=OWN, headers=dict(headers)).status_code == 403


@pytest.mark.parametrize("path", ["/script.json", f"/takes/{NAME}/x.mp3"])
def test_whoever_did_not_come_in_by_the_start_address_sees_nothing(visit: Visit, path: str) -> None:
    read(visit(), NAME)
    stranger = visit(enter=False)
    assert stranger.get(path, base_url=OWN).status_code == 403
    assert stranger.post(f"/takes/{NAME}", base_url=OWN, data=wav(voice())).status_code == 403


def test_the_start_address_works_once(file: Path) -> None:
    guard = Guard(PORT)
    app = create_app(Shelf(Session(language("ti"), lines_of("ti"), file, "Amina"), lambda: DAY), guard)
    token = guard.address.partition("#")[2]

    def come_in(with_token: str) -> int:
        return (
            app.test_client()
            .post("/enter", base_url=OWN, json={"token": with_token}, headers={"Origin": OWN})
            .status_code
        )

    assert [come_in("wrong"), come_in(token), come_in(token), come_in("None")] == [403, 204, 403, 403]


def test_the_cookie_is_for_this_page_only(file: Path) -> None:
    guard = Guard(PORT)
    app = create_app(Shelf(Session(language("ti"), lines_of("ti"), file, "Amina"), lambda: DAY), guard)
    token = guard.address.partition("#")[2]
    answer = app.test_client().post("/enter", base_url=OWN, json={"token": token}, headers={"Origin": OWN})
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert token not in cookie


@pytest.mark.parametrize("path", ["/", "/look.css", "/page/studio.js", "/script.json", "/nowhere", "/page/../app.py"])
def test_every_answer_says_that_nothing_comes_from_elsewhere(visit: Visit, path: str) -> None:
    answer = visit().get(path, base_url=OWN)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert not re.search(r"unsafe|http|\*|data:", policy)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_the_page_names_no_other_place() -> None:
    for each in PAGE.iterdir():
        assert not re.search(r"https?://|innerHTML|style=", each.read_text(encoding="utf-8")), each.name


def test_a_misshapen_request_is_refused(visit: Visit) -> None:
    client = visit("Yonas", approve=True) if read(visit(), NAME) else visit()
    for body in (b"", b"{", b'{"take": 1}', b'{"take": "x", "approved": true, "more": 1}'):
        assert client.post(f"/judgements/{NAME}", base_url=OWN, data=body).status_code == 400
