"""The weekly sheet: one tagged page whose head, typed or scanned from the paper, is found in the trail again."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from intake.desk.errors import DeskError
from intake.desk.trail.anchors import from_paper
from intake.desk.trail.sheet import last_sheet, make_sheet, sheet_of
from intake.desk.trail.sheet_page import content, pdf
from intake.desk.trail.verifying import verify
from tests.desk.commands import Home
from tests.desk.world import World


def scanned(data: bytes) -> str:
    """What a scanner reads from the printed page."""
    with pypdfium2.PdfDocument(data) as document:
        assert len(document) == 1
        image: Image.Image = document[0].render(scale=3).to_pil()
        (code,) = zxingcpp.read_barcodes(image)
        return str(code.text)


def test_it_is_one_tagged_page_that_says_where_the_trail_ends(world: World) -> None:
    with world.desk() as desk:
        sheet = make_sheet(desk)
        data = pdf(sheet, "nl")
    reader = pypdf.PdfReader(io.BytesIO(data))
    (page,) = reader.pages
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]) == "nl"
    shown = page.extract_text()
    for words in ("GGD Fryslân", desk.instance.desk, "maandag 23 november 2026, 11:00", "anna", "Handtekening"):
        assert words in shown
    assert sheet.code.replace(" ", "") in "".join(shown.split())


def test_what_stands_on_it_is_found_in_the_trail_typed_or_scanned(world: World) -> None:
    with world.desk() as desk:
        sheet = make_sheet(desk)
        found = verify(desk, [from_paper(sheet.code), from_paper(scanned(pdf(sheet, "en")))])
    assert [each.entry for each in found.reached] == [sheet.head.entries] * 2
    assert found.since(found.reached[0]) == 0


def test_it_can_be_printed_again_always_the_same(world: World) -> None:
    with world.desk() as desk:
        sheet = make_sheet(desk)
        world.later(days=3)
        again = sheet_of(desk, sheet.head.entries)
        assert (again, content(again, "en")) == (sheet, content(sheet, "en"))
        with desk.reading() as connection:
            assert last_sheet(connection) == "2026-11-23T10:00:00Z"
        for entry in (1, 99):
            with pytest.raises(DeskError, match="no sheet"):
                sheet_of(desk, entry)


def test_a_command_makes_it_once_and_over_no_other_file(home: Home) -> None:
    made = home.run("desk", "audit", "sheet", "--out", "sheet.pdf", "--language", "nl")
    assert made.status == 0
    code = made.out.partition(", ")[2].partition(": ")[0]
    assert scanned((home.folder / "sheet.pdf").read_bytes()).split()[2] == made.out.split()[0]
    assert "0 entries since" in home.run("desk", "audit", "verify", "--head", code).out
    assert "exists already" in home.run("desk", "audit", "sheet", "--out", Path("sheet.pdf")).err


def test_without_pango_the_command_says_where_to_print_it_and_records_nothing(home: Home) -> None:
    (home.folder / "libpango-1.0.so.0").write_bytes(b"")
    command = [sys.executable, "-m", "intake.cli", "--passphrase-file", "passphrase", "desk", "audit", "sheet"]
    environment = {**os.environ, "LD_LIBRARY_PATH": str(home.folder)}
    told = subprocess.run(
        [*command, "--out", "sheet.pdf"], cwd=home.folder, env=environment, capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout) == (1, "")
    assert "hint: Print the sheet from the browser" in told.stderr
    assert not (home.folder / "sheet.pdf").exists()
    assert home.run("desk", "audit", "list", "--action", "audit sheet made").out == "Nothing was found.\n"
