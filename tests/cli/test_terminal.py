"""The brief on a terminal: width, colours and what is said without colours."""

import io
import re
from dataclasses import replace

import pytest
from rich.console import Console
from store.samples import DAMS, full, plain, report, said

from communique.present.cli.briefing import SECTIONS, show
from communique.present.cli.page import Page
from communique.present.export.brief import Brief
from communique.query.record import select
from communique.query.view import View
from communique.records.rows import Actor, Reading, Record
from communique.store.database import Store

COLOURS = re.compile(r"\x1b\[[\d;]*m")


def terminal(width: int) -> Console:
    """Return a terminal of some width."""
    return Console(
        file=io.StringIO(), width=width, force_terminal=True, highlight=False, markup=False, legacy_windows=False
    )


def brief(width: int, *readings: Reading) -> str:
    """Return the brief of readings as a terminal of some width shows it."""
    with Store.open(None) as store:
        for reading in readings:
            store.add(reading, "one")
        selection = select(store)
    console = terminal(width)
    show(Brief(View(selection.record, selection.asked)), Page(console), tuple(SECTIONS))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def words(text: str) -> str:
    """Return text without colours and with single blanks."""
    return " ".join(COLOURS.sub("", text).split())


@pytest.mark.parametrize("width", [40, 80, 140])
def test_lines_fit_the_terminal(width: int) -> None:
    """No line is wider than the terminal, and no word is lost."""
    shown = brief(width, full())
    whole = brief(1000, full())

    assert max(len(line) for line in COLOURS.sub("", shown).splitlines()) <= width
    for sentence in ("“We never agreed to it,” said Otto Brandt of Sylvania 🌊.", "the river could run dry by June"):
        assert sentence in words(shown)
        assert sentence in words(whole)


def test_terminal_has_colours() -> None:
    """On a terminal stances and denials are coloured."""
    assert "\x1b[32m✚ supports" in brief(80, full())


def test_nothing_is_said_by_colour_alone() -> None:
    """Without colours the stance, the denial and the second hand are still told, by sign and word."""
    plainly = words(brief(80, full()))

    assert "✚ supports Freedonia (Ida Moss)" in plainly
    assert "✖ opposes Sylvania (Otto Brandt)" in plainly
    assert "✖ DENIED by Otto Brandt" in plainly
    assert "↳ second-hand: Sylvania believes" in plainly


def test_narrow_terminal_lists_positions() -> None:
    """Where the table of positions does not fit, positions are listed by issue and stance."""
    claims = [(f"state:s{number}", f"Words {number}.", "support") for number in range(4)]
    reading = plain("a", *claims)  # type: ignore[arg-type]

    assert "Proposition" in brief(110, reading)
    assert "Proposition" not in brief(60, reading)
    assert "✚ supports S0 [1], S1 [2], S2 [3], S3 [4]" in words(brief(60, reading))


def test_empty_record_says_so() -> None:
    """A brief of nothing is one line."""
    console = terminal(80)
    show(Brief(View(Record())), Page(console), tuple(SECTIONS))
    assert isinstance(console.file, io.StringIO)

    assert words(console.file.getvalue()) == "Nothing in the record meets this."


def test_unnamed_speaker_is_shown_as_the_report_words_it() -> None:
    """Statements without an actor come last, under 'not named'."""
    told = report("a", "Title", "Some say it is bad. Freedonia says it is good.")
    known = said(told, "state:FRE", "it is good", form="indirect", codings=[(DAMS, "support")])
    unknown = said(told, None, "it is bad", form="indirect")
    text = words(brief(80, Reading(told, (Actor("state:FRE", "Freedonia", "state"),), (unknown, known))))

    assert "Freedonia says it is good (paraphrased) [2] not named says it is bad (paraphrased) [1]" in text


def test_second_hand_words_of_a_repeated_statement_are_shown() -> None:
    """What stands only in a repetition is not lost with it."""
    told = report("a", "Title", "Sylvania thinks so, he said. It is so. Sylvania agrees, he said. It is so.")
    first = said(told, "state:FRE", "It is so.")
    repeat = said(told, "state:FRE", "Sylvania agrees", same_as=first)
    inner = said(told, "state:SYL", "agrees", reported_by=repeat)
    actors = (Actor("state:FRE", "Freedonia", "state"), Actor("state:SYL", "Sylvania", "state"))
    text = words(brief(80, Reading(told, actors, (first, repeat, inner))))

    assert "second-hand, as reported by Freedonia: says agrees" in text


def test_statements_that_report_each_other_are_shown() -> None:
    """A circle of second-hand statements, which no text has, neither hangs nor hides its words."""
    told = report("a", "Title", "One says two. Two says one.")
    one, two = (
        said(told, "state:FRE", "One says two."),
        said(told, "state:SYL", "Two says one.", codings=[(DAMS, "support")]),
    )
    circle = (replace(one, reported_by=two.id), replace(two, reported_by=one.id))
    text = words(brief(80, Reading(told, (), circle)))

    assert "reported by state:SYL: says One says two." in text
    assert "reported by state:FRE: says Two says one." in text
