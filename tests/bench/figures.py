"""How long a year's figures take: `python -m tests.bench.figures [--cases 20000]`.

A real desk with that many cases over six quarters, each with a course of its own. The limit is a bare count over every
page of the table of cases, of the same run.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from sqlalchemy import text

from intake.demo.many_cases import make_many_cases
from intake.desk.figures.counting import read_counts
from intake.desk.figures.measures import Measure
from intake.desk.figures.quarters import Quarter
from tests.bench.queue import median, report
from tests.desk.web.office import Office, make_office


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    count: int = parser.parse_args().cases
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        made.mkdir()
        make_office(made)
        office = Office(made, Path(folder) / "office")
        with office.desk("anna") as desk:
            start = time.perf_counter()
            make_many_cases(desk, count)
            print(f"{count} cases in {time.perf_counter() - start:.1f} s")
        measure(office)
        office.close()


def measure(office: Office) -> None:
    """Print how long a quarter and a year take, and the ratio to the bare count."""
    now = Quarter.at(office.now)
    with office.desk("anna") as desk, desk.reading() as connection:
        scan = text("SELECT count(*) FROM cases NOT INDEXED WHERE length(contact) > 0")
        limit = median(lambda: connection.execute(scan).scalar_one())
        print(f"{'a bare count':28} {limit * 1000:7.0f} ms")
        for name, first in (("a quarter", now), ("a year", now + -3)):
            report(name, median(lambda first=first: read_counts(connection, desk.section, first, now)), limit)  # type: ignore[misc]
        found = read_counts(connection, desk.section, now + -3, now)
        print(f"{found.total(Measure.RETURNED, found.quarters)} forms came back in that year")


if __name__ == "__main__":
    main()
