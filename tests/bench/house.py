"""How long people wait while house is kept: `python -m tests.bench.house [--envelopes 100000]`.

A relay holds that many envelopes of the last thirteen weeks, half of them acknowledged and due to be erased tonight in
part. While house is kept, somebody sends one envelope after the other. What is printed: how long the keeping took, and
the longest and the median wait of who sent, beside the waits when nothing else happens.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

from nacl.signing import SigningKey
from sqlalchemy import Table, insert

from intake.config import Inbox, Relay
from intake.envelope.format import ENVELOPE_LENGTH
from intake.relay import tables
from intake.relay.clock import iso_week
from intake.relay.database import make_database
from intake.relay.housekeeping import keep_house
from intake.relay.instance import OpenRelay
from intake.relay.mailbox.kept import row_key
from intake.relay.mailbox.writer import NewEnvelope, Writer

TONIGHT = datetime(2026, 11, 23, 2, tzinfo=UTC).date()
INBOX, DESK, WEEKS, ROWS = "ggd", "A" * 22, 13, 500


def made(folder: Path, count: int) -> OpenRelay:
    """The relay, with ``count`` envelopes that are evenly spread over the weeks before ``TONIGHT``."""
    config = Relay(data=folder, origin="http://127.0.0.1", inboxes=(Inbox(INBOX, "i" * 22, "ggd10", "1"),))
    engine = make_database(folder, os.urandom(32))
    with engine.begin() as connection:
        connection.execute(insert(tables.relay).values(instance="I" * 22, epoch=1))
        # A courier came today: the relay is sure of the date.
        carried = {"inbox": INBOX, "sequence": 1, "week": iso_week(TONIGHT), "digest": bytes(32)}
        connection.execute(insert(tables.bundle).values(carried))
        values = {"inbox": INBOX, "desk": DESK, "epoch": 1, "sequence": 1, "digest": bytes(32), "newest": True}
        connection.execute(insert(tables.receipt).values(values))
    relay = OpenRelay(config, engine, SigningKey.generate(), "I" * 22, 1)
    for ago in range(WEEKS, 0, -1):
        fill(relay, tables.arrival if ago == 1 else tables.envelope, TONIGHT - timedelta(weeks=ago), count // WEEKS)
    return relay


def fill(relay: OpenRelay, table: Table, day: date, count: int) -> None:
    """Rows of a week; those that are older than six weeks were acknowledged a week after they came."""
    acknowledged = iso_week(day + timedelta(weeks=1)) if day < TONIGHT - timedelta(weeks=6) else None
    desk = {"desk": DESK if acknowledged else None, "desk_epoch": 1 if acknowledged else None}
    for start in range(0, count, ROWS):
        rows = [
            {"key": row_key(name), "digest": name, "inbox": INBOX, "week": iso_week(day), "bytes": data, **desk}
            | {"acknowledged": acknowledged}
            for name, data in sealed(min(ROWS, count - start))
        ]
        with relay.engine.begin() as connection:
            connection.execute(insert(table), sorted(rows, key=lambda row: str(row["key"])))


def sealed(count: int) -> Iterator[tuple[bytes, bytes]]:
    """Random bytes of an envelope's length: to who cannot open it, an envelope is nothing else."""
    return ((os.urandom(32), os.urandom(ENVELOPE_LENGTH)) for _ in range(count))


def waits(writer: Writer, until: Event) -> list[float]:
    """Seconds that each of one sender's envelopes took, until told to stop."""
    found = []
    while not until.is_set():
        ((name, data),) = sealed(1)
        start = time.perf_counter()
        writer.store(NewEnvelope(name, INBOX, iso_week(TONIGHT), data))
        found.append(time.perf_counter() - start)
        time.sleep(0.01)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--envelopes", type=int, default=100_000)
    count: int = parser.parse_args().envelopes
    with tempfile.TemporaryDirectory() as folder:
        relay = made(Path(folder), count)
        writer = Writer(relay.engine)
        report("nothing else", waited(writer, lambda: time.sleep(5)))
        start = time.perf_counter()
        erased: list[int] = []
        report("while house is kept", waited(writer, lambda: erased.append(keep_house(relay, TONIGHT))))
        print(f"kept in {time.perf_counter() - start:.1f} s, {erased[0]} erased, {count // WEEKS} settled")
        print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MiB")


def waited(writer: Writer, meanwhile: object) -> list[float]:
    assert callable(meanwhile)
    stop, found = Event(), list[float]()
    sender = Thread(target=lambda: found.extend(waits(writer, stop)))
    sender.start()
    meanwhile()
    stop.set()
    sender.join()
    return found


def report(name: str, found: list[float]) -> None:
    print(f"{name}: {len(found)} sent, median {statistics.median(found) * 1000:.0f} ms, longest {max(found):.2f} s")


if __name__ == "__main__":
    main()
