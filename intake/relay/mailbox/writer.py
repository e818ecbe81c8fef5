"""The one that writes envelopes down: many requests wait, one thread commits them together.

`Writer.store` returns only after the transaction with the envelope is durably on disk; where the transaction fails,
everybody who waited for it hears so, and nothing of it is stored. While one batch is being written to disk the next
one gathers, so that under load one wait for the disk serves many people.

Where several relays stand on one server, their batches are written beside each other: of one envelope that comes
through two at the same moment the one waits for the other, and finds it known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass, field
from enum import Enum
from queue import Empty, SimpleQueue
from threading import Thread

from sqlalchemy import Connection, Engine, insert
from sqlalchemy.dialects import postgresql

from intake.relay.mailbox.kept import row_key, under_keys
from intake.relay.problems import Problem, Refused, storage_problem
from intake.relay.store import side_by_side
from intake.relay.tables import arrival

LARGEST_BATCH = 64
PATIENCE_SECONDS = 30


class Outcome(Enum):
    """What became of an envelope."""

    STORED = "stored"
    KNOWN = "known"
    COLLIDES = "collides"


@dataclass(frozen=True, slots=True, repr=False)
class NewEnvelope:
    """An admitted envelope: what its row will say."""

    digest: bytes
    inbox: str
    week: str
    data: bytes


@dataclass(frozen=True, slots=True, repr=False)
class _Waiting:
    envelope: NewEnvelope
    outcome: Future[Outcome] = field(default_factory=Future)


class Writer:
    """Writes envelopes of one process. Its thread starts now: make it after a fork, never before."""

    def __init__(self, engine: Engine) -> None:
        self._engine = side_by_side(engine)
        self._queue: SimpleQueue[_Waiting] = SimpleQueue()
        Thread(target=self._write_for_ever, name="writer", daemon=True).start()

    def store(self, new: NewEnvelope) -> Outcome:
        """Store ``new`` durably, or find that it is there; raises Refused (no room, try again)."""
        waiting = _Waiting(new)
        self._queue.put(waiting)
        try:
            return waiting.outcome.result(PATIENCE_SECONDS)
        except FutureTimeoutError:
            raise Refused(Problem.TRY_AGAIN) from None

    def _write_for_ever(self) -> None:
        while True:
            batch = self._batch()
            try:
                with self._engine.begin() as connection:
                    outcomes = write(connection, [waiting.envelope for waiting in batch])
            except Exception as error:  # noqa: BLE001 - whatever it is, those who wait must hear, and the thread go on
                problem = storage_problem(error)
                for waiting in batch:
                    waiting.outcome.set_exception(Refused(problem))
                continue
            for waiting, outcome in zip(batch, outcomes, strict=True):
                waiting.outcome.set_result(outcome)

    def _batch(self) -> list[_Waiting]:
        """Wait for one; take with it what else is there."""
        batch = [self._queue.get()]
        try:
            while len(batch) < LARGEST_BATCH:
                batch.append(self._queue.get_nowait())
        except Empty:
            pass
        return batch


def write(connection: Connection, batch: Sequence[NewEnvelope]) -> list[Outcome]:
    """Write those of ``batch`` that are new, inside one transaction; what became of each, in order."""
    keyed = [(row_key(new.digest), new) for new in batch]
    stored = under_keys(connection, [key for key, _ in keyed])
    outcomes, rows = [], {}
    for key, new in keyed:
        outcomes.append(_outcome(stored.get(key), new.digest))
        if outcomes[-1] is Outcome.STORED:
            stored[key] = new.digest
            rows[key] = _row(key, new)
    overtaken = rows.keys() - _insert(connection, rows)
    if overtaken:
        faster = under_keys(connection, list(overtaken))
        return [
            _outcome(faster[key], new.digest) if key in overtaken else outcome
            for (key, new), outcome in zip(keyed, outcomes, strict=True)
        ]
    return outcomes


def _insert(connection: Connection, rows: Mapping[int, dict[str, object]]) -> Set[int]:
    """Write ``rows``; the keys of those that were written, and were not there already through another machine.

    In the order of keys, so that no two wait for each other; and without an error, which a server would write into its
    log with the key and the moment.
    """
    if not rows:
        return set()
    if connection.dialect.name == "sqlite":
        connection.execute(insert(arrival), list(rows.values()))
        return rows.keys()
    new = postgresql.insert(arrival).on_conflict_do_nothing().returning(arrival.c.key)
    return set(connection.scalars(new, [rows[key] for key in sorted(rows)]))


def _outcome(stored: bytes | None, digest: bytes) -> Outcome:
    """Another digest with the same 63 bits is no accident: somebody made the pair, with some 2**32 hashes.

    Refusing it hurts its maker alone. To take the place of a stranger's envelope would need 2**63 hashes and to come
    first; and what is stored never gives way.
    """
    if stored is None:
        return Outcome.STORED
    return Outcome.KNOWN if stored == digest else Outcome.COLLIDES


def _row(key: int, new: NewEnvelope) -> dict[str, object]:
    return {"key": key, "digest": new.digest, "inbox": new.inbox, "week": new.week, "bytes": new.data}
