"""A log that nobody takes stops nothing: the relay stores and answers as before."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from typing import IO

import pytest

from intake.relay import log
from tests.relay.world import World, outcome


def full_device() -> IO[str]:
    """Every write to it says that there is no room."""
    return open("/dev/full", "w")  # noqa: PTH123 - a device, closed by the test


def broken_pipe() -> IO[str]:
    """Whoever read it is gone."""
    reader, writer = os.pipe()
    os.close(reader)
    return os.fdopen(writer, "w")


@pytest.fixture(params=[full_device, broken_pipe])
def stderr(request: pytest.FixtureRequest) -> Iterator[IO[str]]:
    opened: IO[str] = request.param()
    yield opened
    with suppress(OSError):  # what it could not write it tries once more
        opened.close()


def test_an_envelope_is_refused_in_words_and_then_stored_though_no_line_can_be_written(
    world: World, stderr: IO[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("intake.sqlcipher.BUSY_MILLISECONDS", 50)
    world.relay.engine.dispose()
    token, sealed = world.link(), world.ggd.seal()
    monkeypatch.setattr("sys.stderr", stderr)
    log.configure()
    with world.relay.engine.begin():
        assert outcome(world.send(sealed, f"Link {token}")) == (503, "try-again")
    assert world.send(sealed, f"Link {token}").status_code == 201


def test_a_line_goes_to_whatever_stderr_is_now(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure()
    log.say(log.Event.KEPT_HOUSE, erased=1)
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["erased"], line["level"]) == ("kept house", 1, "info")
