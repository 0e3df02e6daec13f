"""How many reports of 700 words one core reads in a second once it is warm, and where the time goes.

The reports are made from the example reports: the paragraphs of all of them in a row, each report beginning at another
paragraph and cut after 700 words, so that no two are the same.
"""

import argparse
import os
import resource
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from communique.core.settings import Settings
from communique.ingest.inputs import Given, find, report_from_text, reports
from communique.records.report import Report
from communique.run.pipeline import Pipeline
from communique.store.database import Store

EXAMPLES = Path(__file__).parents[1] / "examples"
WORDS = 700

Clock = defaultdict[str, float]


def texts(count: int) -> list[str]:
    """Return so many texts of 700 words."""
    sources, _ = find([str(file) for file in sorted(EXAMPLES.iterdir()) if file.name != "README.md"])
    found = [report for source in sources for report in reports(source, Given()) if isinstance(report, Report)]
    paragraphs = [paragraph.words for report in found for paragraph in report.paragraphs()]
    step = max(1, len(paragraphs) // count)
    return [_cut(paragraphs, k * step) for k in range(count)]


def _cut(paragraphs: list[str], first: int) -> str:
    taken: list[str] = []
    missing = WORDS
    for paragraph in islice(cycle(paragraphs), first, None):
        words = paragraph.split()[:missing]
        taken.append(" ".join(words))
        missing -= len(words)
        if not missing:
            return "\n\n".join(taken)
    raise ValueError("There are no paragraphs to make reports from.")


class Timed:
    """A callable that adds its seconds to a clock; all else is as the callable has it."""

    def __init__(self, inner: Any, name: str, clock: Clock) -> None:
        self._inner, self._name, self._clock = inner, name, clock

    def __call__(self, *arguments: Any) -> Any:
        """Call it, on the clock."""
        return on_clock(self._clock, self._name, self._inner, *arguments)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


def on_clock(clock: Clock, name: str, work: Callable[..., Any], *arguments: Any) -> Any:
    """Do the work, add its seconds to the clock under the name, return its result."""
    before = time.perf_counter()
    result = work(*arguments)
    clock[name] += time.perf_counter() - before
    return result


def read_all(pipeline: Pipeline, given: list[str], clock: Clock) -> None:
    """Read the texts into a new record."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "record.db") as store:
        for text in given:
            report = on_clock(clock, "ingest", report_from_text, text, Given())
            reading = on_clock(clock, "stages, resolve and assemble", pipeline, report)
            on_clock(clock, "store", store.add, reading, "benchmark")


def one_round(pipeline: Pipeline, given: list[str], clock: Clock) -> dict[str, float]:
    """Return the seconds of each part for all texts once."""
    clock.clear()
    on_clock(clock, "all", read_all, pipeline, given, clock)
    inner = sum(seconds for name, seconds in clock.items() if name not in OUTER)
    return {**clock, "assemble": clock["stages, resolve and assemble"] - inner}


OUTER = ("ingest", "stages, resolve and assemble", "store", "all")


def timed_pipeline(clock: Clock) -> Pipeline:
    """Return the pipeline with each stage and the resolver on the clock."""
    pipeline = Pipeline(Settings())
    pipeline.stages = tuple(Timed(stage, stage.gives.name, clock) for stage in pipeline.stages)  # type: ignore[misc]
    pipeline.resolver = Timed(pipeline.resolver, "resolve", clock)  # type: ignore[assignment]
    return pipeline


def one_core() -> str:
    """Keep this process on one core where the system lets it; return which."""
    if not hasattr(os, "sched_setaffinity"):
        return "not pinned to a core"
    core = min(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    return f"pinned to core {core}"


def peak_megabytes() -> float:
    """Return the largest resident memory of this process so far, in MB (10^6 bytes)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else 1024) / 1e6


def main() -> None:
    """Print reports a second, milliseconds a report for each part, and peak memory."""
    parser = argparse.ArgumentParser(description="Reports of 700 words a second on one core.")
    parser.add_argument("--reports", type=int, default=20, help="reports in a round")
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    where = one_core()
    given, clock = texts(chosen.reports), Clock(float)
    pipeline = timed_pipeline(clock)
    one_round(pipeline, given, clock)
    rounds = [one_round(pipeline, given, clock) for _ in range(chosen.rounds)]
    median = {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}
    rates = [chosen.reports / one["all"] for one in rounds]
    sys.stdout.write(
        f"{chosen.reports / median['all']:.2f} reports of {WORDS} words a second "
        f"({min(rates):.2f} to {max(rates):.2f}; {chosen.rounds} rounds of {chosen.reports} reports, {where})\n\n"
    )
    for name, seconds in median.items():
        if name not in ("all", "stages, resolve and assemble"):
            share = 100 * seconds / median["all"]
            sys.stdout.write(f"{name:14} {1000 * seconds / chosen.reports:8.1f} ms a report {share:6.1f} %\n")
    sys.stdout.write(f"\npeak memory {peak_megabytes():.0f} MB\n")


if __name__ == "__main__":
    main()
