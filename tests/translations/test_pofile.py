"""A .po file is changed in one place and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.questionnaire import shipped_folder
from intake.questionnaire.catalogue import Review, read_catalogue
from intake.translations.domains import translations_folder
from intake.translations.pofile import PoFile

FILES = sorted([*translations_folder().rglob("*.po*"), *shipped_folder().rglob("*.po*")])
SMALL = """# a head
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

# back-translation: one
# goes on
# review: draft
#. a note
#: where.ts:1
#, python-format
#| msgid "Old"
msgctxt "one"
msgid "One"
msgstr ""
"een "
"of \\"1\\""

#, fuzzy
msgctxt ""
"two"
msgid "Two"
msgstr "twee"
#~ msgctxt "gone"
#~ msgid "Gone"
#~ msgstr "weg"

#~ msgctxt "one"
#~ msgid "One"
#~ msgstr "eerst"

# review: reviewed by A on 2026-11-22
msgctxt "three"
msgid "Three"
msgstr "drie\""""


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(file.parents[3])))
def test_an_untouched_file_stays_as_it_is(file: Path) -> None:
    text = file.read_bytes().decode()
    assert PoFile(text).text() == text


LINES = st.sampled_from([*SMALL.split("\n"), "", "\r", " ", "x\r", '"', "\u2028"])


@given(st.lists(LINES, max_size=30).map("\n".join) | st.text(max_size=80))
def test_whatever_it_holds_it_comes_back(text: str) -> None:
    assert PoFile(text).text() == text


def changed(text: str) -> tuple[str, str]:
    """The lines that differ from SMALL, before and after."""
    before, after = SMALL.split("\n"), text.split("\n")
    same = 0
    while before[same] == after[same]:
        same += 1
    ends = 0
    while before[-1 - ends] == after[-1 - ends]:
        ends += 1
    return "\n".join(before[same : len(before) - ends]), "\n".join(after[same : len(after) - ends])


def test_a_text_of_several_lines_becomes_one_and_nothing_else_moves() -> None:
    file = PoFile(SMALL)
    file.say("one", 'éé"n\\')
    assert changed(file.text()) == ('msgstr ""\n"een "\n"of \\"1\\""', 'msgstr "éé\\"n\\\\"')


def test_a_context_of_several_lines_is_found_and_an_old_message_is_not() -> None:
    file = PoFile(SMALL)
    file.say("two", "2")
    file.say("one", "1")
    assert '#~ msgstr "eerst"' in file.text()
    with pytest.raises(KeyError):
        file.say("gone", "x")


def test_a_label_is_replaced_where_it_stands_or_added_above_what_tools_write() -> None:
    file = PoFile(SMALL)
    file.label("one", "review", "draft again")
    assert changed(file.text()) == ("# review: draft", "# review: draft again")
    file = PoFile(SMALL)
    file.label("two", "review", "draft")
    assert "\n# review: draft\n#, fuzzy\nmsgctxt" in file.text()


def test_a_label_goes_with_the_lines_that_go_on_with_it() -> None:
    file = PoFile(SMALL)
    file.drop("one", "back-translation")
    assert changed(file.text()) == ("# back-translation: one\n# goes on", "")
    file.drop("three", "back-translation")


def test_a_note_comes_below_the_other_comments() -> None:
    file = PoFile(SMALL)
    file.note("one", "note", "said A")
    assert "# review: draft\n# note: said A\n#. a note\n" in file.text()


def test_windows_line_ends_stay(tmp_path: Path) -> None:
    file = PoFile(SMALL.replace("\n", "\r\n"))
    file.label("one", "review", "reviewed by B on 2026-11-22")
    file.say("one", "1")
    assert file.text().count("\n") == file.text().count("\r\n")
    (tmp_path / "x.po").write_bytes(file.text().encode())
    message = read_catalogue(tmp_path / "x.po")["one"]
    assert (message.text, message.review, message.reviewer) == ("1", Review.REVIEWED, "B")
