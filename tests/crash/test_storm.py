"""A short storm with every run of the tests; `make crashtest` makes a long one."""

from __future__ import annotations

from pathlib import Path

from tests.crash.storm import storm

KILLS, SEED, ENVELOPES = 8, 20261122, 300


def test_whatever_is_killed_what_was_received_is_carried_once(tmp_path: Path) -> None:
    found = storm(tmp_path, kills=KILLS, seed=SEED, envelopes=ENVELOPES)
    print("\n".join(found.lines()))
    assert found.wrong == []
    assert found.kills.total() == KILLS
    assert found.envelopes > 0
