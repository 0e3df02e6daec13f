"""How often Python looks for objects that hold each other."""

import gc

# New objects until it looks through the newest, and how often it does that until it looks through the older ones. With
# Python's own 700, 10 and 10 a matrix of 41,629 cells takes 1.4 times as long and 29,904 changes 1.5 times
# (`benchmarks/standings.py`, 400,000 statements, by person): all is looked through again and again while rows are made.
SELDOM = 50_000, 50, 50


def look_seldom() -> None:
    """Look as seldom as a program should that makes large tables of rows, which never hold each other."""
    gc.set_threshold(*SELDOM)
