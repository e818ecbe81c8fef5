"""How long a nurse waits for the queue: `python -m tests.bench.queue [--cases 100000]`.

A real desk with that many cases, half of them closed. Each page is asked for as a browser does, and compared with a
named limit of the same run: a bare count over every page of the table, which any query without an index costs.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from tests.desk.many import fill
from tests.desk.web.office import Browser, Office, make_office

ROUNDS = 7
PAGES = {
    "queue": "/queue",
    "queue, one level": "/queue?level=yellow",
    "queue, one language": "/queue?language=ti",
    "queue, overdue, nobody's": "/queue?due=overdue&assigned=none",
    "queue, no contact": "/queue?barred=1",
    "queue, far down": "/queue?after=4..90000",
    "green ones": "/queue/green",
    "today": "/",
    "a case": "/cases/70001",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    count: int = parser.parse_args().cases
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        made.mkdir()
        make_office(made)
        office = Office(made, Path(folder) / "office")
        with office.desk("anna") as desk:
            start = time.perf_counter()
            fill(desk, count)
            print(f"{count} cases in {time.perf_counter() - start:.1f} s")
        measure(office)
        office.close()


def measure(office: Office) -> None:
    """Print each page's median, and its ratio to the bare count."""
    nurse = office.at_work("noor")
    with office.desk("noor") as desk, desk.reading() as connection:
        scan = text("SELECT count(*) FROM cases NOT INDEXED WHERE length(contact) > 0")
        limit = median(lambda: connection.execute(scan).scalar_one())
        code = connection.execute(
            text("SELECT code FROM cases WHERE number = (SELECT max(number) FROM cases)")
        ).scalar()
    print(f"{'a bare count':28} {limit * 1000:7.0f} ms")
    for name, path in PAGES.items():
        report(name, median(lambda path=path: answered(nurse, path)), limit)  # type: ignore[misc]
    report("found by its code", median(lambda: nurse.post("/find", wanted=str(code))), limit)
    report("found by a telephone number", median(lambda: nurse.post("/find", wanted="06 1234 5678")), limit)


def answered(nurse: Browser, path: str) -> None:
    assert nurse.get(path).status_code == 200, path


def median(deed: Callable[[], object]) -> float:
    """Seconds."""
    found = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        deed()
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def report(name: str, seconds: float, limit: float) -> None:
    print(f"{name:28} {seconds * 1000:7.0f} ms  {seconds / limit:6.2f} of it")


if __name__ == "__main__":
    main()
