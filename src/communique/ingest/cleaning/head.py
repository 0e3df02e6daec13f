"""What stands between a headline and the text: bylines, dates, fields with a label."""

import re
from dataclasses import dataclass
from datetime import date

from communique.ingest import dates
from communique.ingest.cleaning import byline
from communique.ingest.cleaning.byline import usual_capitals
from communique.ingest.cleaning.patterns import patterns
from communique.ingest.cleaning.places import is_place

_LABEL = re.compile(r"(?P<label>[A-Za-z][A-Za-z -]{1,20}?)\s*:\s*(?P<value>\S.*)?")
_UPDATED = re.compile(r"\b(?:updated|modified|revised)\b", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s,;:|/·•()\[\]—–―.-]+")

# Longer lines are sentences.
MAX_LINE = 200
# An outlet's name; a headline that opens like a label ("Agency: …") is longer.
MAX_OUTLET = 40
# Words in a field of authors that is no byline of the usual form.
MAX_NAMES = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line of a head or a foot says about the report.

    Attributes:
        why: ``byline``, ``date``, ``dateline`` or ``label``.
        authors, outlet, published: what it says of them; empty or None where it says nothing.
        title, deck: what a labelled field gives.
        place: of a dateline that is a line of its own.
    """

    why: str
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: date | None = None
    title: str | None = None
    deck: str | None = None
    place: str | None = None


def mark(words: str) -> Mark | None:
    """Read a whole line as a byline, a line of dates, both, or a labelled field; None when it is neither."""
    if len(words) > MAX_LINE:
        return None
    return _dated(words) or _signed(words) or labelled(words)


def foot(words: str) -> Mark | None:
    """Read a whole paragraph at the end of a report as a byline, a wire credit or a line of dates."""
    found = byline.credit(words)
    if found:
        return Mark("byline", found.authors, found.outlet)
    return (_dated(words) or _signed(words)) if len(words) <= MAX_LINE else None


def beside(words: str) -> Mark | None:
    """Read a line that stands beside a byline or a date as names, an outlet, or a label of the date ("Published")."""
    if len(words) <= MAX_OUTLET and not _SEPARATORS.sub("", patterns().date_words.sub("", words)):
        return Mark("date")
    found = byline.bare(words)
    return Mark("byline", found.authors, found.outlet) if found else None


def _signed(words: str) -> Mark | None:
    found = byline.byline(words) or byline.placed(words)
    return Mark("byline", found.authors, found.outlet) if found else None


def _dated(words: str) -> Mark | None:
    """Read a line of dates, with or without a byline beside them."""
    found = dates.full_date(words)
    if not found:
        return None
    rest = patterns().date_words.sub(" ", _without_dates(words))
    rest = _SEPARATORS.sub(" ", rest).strip()
    if not rest:
        return Mark("date", published=_published(words))
    before = words[: found[1][0]].strip(" |·•,–—-")
    if rest == _SEPARATORS.sub(" ", before) and is_place(before.split(",")[0]):
        return Mark("dateline", published=_published(words), place=usual_capitals(before))
    signed = byline.byline(before) or byline.bare(before)
    after = patterns().date_words.sub(" ", _without_dates(words[found[1][0] :]))
    if signed and not _SEPARATORS.sub(" ", after).strip():
        return Mark("byline", signed.authors, signed.outlet, _published(words))
    return None


def _without_dates(words: str) -> str:
    found = dates.full_date(words)
    while found:
        start, end = found[1]
        words = f"{words[:start]} {words[end:]}"
        found = dates.full_date(words)
    return words


def _published(words: str) -> date | None:
    """Return the date of a line; the one before "Updated" where there are two."""
    updated = _UPDATED.search(words)
    first = dates.full_date(words[: updated.start()]) if updated else None
    found = first or dates.full_date(words)
    return found[0] if found else None


def labelled(words: str) -> Mark | None:
    """Read a field with a label ("Headline: …", "Source: …") that stands above the text."""
    found = _LABEL.fullmatch(words)
    role = patterns().labels.get(found["label"].lower()) if found else None
    if not found or not role:
        return None
    return _field(role, found["value"] or "")


def _field(role: str, value: str) -> Mark | None:
    if role in ("title", "deck") and value:
        return Mark("label", title=value if role == "title" else None, deck=value if role == "deck" else None)
    if role == "outlet":
        return Mark("label", outlet=value) if value and len(value) <= MAX_OUTLET else None
    if role == "author":
        short = len(value.split()) <= MAX_NAMES and not value.endswith(("?", "!"))
        return Mark("byline", byline.names(value)) if value and short else None
    if role == "date":
        return Mark("date", published=dates.parse(value)) if re.search(r"\d", value) else None
    return Mark("label") if role == "other" or (role == "body" and not value) else None
