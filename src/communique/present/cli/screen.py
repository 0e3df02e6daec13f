"""Where output goes: a terminal with its width and colours, or a file or pipe that gets whole lines."""

import sys

from rich.console import Console

# Lines longer than this are hard to read; tables may be wider.
MEASURE = 110
# No line of a report is longer; Rich needs some number.
UNLIMITED = 1_000_000


class _Screen(Console):
    """A console that leaves it to the program what to do when the reader of the output goes away."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def screen() -> Console:
    """Return standard output: the width of the terminal, no width at all for a file or pipe."""
    console = _Screen(file=sys.stdout, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = UNLIMITED
    elif console.width < 1:  # COLUMNS=0, as some terminals say before they know
        console.width = MEASURE
    return console


def complain(message: str) -> None:
    """Write one line to standard error."""
    sys.stdout.flush()
    sys.stderr.write(" ".join(message.split()) + "\n")
    sys.stderr.flush()
