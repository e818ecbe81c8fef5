"""Shares as they are typed, one after the other. Between two pages they are in the page itself and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from intake.desk.errors import DeskError
from intake.desk.keys.shares import Share, missing
from intake.web.local.again import in_full
from intake.web.words import N_

AGAIN = DeskError(N_("this share was typed already"), N_("Take the next one."))
OTHERS = DeskError(N_("this share belongs to other ones"), N_("Compare the set and the key's id at the top of each."))


@dataclass(frozen=True, slots=True, repr=False)
class Typed:
    """``shares`` are whole; ``words`` is what could not be read, with its ``problem``."""

    shares: tuple[Share, ...] = ()
    words: str = ""
    problem: str | None = None

    @classmethod
    def now(cls) -> Typed:
        """What the form holds: earlier shares, and the words of one more."""
        held = tuple(Share.read(words) for words in request.form.getlist("share"))
        words = request.form.get("words", "").strip()
        if not words:
            return cls(held)
        try:
            return cls((*held, _another(held, Share.read(words))))
        except DeskError as error:
            return cls(held, words, in_full(error))

    @property
    def lacking(self) -> int:
        """How many more are needed, as far as one can tell."""
        return missing(self.shares)

    @property
    def complete(self) -> bool:
        """Are there enough, and was everything read?"""
        return self.problem is None and self.lacking <= 0


def _another(held: tuple[Share, ...], share: Share) -> Share:
    if held and (share.set, share.needed) != (held[0].set, held[0].needed):
        raise OTHERS
    if share.number in {each.number for each in held}:
        raise AGAIN
    return share
