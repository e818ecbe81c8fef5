"""One row of a table: what happens to a file, and what whoever stands there reads then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Fault(Generic[S]):
    """``spoil`` makes the file out of a scene; ``says`` is what is read then.

    ``like`` names the fault that is the same to the person who reads: the same message, because the same is to be done.
    """

    name: str
    spoil: Callable[[S], bytes]
    says: str
    like: str = ""

    def __str__(self) -> str:
        return self.name


def unexplained(faults: Iterable[Fault[S]]) -> dict[str, list[str]]:
    """Messages that several faults share without a word about it, and rows whose ``like`` is not true."""
    by_message: dict[str, list[Fault[S]]] = defaultdict(list)
    for fault in faults:
        by_message[fault.says].append(fault)
    wrong = {}
    for message, sharing in by_message.items():
        first = [fault.name for fault in sharing if not fault.like]
        if len(first) != 1 or any(fault.like not in ("", *first) for fault in sharing):
            wrong[message] = [fault.name for fault in sharing]
    return wrong
