"""`intake desk paper`, typed: a form on paper becomes a case like one that came sealed, and lies nowhere else."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from intake.desk.clock import utc_now
from intake.desk.errors import DeskError
from intake.desk.folder import Folder
from intake.desk.keys.ring import read_ring
from intake.desk.paper.entering import Form, enter
from intake.desk.paper.reading import Value
from intake.desk.queue import read_queue
from intake.envelope.receipt import read_receipt
from intake.envelope.submission import Contact
from tests.desk.commands import Home, Ran
from tests.desk.test_commands import carried
from tests.desk.world import INBOX, WELL, World, submission

CODE = "K7Q2M9PA"
# Often bad sleep, often bad dreams, pain never, ... startles often; wants to be called at a number of their own.
ANSWERS = ["3", "3", "1", "1", "1", "3", "1", "1", "1", "3"]
CONTACT = ["1", "1", "06 12 34 56 78", "Sara", "1", "1 3", "1", "2"]


@dataclass(frozen=True, slots=True)
class Typist:
    """Types lines, Enter after each, at a desk."""

    home: Home
    patch: pytest.MonkeyPatch

    def enter(self, *lines: str, options: Sequence[str] = ()) -> Ran:
        """Type the command, then the lines; the input ends after them."""
        self.patch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return self.home.run("desk", "paper", *options)


@pytest.fixture
def typist(home: Home, monkeypatch: pytest.MonkeyPatch) -> Typist:
    return Typist(home, monkeypatch)


def whole(code: str = CODE, answers: Sequence[str] = ANSWERS, contact: Sequence[str] = CONTACT) -> list[str]:
    """All lines of one form, and the word that confirms it."""
    return [code, "ti", "", *answers, *contact, "Leeuwarden", "ja"]


def shown(typist: Typist, case: int = 1) -> Any:
    return typist.home.run("desk", "show", str(case), "--json").json


def test_a_form_on_paper_is_judged_like_the_same_answers_from_an_envelope(typist: Typist) -> None:
    ran = typist.enter(*whole())
    assert (ran.status, ran.out) == (0, "zaak 1   code K7Q2-M9PA   oranje\n")
    paper = shown(typist)
    sealed = submission(answers=paper["answers"], contact=Contact(**{**contact_of(paper), "when": None}))
    typist.home.run("desk", "import", carried(typist.home, sealed), "--receipt", "receipt")
    first, second = typist.home.run("desk", "queue", "--json").json
    differing = {"case", "id", "code", "place"}
    assert [first["case"], second["case"]] == [1, 2]
    assert {k: v for k, v in first.items() if k not in differing} == {
        k: v for k, v in second.items() if k not in differing
    }
    assert (first["level"], first["rules"]) == ("amber", ["R4", "R7", "R8"])


def contact_of(case: Any) -> dict[str, Any]:
    contact: dict[str, Any] = case["contact"]
    return contact


def test_everything_that_was_typed_stands_in_the_case_and_how_it_came(typist: Typist) -> None:
    typist.enter(*whole())
    case = shown(typist)
    assert case["answers"] == {
        "sleep": "often_bad",
        "dreams": "often",
        "pain": "never",
        "energy": "mostly",
        "memory": "never",
        "startle": "often",
        "joy": "often",
        "home": "mostly",
        "doctor": "under_a_year",
        "talk": "yes",
    }
    assert contact_of(case) == {
        "reach": "call",
        "address": "0612345678",
        "name": "Sara",
        "line": "mine",
        "when": ["weekday-morning", "weekday-evening"],
        "professional": "woman",
        "ambassador": "other-town",
        "age": "18+",
    }
    assert (case["code"], case["language"], case["place"], case["via"]) == (CODE, "ti", "GM0080", None)
    assert (case["paper"], case["may_contact"]) == (True, True)
    assert [(deed["actor"], deed["action"]) for deed in case["history"]] == [("anna", "paper form entered")]
    printed = typist.home.run("desk", "show", CODE, "--language", "nl").out
    assert "ingevoerd van papier" in printed.splitlines()[0]


def test_the_order_is_that_of_the_paper_also_where_an_envelope_has_another(typist: Typist) -> None:
    """On paper: yes, from another town, no."""
    for number, (place, meant) in enumerate([("1", "yes"), ("2", "other-town"), ("3", "no"), ("4", None), ("", None)]):
        typist.enter(*whole(f"0000000{number}", contact=[*CONTACT[:-1], place]))
        assert contact_of(shown(typist, number + 1))["ambassador"] == meant


def test_what_was_left_empty_is_not_answered_and_never_counts(typist: Typist) -> None:
    skipped = ["", "4", "", "4", "", "4", "", "4", "5", ""]
    assert typist.enter(*whole(answers=skipped, contact=[""] * 8)).status == 0
    case = shown(typist)
    assert set(case["answers"].values()) == {None}
    assert set(contact_of(case).values()) == {None}
    (waiting,) = typist.home.run("desk", "queue", "--json").json
    assert (waiting["level"], waiting["score"]) == ("review", None)


def test_the_same_code_is_refused_before_anything_else_is_typed(typist: Typist) -> None:
    typist.enter(*whole())
    ran = typist.enter("k7q2-m9pa")
    assert (ran.status, ran.out) == (1, "")
    assert "error: case 1 has this code already\nhint: Was this form put in before?" in ran.err
    assert len(typist.home.run("desk", "queue", "--json").json) == 1


def test_a_code_that_came_in_an_envelope_is_known_too(typist: Typist) -> None:
    typist.home.run("desk", "import", carried(typist.home, replace(submission(), code=CODE)), "--receipt", "receipt")
    assert "case 1 has this code already" in typist.enter(CODE).err


def test_a_form_without_a_code_gets_one_to_write_on_it(typist: Typist) -> None:
    ran = typist.enter(*whole(code=""))
    code = shown(typist)["code"]
    assert ran.out == (
        f"zaak 1   code {code[:4]}-{code[4:]}   oranje\n"
        f"Het formulier heeft geen code. Schrijf deze erop: {code[:4]}-{code[4:]}\n"
    )
    typist.enter(*whole(code=""))
    assert shown(typist, 2)["code"] != code


def test_no_receipt_names_a_form_on_paper(typist: Typist) -> None:
    typist.enter(*whole())
    typist.home.run("desk", "import", carried(typist.home, submission()), "--receipt", "receipt")
    ring = read_ring(Folder(typist.home.folder / "desk"), inbox=INBOX)
    receipt = read_receipt((typist.home.folder / "receipt").read_bytes(), identity=ring.identity, inbox=INBOX)
    assert len(receipt.have) == 1
    assert "unbroken" in typist.home.run("desk", "audit", "verify").out


def test_one_can_go_back_and_change_a_line_of_the_summary(typist: Typist) -> None:
    begin = [CODE, "ti", ""]
    there_and_back = ["3", "<", "1", "2"]  # the first question again, then the second
    ran = typist.enter(
        *begin, *there_and_back, *ANSWERS[2:], *CONTACT, "Leeuwarden", "12", "4", "nothing", "<", "", "3", "<", "ja"
    )
    assert ran.status == 0
    case = shown(typist)
    assert (case["answers"]["sleep"], case["answers"]["dreams"]) == ("good", "sometimes")
    assert contact_of(case)["reach"] == "no"
    assert case["place"] is None
    assert "Typ ja, stop, of het begin van een regel." in ran.err


UNCLEAR = {
    "code": (["K7Q2", "K7Q2-M9PU"], 0, "Een code heeft 8 letters"),
    "language": (["xx", ""], 1, "Typ een van: nl, en, ar"),
    "day": (["31-2-2026", "22-11-2019", "12-3-2099", "yesterday"], 2, "in onze kalender"),
    "option": (["5", "0", "-1", "a", "1 2", "99999"], 3, "Typ een van de cijfers"),
    "age": (["3"], 13, "Typ een van de cijfers"),
    "address": (["0699", "sara@example", "x" * 130 + "@example.org"], 15, "Een nummer heeft 8"),
    "name": (["x" * 61, "a\u202eb"], 16, "Hooguit 60 tekens"),
    "several": (["1 5", "9", "1 x"], 18, "Typ een van de cijfers"),
    "place": (["Leeuwerden", "GM9999"], 21, "Zo heet geen gemeente. Wat erop lijkt:"),
}


@pytest.mark.parametrize(("wrong", "at", "said"), UNCLEAR.values(), ids=UNCLEAR.keys())
def test_what_cannot_be_right_is_asked_again_and_never_quoted(
    typist: Typist, wrong: list[str], at: int, said: str
) -> None:
    lines = whole()
    lines[at:at] = wrong
    ran = typist.enter(*lines)
    assert (ran.status, ran.out) == (0, "zaak 1   code K7Q2-M9PA   oranje\n")
    assert ran.err.count(said) == len(wrong)
    assert not [line for line in wrong if len(line) > 3 and line in ran.err]


@pytest.mark.parametrize("written", ["{0.day}-{0.month}-{0.year}", "{0.day}/{0.month}/{0.year}", "{0:%d.%m.%Y}"])
def test_the_day_on_the_form_is_kept_and_time_counts_from_today(typist: Typist, written: str) -> None:
    today = utc_now().date()
    lines = whole()
    lines[2] = written.format(today - timedelta(3))
    typist.enter(*lines)
    case = shown(typist)
    assert (case["sealed_at"], case["arrived"]) == ((today - timedelta(3)).isoformat(), today.isoformat())


def test_names_and_codes_of_municipalities_are_understood(typist: Typist) -> None:
    typed = ["gm0363", "363", "amsterdam", "'s-Gravenhage", "den haag", "SUDWEST FRYSLAN"]
    for number, line in enumerate(typed):
        lines = whole(f"0000000{number}")
        lines[-2] = line
        typist.enter(*lines)
    places = [shown(typist, case)["place"] for case in range(1, len(typed) + 1)]
    assert places == ["GM0363", "GM0363", "GM0363", "GM0518", "GM0518", "GM1900"]


@pytest.mark.parametrize("lines", [whole()[:-1], whole()[:5], [*whole()[:-1], "stop"], ["stop"]])
def test_whoever_stops_or_whose_input_ends_leaves_nothing(typist: Typist, lines: list[str]) -> None:
    ran = typist.enter(*lines)
    assert (ran.status, ran.out) == (1, "")
    assert "error: het formulier is niet ingevoerd; er is niets bewaard\nhint: " in ran.err
    assert typist.home.run("desk", "queue", "--json").json == []


def test_a_pile_of_one_language_is_asked_in_english_and_read_by_a_program(typist: Typist) -> None:
    lines = whole()
    del lines[1]
    ran = typist.enter(*lines, options=["--language", "fa", "--interface", "en", "--json"])
    assert json.loads(ran.out) == {
        "case": 1,
        "code": CODE,
        "new_code": False,
        "level": "amber",
        "due": shown(typist)["due"],
    }
    assert shown(typist)["language"] == "fa"
    assert "How was your sleep?" in ran.err
    assert "Language of the form" not in ran.err


def test_a_language_that_is_none_is_refused(typist: Typist) -> None:
    assert "language is not offered" in typist.enter(options=["--language", "xx"]).err


def test_every_question_stands_in_dutch_under_the_number_of_the_paper(typist: Typist) -> None:
    asked = re.findall(r"^(\d+n?)  (.+)$", typist.enter(*whole()).err, re.MULTILINE)
    assert [mark for mark, _ in asked] == [*map(str, range(1, 14)), "13n", "14", "15", "16", "17"]
    assert all(title for _, title in asked)


def test_nothing_that_was_typed_lies_in_a_file(typist: Typist) -> None:
    typist.enter(*whole())
    for name, content in typist.home.files().items():
        assert b"0612345678" not in content, name
        assert b"Sara" not in content, name
        assert b"often_bad" not in content or name.endswith((".toml", ".po", ".pot")), name


@pytest.mark.parametrize("lines", [whole(), ["stop"]], ids=["done", "stopped"])
def test_a_terminal_forgets_what_was_typed_once_the_form_is_in_or_given_up(home: Home, lines: list[str]) -> None:
    """Everything stands on the terminal's other screen, which keeps nothing that scrolled by."""
    told = at_a_terminal(home, lines)
    before, other, after = re.split(r"\x1b\[\?1049[hl]", told)
    assert not [typed for typed in ("0612345678", "06 12 34 56 78", "Sara") if typed in before + after]
    assert after.strip().startswith(("zaak 1", "error: het formulier is niet ingevoerd"))
    assert "Code op het formulier" in other


