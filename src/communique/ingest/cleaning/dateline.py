"""The dateline that opens a wire report or a press release: "GENEVA, March 3 (Agency) –"."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from communique.ingest import dates
from communique.ingest.cleaning.byline import is_outlet, usual_capitals
from communique.ingest.cleaning.patterns import patterns
from communique.ingest.cleaning.places import is_place
from communique.records.report import Dateline

# Datelines are read in the first characters of a paragraph; the longest seen in print are half of this.
MAX_DATELINE = 120
# Words of an unknown place with its state, and letters that tell it from an abbreviation.
MAX_PLACE = 4
MIN_PLACE = 4


@dataclass(frozen=True, slots=True)
class Opening:
    """A dateline at the start of a paragraph.

    Attributes:
        place: as printed, in its usual capitals; None when only a day or an agency is printed.
        month, day: as printed; 0 when there is none.
        published: the whole date where the year is printed too.
        end: index at which the text begins.
    """

    place: str | None
    month: int
    day: int
    published: date | None
    end: int

    def dated(self, published: date | None) -> Dateline:
        """Return the record's dateline; month and day get the year that brings them closest to the publication date."""
        if self.published or not (self.day and published):
            return Dateline(self.place, self.published)
        return Dateline(self.place, dates.nearest(self.month, self.day, published))


@cache
def _pattern() -> re.Pattern[str]:
    month = dates.month_pattern()
    capital, rest = r"[A-ZÀ-ÖØ-Þ]", r"[A-ZÀ-ÖØ-Þ.’']*"  # no separator in a word: each way to part a line is tried
    capitals = rf"{capital}{rest}(?:[ /-](?:{capital}{rest}|de|of|and|la|el))*"
    titled = rf"{capital}[\w.’'-]*(?: (?:{capital}[\w.’'-]*|de|of|la|el)){{0,3}}"
    day = rf"(?:(?i:mon|tues|wednes|thurs|fri|satur|sun)(?i:day),? )?(?:{month} \d{{1,2}}|\d{{1,2}} {month})"
    return re.compile(
        rf"(?:(?P<capitals>{capitals}(?:, {titled}){{0,2}}?)|(?P<titled>{titled}(?:, {titled}){{0,2}}?))?"
        r"(?: \[[A-Z]\w+\])?"
        rf"(?:(?:,|^)? ?(?P<day>{day})(?:,? (?P<year>(?:19|20)\d\d))?)?"
        r"(?:(?: ?[(\[](?P<agency>[A-Z][^()\[\]]{1,40})[)\]])?(?: ?(?:—|–|―) ?| --? |(?P<colon>:) )"
        r"|\.? /(?P<slashed>[A-Z]{3,12})/\.? )"
        r"(?=[^\s\W]|[\"“‘'(\[$€£¥])"
    )


def opening(words: str) -> Opening | None:
    """Read the dateline at the start of a paragraph.

    A place in capitals needs a dash after it, or a colon if the place is known; a place in usual capitals needs a date
    or an agency too. What
    follows must open a sentence.
    """
    found = _pattern().match(words[:MAX_DATELINE])
    if not found or not _is_sure(found):
        return None
    place = found["capitals"] or found["titled"] or ""
    month, day = _month_day(found["day"]) if found["day"] else (0, 0)
    whole = dates.full_date(f"{found['day']} {found['year']}") if found["year"] else None
    return Opening(
        ", ".join(map(usual_capitals, place.split(", "))) or None,
        month,
        day,
        whole[0] if whole else None,
        found.end(),
    )


def _is_sure(found: re.Match[str]) -> bool:
    first = re.split(r"[ ,:]", found[0], maxsplit=1)[0].lower()
    goes_on = found.string[found.end()].islower()
    if first in patterns().no_places or (goes_on and not found["agency"]):
        return False
    agency = found["slashed"] or (found["agency"] and (found["capitals"] or is_outlet(found["agency"])))
    if found["capitals"]:
        return bool(agency or found["day"]) or _is_bare_place(found["capitals"], colon=bool(found["colon"]))
    return bool(agency or (found["titled"] and found["day"] and not found["colon"]))


def _is_bare_place(words: str, *, colon: bool) -> bool:
    """Tell whether capitals before a dash or a colon, with neither a date nor an agency, are a place."""
    city = words.split(",")[0]
    if is_place(usual_capitals(city)):
        return True
    return not colon and len(words.split()) <= MAX_PLACE and len(re.sub(r"\W", "", city)) >= MIN_PLACE


def _month_day(words: str) -> tuple[int, int]:
    month = re.search(dates.month_pattern(), words)
    day = re.search(r"\d{1,2}", words)
    return dates.month_number(month[0]) if month else 0, int(day[0]) if day else 0
