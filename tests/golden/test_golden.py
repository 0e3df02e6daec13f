"""The whole reading of each example report against what somebody who read it wrote down."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from golden_format import Line, allowed, length, load, ranges, shared

import communique
from communique.records.evidence import Evidence
from communique.records.rows import Event, Forecast, Record, Statement

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
GOLDEN = sorted(HERE.glob("*.md"))
Spans = tuple[tuple[int, int], ...]


@cache
def reading(stem: str) -> Record:
    """Read an example report with everything that the package finds, once."""
    (path,) = EXAMPLES.glob(f"{stem}.*")
    return communique.read(path)


def expectations() -> Iterator[object]:
    """Yield each line of each golden file; a gap must fail until its mark is taken away."""
    for path in GOLDEN:
        for line in load(path):
            reason = "a known gap; if it passes now, take the word 'gap' from this line"
            marks = [pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)] if line.gap else []
            yield pytest.param(path.stem, line, id=f"{line.place} {line.kind}", marks=marks)


@pytest.mark.parametrize(("stem", "line"), list(expectations()))
def test_expectation(stem: str, line: Line) -> None:
    """What a reader wrote down is in the record."""
    failure = CHECKS[line.kind](reading(stem), line)

    assert not failure, f"{line.place}: {failure}"


def spans(*places: Evidence) -> Spans:
    """Return the ranges of evidence."""
    return tuple((place.start, place.end) for place in places)


def most(gold: Spans, found: Spans) -> bool:
    """Tell whether what was found covers at least half of the characters expected."""
    return 2 * shared(gold, found) >= length(gold)


def text(record: Record) -> str:
    """Return the text of the one report."""
    return record.reports[0].text


def speaker(statement: Statement) -> str | None:
    """Return the id of a statement's speaker."""
    return statement.speaker.actor if statement.speaker else None


def matches(record: Record, line: Line) -> list[Statement]:
    """Return the statements with a line's speaker and at least half of its words."""
    gold = ranges(text(record), line.fields[3], line.place)
    return [s for s in record.statements if allowed(line.fields[0], speaker(s)) and most(gold, spans(*s.content))]


def check_said(record: Record, line: Line) -> str:
    """Find a statement, at the top level or, for ``second-hand``, inside another one."""
    found = matches(record, line)
    if line.kind == "second-hand":
        found = [statement for statement in found if statement.reported_by]
    if found:
        return ""
    gold = ranges(text(record), line.fields[3], line.place)
    others = [speaker(s) for s in record.statements if shared(gold, spans(*s.content))]
    return f"no such statement by {line.fields[0]}; there are statements by {others}"


def gold_statements(record: Record, stem: str) -> list[tuple[Line, Spans]]:
    """Return the statements that the golden file expects, gaps included, with their places."""
    lines = [line for line in load(HERE / f"{stem}.md") if line.kind in ("said", "second-hand")]
    return [(line, ranges(text(record), line.fields[3], line.place)) for line in lines]


def wrong_speakers(record: Record, stem: str) -> list[str]:
    """Name the statements that overlap expected ones, none of which has their speaker."""
    gold, wrong = gold_statements(record, stem), []
    for statement in record.statements:
        here = [line for line, places in gold if shared(places, spans(*statement.content))]
        name = speaker(statement)
        if here and name is not None and not any(allowed(line.fields[0], name) for line in here):
            wrong.append(f"{name} for {here[0].fields[0]}: {statement.content[0].words!r}")
    return wrong


def check_speakers(record: Record, line: Line) -> str:
    """Count wrong speakers against the number that the file allows."""
    wrong = wrong_speakers(record, line.place.split(".md:")[0])
    return f"{len(wrong)} wrong speakers: {wrong}" if len(wrong) > int(line.fields[0]) else ""


def check_quality(record: Record, line: Line) -> str:
    """Count the wrong acts or forms of the statements that were found."""
    column, field = (1, "act") if line.kind == "wrong acts" else (2, "form")
    wrong = []
    for gold, _ in gold_statements(record, line.place.split(".md:")[0]):
        found = {getattr(statement, field) for statement in matches(record, gold)}
        if found and not any(allowed(gold.fields[column], value) for value in found):
            wrong.append(f"{gold.fields[column]}, found {sorted(found)}: {gold.fields[3]}")
    return f"{len(wrong)} {line.kind}: {wrong}" if len(wrong) > int(line.fields[0]) else ""


