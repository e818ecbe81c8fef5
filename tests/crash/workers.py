"""What runs in a storm, each in a process that is killed at any moment and started again.

    relay         `intake relay serve`
    carrier       `intake courier pull`, `intake desk import`, `intake courier push`, round and round
    hander-out    `intake links new`, again and again
    housekeeper   what the relay does every night, all the time

Each goes on from what lies on disk, as a person would who starts the same command again.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from flask import Blueprint

import intake.cli.courier
import intake.cli.desk
import intake.cli.links
import intake.cli.relay
import intake.desk.importing
import intake.desk.terminal.summary
import intake.relay.serve  # noqa: F401 - all of these: so that every worker has them at once
from intake.cli.main import main
from intake.config import load, section
from intake.relay import app
from intake.relay.asked import questionnaires
from intake.relay.clock import utc_now
from intake.relay.housekeeping import keep_house
from intake.relay.instance import open_relay
from intake.relay.newcomer.pages import blueprint
from intake.relay.self_referral import served
from tests.crash.command import run

LOST_STICKS = 0.08
"""So many of the receipts never reach the relay."""


def warm(config_file: Path) -> None:
    """Write the form's pages, for all relays that are born here."""
    config = load(config_file)
    relay = section(config.relay, "relay")
    written: dict[str, Blueprint] = {}

    def once(**arguments: Any) -> Blueprint:
        if repr(arguments) not in written:
            written[repr(arguments)] = blueprint(**arguments)
        return written[repr(arguments)]

    app.blueprint = once  # type: ignore[attr-defined]
    once(
        questionnaires=questionnaires(relay.questionnaires, relay.inboxes),
        environment=config.environment,
        draft_languages=relay.draft_languages,
        audio=relay.audio,
        served=served(relay.inboxes),
    )


def serve(config: str) -> None:
    """The relay."""
    sys.argv = ["intake", "relay", "serve", "--config", config]
    main()


def carry(config: str, stick: str, state: str, seed: int) -> None:
    """A courier and a desk that share a stick, which is lost now and then on the way back."""
    chance = random.Random(seed)
    while True:
        _carry_once(config, Path(stick), Path(state), chance)
        Path(state).write_text("resting")
        time.sleep(chance.random() * 0.1)


def _carry_once(config: str, stick: Path, state: Path, chance: random.Random) -> None:
    """Go on where the last one stopped: push what was not pushed, import what was not imported, or pull."""
    for receipt in sorted(stick.glob("*.receipt")):
        if chance.random() < LOST_STICKS:
            receipt.rename(receipt.with_suffix(".lost"))
            continue
        state.write_text("pushing")
        if not _command(config, "courier", "push", str(receipt)):
            return
        receipt.rename(receipt.with_suffix(".pushed"))
    for bundle in sorted(stick.glob("*.bundle")):
        state.write_text("importing")
        # Nobody trusts a receipt of whose import nothing else is known: a new one is made.
        receipt = _unused(stick, "receipt")
        if _command(config, "desk", "import", str(bundle), "--receipt", str(receipt)):
            bundle.unlink()
        return
    state.write_text("pulling")
    _command(config, "courier", "pull", "--out", str(stick / "next.bundle"))


def _unused(stick: Path, kind: str) -> Path:
    numbers = [int(path.stem) for path in stick.iterdir() if path.stem.isdigit()]
    return stick / f"{max(numbers, default=0) + 1:06d}.{kind}"


def _command(config: str, *arguments: str) -> bool:
    """Run a command; what came of it is a line of the log."""
    ended = run([*arguments, "--config", config])
    print(json.dumps({"command": arguments[:2], "status": ended.status, "said": ended.err}), flush=True)
    return ended.status == 0


def hand_out(config: str, links: str, seed: int) -> None:
    """Somebody who makes links; what was printed is in somebody's hands."""
    chance = random.Random(seed)
    while True:
        made = run(["links", "new", "--organisation", "demo", "--count", "2", "--config", config])
        print(json.dumps({"command": ["links", "new"], "status": made.status, "said": made.err}), flush=True)
        with Path(links).open("a") as file:
            file.write(made.out)
        time.sleep(0.2 + chance.random())


def keep(config: str, seed: int) -> None:
    """House-keeping without end."""
    chance = random.Random(seed)
    loaded = load(Path(config))
    assert loaded.passphrase_file is not None
    relay = open_relay(section(loaded.relay, "relay"), loaded.passphrase_file.read_text().strip())
    while True:
        try:
            keep_house(relay, utc_now().date())
        except Exception as error:  # noqa: BLE001 - the kind is what is looked at afterwards
            print(json.dumps({"command": ["keep", "house"], "status": 1, "said": type(error).__name__}), flush=True)
        time.sleep(chance.random() * 0.3)


WORKERS: Mapping[str, Callable[..., None]] = {
    "relay": serve,
    "carrier": carry,
    "hander-out": hand_out,
    "housekeeper": keep,
}
