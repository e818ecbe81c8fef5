"""docs/operating.md speaks of what is there: its commands, their options, its files, its words and its numbers."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from intake.cli.main import intake
from intake.config import load, section
from intake.envelope.format import ENVELOPE_LENGTH
from intake.relay.database import PAGE_SIZE
from intake.relay.log import Event
from intake.relay.metrics.gauges import HELP
from tests.operation.front import ROOT, SHIPPED

TEXT = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
PACKAGING = ROOT / "packaging"
BLOCKS = TEXT.replace("\\\n", " ")
TYPED = re.compile(r"^(?:    |\| )?`?(?:intake|envelop) ([a-z][^`#\n]*)", re.MULTILINE)
INLINE = re.compile(r"`(?:intake|envelop) ([a-z][^`#]*)`")
SCRIPTS = [PACKAGING / "envelop", PACKAGING / "install-relay"]


def commands() -> list[str]:
    """Each `intake` command of the document, as it is typed."""
    return sorted({found.strip() for pattern in (TYPED, INLINE) for found in pattern.findall(BLOCKS)})


@pytest.mark.parametrize("typed", commands())
def test_every_command_is_there_with_its_options(typed: str) -> None:
    command: click.Command = intake
    words = shlex.split(typed)
    while isinstance(command, click.Group):
        context = click.Context(command)
        found = command.get_command(context, words.pop(0))
        assert found is not None, typed
        command = found
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known, typed


def test_the_document_names_the_commands_of_a_relays_life() -> None:
    told = {" ".join(typed.split()[:2]) for typed in commands()}
    assert told >= {
        "relay init", "relay status", "relay backup", "relay restore", "relay upgrade", "relay discard", "staff add",
        "staff disable", "courier init", "keys sheet", "desk init",
    }  # fmt: skip


def test_every_file_it_names_is_shipped() -> None:
    named = set(re.findall(r"\bpackaging/[\w./-]*\w", TEXT)) | {f"packaging/{name}" for name in copied()}
    assert len(named) >= 8
    assert [name for name in named if not (ROOT / name).exists()] == []
    units = set(re.findall(r"\benvelop-[a-z]+\.(?:service|timer)\b", TEXT))
    units |= {f"{name}.service" for name in re.findall(r"\b(envelop-(?:relay|handout|courier))\b", TEXT)}
    assert [unit for unit in units if not (PACKAGING / "systemd" / "system" / unit).is_file()] == []


def copied() -> Iterator[str]:
    """What the steps copy out of dist/, by its place in packaging/."""
    for line in re.findall(r"^    (?:cp|install) .*", TEXT, re.MULTILINE):
        words = (word.removeprefix("/srv/dist/").removesuffix("/.") for word in line.split())
        yield from (word for word in words if word.startswith(("systemd/", "nginx/")))


def test_what_is_brought_to_a_relay_is_what_the_steps_copy() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    brought = makefile.split("\nrelay: ")[1].split("\nimage:")[0]
    for name in ("install-relay", "envelop", "nginx", "systemd"):
        assert f"packaging/{name}" in brought
    assert "requirements/relay.txt dist/requirements.txt" in brought
    assert "config.example.toml" in brought


def test_every_word_of_the_log_is_explained_and_no_other() -> None:
    table = TEXT.split("## The log")[1].split("\n## ")[0]
    told = {
        word
        for row in table.splitlines()
        if row.startswith("| `")
        for word in re.findall("`([^`]+)`", row.split("|")[1])
    }
    assert told == {event.value for event in Event}


def test_every_number_for_prometheus_is_explained_and_no_other() -> None:
    table = TEXT.split("### Numbers for Prometheus")[1].split("\n## ")[0]
    assert set(re.findall(r"`(envelop_\w+)`", table)) == set(HELP)


def test_sizes_are_those_of_the_program() -> None:
    assert f"{ENVELOPE_LENGTH:,} bytes; on disk one page of {PAGE_SIZE // 1024} kB" in TEXT


def test_ports_and_folders_are_those_of_the_example_and_of_nginx() -> None:
    relay = section(load(ROOT / "config.example.toml").relay, "relay")
    handout = section(relay.handout, "relay.handout")
    nginx = SHIPPED.read_text(encoding="utf-8")
    for listens in (relay.listen, handout.listen):
        assert f"server {listens} " in nginx
        assert listens in TEXT
    assert str(relay.data) in TEXT
    for origin in (relay.origin, handout.origin):
        assert f"server_name {origin.removeprefix('https://')};" in nginx


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_to_copy_is_one_that_a_shell_can_run(script: Path) -> None:
    assert script.stat().st_mode & 0o111
    assert subprocess.run(["/bin/sh", "-n", str(script)], check=False).returncode == 0


def test_the_image_is_built_of_files_that_are_there_and_runs_as_nobody_in_particular() -> None:
    text = (PACKAGING / "Containerfile").read_text(encoding="utf-8")
    last = text.split("\nFROM ")[-1]
    assert "\nUSER envelop\n" in last
    assert 'ENTRYPOINT ["/opt/envelop/now/bin/intake"]' in last
    assert not re.search(r"\b(pip|make|npm|gcc|build-essential)\b", last)
    for line in re.findall(r"^RUN (packaging/\S+|make \w+)", text, re.MULTILINE):
        target = line.removeprefix("make ")
        assert (ROOT / target).is_file() or f"\n{target}: " in (ROOT / "Makefile").read_text(encoding="utf-8")
    needed = {
        name for name in (PACKAGING / "debian-run.txt").read_text().split("\n") if name and not name.startswith("#")
    }
    assert {name for name in needed if name.startswith(("lib", "fonts", "tzdata"))} <= set(re.findall(r"[\w.-]+", last))
