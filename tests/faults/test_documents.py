"""docs/faults.md says what the programs say: every message that a person may read stands there, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from intake.courier import push, refusals
from intake.courier import words as fetching
from intake.desk.terminal.summary import MEANING
from intake.envelope import bundle_words as words
from tests.faults.test_bundles import DAMAGED, FAULTS, MISSING, TURN
from tests.faults.test_receipts import FAULTS as RECEIPTS
from tests.faults.test_sheets import FAULTS as SHEETS

DOCUMENT = Path(__file__).parents[2] / "docs" / "faults.md"
UNREADABLE = "the bundle cannot be read to its end"


def rows(heading: str) -> set[str]:
    """The messages of the first table under ``heading``."""
    _, _, text = DOCUMENT.read_text("utf-8").partition(f"\n## {heading}\n")
    table = re.search(r"(?:^\|.*\n)+", text, re.MULTILINE)
    assert table is not None
    return set(re.findall(r"^\| \*\*(.+?)\*\* \|", table[0], re.MULTILINE))


def reasons() -> dict[str, str]:
    """The table of why an envelope is set aside."""
    _, _, text = DOCUMENT.read_text("utf-8").partition("| reason |")
    return dict(re.findall(r"^\| \*\*(.+?)\*\* \| (.+?) \|$", text.partition("\n\n")[0], re.MULTILINE))


def refusals_of_bundles() -> Iterator[str]:
    """Every message with which the desk refuses a bundle."""
    for value in vars(words).values():
        if isinstance(value, tuple):
            yield value[0]
    yield from (message for message, _ in words.OTHER_KINDS.values())
    yield UNREADABLE


def sentence(message: str) -> str:
    """A message as it stands among the remarks."""
    return f"{message[0].upper()}{message[1:]}."


def test_every_refusal_of_a_bundle_is_documented_and_no_other() -> None:
    assert rows("The desk refuses a bundle") == set(refusals_of_bundles())


def test_every_line_beside_an_import_is_documented_and_no_other() -> None:
    counts = {line.partition(".")[0] + "." for line in (DAMAGED, MISSING)}
    troubles = {sentence(message) for message, _ in words.TROUBLES.values()}
    documented = rows("The desk imports, and adds a line")
    turns = documented - counts - troubles
    assert counts | troubles <= documented
    assert len(turns) == len({fault.says for fault in TURN})
    assert all(any(row.startswith(fault.says.rstrip(".")) for row in turns) for fault in TURN)


def test_every_reason_for_setting_aside_is_documented_in_the_words_of_the_desk() -> None:
    assert reasons() == {str(reason): meaning for reason, meaning in MEANING.items()}


def test_every_refusal_of_what_the_desk_wrote_is_documented_and_no_other() -> None:
    told = [*refusals.BY_WORD.values(), *refusals.BY_STATUS.values(), *push.UNREADABLE.values(), push.OTHER]
    assert rows("The relay does not take what the desk wrote") == {message for message, *_ in told}


def test_every_reason_why_the_post_cannot_be_fetched_is_documented_and_no_other() -> None:
    assert rows("The courier cannot fetch the post") == {message for message, *_ in fetching.ALL}


def test_every_fault_of_the_tables_is_documented() -> None:
    text = DOCUMENT.read_text("utf-8").lower()
    said = {fault.says.lower() for faults in (FAULTS, RECEIPTS, SHEETS) for fault in faults}
    assert {says for says in said if says.partition(".")[0] not in text and "set aside" not in says} == set()


def test_every_message_says_what_to_do() -> None:
    hints = [hint for _, hint, _ in (*fetching.ALL, *refusals.BY_WORD.values(), *refusals.BY_STATUS.values())]
    hints += [hint for _, hint in (*words.TROUBLES.values(), *words.OTHER_KINDS.values())]
    assert all(hint.endswith((".", "?")) for hint in hints)
