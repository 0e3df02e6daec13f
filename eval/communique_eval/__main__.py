"""`python -m communique_eval NAME [--gold DIR] [--errors FILE]`: one scorer's figures as plain lines, for development.

Users have `communique score`, which also knows the floors.
"""

import argparse
import sys
from pathlib import Path

from communique.core.errors import UsageError
from communique_eval import scoreboard
from communique_eval.gold import Gold


def main() -> int:
    """Print the figures of one scorer; return the exit status."""
    parser = argparse.ArgumentParser(prog="communique_eval", description="Print one scorer's figures.")
    parser.add_argument("name", help=f"one of {', '.join(scoreboard.names())}")
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--errors", type=Path)
    chosen = parser.parse_args()
    try:
        scores = scoreboard.run(chosen.name, Gold.find(chosen.gold))
    except UsageError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for name, value, share, count, _, others in scoreboard.table(chosen.name, scores, {}):
        sys.stdout.write(f"{name:34} {value:>5}  {share:>13}  {count:>5}  {others}\n")
    if chosen.errors:
        scoreboard.write_rows(scores.rows, chosen.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
