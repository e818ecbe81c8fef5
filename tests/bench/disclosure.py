"""What disclosure control leaves to be seen, and how long it takes: ``python -m tests.bench.disclosure``.

Five thousand invented cases over six quarters, released by quarter, by half year or by year; then, with ``--seeds``,
many small populations with the attacker of the tests against each.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import msgspec

from intake.config import Figures
from intake.demo.many_cases import PLACES, make_many_cases
from intake.desk.database import make_database, publish
from intake.desk.disclosure.grid import Released
from intake.desk.disclosure.ledger import write_ledger
from intake.desk.disclosure.memory import write_memory
from intake.desk.disclosure.protecting import protect
from intake.desk.disclosure.worlds import Memory
from intake.desk.instance import Instance, write_instance
from intake.desk.report.audiences import Audience
from intake.desk.report.making import make_draft
from intake.desk.report.periods import Period
from intake.desk.unlock import OpenDesk
from tests.desk.disclosure.population import all_tables, small_population
from tests.desk.disclosure.releasing import release_all, told
from tests.desk.world import DATABASE_KEY, INBOX, RELAY, World

HALVES = ("2025-H2", "2026-H1")
BY_PERIOD = {
    "quarters": ("2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"),
    "half years": HALVES,
    "years": ("2025",),
}


def main() -> None:
    """Print one line for each period, then one for each seed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=5000)
    asked.add_argument("--towns", type=int, default=8, help="in how many municipalities of the 50 links are handed out")
    asked.add_argument("--seeds", type=int, default=0, help="small populations to attack")
    asked.add_argument("--only", choices=BY_PERIOD, help="one column")
    given = asked.parse_args()
    _many_years()
    for name, periods in BY_PERIOD.items() if given.only is None else [(given.only, BY_PERIOD[given.only])]:
        with TemporaryDirectory() as folder:
            print(f"by {name}:")
            _release(Path(folder), periods, given.cases, given.towns)
    for seed in range(given.seeds):
        started = perf_counter()
        counted = small_population(seed, people=200 + 37 * (seed % 12), length=6)
        ledger = release_all(counted)
        near = told(counted, ledger)
        print(
            f"seed {seed}: {len(ledger)} tables, told: {near or 'nothing'} ({perf_counter() - started:.1f} s)",
            flush=True,
        )


def _many_years() -> None:
    """How long all tables of a quarter take, in the 2nd, the 6th and the 12th."""
    counted = small_population(0, people=3000, length=12)
    ledger: list[Released] = []
    memory: Memory = []
    took: defaultdict[str, float] = defaultdict(float)
    for grid in all_tables(counted):
        started = perf_counter()
        cells = protect(grid, counted, ledger, memory)
        if cells is not None:
            ledger.append(Released(grid, cells))
        took[grid.quarters[-1]] += perf_counter() - started
    for number in (2, 6, 12):
        print(f"quarter {number} of 12: {took[counted.quarters[number - 1]]:.1f} s", flush=True)


def _release(folder: Path, periods: Iterable[str], cases: int, towns: int) -> None:
    database = folder / "empty"
    engine = make_database(database, DATABASE_KEY)
    with engine.begin() as connection:
        write_instance(connection, Instance.new(inbox=INBOX, relay_key=RELAY.verify_key.encode()), "2026-11-23")
    engine.dispose()
    publish(database)
    world = World.new(folder, database)
    places = dict(list(PLACES.items())[:towns])
    world.section = msgspec.structs.replace(world.section, figures=Figures(places=places))
    shown: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    with world.desk() as desk:
        make_many_cases(desk, cases)
        for period in periods:
            for table, seen, there in _one(desk, Period.read(period)):
                shown[table] += seen
                whole[table] += there
    for table, there in whole.items():
        print(f"  {table}: {100 * shown[table] / there:.0f} % of {there} cells shown")


def _one(desk: OpenDesk, period: Period) -> Iterable[tuple[str, int, int]]:
    started = perf_counter()
    with desk.reading() as connection:
        made = make_draft(connection, desk.section, Audience.MANAGER, period)
    with desk.writing() as connection:
        write_ledger(connection, made.tables, at="2026-11-23T10:00:00Z", actor="anna")
        write_memory(connection, made.memory)
    print(f"  {period}: {perf_counter() - started:.1f} s", flush=True)
    for each in made.tables:
        there = len(each.rows) * len(each.columns)
        yield each.table, there - each.hidden, there


if __name__ == "__main__":
    main()
