"""Numbers rounded to the nearest multiple, each by itself: a total is rounded from the truth, not from its parts."""

from __future__ import annotations


def nearest(number: int, base: int) -> int:
    """``number`` as it is shown; half is rounded up."""
    return (number + base // 2) // base * base


def behind(shown: int, base: int, threshold: int) -> tuple[int, int]:
    """The least and the most that a shown number can be: everybody knows that what is shown is not below threshold."""
    least = shown - base // 2
    return max(least, threshold), least + base - 1


def percentage(part: int | None, whole: int | None, *, least: int = 30) -> int | None:
    """Whole percents of two shown (rounded) numbers; None where one is hidden or the whole is below ``least``."""
    if part is None or whole is None or whole < least:
        return None
    return (200 * part + whole) // (2 * whole)
