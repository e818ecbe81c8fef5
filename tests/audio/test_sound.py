"""What the microphone heard: judged kindly, trimmed, brought to one loudness, kept as a small mp3."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.audio.encoder import Care, encoded
from intake.audio.mp3 import SoundError, seconds
from intake.audio.sound import Fault, Sound, fault, prepared, read_wav, speech_level
from tests.audio.sounds import voice, wav


def test_a_wav_file_is_read_as_it_is() -> None:
    said = voice(0.2)
    assert list(read_wav(wav(said)).samples) == list(said.samples)


def test_a_length_that_promises_too_much_is_cut_to_what_is_there() -> None:
    """As a program writes it that cannot know how long it will speak."""
    said = voice(0.2)
    data = wav(said).replace(len(said.pcm()).to_bytes(4, "little"), b"\x00\xf0\xff\x7f")
    assert read_wav(data).seconds == said.seconds


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"RIFF\0\0\0\0WAVE", id="no sound in it"),
        pytest.param(wav(voice(0.2), channels=2), id="two channels"),
        pytest.param(wav(Sound(4_000, [0] * 100)), id="too few samples a second"),
        pytest.param(wav(Sound(8_000, [0] * 8_000 * 61)), id="longer than a minute"),
        pytest.param(b"\xff\xfb\x90\x00" * 100, id="mp3"),
    ],
)
def test_anything_but_a_short_plain_wav_is_refused(data: bytes) -> None:
    with pytest.raises(SoundError) as refusal:
        read_wav(data)
    assert refusal.value.hint


@given(st.binary(max_size=100))
def test_any_bytes_after_the_head_are_read_or_refused(data: bytes) -> None:
    with suppress(SoundError):
        assert read_wav(b"RIFF\0\0\0\0WAVE" + data).rate


@pytest.mark.parametrize(
    ("said", "found"),
    [
        pytest.param(voice(), None, id="good"),
        pytest.param(voice(noise=-45), None, id="good, in a room that is not quite silent"),
        pytest.param(voice(0.4), None, id="one short word"),
        pytest.param(voice(0), Fault.EMPTY, id="nobody speaks"),
        pytest.param(voice(0, noise=-30), Fault.EMPTY, id="only noise"),
        pytest.param(voice(level=-62, noise=-90), Fault.EMPTY, id="far too soft"),
        pytest.param(Sound(16_000, [0] * 16_000), Fault.EMPTY, id="a microphone that is off"),
        pytest.param(Sound(16_000, []), Fault.EMPTY, id="nothing at all"),
        pytest.param(voice(0.1), Fault.SHORT, id="a cough"),
        pytest.param(voice(level=-52, noise=-90), Fault.QUIET, id="soft"),
        pytest.param(voice(level=0), Fault.CLIPPED, id="too loud for the microphone"),
    ],
)
def test_a_reading_is_judged_by_what_is_heard(said: Sound, found: Fault | None) -> None:
    assert fault(said) is found


def test_the_silence_around_the_speech_is_cut_to_a_breath() -> None:
    kept = prepared(voice(1.0, quiet=2.0))
    assert kept.seconds == pytest.approx(1.3, abs=0.05)


@pytest.mark.parametrize("level", [-45, -35, -25, -15])
def test_every_speaker_is_heard_equally_loud(level: float) -> None:
    assert speech_level(prepared(voice(level=level, noise=-90))) == pytest.approx(-20, abs=1.6)


def test_no_peak_passes_the_ceiling() -> None:
    shout = voice(0.02, level=-3, quiet=0)
    whisper = voice(level=-40)
    kept = prepared(Sound(8_000, [*whisper.samples, *shout.samples, *whisper.samples]))
    assert max(map(abs, kept.samples)) <= 32_768 * 10 ** (-1.4 / 20)


def test_a_clip_begins_and_ends_without_a_click() -> None:
    kept = prepared(voice(quiet=0))
    assert (kept.samples[0], kept.samples[-1]) == (0, 0)


def test_sound_without_speech_is_left_as_it_is() -> None:
    silence = Sound(16_000, [0] * 1000)
    assert prepared(silence) == silence


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 44_100, 48_000])
def test_an_mp3_of_a_phrase_is_small_and_as_long_as_what_was_said(rate: int) -> None:
    said = prepared(voice(2.5, rate=rate))
    mp3 = encoded(said, Care.PERSON)
    assert seconds(mp3) == pytest.approx(said.seconds, abs=0.25)
    assert len(mp3) < 16_000
    assert len(encoded(said, Care.MACHINE)) < len(mp3)