def at_a_terminal(home: Home, lines: Sequence[str]) -> str:
    """Type the lines at a real terminal; everything that it was told to show."""
    command = [
        str(Path(sys.executable).with_name("intake")),
        "--config",
        "config.toml",
        "--passphrase-file",
        "passphrase",
    ]
    mine, theirs = os.openpty()
    process = subprocess.Popen([*command, "desk", "paper"], cwd=home.folder, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    told = b""
    while not told.endswith(b"c> "):
        told += os.read(mine, 65_536)
    os.write(mine, "".join(f"{line}\n" for line in lines).encode())
    with contextlib.suppress(OSError):  # Linux says so when the other side is closed
        while piece := os.read(mine, 65_536):
            told += piece
    process.wait(timeout=60)
    os.close(mine)
    return told.decode()


def test_two_who_type_the_same_form_at_once_make_one_case(world: World) -> None:
    with world.desk() as first, world.desk(actor="bram") as second:
        with first.writing() as connection:
            first.library.take_in(connection, first.section.questionnaires, world.now.date())
        kept = first.library.find(("ggd10", "1"))
        assert kept is not None
        form = Form(CODE, kept, "ti")
        values: dict[str, Value] = {
            "day": None,
            "place": None,
            **{f"answer.{name}": each for name, each in WELL.items()},
        }
        enter(first, form, form.submission(values, world.now.date()))
        with pytest.raises(DeskError, match="case 1 has this code already"):
            enter(second, form, form.submission(values, world.now.date()))
        assert len(read_queue(first)) == 1
