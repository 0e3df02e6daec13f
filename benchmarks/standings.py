"""How long a large record takes to say where everybody stands: matrix, changes, networks of a year.

``python benchmarks/standings.py [--statements 1000000] [--record FILE]`` fills a record with invented statements,
unless the file is there already, and prints the median of some runs of each question.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from communique.core import registry
from communique.core.ids import hashed
from communique.core.memory import look_seldom
from communique.query import boards
from communique.query.base import Board
from communique.query.network.matrices import counts, one_mode
from communique.query.network.record import counted
from communique.records.evidence import Evidence
from communique.records.report import Report
from communique.records.rows import Actor, Coding, Issue, Reading, Speaker, Statement
from communique.records.standing import Window
from communique.records.words import Act, Form, Stance
from communique.store.database import Store

STATES, PEOPLE, ISSUES, OUTLETS, A_REPORT = 150, 6, 60, 40, 50
FIRST, DAYS = date(2025, 1, 1), 730
FORMS: tuple[Form, ...] = ("direct", "mixed", "indirect")
ACTS: tuple[Act, ...] = ("say", "demand", "warn")


def reading(number: int, rng: random.Random) -> Reading:
    """Return an invented report of fifty statements, four in ten of them coded."""
    day = FIRST + timedelta(days=rng.randrange(DAYS))
    parts = [f"Statement {number} {i} {rng.getrandbits(60):x} on the matter." for i in range(A_REPORT)]
    text = "\n\n".join(parts)
    id = hashed("report", number)
    told = Report(id, "", (), f"Outlet {rng.randrange(OUTLETS)}", (), day, "en", f"{number}.txt", id, text, (), None, 0)
    actors: dict[str, Actor] = {}
    statements, start = [], 0
    for part in parts:
        state, person = rng.randrange(STATES), rng.randrange(PEOPLE)
        speaker, behalf = f"person:p{state}-{person}", f"state:S{state:02}"
        actors[speaker] = Actor(speaker, f"Person {state} {person}", "person", None, (), "minister", behalf)
        actors[behalf] = Actor(behalf, f"State {state}", "state", None, ())
        issue = rng.randrange(ISSUES)
        codings = ()
        if rng.random() < 0.4:
            named = Issue(f"issue-{issue}", f"Issue {issue}", f"Thing {issue} is right")
            codings = (Coding(named, stance(state, issue, day, rng), ("words",), 0.8),)
        statements.append(
            Statement(
                hashed("statement", id, start), id, rng.choice(FORMS), rng.choice(ACTS), Speaker(speaker, None, ()),
                behalf, None, None, (Evidence(start, start + len(part), part),), None, day, None, 0.9, codings=codings,
            )
        )  # fmt: skip
        start += len(part) + 2
    return Reading(told, tuple(actors.values()), tuple(statements))


def stance(state: int, issue: int, day: date, rng: random.Random) -> Stance:
    """Return a stance: states have a side that nine in ten of their statements take; one in ten changed it in 2026."""
    lean = random.Random(f"{state} {issue}")
    side, change = lean.random() < 0.5, lean.random() < 0.1 and day.year > 2025
    if rng.random() < 0.1:
        return rng.choice(("mixed", "neutral", "support", "oppose"))
    return "support" if side != change else "oppose"


def filled(path: Path, wanted: int, make: Callable[[int, random.Random], Reading] = reading) -> None:
    """Fill a record up to so many statements, out of reports that are made as told."""
    rng = random.Random(7)
    begun = time.monotonic()
    with Store.open(path) as store:
        for number in range(wanted // A_REPORT):
            store.add(make(number, rng), "benchmark")
            if number % 1000 == 999:
                sys.stderr.write(f"{(number + 1) * A_REPORT} statements, {time.monotonic() - begun:.0f} s\n")


def timed(work: Callable[[], object], runs: int) -> str:
    """Return the median and range of some runs, in seconds."""
    found = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return f"median {statistics.median(found):.2f} s, {min(found):.2f} to {max(found):.2f} s, {runs} runs"


def main() -> None:
    """Fill if need be, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--record", type=Path, default=Path("standings.db"))
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    look_seldom()
    if not given.record.exists():
        filled(given.record, given.statements)
    for level in ("state", "person"):
        year = Window(level=level, since=date(2026, 1, 1), until=date(2026, 12, 31))
        for name in registry.names(boards):
            work = partial(_board, name, given.record, year)
            sys.stdout.write(f"{name} of a year by {level:7} {timed(work, given.runs)}\n")
        sys.stdout.write(f"network of a year by {level:7} {timed(partial(_network, given.record, year), given.runs)}\n")


def _board(name: str, record: Path, window: Window) -> int:
    with Store.open(record) as store:
        return len(list(registry.load(boards, name, Board)().rows(store, window)))


def _network(record: Path, window: Window) -> float:
    with Store.open(record) as store:
        ties = counted(store, window, "document")
    return float(one_mode(counts(ties), "congruence", "average").values.sum())


if __name__ == "__main__":
    main()
