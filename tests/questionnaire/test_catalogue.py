"""A gettext file is read strictly; whatever it holds, nothing but QuestionnaireError comes out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.errors import QuestionnaireError
from intake.questionnaire import shipped_questionnaire
from intake.questionnaire.catalogue import Message, Review, read_catalogue

GOOD = (shipped_questionnaire("ggd10") / "translations" / "questions" / "ar.po").read_text(encoding="utf-8")
UNKNOWN_REVIEWS = [
    "fine",
    "draft by A",
    "reviewed",
    "reviewed by A",
    "approved by  on 2026-11-22",
    "reviewed by A on 22-11-2026",
    "reviewed by A on 2026-02-30",
    "Reviewed by A on 2026-11-22",
]
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def read(folder: Path, text: str) -> dict[str, Message]:
    file = folder / "xx.po"
    file.write_text(HEADER + text, encoding="utf-8")
    return dict(read_catalogue(file))


def test_it_reads_text_back_translation_and_review(tmp_path: Path) -> None:
    messages = read(
        tmp_path,
        "# back-translation: Good\n# day to you\n# note: said in the morning\n"
        "# review: reviewed by A and B on 2026-11-22\n"
        '#. where it stands\nmsgctxt "hello"\nmsgid "Hello"\nmsgstr "Goede"\n"dag"\n',
    )

    assert messages == {
        "hello": Message(
            "Hello", "Goededag", "Good day to you", Review.REVIEWED, "A and B", date(2026, 11, 22), "where it stands"
        )
    }


def test_what_gettext_notes_of_an_earlier_english_is_no_comment(tmp_path: Path) -> None:
    text = '# review: draft\n#. note\n#, fuzzy\n#| msgid "Old"\nmsgctxt "a"\nmsgid "A"\nmsgstr "B"\n'

    assert read(tmp_path, text)["a"] == Message("A", "", "", Review.DRAFT, "", None, "note")


def test_without_comments_a_text_is_a_draft(tmp_path: Path) -> None:
    assert read(tmp_path, 'msgctxt "a"\nmsgid "A"\nmsgstr "B"\n')["a"] == Message("A", "B", "", Review.DRAFT, "")


def test_windows_line_ends_and_obsolete_texts_do_no_harm(tmp_path: Path) -> None:
    messages = read(
        tmp_path, 'msgctxt "a"\r\nmsgid "A"\r\nmsgstr "B"\r\n\r\n#~ msgctxt "a"\n#~ msgid "A"\n#~ msgstr "C"\n'
    )

    assert [message.text for message in messages.values()] == ["B"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('msgid "A"\nmsgstr "B"\n', "line 4: a message without msgctxt"),
        ('msgctxt "a"\nmsgid "A"\nmsgid_plural "As"\nmsgstr[0] "B"\nmsgstr[1] "C"\n', "plural forms"),
        *(
            (f'# review: {each}\nmsgctxt "a"\nmsgid "A"\nmsgstr "B"\n', "review must be one")
            for each in UNKNOWN_REVIEWS
        ),
        ('msgctxt "a"\nmsgid "A"\nmsgstr "B"\n\n' * 2, "used twice"),
        ('msgctxt "a"\nmsgid "A"\nmsgstr "B"\n\nmsgctxt "a"\nmsgid "C"\nmsgstr "D"\n', "used twice"),
        ('msgctxt "a"\nmsgid "A"\n', "not a gettext file"),
        ("hello\n", "line 4: not a gettext file"),
        ('msgctxt "a"\nmsgid "A"\nmsgstr[x] "B"\n', "not a gettext file"),
        ("#" * 1_100_000, "larger than"),
    ],
)
def test_it_refuses_with_file_and_reason(text: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireError) as refused:
        read(tmp_path, text)

    assert refused.value.message.startswith(f"{tmp_path / 'xx.po'}: ")
    assert reason in refused.value.message


def test_what_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "xx.po").write_bytes(b"\xff")

    with pytest.raises(QuestionnaireError, match="not UTF-8"):
        read_catalogue(tmp_path / "xx.po")
    with pytest.raises(QuestionnaireError, match="cannot be read"):
        read_catalogue(tmp_path / "nowhere.po")


LINES = GOOD.split("\n")
ODD = st.sampled_from(
    [
        'msgid ""',
        'msgstr[1] "x"',
        '"x',
        "msgctxt",
        "#~ x",
        "#: a:1",
        "#, fuzzy",
        'msgid_plural "x"',
        '"Plural-Forms: x\\n"',
    ]
)


@settings(max_examples=150)
@given(cuts=st.lists(st.tuples(st.integers(0, len(LINES)), st.integers(0, 3), ODD | st.text(max_size=10)), max_size=4))
def test_a_damaged_file_is_read_or_refused(
    cuts: list[tuple[int, int, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    lines = list(LINES)
    for place, drop, odd in cuts:
        lines[place : place + drop] = [odd]
    reads_or_refuses(tmp_path_factory.getbasetemp() / "xx.po", "\n".join(lines).encode(errors="replace"))


@given(data=st.binary(max_size=100) | st.lists(ODD, max_size=10).map(lambda lines: "\n".join(lines).encode()))
def test_random_bytes_never_leak_another_exception(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    reads_or_refuses(tmp_path_factory.getbasetemp() / "xx.po", data)


def reads_or_refuses(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    try:
        read_catalogue(file)
    except QuestionnaireError as error:
        assert str(file) in error.message  # noqa: PT017 - both ends are right
