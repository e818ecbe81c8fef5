"""The recovery key in shares: words on paper, of which some are needed together and fewer tell nothing.

SLIP-39 (SatoshiLabs), one group, no passphrase: 33 words a share for a seed of 32 bytes. Words are of a fixed list and
differ in their first four letters; the last three are a checksum. Nothing here quotes a word in an error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.share import Share as Slip39
from shamir_mnemonic.wordlist import WORDLIST

from intake.desk.errors import DeskError
from intake.desk.opening import SEED, OpeningKey
from intake.marking import N_, filled

WORDS = 33
MOST = 16
PREFIX = 4
# The key is random: stretching it would only cost time.
_EXPONENT = 0
_SCHEME = re.compile(r"([0-9]{1,2})\s*(?:-of-|-van-|/|of)\s*([0-9]{1,2})")
_BY_PREFIX = {word[:PREFIX]: word for word in WORDLIST}


@dataclass(frozen=True, slots=True)
class Scheme:
    """``needed`` of ``made`` shares bring the key back."""

    needed: int
    made: int

    @classmethod
    def read(cls, text: str) -> Scheme:
        """``3-of-5``; raises DeskError."""
        found = _SCHEME.fullmatch(text.strip())
        if found is None:
            raise DeskError(N_("the shares are given as K-of-N"), N_("For example 3-of-5."))
        scheme = cls(*map(int, found.groups()))
        if not 2 <= scheme.needed <= scheme.made <= MOST:
            raise DeskError(N_("of 2 to 16 shares, at least 2 are needed and at most all"), N_("For example 3-of-5."))
        return scheme

    def __str__(self) -> str:
        return f"{self.needed}-of-{self.made}"


@dataclass(frozen=True, slots=True, repr=False)
class Share:
    """One share. ``number`` counts from 1; ``set`` is the same in all shares that were made together."""

    words: tuple[str, ...]
    number: int
    needed: int
    set: int

    @classmethod
    def read(cls, typed: str) -> Share:
        """A share as somebody typed or scanned it: four letters of each word are enough, numbers and signs are ignored.

        Raises DeskError, which says what is wrong and quotes nothing.
        """
        words = tuple(_word(number, word) for number, word in enumerate(_letters(typed), start=1))
        if len(words) != WORDS:
            raise DeskError(
                filled(
                    N_("a share has %(words)s words, and these are %(words_)s"),
                    words=str(WORDS),
                    words_=str(len(words)),
                ),
                N_("Is one left out or doubled?"),
            )
        try:
            read = Slip39.from_mnemonic(" ".join(words))
        except (MnemonicError, ValueError):
            raise DeskError(
                N_("the words of this share do not fit together"), N_("At least one is wrong, or two are exchanged.")
            ) from None
        if read.group_count != 1 or read.member_threshold < 2 or read.iteration_exponent > 1:
            raise DeskError(N_("this is a share of something else"), N_("Is it from this desk's ceremony?"))
        return cls(words, read.index + 1, read.member_threshold, read.identifier)

    @property
    def scanned(self) -> str:
        """What the QR code holds: a hand scanner types it, and `read` takes it."""
        return " ".join(self.words).upper()


def split(key: OpeningKey, scheme: Scheme) -> tuple[Share, ...]:
    """The key in shares, all different from any made before."""
    groups = [(scheme.needed, scheme.made)]
    (mnemonics,) = generate_mnemonics(1, groups, key.seed, iteration_exponent=_EXPONENT)
    return tuple(map(Share.read, mnemonics))


def combine(shares: Sequence[Share]) -> OpeningKey:
    """The key that the shares hold; every one of them must fit. Raises DeskError."""
    different = {share.number: share for share in shares}
    _refuse_strangers(shares, different)
    needed = shares[0].needed
    ring = [different[number] for number in sorted(different)]
    # Each share is used at least once, so that a drill proves all that were brought.
    turns = {0} if len(ring) == needed else set(range(len(ring)))
    seeds = {_seed([ring[(turn + step) % len(ring)] for step in range(needed)]) for turn in turns}
    if len(seeds) != 1:
        raise _not_together()
    return OpeningKey.from_seed(seeds.pop())


def missing(shares: Sequence[Share]) -> int:
    """How many more different ones are needed, as far as one can tell: of none yet, one."""
    return shares[0].needed - len({share.number for share in shares}) if shares else 1


def _refuse_strangers(shares: Sequence[Share], different: dict[int, Share]) -> None:
    if not shares:
        raise DeskError(N_("no share was given"), N_("Give as many as stands on them."))
    if len({(share.set, share.needed) for share in shares}) != 1:
        raise DeskError(N_("the shares were not made together"), N_("Compare what stands at the top of each."))
    if any(different[share.number].words != share.words for share in shares):
        raise _not_together()
    if (lacking := missing(shares)) > 0:
        needed = filled(N_("that is not enough: shares still needed: %(count)s"), count=lacking)
        raise DeskError(needed, N_("The same share twice counts once."))


def _seed(shares: Iterable[Share]) -> bytes:
    try:
        seed: bytes = combine_mnemonics([" ".join(share.words) for share in shares])
    except (MnemonicError, ValueError):
        raise _not_together() from None
    if len(seed) != SEED:
        raise DeskError(N_("this is a share of something else"), N_("Is it from this desk's ceremony?"))
    return seed


def _not_together() -> DeskError:
    return DeskError(
        N_("the shares do not fit together"), N_("Is one of them from another set? Compare the key's id on each.")
    )


def _letters(typed: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", typed).lower()
    return re.findall(r"[a-z]+", plain)


def _word(number: int, typed: str) -> str:
    word = _BY_PREFIX.get(typed[:PREFIX], "") if len(typed) >= PREFIX else typed
    if not word.startswith(typed) or word not in _BY_PREFIX.values():
        raise DeskError(
            filled(N_("word %(number)s is not on the list"), number=str(number)),
            N_("Read it again; four letters are enough."),
        )
    return word
