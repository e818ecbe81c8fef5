"""docs/envelope-format.md says what the code does: its numbers and its single values."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from intake import locked
from intake.desk.opening import OpeningKey
from intake.envelope import bundle, courier_request, format, link, sheet, submission  # noqa: A004
from intake.envelope.context import Context
from intake.envelope.encoding import from_crockford
from intake.envelope.errors import Reason
from intake.envelope.sealing import BodyKeys
from intake.envelope.signatures import Label, fingerprint

PAGE = (Path(__file__).parents[2] / "docs" / "envelope-format.md").read_text("utf-8")
WORDS = " ".join(PAGE.split())
TOKEN = link.Token("7K3M9QX2RT5VW8YZ")
COUNTED = bytes(range(32))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("context of `ggd-demo`, `ggd10`, `1`", Context("ggd-demo", "ggd10", "1").digest().hex()),
        ("ten bytes of token `7K3M9QX2RT5VW8YZ`", from_crockford(TOKEN, 10).hex()),
        ("card of that token", link.card(TOKEN)),
        ("relay's hash of that token", link.link_hash(TOKEN).hex()),
        ("body key of content key `000102…1f`", BodyKeys.of(COUNTED).body.hex()),
        ("commitment of content key `000102…1f`", BodyKeys.of(COUNTED).commitment.hex()),
        ("key id of X-Wing seed `000102…1f`", OpeningKey.from_seed(COUNTED).id.hex()),
        ("fingerprint of Ed25519 seed `000102…1f`", fingerprint(SigningKey(COUNTED).verify_key.encode())),
    ],
)
def test_a_single_value_is_as_the_page_says(name: str, value: str) -> None:
    assert f"| {name} | `{value}` |" in PAGE


def test_the_layout_adds_up() -> None:
    table = PAGE[PAGE.index("| offset |") : PAGE.index("The length never varies: **10,633")]
    rows = re.findall(r"^\| (\d+) \| (\d*) ?\|", table, re.MULTILINE)
    places = [int(offset) for offset, _ in rows]
    lengths = [int(length) for _, length in rows if length]
    assert [sum(lengths[:number]) for number in range(len(places))] == places
    assert places[-1] == format.ENVELOPE_LENGTH
    assert places[-2] == format.HEAD


def test_every_reason_and_label_is_explained() -> None:
    for word in (*Reason, *Label):
        assert f"`{word.value}`" in PAGE


@pytest.mark.parametrize(
    "said",
    [
        f"(at most {format.LONGEST_PLAINTEXT} bytes)",
        f"at most {submission.DEPTH} containers inside each other, exactly these members",
        f"text of at most {submission.ADDRESS_LENGTH} characters",
        f"text of at most {submission.NAME_LENGTH} characters",
        f"from 1 to {sheet.LONGEST_VALIDITY.days} days apart",
        f"retired less than {sheet.GRACE.days} days ago",
        f"at most {bundle.LONGEST_MANIFEST:,}",
        f"differ by {courier_request.WINDOW} seconds",
        f"less than {locked.FLOOR[0]} passes or {locked.FLOOR[1] >> 20} MiB",
        f"more than {locked.CEILING[0]} passes or {locked.CEILING[1] >> 30} GiB",
        f"more than {locked.MOST_SLOTS} slots",
        bundle.MAGIC.decode(),
        format.MAGIC.decode(),
        locked.FORMAT,
    ],
)
def test_a_limit_is_as_the_page_says(said: str) -> None:
    assert said in WORDS


@pytest.mark.parametrize("words", [*submission.CHOICES.values(), submission.WHEN], ids=lambda words: str(words[0]))
def test_every_choice_is_listed(words: tuple[str, ...]) -> None:
    assert all(f"`{word}`" in PAGE for word in words)
