"""Filters in the address of the queue: fixed words, codes of languages and municipalities, and nobody's name.

Colleagues stand there as a short digest. Whatever else somebody types into the address is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256

from flask import url_for

from intake.desk.queue.paging import Key
from intake.desk.queue.wanted import LEVELS, NOBODY, Due, Wanted
from intake.desk.web.labels import STATUS

ME, NONE = "me", "none"
_LANGUAGE = re.compile(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{2,8})*", re.ASCII)
_PLACE = re.compile(r"GM\d{4}", re.ASCII)


def read_wanted(sent: Mapping[str, str], me: str, names: Iterable[str]) -> Wanted:
    """The filters that an address names, for somebody called ``me``; ``names`` are all who may have cases."""
    due = sent.get("due", "")
    return Wanted(
        level=_one_of(sent.get("level"), LEVELS),
        status=_one_of(sent.get("status"), STATUS),
        language=_fitting(sent.get("language"), _LANGUAGE),
        place=NOBODY if sent.get("place") == NONE else _fitting(sent.get("place"), _PLACE),
        assigned=_person(sent.get("assigned"), me, names),
        due=Due(due) if due in set(Due) else None,
        paper=sent.get("paper") == "1",
        barred=sent.get("barred") == "1",
    )


def written(wanted: Wanted, me: str) -> dict[str, str]:
    """The same as `read_wanted` reads it."""
    found: dict[str, str | None] = {name: getattr(wanted, name) for name in ("level", "status", "language", "due")}
    found["place"] = NONE if wanted.place == NOBODY else wanted.place
    found["assigned"] = None if wanted.assigned is None else person_written(wanted.assigned, me)
    found |= {"paper": "1" if wanted.paper else None, "barred": "1" if wanted.barred else None}
    return {name: value for name, value in found.items() if value is not None}


def path_to(wanted: Wanted, me: str, *, after: Key | None = None, before: Key | None = None) -> str:
    """The address of a page of the queue."""
    keys = {"after": after and after.written(), "before": before and before.written()}
    return url_for("queue.page", **written(wanted, me), **keys)  # type: ignore[arg-type]  # what is None is left out


def person_written(name: str, me: str) -> str:
    """Somebody as an address names them."""
    if name == NOBODY:
        return NONE
    return ME if name == me else sha256(name.encode()).hexdigest()[:8]


def _person(sent: str | None, me: str, names: Iterable[str]) -> str | None:
    if not sent:
        return None
    return next((name for name in (NOBODY, me, *names) if person_written(name, me) == sent), None)


def _one_of(sent: str | None, words: Iterable[str]) -> str | None:
    return sent if sent in set(words) else None


def _fitting(sent: str | None, form: re.Pattern[str]) -> str | None:
    return sent if sent is not None and form.fullmatch(sent) else None