def events(record: Record, kind: str, words: str, place: str) -> list[Event]:
    """Return the events of a type and status whose evidence shares characters with the words."""
    gold = ranges(text(record), words, place)
    wanted = tuple(kind.split())
    return [e for e in record.events if (e.type, e.status) == wanted and shared(gold, spans(e.evidence))]


def check_did(record: Record, line: Line) -> str:
    """Find an event with its actor and recipient."""
    kind, parties, words = line.fields
    actor, recipient = parties.split(" -> ")
    found = events(record, kind, words, line.place)
    pairs = [(event.actor, event.recipient) for event in found]
    return "" if any(allowed(actor, a) and allowed(recipient, b) for a, b in pairs) else f"no such event; found {pairs}"


def check_never_did(record: Record, line: Line) -> str:
    """Make sure that an event is not in the record."""
    found = events(record, line.fields[0], line.fields[1], line.place)
    return f"found {[event.evidence.words for event in found]}" if found else ""


def check_position(record: Record, line: Line) -> str:
    """Find a position, or make sure that there is none."""
    held = {(position.actor, position.issue.id, position.stance) for position in record.positions}
    expected = line.kind == "position"
    return "" if (line.fields in held) == expected else f"the positions are {sorted(held)}"


def check_forecast(record: Record, line: Line) -> str:
    """Find a forecast with its outcome, condition and author."""
    by, outcome, condition = line.fields
    found = [f for f in forecasts(record, outcome, line.place) if allowed(by, f.by)]
    return "" if any(condition_fits(record, f, condition, line.place) for f in found) else f"found only {found}"


def forecasts(record: Record, outcome: str, place: str) -> list[Forecast]:
    """Return the forecasts whose outcome covers at least half of the words."""
    gold = ranges(text(record), outcome, place)
    return [forecast for forecast in record.forecasts if most(gold, spans(forecast.outcome))]


def condition_fits(record: Record, forecast: Forecast, words: str, place: str) -> bool:
    """Tell whether a forecast's condition is the expected one."""
    if words == "-" or forecast.condition is None:
        return words == "-" and forecast.condition is None
    return most(ranges(text(record), words, place), spans(forecast.condition))


def check_never_forecast(record: Record, line: Line) -> str:
    """Make sure that no forecast is found in words that are a plan, a promise or a threat."""
    gold = ranges(text(record), line.fields[0], line.place)
    found = [f.outcome.words for f in record.forecasts if shared(gold, spans(f.outcome))]
    return f"found {found}" if found else ""


def check_removed(record: Record, line: Line) -> str:
    """Find words among those that cleaning took out, and make sure that the text lacks them."""
    removed = " ".join(" ".join(part.words for part in record.reports[0].removed).split())
    left = line.fields[0] in text(record)
    return "" if line.fields[0] in removed and not left else f"removed was: {removed!r}; left in the text: {left}"


def check_absent(record: Record, line: Line) -> str:
    """Make sure that words around the report are not in its text."""
    return "they are in the text" if line.fields[0] in text(record) else ""


def check_metadata(record: Record, line: Line) -> str:
    """Compare title, outlet or publication date."""
    found = str(getattr(record.reports[0], line.kind))
    return "" if found == line.fields[0] else f"{line.kind} is {found!r}"


CHECKS = {
    "said": check_said,
    "second-hand": check_said,
    "did": check_did,
    "never did": check_never_did,
    "position": check_position,
    "never position": check_position,
    "forecast": check_forecast,
    "never forecast": check_never_forecast,
    "removed": check_removed,
    "absent": check_absent,
    "title": check_metadata,
    "published": check_metadata,
    "outlet": check_metadata,
    "wrong speakers": check_speakers,
    "wrong acts": check_quality,
    "wrong forms": check_quality,
}
