"""PDFs: tagged, in their language, shaped, the same each time; and nothing in them that was not given."""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest

from intake.pdf import PdfError, pdf_possible, write_pdf
from intake.questionnaire.languages import Language, language

ARABIC, TIGRINYA = language("ar"), language("ti")
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>'

DOT = f"data:image/svg+xml;base64,{b64encode(PICTURE.encode()).decode()}"


def page(inside: str, spoken: Language = ARABIC, head: str = "<title>صحتي</title>") -> str:
    root = f'<html lang="{spoken.tag}" dir="{spoken.direction}">'
    return f"<!doctype html>{root}<head>{head}</head><body>{inside}</body></html>"


def read(data: bytes) -> tuple[pypdf.PdfReader, Any]:
    """The file, and the dictionary at its root."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    return reader, reader.root_object


def fonts(data: bytes) -> set[str]:
    """The families in the file, without the letters that mark a subset."""
    pages: list[Any] = list(read(data)[0].pages)
    held = [font.get_object() for each in pages for font in each["/Resources"].get("/Font", {}).values()]
    return {font["/BaseFont"].split("+")[1].split("-Regular")[0] for font in held}


def test_it_is_tagged_and_says_its_title_and_language() -> None:
    reader, root = read(write_pdf(page("<h1>صحتي</h1>"), language=ARABIC))
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "ar"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "صحتي"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


@pytest.mark.parametrize(
    ("spoken", "word", "font"),
    [(ARABIC, "صحتي", "Noto-Naskh-Arabic"), (TIGRINYA, "ጥዕናይ", "Noto-Sans-Ethiopic")],
    ids=["ar", "ti"],
)
def test_a_script_has_its_own_font_and_latin_digits_inside_it_another(spoken: Language, word: str, font: str) -> None:
    data = write_pdf(page(f'<p>{word} GGD <bdi dir="ltr">0800 0113</bdi></p>', spoken), language=spoken)
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_bounded()
    assert word in text
    assert {"GGD", "0800", "0113"} <= set(text.split())
    assert fonts(data) == {font, "Noto-Sans"}


SVG = "<svg xmlns=%22http://www.w3.org/2000/svg%22 width=%228%22 height=%228%22>"
ANYWHERE = [
    '<img src="file:///etc/passwd" alt="">',
    '<img src="http://127.0.0.1:9/a.png" alt="">',
    '<img src="https://example.org/a.png" alt="">',
    '<img src="ftp://127.0.0.1/a.png" alt="">',
    '<img src="//example.org/a.png" alt="">',
    '<img src="file://example.org/a.png" alt="">',
    '<img src="../../../../etc/passwd" alt="">',
    '<img src="{folder}/../outside.svg" alt="">',
    '<img src="{folder}/%2e%2e/outside.svg" alt="">',
    '<img src="{folder}/link.svg" alt="">',
    '<img src="{folder}/nothing.svg" alt="">',
    '<link rel="stylesheet" href="file:///etc/passwd">',
    '<link rel="attachment" href="file:///etc/passwd">',
    '<object data="file:///etc/passwd"></object>',
    '<p style="background: url(file:///etc/passwd)">text</p>',
    '<style>@import "file:///etc/passwd";</style>',
    "<style>@font-face { font-family: x; src: url(http://127.0.0.1:9/x.woff2) } p { font-family: x }</style><p>x</p>",
    f'<img alt="" style="width: 9px" src="data:image/svg+xml,{SVG}<image href=%22file:///etc/passwd%22/></svg>">',
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a picture, beside a file that is not in it and to which a link leads."""
    named = tmp_path / "named"
    named.mkdir()
    (named / "picture.svg").write_text(PICTURE)
    (tmp_path / "outside.svg").write_text(PICTURE)
    (named / "link.svg").symlink_to(tmp_path / "outside.svg")
    return named


@pytest.mark.parametrize("asked", ANYWHERE)
def test_a_document_reaches_no_file_and_no_address_that_it_was_not_given(asked: str, folder: Path) -> None:
    with pytest.raises(PdfError) as refused:
        write_pdf(page(asked.replace("{folder}", folder.as_uri())), language=ARABIC, folders=[folder])
    assert "passwd" not in str(refused.value)
    assert refused.value.hint


def test_it_shows_pictures_of_a_folder_that_was_named_and_such_as_stand_in_it(folder: Path) -> None:
    for source in (f"{folder.as_uri()}/picture.svg", DOT):
        shown = write_pdf(page(f'<img src="{source}" alt="x" style="width: 200px">'), language=ARABIC, folders=[folder])
        dark = pypdfium2.PdfDocument(shown)[0].render().to_pil().convert("L").histogram()[0]
        assert dark > 5000


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What a program writes that logs everything."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


BROKEN = ['<img style="width: 9px" alt="x" src="data:image/svg+xml,<svg">', f'<img style="width: 9px" src="{DOT}">']


@pytest.mark.parametrize("shown", BROKEN, ids=["no picture", "a picture without text"])
def test_what_cannot_be_drawn_or_read_aloud_fails_the_whole_document(
    shown: str, log: io.StringIO, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(PdfError, match="cannot be drawn"):
        write_pdf(page(shown), language=ARABIC)
    assert (log.getvalue(), capfd.readouterr()) == ("", ("", ""))


def test_a_document_without_its_language_or_a_title_is_refused() -> None:
    with pytest.raises(PdfError, match="language"):
        write_pdf(page("x", TIGRINYA), language=ARABIC)
    with pytest.raises(PdfError, match="title"):
        write_pdf(page("x", head=""), language=ARABIC)


MAKE = """
import sys
from intake.pdf import write_pdf
from intake.questionnaire.languages import language
sys.stdout.buffer.write(write_pdf(sys.argv[1], language=language("ar")))
"""


def test_the_same_document_gives_the_same_bytes_in_every_process() -> None:
    html = page('<h1>صحتي</h1><p style="font-weight: bold">GGD 112</p>')
    again = [
        subprocess.run(
            [sys.executable, "-c", MAKE, html], env={"PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert again == [write_pdf(html, language=ARABIC)] * 2


LESS = """
import sys
class No:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "weasyprint":
            raise {error}
sys.meta_path.insert(0, No())
from intake.pdf import PdfError, write_pdf
from intake.questionnaire.languages import language
try:
    write_pdf("", language=language("ar"))
except PdfError as error:
    print(error.message, error.hint)
"""


@pytest.mark.parametrize(
    ("error", "named"),
    [("ModuleNotFoundError(name='weasyprint')", "envelop[pdf]"), ("OSError('no libpango')", "libpango-1.0-0")],
    ids=["no WeasyPrint", "no Pango"],
)
def test_without_its_libraries_it_says_what_to_install(error: str, named: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", LESS.replace("{error}", error)], check=True, capture_output=True, text=True
    )
    assert named in told.stdout


WITHOUT_PANGO = """
from intake.pdf import PdfError, pdf_possible, write_pdf
from intake.questionnaire.languages import language
try:
    write_pdf("", language=language("nl"))
except PdfError as error:
    print(pdf_possible(), error.message)
"""


def test_where_pango_is_missing_it_is_known_beforehand(tmp_path: Path) -> None:
    """The real WeasyPrint, whose loader finds an empty file where Pango should be."""
    (tmp_path / "libpango-1.0.so.0").write_bytes(b"")
    told = subprocess.run(
        [sys.executable, "-c", WITHOUT_PANGO],
        env={**os.environ, "LD_LIBRARY_PATH": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout == "False this machine has no Pango\n"
    assert pdf_possible()
