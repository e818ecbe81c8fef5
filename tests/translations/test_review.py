"""A result sheet goes out, is filled in, and comes back: the files say who reviewed what, and are else untouched."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from intake.questionnaire import Questionnaire, language
from intake.questionnaire.catalogue import Message, Review, read_catalogue
from intake.translations.domains import Domain, every_domain
from intake.translations.rows import groups, version
from intake.translations.sheet import COLUMNS, read_sheet, write_sheet
from tests.relay.served import run
from tests.translations.copies import copied, copied_questionnaire

ON = "2026-11-22"
Cells = Mapping[str, str]


@dataclass(frozen=True)
class Desk:
    """Somebody with a copy of all texts and the sheet of a language."""

    folder: Path
    asked: Questionnaire
    tag: str = "ti"

    @property
    def domains(self) -> tuple[Domain, ...]:
        return every_domain([self.asked], self.folder / "translations")

    def files(self) -> list[Path]:
        return [domain.file(language(self.tag)) for domain in self.domains]

    def contents(self) -> list[bytes]:
        return [file.read_bytes() for file in self.files()]

    def message(self, key: str) -> Message:
        name, _, context = key.partition(":")
        (domain,) = [each for each in self.domains if each.name == name]
        return read_catalogue(domain.file(language(self.tag)))[context]

    def sheet(self) -> list[dict[str, str]]:
        rows = [row for group in groups(language(self.tag), self.domains) for row in group.rows]
        text = write_sheet(rows).decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text), delimiter=";"))

    def filled(self, cells: Mapping[str, Cells], *, delimiter: str = ";", encoding: str = "utf-8-sig") -> Path:
        """The sheet as it comes back, with these cells by key."""
        stream = io.StringIO()
        writer = csv.DictWriter(stream, COLUMNS, delimiter=delimiter)
        writer.writeheader()
        for row in self.sheet():
            writer.writerow(row | dict(cells.get(row["key"], {})))
        file = self.folder / "filled.csv"
        file.write_bytes(stream.getvalue().encode(encoding, errors="replace"))
        return file

    def read(self, file: Path, *options: str, name: str = "Almaz T.") -> tuple[int, str, str]:
        """Read it back; status, output, errors."""
        given = ["--translations", str(self.folder / "translations"), "--questionnaire", str(self.asked.folder)]
        told = run(["translations", "pack", "--language", self.tag, "--read", str(file), "--reviewer", name,
                    "--on", ON, *given, *options])  # fmt: skip
        return told.returncode, told.stdout, told.stderr

    def take(self, cells: Mapping[str, Cells], *options: str, name: str = "Almaz T.") -> str:
        status, output, errors = self.read(self.filled(cells), *options, name=name)
        assert (status, errors) == (0, "")
        return output


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    copied(tmp_path)
    return Desk(tmp_path, copied_questionnaire(tmp_path))


TICK: Cells = {"ok": "x"}


def test_a_tick_says_who_reviewed_and_when_and_changes_no_other_byte(desk: Desk) -> None:
    before = desk.contents()
    output = desk.take({"form:who.title": TICK, "ggd10 1:sleep.good": {"ok": "JA"}})
    assert output.splitlines()[0].startswith("2 right, 0 corrected, 0 remarked, ")
    for key in ("form:who.title", "ggd10 1:sleep.good"):
        message = desk.message(key)
        assert (message.review, message.reviewer, str(message.reviewed_on)) == (Review.REVIEWED, "Almaz T.", ON)
    signed = f"# review: reviewed by Almaz T. on {ON}\n".encode()
    for old, new in zip(before, desk.contents(), strict=True):
        assert new.replace(signed, b"# review: draft\n") == old
    assert sum(new.count(signed) for new in desk.contents()) == 2


def test_a_correction_is_a_draft_without_the_old_back_translation(desk: Desk) -> None:
    old, better = desk.message("form:button.close"), "ዕጾ ሕጂ"
    desk.take({"form:button.close": {"correction": better, "remark": "shorter; as on doors"}})
    new = desk.message("form:button.close")
    assert (new.text, new.review, new.back_translation) == (better, Review.DRAFT, "")
    assert (new.source, new.note) == (old.source, old.note)
    text = desk.files()[0].read_text(encoding="utf-8")
    assert f"# review: draft\n# note: shorter; as on doors (Almaz T., {ON})\n#. " in text


def test_a_remark_alone_stays_beside_the_text(desk: Desk) -> None:
    old = desk.message("form:send.lock")
    assert "0 right, 0 corrected, 1 remarked" in desk.take({"form:send.lock": {"remark": "? is this polite"}})
    assert desk.message("form:send.lock") == old
    assert f"# note: ? is this polite (Almaz T., {ON})" in desk.files()[0].read_text(encoding="utf-8")


def test_an_empty_sheet_changes_nothing(desk: Desk) -> None:
    before = desk.contents()
    output = desk.take({})
    assert output == f"0 right, 0 corrected, 0 remarked, {len(desk.sheet())} left open\n"
    assert desk.contents() == before


def test_a_second_reviewer_is_named_too_and_the_same_one_only_once(desk: Desk) -> None:
    desk.take({"form:who.title": TICK}, name="Almaz T.")
    desk.take({"form:who.title": TICK}, name="Bereket")
    assert desk.message("form:who.title").reviewer == "Almaz T. and Bereket"
    desk.take({"form:who.title": TICK}, name="Bereket")
    assert desk.message("form:who.title").reviewer == "Almaz T. and Bereket"


def test_only_somebody_else_approves_what_was_reviewed(desk: Desk) -> None:
    approve = ("--role", "approved")
    status, _, errors = desk.read(desk.filled({"form:who.title": TICK}), *approve)
    assert status == 1
    assert "nobody but Almaz T. reviewed it yet" in errors
    desk.take({"form:who.title": TICK})
    status, _, errors = desk.read(desk.filled({"form:who.title": TICK}), *approve)
    assert status == 1
    desk.take({"form:who.title": TICK}, *approve, name="Bereket")
    message = desk.message("form:who.title")
    assert (message.review, message.reviewer) == (Review.APPROVED, "Almaz T. and Bereket")
    desk.take({"form:who.title": TICK}, name="Third")
    assert desk.message("form:who.title") == message, "an approved text stays approved"


@pytest.mark.parametrize(
    ("key", "cells", "reason"),
    [
        ("form:who.title", {"ok": "perhaps"}, "the cell ok holds neither x nor nothing"),
        ("form:who.title", {"ok": "x", "correction": "መን የንብቦ"}, "it is ticked as right, and corrected"),
        ("form:who.title", {"ok": "x", "text": "መን"}, "its text is not the one of the booklet"),
        ("form:who.title", {"ok": "x", "check": ""}, "the cell check"),
        ("form:who.title", {"ok": "x", "key": "form:nothing"}, "this language has no such text"),
        ("form:who.title", {"ok": "x", "key": "form:title"}, "it stands in the sheet twice"),
        ("form:who.only", {"correction": "መን የንብቦ"}, "the names in {braces} must stay"),
        ("form:who.title", {"correction": "ሓደ " * 13}, "a sentence has more than 12 words"),
        ("form:who.title", {"correction": "መን ፩ ١"}, "digits must be 0 to 9"),
        ("form:who.title", {"correction": "መን\u202e"}, "signs that cannot be seen"),
        ("form:who.title", {"correction": "????"}, "no letter of the language"),
        ("form:who.title", {"correction": "SAME"}, "tick it instead"),
        ("form:who.title", {"remark": "a\nb"}, "the remark is longer than 500 letters, or of several lines"),
    ],
)
def test_a_wrong_row_is_named_with_its_reason_and_nothing_is_changed(
    desk: Desk, key: str, cells: dict[str, str], reason: str
) -> None:
    before = desk.contents()
    if cells.get("correction") == "SAME":
        cells = {"correction": desk.message(key).text}
    file = desk.filled({"form:title": TICK, key: cells})
    number = next(row["number"] for row in desk.sheet() if row["key"] == key)
    status, output, errors = desk.read(file)
    assert (status, output) == (1, "")
    assert errors.startswith("error: nothing was changed:\n  line ")
    assert reason in errors
    assert f"(number {number}, {cells.get('key', key)})" in errors
    assert desk.contents() == before


def test_every_wrong_row_is_named_at_once(desk: Desk) -> None:
    _, _, errors = desk.read(desk.filled({"form:who.title": {"ok": "?"}, "info:info.print": {"ok": "?"}}))
    assert errors.count("the cell ok") == 2


@pytest.mark.parametrize("what", ["the text", "its English"])
def test_a_text_that_has_changed_since_the_booklet_is_not_marked(desk: Desk, what: str) -> None:
    file = desk.filled({"form:who.title": TICK, "form:button.back": TICK})
    changed = desk.files()[0]
    text = changed.read_text(encoding="utf-8")
    old = desk.message("form:who.title").text
    if what == "the text":
        changed.write_text(text.replace(old, f"{old}፧"), encoding="utf-8")
    else:
        for each in (changed, desk.folder / "translations" / "form.pot"):
            each.write_text(
                each.read_text(encoding="utf-8").replace("Who reads your answers?", "Who?"), encoding="utf-8"
            )
    before = desk.contents()
    status, _, errors = desk.read(file)
    assert status == 1
    assert errors.count("line ") == 1, "the other row is in order"
    assert "the text or its English has changed since" in errors
    assert desk.contents() == before


def test_a_row_that_nobody_filled_in_may_have_changed_since(desk: Desk) -> None:
    file = desk.filled({"form:button.back": TICK})
    changed = desk.files()[0]
    old = desk.message("form:who.title").text
    changed.write_text(changed.read_text(encoding="utf-8").replace(old, f"{old}፧"), encoding="utf-8")
    assert desk.read(file)[0] == 0


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8"), ("\t", "utf-8-sig"), (";", "utf-8")])
def test_what_spreadsheets_make_of_it_is_read_too(desk: Desk, delimiter: str, encoding: str) -> None:
    file = desk.filled({"form:who.title": TICK}, delimiter=delimiter, encoding=encoding)
    assert desk.read(file)[0] == 0
    assert desk.message("form:who.title").review is Review.REVIEWED


def test_a_sheet_that_lost_its_letters_changes_nothing(desk: Desk) -> None:
    status, _, errors = desk.read(desk.filled({"form:who.title": TICK}, encoding="cp1252"))
    assert status == 1
    assert "UTF-8" in errors


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "first line"),
        (b"a;b\n", "first line"),
        (b"\xff\xfe", "UTF-8"),
        (";".join(COLUMNS).encode() + b"\n1;2\n", "7 cells"),
        (";".join(COLUMNS).encode() + b'\n"1;2\n', "not CSV"),
        (b"x" * 5_000_000, "larger"),
    ],
)
def test_what_is_no_sheet_is_refused(desk: Desk, data: bytes, reason: str) -> None:
    file = desk.folder / "x.csv"
    file.write_bytes(data)
    status, _, errors = desk.read(file)
    assert status == 1
    assert reason in errors


@pytest.mark.parametrize("name", ["", " ", "a\nb", "x" * 61, "a\u202eb"])
def test_a_name_that_cannot_stand_in_a_comment_is_refused(desk: Desk, name: str) -> None:
    before = desk.contents()
    assert desk.read(desk.filled({"form:who.title": TICK}), name=name)[0] != 0
    assert desk.contents() == before


def test_cells_that_a_spreadsheet_would_compute_are_guarded_and_come_back(desk: Desk) -> None:
    file = desk.files()[0]
    old = desk.message("form:button.close").text
    file.write_text(file.read_text(encoding="utf-8").replace(f'"{old}"', f'"=1+{old}"'), encoding="utf-8")
    (row,) = [row for row in desk.sheet() if row["key"] == "form:button.close"]
    assert row["text"] == f"'=1+{old}"
    (line,) = [line for line in read_sheet(desk.filled({}).read_bytes()) if line.key == "form:button.close"]
    assert line.text == f"=1+{old}"
    desk.take({"form:button.close": TICK})
    assert desk.message("form:button.close").review is Review.REVIEWED


def test_the_version_changes_with_any_text_and_with_nothing_else(desk: Desk) -> None:
    def made() -> str:
        return version([row for group in groups(language("ti"), desk.domains) for row in group.rows])

    before = made()
    desk.take({"form:who.title": TICK})
    assert made() == before
    desk.take({"form:button.close": {"correction": "ዕጾ ሕጂ"}})
    after = made()
    assert after != before
    assert all(row["check"].startswith(f"{after}-") for row in desk.sheet())
