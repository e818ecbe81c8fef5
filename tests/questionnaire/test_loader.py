"""A questionnaire's file is either in order in every respect, or refused with file, path and reason."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.errors import QuestionnaireError
from intake.questionnaire import Choice, load, shipped_questionnaire

GGD10 = load(shipped_questionnaire("ggd10"))
TOML = (GGD10.folder / "questionnaire.toml").read_text(encoding="utf-8")

WriteFolder = Callable[[str], Path]


@pytest.fixture
def write_folder(tmp_path: Path) -> WriteFolder:
    """Writes a questionnaire.toml with this text, and gives its folder."""

    def write(text: str) -> Path:
        (tmp_path / "questionnaire.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_the_shipped_questionnaire_is_what_the_form_and_the_envelope_expect() -> None:
    assert (GGD10.id, GGD10.version, GGD10.valid_from) == ("ggd10", "1", date(2026, 11, 22))
    assert GGD10.notice == "GGD-style example, not validated"
    assert {question.id: question.options for question in GGD10.questions if isinstance(question, Choice)} == {
        "sleep": ("good", "sometimes_bad", "often_bad"),
        "dreams": ("never", "sometimes", "often"),
        "pain": ("never", "sometimes", "often"),
        "energy": ("mostly", "sometimes", "mostly_not"),
        "memory": ("never", "sometimes", "often"),
        "startle": ("never", "sometimes", "often"),
        "joy": ("often", "sometimes", "never"),
        "home": ("mostly", "sometimes", "mostly_not"),
        "doctor": ("under_a_year", "over_a_year", "not_yet", "could_not"),
        "talk": ("no", "maybe", "yes", "soon"),
    }


def test_it_keeps_the_order_of_the_file() -> None:
    assert [question.id for question in GGD10.questions] == [
        *("sleep", "dreams", "pain", "energy", "memory", "startle", "joy", "home"),
        *("doctor", "talk"),
    ]
    assert [rule.id for rule in GGD10.rules] == [f"R{number}" for number in range(1, 14)]


def test_eight_questions_are_scored_and_seven_ask_about_the_last_weeks() -> None:
    assert [question.id for question in GGD10.scored] == [question.id for question in GGD10.questions[:8]]
    assert [question.recall for question in GGD10.questions] == [True] * 7 + [False] * 3
    assert GGD10.score is not None
    assert [(band.id, band.lowest, band.highest) for band in GGD10.score.bands] == [
        ("low", 0, 5),
        ("medium", 6, 10),
        ("high", 11, 16),
    ]


def test_a_validated_questionnaire_needs_no_notice(write_folder: WriteFolder) -> None:
    changed = TOML.replace("validated = false", "validated = true")

    assert load(write_folder(changed)).notice == ""


SLEEP_WEIGHTS = "weights = { good = 0, sometimes_bad = 1, often_bad = 2 }"
ALL_THE_SAME = "weights = { good = 1, sometimes_bad = 1, often_bad = 1 }"
FIRST_BAND = '{ id = "low", from = 0, to = 5 }'
TALK = 'options = ["no", "maybe", "yes", "soon"]'

# (what stands there, what is put in its place, the path it is refused at, a part of the reason)
REFUSALS = [
    ('version = "1" ', 'version = "1"\ncolour = "red" ', "colour", "unknown key"),
    ('id = "sleep"', 'id = "sleep"\nhint = "x"', "questions.sleep.hint", "unknown key"),
    (FIRST_BAND, '{ id = "low", from = 0, to = 5, name = "x" }', "score.bands.low.name", "unknown key"),
    ("missing_at_most = 2", "missing_at_most = 2\nmethod = 1", "score.method", "unknown key"),
    ('name = "HOME"', 'name = "HOME"\nmail = "x"', "rules.R1.mail", "unknown key"),
    ('id = "ggd10"', "", "id", "missing"),
    ('id = "ggd10"', 'id = "GGD 10"', "id", "expected [a-z0-9]"),
    ('id = "ggd10"', 'id = "ggd10\\n"', "id", "one line"),
    ('id = "ggd10"', f'id = "{"g" * 33}"', "id", "expected [a-z0-9]"),
    ('version = "1" ', "version = 1 ", "version", "expected a text"),
    ('version = "1" ', 'version = "" ', "version", "1 to 500 characters"),
    ('name = "GGD-style example"', f'name = "{"x" * 501}"', "name", "1 to 500 characters"),
    ("validated = false", 'validated = "no"', "validated", "true or false"),
    ("valid_from = 2026-11-22", 'valid_from = "2026-11-22"', "valid_from", "expected a date"),
    ("valid_from = 2026-11-22", "valid_from = 2026-11-22T10:00:00", "valid_from", "without a time"),
    ('id = "dreams"', 'id = "sleep"', "questions.sleep.id", "used twice"),
    ('id = "sleep"', 'id = "Sleep"', "questions.Sleep.id", "expected [a-z0-9]"),
    ('id = "sleep"', 'id = ""', "questions[1].id", "one line"),
    ('id = "sleep"', 'id = "score"', "questions.score.id", "a meaning of its own"),
    ('id = "sleep"', 'id = "recall"', "questions.recall.id", "a meaning of its own"),
    ('kind = "choice"', 'kind = "text"', "questions.sleep.kind", "choice or scale"),
    ("recall = true", "recall = 1", "questions.sleep.recall", "true or false"),
    (TALK, "options = []", "questions.talk.options", "2 to 20"),
    (TALK, 'options = ["no", 1]', "questions.talk.options", "a list of texts"),
    (TALK, 'options = ["no", "no"]', "questions.talk.options", "used twice"),
    (TALK, 'options = ["no", "Yes"]', "questions.talk.options", "expected each"),
    (SLEEP_WEIGHTS, "weights = { good = 0, often_bad = 2 }", "questions.sleep.weights.sometimes_bad", "missing"),
    (SLEEP_WEIGHTS, SLEEP_WEIGHTS.replace("}", ", awful = 3 }"), "questions.sleep.weights.awful", "does not have"),
    (SLEEP_WEIGHTS, SLEEP_WEIGHTS.replace("2", "-2"), "questions.sleep.weights.often_bad", "from 0 to 1000"),
    (SLEEP_WEIGHTS, SLEEP_WEIGHTS.replace("2", "true"), "questions.sleep.weights.often_bad", "whole number"),
    (SLEEP_WEIGHTS, SLEEP_WEIGHTS.replace("2", "2.0"), "questions.sleep.weights.often_bad", "whole number"),
    (SLEEP_WEIGHTS, ALL_THE_SAME, "questions.sleep.weights", "all the same"),
    ("missing_at_most = 2", "missing_at_most = 8", "score.missing_at_most", "from 0 to 7"),
    ("to = 5 }", "to = 4 }", "score.bands.medium.from", "leaves a gap after band low"),
    ("to = 5 }", "to = 6 }", "score.bands.medium.from", "overlaps band low"),
    (FIRST_BAND, '{ id = "low", from = 1, to = 5 }', "score.bands", "from 0 to 16"),
    ("to = 16 }", "to = 15 }", "score.bands", "from 0 to 16"),
    ("to = 16 }", "to = 17 }", "score.bands.high.to", "from 11 to 16"),
    ('id = "medium"', 'id = "low"', "score.bands", "used twice"),
    ('level = "red"', 'level = "purple"', "rules.R1.level", "expected one of green review yellow amber red"),
    ("working_days = 1\n", "", "rules.R1.working_days", "missing"),
    ("working_days = 1\n", "working_days = 0\n", "rules.R1.working_days", "from 1 to 60"),
    ('level = "green"', 'level = "green"\nworking_days = 3', "rules.R12.working_days", "unknown key"),
    ('id = "R2"', 'id = "R1"', "rules.R1.id", "used twice"),
    ('id = "R2"', 'id = "R 2"', "rules.R 2.id", "expected [A-Za-z]"),
    ('when = "talk = soon"', 'when = "walk = soon"', "rules.R2.when", "at character 1: expected a question"),
    ('when = "talk = soon"', 'when = "talk = now"', "rules.R2.when", "at character 8: expected an option"),
    ('when = "talk = soon"', 'when = "talk is soon"', "rules.R2.when", "expected `missing`"),
    ('when = "talk = soon"', 'when = "talk = soon and"', "rules.R2.when", "at character 16"),
    ('when = "talk = soon"', 'when = "not talk = soon"', "rules.R2.when", "there is no `not`"),
    ('when = "talk = soon"', 'when = "talk != soon"', "rules.R2.when", "no meaning"),
    ('when = "band = high"', 'when = "band = huge"', "rules.R3.when", "expected a band: low medium high"),
    ("score >= 6", "score >= 17", "rules.R6.when", "a whole number from 0 to 16"),
    ('when = "no earlier rule"', 'when = "talk = no"', "rules", "the last must be `no earlier rule`"),
    ("missing(scored) >= 3 or (home is missing and talk is missing)", "talk = no", "rules", "skipped from end to end"),
    ('reason = "nothing stands out"', "", "rules.R13.reason", "missing"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "path", "reason"), REFUSALS)
def test_it_refuses_with_file_path_and_reason(
    old: str, new: str, path: str, reason: str, write_folder: WriteFolder
) -> None:
    assert old in TOML
    folder = write_folder(TOML.replace(old, new, 1))

    with pytest.raises(QuestionnaireError) as refused:
        load(folder)

    assert refused.value.message.startswith(f"{folder / 'questionnaire.toml'}: {path}: ")
    assert reason in refused.value.message


def test_a_score_without_scored_questions_is_refused(write_folder: WriteFolder) -> None:
    without = "\n".join(line for line in TOML.splitlines() if not line.startswith("weights"))

    with pytest.raises(QuestionnaireError, match="score: no question has weights"):
        load(write_folder(without))


def test_scored_questions_without_a_score_are_refused(write_folder: WriteFolder) -> None:
    before, _, rest = TOML.partition("[score]")

    with pytest.raises(QuestionnaireError, match="score: missing"):
        load(write_folder(before + rest[rest.index("[[rules]]") :]))


def test_a_questionnaire_without_rules_is_refused(write_folder: WriteFolder) -> None:
    without = "rules = []\n" + TOML[: TOML.index("[[rules]]")]

    with pytest.raises(QuestionnaireError, match="rules: expected 1 to 200 rules"):
        load(write_folder(without))


@pytest.mark.parametrize(
    ("toml_text", "reason"),
    [
        ("questions = 1", "questions: expected a list of tables"),
        ("questions = [1]", "questions: expected a table at place 1"),
        ("questions = []", "questions: expected 1 to 60 questions"),
    ],
)
def test_a_list_of_tables_must_be_one(toml_text: str, reason: str, write_folder: WriteFolder) -> None:
    with pytest.raises(QuestionnaireError, match=reason):
        load(write_folder(toml_text))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (b"id = ", "not TOML"),
        (b'id = "a"\nid = "b"', "not TOML"),
        (b"id = " + b"9" * 5000, "not TOML"),
        (b"id = " + b"[" * 20_000, "not TOML"),
        (b"#" * 300_000, "larger than"),
    ],
)
def test_what_is_not_toml_is_refused(data: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / "questionnaire.toml").write_bytes(data)

    with pytest.raises(QuestionnaireError, match=reason):
        load(tmp_path)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireError, match="cannot be read"):
        load(tmp_path / "nowhere")
    with pytest.raises(QuestionnaireError, match="cannot be read"):
        load(Path("no\0where"))


def test_a_refusal_is_safe_to_print(write_folder: WriteFolder) -> None:
    folder = write_folder('"\\u001b[2J" = 1\n' + TOML)

    with pytest.raises(QuestionnaireError) as refused:
        load(folder)

    assert refused.value.message.isprintable()


# --- whatever the file is, nothing but QuestionnaireError comes out


def loads_or_refuses(folder: Path) -> None:
    try:
        load(folder)
    except QuestionnaireError as error:
        assert str(folder) in error.message  # noqa: PT017 - both ends are right


@given(data=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_random_bytes_never_leak_another_exception(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / "questionnaire.toml").write_bytes(data)

    loads_or_refuses(folder)


WORDS = st.sampled_from(["sleep", "talk", "low", "R1", "choice", "scale", "red", "home is missing", "score >= 6", "1"])
SCALARS = st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=20) | st.dates()
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
)


def toml(value: object) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{toml(str(key))} = {toml(item)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(toml(item) for item in value) + "]"
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case date():
            return value.isoformat()
        case _:
            return repr(value).lower()


def changed(data: st.DataObject, node: object) -> object:
    """The same document with one thing in it replaced, left out or added."""
    if isinstance(node, dict) and node and data.draw(st.integers(0, 4)):
        keys = list(cast("dict[str, object]", node))
        key = data.draw(st.sampled_from([*keys, "new"]))
        if key in node and not data.draw(st.integers(0, 4)):
            return {name: item for name, item in node.items() if name != key}
        return {**node, key: changed(data, node.get(key, 0))}
    if isinstance(node, list) and node and data.draw(st.integers(0, 4)):
        place = data.draw(st.integers(0, len(node) - 1))
        return [*node[:place], changed(data, node[place]), *node[place + 1 :]]
    return data.draw(VALUES)


@settings(max_examples=200)
@given(data=st.data())
def test_any_change_of_a_good_file_loads_or_is_refused(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    document = changed(data, tomllib.loads(TOML))
    lines = [f"{toml(key)} = {toml(value)}" for key, value in document.items()] if isinstance(document, dict) else []
    folder = tmp_path_factory.getbasetemp()
    (folder / "questionnaire.toml").write_bytes("\n".join(lines).encode(errors="replace"))

    loads_or_refuses(folder)
