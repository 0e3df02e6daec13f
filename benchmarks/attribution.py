"""The attribution stage alone: reports of 700 words a second on the given threads, and what each way finds.

    python benchmarks/attribution.py [--threads 2] [--reports 40]

The model, the rules and, where it is installed, textacy's ``direct_quotations`` read the same parsed reports in the
same run, in turns. Parsing is not counted: all three need it. The last lines are of a new process: the seconds to its
first result, parsing included, and its peak memory.
"""

import argparse
import importlib.util
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from throughput import texts

from communique.annotate.annotators.attributions import Attributions
from communique.annotate.annotators.syntax import pipeline
from communique.annotate.plan import annotate, stages
from communique.core.settings import Settings
from communique.ingest.inputs import Given, report_from_text
from communique.records.document import Document

Ways = dict[str, Callable[[int], int]]


def parsed(given: list[str]) -> list[Document]:
    """Return the reports with their parse and quotations."""
    before = stages(Settings(), ("syntax", "quotations"))
    return [annotate(Document(report_from_text(text, Given())), before) for text in given]


def ways(documents: list[Document], threads: int) -> Ways:
    """Return for each way a function from the index of a report to how many attributions it finds there."""
    model, rules = Attributions(Settings(threads=threads)), Attributions(Settings(attribution="rules"))
    found: Ways = {"model": lambda i: len(model(documents[i])), "rules": lambda i: len(rules(documents[i]))}
    if importlib.util.find_spec("textacy"):
        from textacy.extract import triples

        docs = [pipeline()(document.report.text) for document in documents]

        def quotations(i: int) -> int:
            try:
                return sum(1 for _ in triples.direct_quotations(docs[i]))
            except ValueError:  # an odd number of marks
                return 0

        found["textacy direct_quotations"] = quotations
    return found


def cold(text: str) -> None:
    """Read one report in this new process and print the seconds and the peak memory."""
    before = time.perf_counter()
    annotate(Document(report_from_text(text, Given())), stages(Settings(), ("syntax", "quotations", "attributions")))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"first report after its imports {time.perf_counter() - before:.2f} s, peak memory {peak:.0f} MB")


def main() -> None:
    """Time and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cold", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    given = texts(arguments.reports)
    if arguments.cold:
        cold(given[0])
        return
    documents = parsed(given)
    chosen = ways(documents, arguments.threads)
    seconds: dict[str, list[float]] = {name: [] for name in chosen}
    found: dict[str, Any] = {}
    for _ in range(arguments.rounds):
        for name, way in chosen.items():
            before = time.perf_counter()
            found[name] = sum(map(way, range(len(documents))))
            seconds[name].append(time.perf_counter() - before)
    for name, times in seconds.items():
        rate = len(documents) / statistics.median(times)
        print(f"{name}: {rate:.1f} reports/s (median of {arguments.rounds}), {found[name]} found in {len(documents)}")
    before = time.perf_counter()
    subprocess.run([sys.executable, __file__, "--cold", "--reports", "1"], check=True)
    print(f"first result of a new process, imports included: {time.perf_counter() - before:.2f} s")


if __name__ == "__main__":
    main()
