"""Keys, people and what hypothesis draws of them. Seeds of keys are of no use outside the tests."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from nacl.signing import SigningKey

from intake.desk.opening import OpeningKey
from intake.envelope.context import Context
from intake.envelope.encoding import CROCKFORD, base64url
from intake.envelope.sheet import KeySheet, Purpose, SheetKey, sign_sheet
from intake.envelope.submission import CHOICES, WHEN, Answer, Contact, Submission
from intake.envelope.text import acceptable

# A submission takes a while to draw, and a busy machine is no failure.
STEADY = settings(suppress_health_check=[HealthCheck.too_slow])
IDENTITY = SigningKey(b"i" * 32)
DESK = OpeningKey.from_seed(b"d" * 32)
RECOVERY = OpeningKey.from_seed(b"r" * 32)
NEXT = OpeningKey.from_seed(b"n" * 32)
KEYS: Mapping[bytes, OpeningKey] = {key.id: key for key in (DESK, RECOVERY)}
INBOX = "ggd-demo"
CONTEXT = Context(INBOX, "ggd10", "1")
TODAY = date(2026, 11, 22)
START, END, EXPIRES = date(2026, 11, 1), date(2027, 11, 1), date(2027, 1, 30)


def sheet_key(key: OpeningKey, purpose: Purpose, start: date = START, end: date = END) -> SheetKey:
    return SheetKey(purpose, key.public, start, end)


def key_sheet(*keys: SheetKey, issued: date = START, expires: date = EXPIRES) -> KeySheet:
    chosen = keys or (sheet_key(DESK, Purpose.DESK), sheet_key(RECOVERY, Purpose.RECOVERY))
    return sign_sheet(IDENTITY, ggd="GGD Fryslân", inbox=INBOX, issued=issued, expires=expires, keys=chosen)


def texts(longest: int) -> st.SearchStrategy[str]:
    """Text that may stand in a submission, of many scripts."""
    letters = st.characters(exclude_categories=("Cs", "Cc", "Cn"))
    composed = st.text(letters, max_size=longest).map(lambda text: unicodedata.normalize("NFC", text)[:longest])
    return composed.filter(lambda text: acceptable(text, longest))


IDENTIFIERS = st.from_regex(r"[a-z0-9][a-z0-9.-]{0,31}", fullmatch=True)
QUESTIONS = st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,31}", fullmatch=True)
IDS = st.binary(min_size=16, max_size=16).map(base64url)
CODES = st.text(CROCKFORD, min_size=8, max_size=8)
ANSWERS: st.SearchStrategy[Answer] = st.none() | QUESTIONS | st.integers(-(2**53) + 1, 2**53 - 1)


def _or_none(name: str) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(CHOICES[name])


CONTACTS = st.builds(
    Contact,
    reach=_or_none("reach"),
    address=st.none() | texts(120),
    name=st.none() | texts(60),
    line=_or_none("line"),
    when=st.none() | st.lists(st.sampled_from(WHEN), unique=True).map(tuple),
    professional=_or_none("professional"),
    ambassador=_or_none("ambassador"),
    age=_or_none("age"),
)

SUBMISSIONS = st.builds(
    Submission,
    id=IDS,
    sealed_at=st.dates(),
    questionnaire=st.just("ggd10"),
    version=st.just("1"),
    language=st.sampled_from(("en", "nl", "ar", "ti", "fa", "az-Latn-AZ")),
    answers=st.dictionaries(QUESTIONS, ANSWERS, max_size=20),
    code=CODES,
    contact=CONTACTS,
    place=st.none() | st.from_regex(r"GM[0-9]{4}", fullmatch=True),
    via=st.none() | IDENTIFIERS,
    card=st.none() | IDS,
)
