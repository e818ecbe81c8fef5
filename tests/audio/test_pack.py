"""A sound pack: read back as it was written, and nothing but a pack is read."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.audio.archive import LARGEST_CLIP, LARGEST_PACK, fold, unfold
from intake.audio.clip import Clip, text_digest
from intake.audio.mp3 import SoundError, seconds
from intake.audio.pack import PackError, pack_of, packed, read_pack, read_packs, unpacked, write_pack
from intake.errors import IntakeError
from tests.audio.sounds import DAY, FRAME, SILENCE, clip, pack

WHOLE = packed(pack())


def listed(**changes: object) -> bytes:
    """The bytes of a pack of one clip whose entry says something else; None leaves a member out."""
    entry: dict[str, object] = {
        "key": "form:who.title",
        "text": text_digest("text"),
        "kind": "recorded",
        "speaker": "Amina",
        "recorded_on": "2026-11-22",
    }
    head: dict[str, object] = {"format": "envelop sound pack 1", "language": "ti"}
    for name, value in changes.items():
        (head if name in ("format", "language", "extra") else entry)[name] = value
    kept = {name: value for name, value in entry.items() if value is not None}
    return fold(json.dumps({**head, "clips": [kept]}).encode(), [SILENCE])


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip as any tool makes it."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def test_a_pack_comes_back_as_it_was_written(tmp_path: Path) -> None:
    approved = replace(clip("name"), approved_by="Yonas", approved_on=DAY, voice="woman")
    refused = replace(clip("form:skip"), refused_by="Yonas", refused_on=DAY, remark="a car goes by")
    made = pack_of("ti", [approved, refused, clip("ggd10 1:sleep", synthetic=True, speaker="espeak-ng")])
    write_pack(tmp_path / "ti.zip", made)
    assert read_pack(tmp_path / "ti.zip") == made


def test_the_same_pack_is_written_as_the_same_bytes() -> None:
    assert packed(pack()) == WHOLE


def test_a_pack_that_cannot_be_written_leaves_the_old_one_and_nothing_beside_it(tmp_path: Path) -> None:
    write_pack(tmp_path / "en.zip", pack())
    with pytest.raises(PackError):
        write_pack(tmp_path / "en.zip", pack("en", clip("NOT A KEY")))
    assert [file.name for file in tmp_path.iterdir()] == ["en.zip"]
    assert read_pack(tmp_path / "en.zip") == pack()


def test_a_place_where_nothing_can_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="cannot write"):
        write_pack(tmp_path / "nowhere" / "en.zip", pack())


def test_a_file_that_is_no_pack_is_named(tmp_path: Path) -> None:
    (tmp_path / "en.zip").write_bytes(WHOLE[:-1])
    with pytest.raises(PackError, match=r"en\.zip"):
        read_pack(tmp_path / "en.zip")


def test_a_folder_gives_its_packs_by_tag(tmp_path: Path) -> None:
    write_pack(tmp_path / "en.zip", pack("en"))
    write_pack(tmp_path / "ti.zip", pack("ti"))
    assert {tag: each.language for tag, each in read_packs(tmp_path).items()} == {"en": "en", "ti": "ti"}


def test_a_pack_under_the_name_of_another_language_is_refused(tmp_path: Path) -> None:
    write_pack(tmp_path / "en.zip", pack("ti"))
    with pytest.raises(PackError, match=r"is a pack of ti"):
        read_packs(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="nowhere"):
        read_packs(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"format": "envelop sound pack 2"}, id="another version"),
        pytest.param({"language": "tlh"}, id="a language that is not offered"),
        pytest.param({"extra": 1}, id="a member that the list does not have"),
        pytest.param({"note": "x"}, id="a member that a clip does not have"),
        pytest.param({"key": None}, id="no key"),
        pytest.param({"key": "../form:x"}, id="a key that is a path"),
        pytest.param({"key": "form:"}, id="a key without a text"),
        pytest.param({"key": "names"}, id="an unknown kind of key"),
        pytest.param({"key": "ggd10 1:Sleep"}, id="a key in capitals"),
        pytest.param({"text": "0" * 63}, id="a short digest"),
        pytest.param({"kind": "stolen"}, id="an unknown kind"),
        pytest.param({"speaker": " "}, id="no speaker"),
        pytest.param({"speaker": "A" * 61}, id="a very long name"),
        pytest.param({"speaker": "A\u202eb"}, id="a name that turns the reading direction"),
        pytest.param({"voice": "child"}, id="an unknown voice"),
        pytest.param({"recorded_on": "22-11-2026"}, id="another date"),
        pytest.param({"approved_by": "Yonas"}, id="approved on no day"),
        pytest.param({"approved_on": "2026-11-22"}, id="approved by nobody"),
        pytest.param({"approved_by": " aMiNa", "approved_on": "2026-11-22"}, id="approved by its own speaker"),
        pytest.param({"kind": "synthetic", "approved_by": "Y", "approved_on": "2026-11-22"}, id="synthetic, approved"),
        pytest.param({"remark": "too soft"}, id="a remark without a refusal"),
    ],
)
def test_a_list_that_is_not_exactly_right_is_refused(changes: dict[str, object]) -> None:
    assert unpacked(listed()).language == "ti"
    with pytest.raises(PackError) as refusal:
        unpacked(listed(**changes))
    assert refusal.value.hint


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(bytes(LARGEST_PACK + 1), id="far too large"),
        pytest.param(zipped(*((f"{number}", b"") for number in range(1002))), id="too many files"),
        pytest.param(b"PK\x05\x06" + bytes(18), id="an empty zip"),
        pytest.param(b"x" + WHOLE, id="something before the zip"),
        pytest.param(WHOLE + b"x", id="something behind the zip"),
        pytest.param(WHOLE[:-30], id="half a file"),
        pytest.param(zipped(("pack.json", unfold(WHOLE)[0])), id="clips are missing"),
        pytest.param(zipped(("pack.json", b"{}"), ("../clips/1.mp3", SILENCE)), id="a path out of the folder"),
        pytest.param(zipped(("pack.json", b"{}"), ("/clips/1.mp3", SILENCE)), id="a path from the root"),
        pytest.param(zipped(("clips/1.mp3", SILENCE), ("pack.json", b"{}")), id="another order"),
        pytest.param(zipped(("pack.json", b"{}"), ("clips/01.mp3", SILENCE)), id="another number"),
        pytest.param(zipped(("pack.json", b"{}"), ("readme.txt", b"hello")), id="a file of something else"),
        pytest.param(zipped(("pack.json", bytes(10**6)), method=zipfile.ZIP_DEFLATED), id="compressed"),
        pytest.param(fold(unfold(WHOLE)[0], [SILENCE, bytes(LARGEST_CLIP + 1)]), id="a clip too large"),
        pytest.param(fold(unfold(WHOLE)[0], [SILENCE, b"ID3" + SILENCE]), id="a clip with a tag"),
        pytest.param(fold(unfold(WHOLE)[0], [SILENCE, b""]), id="an empty clip"),
        pytest.param(fold(unfold(WHOLE)[0], [SILENCE, SILENCE[:-1]]), id="half a frame"),
        pytest.param(fold(b"[" * 5000, []), id="nested too deep"),
        pytest.param(fold(unfold(WHOLE)[0].replace(b'"clips"', b'"clips":[],"clips"'), [SILENCE]), id="named twice"),
    ],
)
def test_anything_but_a_pack_is_refused(data: bytes) -> None:
    with pytest.raises(PackError) as refusal:
        unpacked(data)
    assert refusal.value.hint


def test_two_clips_under_one_key_are_refused() -> None:
    with pytest.raises(PackError, match="same key"):
        pack_of("en", [clip("name"), clip("name")])


def test_files_of_a_zip_that_share_their_bytes_are_refused() -> None:
    # The second clip's entry in the directory points at the first clip: a zip that unfolds into more than it is.
    at = WHOLE.rindex(b"PK\x01\x02")
    shared = WHOLE[: at + 42] + WHOLE[WHOLE.index(b"PK\x01\x02") + 42 :][:4] + WHOLE[at + 46 :]
    with pytest.raises(PackError):
        unpacked(shared)


@given(at=st.integers(0, len(WHOLE) - 1), value=st.integers(0, 255))
def test_a_changed_byte_is_refused_or_says_something_else(at: int, value: int) -> None:
    changed = WHOLE[:at] + bytes([value]) + WHOLE[at + 1 :]
    try:
        found = unpacked(changed)
    except PackError:
        return
    assert found == pack()
    assert changed == WHOLE


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_with_a_hint(data: bytes) -> None:
    with pytest.raises(PackError) as refusal:
        unpacked(data)
    assert refusal.value.hint


@given(
    st.lists(st.sampled_from(["key", "text", "kind", "speaker", "voice", "approved_by", "clips"]), max_size=3),
    st.text(),
)
def test_any_words_in_the_list_are_taken_whole_or_refused(names: list[str], value: str) -> None:
    try:
        found = unpacked(listed(**dict.fromkeys(names, value)))
    except IntakeError:
        return
    assert packed(found)


def test_a_clip_knows_whether_it_reads_these_words() -> None:
    assert clip("name", "caf\u00e9").reads("cafe\u0301")
    assert not clip("name", "Good").reads("Well")


def test_the_length_of_a_sound_is_counted_in_frames() -> None:
    assert seconds(FRAME * 50) == pytest.approx(1.2)


@pytest.mark.parametrize(
    "data", [b"", b"RIFF", FRAME[:-1], FRAME + b"\0", b"\0" + FRAME, bytes.fromhex("fffb90c4") + FRAME]
)
def test_what_is_not_whole_frames_is_no_sound(data: bytes) -> None:
    with pytest.raises(SoundError):
        seconds(data)


def test_frames_of_different_kinds_are_no_sound() -> None:
    stereo = bytes.fromhex("fff34404") + bytes(92)
    with pytest.raises(SoundError):
        seconds(FRAME + stereo)


def test_a_pack_does_not_show_its_sound_when_printed() -> None:
    made = Clip("name", text_digest("x"), False, "Amina", date(2026, 1, 2), SILENCE)
    assert "\\x" not in repr(made)
