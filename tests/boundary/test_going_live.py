"""The papers for going live speak of the software as it is, and say of themselves that nothing in them is decided."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import click
import pytest
from sqlalchemy import MetaData

from intake.cli.main import intake
from intake.desk import tables as desk
from intake.envelope import submission
from intake.network import tables as network
from intake.questionnaire import load
from intake.relay import tables as relay
from intake.relay.handout import tables as handout

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "going-live"
PAPERS = sorted(FOLDER.glob("*.md"))
TEMPLATES = [paper for paper in PAPERS if paper.name != "README.md"]
STATUS = {"> **Status:** template, not decided", "> **Status:** sjabloon, niet vastgesteld"}
OWNER = re.compile(r"^> \*\*(?:Owner|Eigenaar):\*\* \S", re.MULTILINE)
BLOCK = re.compile(
    r"^> \*\*(?:To decide|Te beslissen) \(([^)]+)\):\*\* .*\n(?:> .*\n)*?> (?:Decision|Besluit): _{4}", re.MULTILINE
)
BLOCKS = re.compile(r"^> \*\*(?:To decide|Te beslissen)", re.MULTILINE)
ROLES = {
    *("lawyer", "privacy officer", "security officer", "clinical owner", "director"),
    *("jurist", "FG", "CISO", "klinisch verantwoordelijke", "directie"),
}
FINISHED = re.compile(
    r"status:\W*(final|approved|done|definitief|goedgekeurd|vastgesteld)|is (approved by|goedgekeurd|vastgesteld door)",
    re.IGNORECASE,
)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(?:\w+::)?(\w+)`")
PLACE = re.compile(r"`((?:intake|questionnaires|packaging|translations)/[^`\s]+)`")
NOT_YET = r"(?:not\s+yet\s+built|nog\s+niet\s+gebouwd)"
COMMAND = re.compile(rf"(?:`|^    )intake ([^`\n]+)`?((?:,| \(| is)\s*{NOT_YET})?", re.MULTILINE)


def read(paper: Path) -> str:
    return paper.read_text(encoding="utf-8")


def named(paper: Path) -> list[tuple[list[str], bool]]:
    """The words of each command that ``paper`` names, and whether it calls it not yet built."""
    return [(words.split(), bool(missing)) for words, missing in COMMAND.findall(read(paper))]


def is_there(words: list[str]) -> bool:
    """Is there such a command, with such options?"""
    found: click.Command = intake
    context = click.Context(found)
    while isinstance(found, click.Group) and words and not words[0].startswith("-"):
        step = found.get_command(context, words[0])
        if step is None:
            return False
        found, words, context = step, words[1:], click.Context(step, parent=context)
    known = {name for option in found.get_params(context) for name in (*option.opts, *option.secondary_opts)}
    return {word for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize("paper", TEMPLATES, ids=lambda paper: paper.name)
class TestATemplate:
    def test_has_an_owner_and_calls_itself_undecided(self, paper: Path) -> None:
        text = read(paper)
        assert len(STATUS & set(text.splitlines())) == 1
        assert len(OWNER.findall(text)) == 1
        assert FINISHED.search(text) is None

    def test_says_who_must_decide_what_and_leaves_room_for_it(self, paper: Path) -> None:
        blocks = BLOCK.findall(read(paper))
        assert blocks
        assert set(blocks) <= ROLES
        assert len(blocks) == len(BLOCKS.findall(read(paper)))

    def test_begins_with_english_where_it_is_dutch(self, paper: Path) -> None:
        text = read(paper)
        assert ("**Status:** sjabloon" in text) == ("*English summary.*" in text[:700])


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
class TestAPaper:
    def test_leads_somewhere_with_every_link(self, paper: Path) -> None:
        assert [link for link in LINK.findall(read(paper)) if not (paper.parent / link).exists()] == []

    def test_names_places_in_the_code_that_exist(self, paper: Path) -> None:
        assert [place for place in PLACE.findall(read(paper)) if not (ROOT / place).exists()] == []

    def test_names_tests_that_exist(self, paper: Path) -> None:
        tests = TEST.findall(read(paper))
        assert [name for path, name in tests if f"def {name}(" not in read(ROOT / path)] == []

    def test_names_commands_that_exist_or_says_that_they_do_not(self, paper: Path) -> None:
        assert [words for words, missing in named(paper) if is_there(words) is missing] == []


def test_the_checklist_names_every_template_with_its_owner() -> None:
    rows = [line for line in read(FOLDER / "README.md").splitlines() if line.startswith("| [")]
    assert sorted(LINK.findall(row)[0] for row in rows) == [paper.name for paper in TEMPLATES]
    assert all(all(cell.strip() for cell in row.strip("|").split("|")) for row in rows)


def test_enough_is_named_to_be_looked_at() -> None:
    everything = [words for paper in PAPERS for words, _ in named(paper)]
    assert len(everything) > 40
    assert len(TEST.findall("".join(map(read, PAPERS)))) > 50


@pytest.mark.parametrize(
    ("kept", "heading"),
    [
        (relay.metadata, "Op de relay"),
        (handout.metadata, "Van medewerkers die uitdelen"),
        (desk.metadata, "Aan de desk"),
        (network.metadata, "In het netwerkboek"),
    ],
    ids=["relay", "handout", "desk", "network"],
)
def test_the_dpia_names_every_column_that_is_kept_and_no_other(kept: MetaData, heading: str) -> None:
    expected = {table.name: {column.name for column in table.columns} for table in kept.tables.values()}
    assert _fields(heading) == expected


def test_the_dpia_says_of_everything_in_the_network_book_whose_it_is_and_how_long() -> None:
    rows = [line.strip("|").split("|") for line in _part("In het netwerkboek").splitlines() if line.startswith("| `")]
    assert [row[0] for row in rows if len(row) != 5 or not all(cell.strip() for cell in row)] == []


def test_the_dpia_names_everything_in_an_envelope() -> None:
    contact = {f"contact.{name}" for name in submission.CONTACT}
    members = {"v", "reply", *submission.Submission.__dataclass_fields__} - {"contact"}
    assert _fields("In de envelop") == {"inhoud": members | contact}


def test_the_algorithm_register_has_every_rule_with_its_level_and_term() -> None:
    levels = {"red": "rood", "amber": "oranje", "yellow": "geel", "review": "bekijken", "green": "groen"}
    rules = load(ROOT / "questionnaires" / "ggd10").rules
    expected = [(rule.id, levels[rule.level.value], str(rule.working_days or "geen contact")) for rule in rules]
    text = read(FOLDER / "algoritmeregister.md")
    assert re.findall(r"^\| (R\d+) \| .* \| (\w+) \| ([\w ]+) \|$", text, re.MULTILINE) == expected


def test_security_txt_has_what_rfc_9116_requires_and_no_address_of_ours() -> None:
    lines = read(ROOT / "packaging" / "nginx" / "security.txt").splitlines()
    names = [line.partition(":")[0] for line in lines if not line.startswith("#")]
    assert names.count("Expires") == 1
    assert "Contact" in names
    assert "Contact: mailto:MAILBOX@GGD-DOMAIN" in lines


def _part(heading: str) -> str:
    """What stands in point 2 of the DPIA from this heading on until the next."""
    point = read(FOLDER / "dpia.md").partition("### 2.")[2].partition("### 3.")[0]
    return point.partition(f"\n**{heading}")[2].partition("\n**")[0]


def _fields(heading: str) -> dict[str, set[str]]:
    """What is named in the second column there, by each table that the first one names."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in _part(heading).splitlines():
        cells = line.split("|")
        if len(cells) > 3:
            for table in re.findall(r"`([\w.]+)`", cells[1]):
                found[table] |= set(re.findall(r"`([\w.]+)`", cells[2]))
    return found
