"""Key sheets: signed by one identity, valid for a while, one key of each purpose a day."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.signing import SigningKey

from intake.desk.opening import OpeningKey
from intake.envelope.canonical import Json, canonical
from intake.envelope.errors import SheetError
from intake.envelope.sheet import KeySheet, Purpose, SheetKey, read_sheet, sign_sheet
from intake.envelope.signatures import Label
from intake.envelope.signed import sign_document
from tests.envelope.samples import DESK, END, EXPIRES, IDENTITY, NEXT, RECOVERY, START, key_sheet, sheet_key
from tests.envelope.twin import Twin

DAY = timedelta(days=1)
LAST_DAY = date(9999, 12, 31)


def test_a_sheet_reads_back_as_it_was_signed() -> None:
    sheet = key_sheet()
    assert read_sheet(sheet.raw) == sheet
    assert read_sheet(sheet.raw, identity=sheet.fingerprint) == sheet
    assert sheet.ggd == "GGD Fryslân"
    assert canonical(json.loads(sheet.raw)) == sheet.raw


def test_white_space_and_order_do_not_matter_to_the_signature() -> None:
    sheet = key_sheet()
    members = dict(reversed(json.loads(sheet.raw).items()))
    assert read_sheet(json.dumps(members, indent=2).encode()) == sheet


def test_another_identity_is_refused() -> None:
    with pytest.raises(SheetError, match="another identity"):
        read_sheet(key_sheet().raw, identity="A" * 22)


def test_a_sheet_is_valid_from_its_first_day_until_before_its_last() -> None:
    sheet = key_sheet()
    assert [sheet.valid(day) for day in (START - DAY, START, EXPIRES - DAY, EXPIRES)] == [False, True, True, False]


def test_the_key_of_the_day_is_found() -> None:
    sheet = key_sheet(
        sheet_key(DESK, Purpose.DESK, START, date(2026, 12, 1)),
        sheet_key(NEXT, Purpose.DESK, date(2026, 12, 1), END),
        sheet_key(RECOVERY, Purpose.RECOVERY),
    )
    assert sheet.recipient(Purpose.DESK, date(2026, 11, 30)).public == DESK.public
    assert sheet.recipient(Purpose.DESK, date(2026, 12, 1)).public == NEXT.public
    with pytest.raises(SheetError, match="no recovery key"):
        sheet.recipient(Purpose.RECOVERY, END)


def test_a_retired_key_is_accepted_for_60_days_and_only_in_its_place() -> None:
    sheet = key_sheet()
    assert sheet.accepted(DESK.id, RECOVERY.id, END + 59 * DAY)
    assert not sheet.accepted(DESK.id, RECOVERY.id, END + 60 * DAY)
    assert not sheet.accepted(DESK.id, RECOVERY.id, START - DAY)
    assert not sheet.accepted(RECOVERY.id, DESK.id, START)
    assert not sheet.accepted(DESK.id, DESK.id, START)
    assert not sheet.accepted(DESK.id, NEXT.id, START)


def test_a_key_until_the_last_day_there_is_does_not_overflow() -> None:
    sheet = key_sheet(
        sheet_key(DESK, Purpose.DESK, START, LAST_DAY),
        sheet_key(RECOVERY, Purpose.RECOVERY, START, LAST_DAY),
        issued=LAST_DAY - DAY,
        expires=LAST_DAY,
    )
    assert sheet.accepted(DESK.id, RECOVERY.id, LAST_DAY)


@pytest.mark.parametrize(
    ("issued", "expires"),
    [(START, START), (START, START - DAY), (START, START + 101 * DAY), (date(1, 1, 1), LAST_DAY), (LAST_DAY, START)],
)
def test_a_sheet_lives_1_to_100_days(issued: date, expires: date) -> None:
    with pytest.raises(SheetError, match="1 to 100 days"):
        key_sheet(issued=issued, expires=expires)


@pytest.mark.parametrize(
    "keys",
    [
        (sheet_key(DESK, Purpose.DESK), sheet_key(NEXT, Purpose.DESK, END - DAY, END + DAY)),
        (sheet_key(DESK, Purpose.DESK), sheet_key(NEXT, Purpose.DESK)),
        (sheet_key(DESK, Purpose.DESK), sheet_key(DESK, Purpose.DESK, END, END + DAY)),
        (sheet_key(DESK, Purpose.DESK), sheet_key(DESK, Purpose.RECOVERY)),
        (sheet_key(DESK, Purpose.DESK, END, START),),
        (SheetKey(Purpose.DESK, DESK.public[:-1], START, END),),
    ],
)
def test_keys_that_would_be_ambiguous_are_not_signed(keys: tuple[SheetKey, ...]) -> None:
    with pytest.raises(SheetError):
        key_sheet(*keys)


@pytest.mark.parametrize("inbox", ["", "GGD", "ggd fryslan", "a" * 33])
def test_an_inbox_that_is_none_is_not_signed(inbox: str) -> None:
    with pytest.raises(SheetError):
        sign_sheet(IDENTITY, ggd="GGD", inbox=inbox, issued=START, expires=EXPIRES, keys=())


def resigned(changed: dict[str, Json], key: SigningKey = IDENTITY) -> bytes:
    sheet = json.loads(key_sheet().raw)["sheet"] | changed
    return canonical(sign_document(key, Label.KEY_SHEET, "sheet", sheet))


@pytest.mark.parametrize(
    "changed",
    [
        {"issued": "20261101"},
        {"issued": "2026-W44-7"},
        {"expires": "2027-02-30"},
        {"expires": 1},
        {"keys": None},
        {"keys": {}},
        {"keys": ["a"]},
        {"keys": [{}]},
        {"ggd": None},
        {"more": "x"},
        {"inbox": ["ggd-demo"]},
    ],
)
def test_a_signed_sheet_must_still_be_a_sheet(changed: dict[str, Json]) -> None:
    with pytest.raises(SheetError):
        read_sheet(resigned(changed))


def test_a_signature_by_another_key_is_refused() -> None:
    with pytest.raises(SheetError, match="signature"):
        read_sheet(resigned({}, SigningKey(b"x" * 32)))


RAW = key_sheet().raw


@given(place=st.integers(0, len(RAW) - 1), byte=st.integers(0, 255))
@settings(max_examples=300)
def test_a_changed_sheet_is_refused_or_means_the_same(place: int, byte: int) -> None:
    changed = bytearray(RAW)
    changed[place] = byte
    try:
        read: KeySheet | None = read_sheet(bytes(changed))
    except SheetError:
        read = None
    assert read is None or read.raw == RAW


@given(st.dates())
@settings(max_examples=60)
def test_both_languages_read_a_day_alike(twin: Twin, day: date) -> None:
    assert twin.ask("day", text=day.isoformat()) == day.isoformat()


@pytest.mark.parametrize(
    "text", ["", "2026-02-29", "2026-13-01", "0000-01-01", "2026-1-1", "20260101", "2026-01-01T00:00Z"]
)
def test_what_is_no_day_is_none(twin: Twin, text: str) -> None:
    assert twin.ask("day", text=text) is None


def test_a_key_is_named_by_its_public_half() -> None:
    key = OpeningKey.from_seed(b"x" * 32)
    assert sheet_key(key, Purpose.DESK).id == key.id
