"""How long a user waits for the first brief: from the start of the process to the printed brief of one report.

Every run is a process of its own with a record of its own; the first one only fills the file cache and is not counted.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "examples" / "nile-dam-briefing.txt"


def seconds(command: list[str]) -> float:
    """Run a command to its end and return how long it took.

    Raises:
        CalledProcessError: it failed.
    """
    before = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return time.perf_counter() - before


def read_once(report: Path) -> float:
    """Return the seconds of one ``communique read`` into a new record."""
    with tempfile.TemporaryDirectory() as folder:
        record = str(Path(folder) / "record.db")
        return seconds([sys.executable, "-m", "communique", "read", str(report), "--record", record])


def main() -> None:
    """Print median and range of the runs, in seconds."""
    parser = argparse.ArgumentParser(description="Time from process start to printed brief.")
    parser.add_argument("report", nargs="?", type=Path, default=EXAMPLE)
    parser.add_argument("--runs", type=int, default=7)
    chosen = parser.parse_args()
    read_once(chosen.report)
    reads = [read_once(chosen.report) for _ in range(chosen.runs)]
    helps = [seconds([sys.executable, "-m", "communique", "--help"]) for _ in range(chosen.runs)]
    for name, found in ((f"read {chosen.report.name}", reads), ("--help", helps)):
        sys.stdout.write(
            f"{name:32} median {statistics.median(found):.2f} s, "
            f"{min(found):.2f} to {max(found):.2f} s, {chosen.runs} runs\n"
        )


if __name__ == "__main__":
    main()
