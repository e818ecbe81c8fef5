"""Recovery codes: ten, on paper, for the day the telephone is lost. Each works once in place of the app's code.

Shown once; kept as hashes. Sixteen signs out of thirty-one are 79 bits, so that a hash without salt or delay is enough.
Making new ones ends the old.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import Connection, delete, func, insert, select

from intake.relay.handout.tables import recovery_code as table

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that looks like another."""
COUNT, LENGTH, GROUP = 10, 16, 4


def make_codes(connection: Connection, staff: str) -> Sequence[str]:
    """Ten new codes in groups of four; the account's old ones work no more."""
    forget_codes(connection, staff)
    codes = ["".join(secrets.choice(SIGNS) for _ in range(LENGTH)) for _ in range(COUNT)]
    connection.execute(insert(table), [{"hash": _hash(staff, code), "staff": staff} for code in codes])
    return ["-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP)) for code in codes]


def use_code(connection: Connection, staff: str, typed: str) -> bool:
    """Was this one of the account's codes? From now on it is none."""
    code = "".join(sign for sign in typed.lower() if sign.isalnum())
    mine = (table.c.hash == _hash(staff, code)) & (table.c.staff == staff)
    return connection.execute(delete(table).where(mine)).rowcount == 1


def codes_left(connection: Connection, staff: str) -> int:
    """How many of the account's codes were not used."""
    return connection.execute(select(func.count()).where(table.c.staff == staff)).scalar_one()


def forget_codes(connection: Connection, staff: str) -> None:
    """None of the account's codes works any more."""
    connection.execute(delete(table).where(table.c.staff == staff))


def _hash(staff: str, code: str) -> bytes:
    return sha256(b"envelop/1 recovery code\0" + f"{staff}\0{code}".encode("utf-8", "replace")).digest()
