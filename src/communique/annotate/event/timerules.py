"""How dates are written in reports, and which days each way of writing means.

Own rules: an ordered list of patterns; where two match at one place, the earlier in the list wins. Each pattern is
free of nested repetition, so that the search is linear in the length of the text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from communique.annotate.event import dates
from communique.annotate.event.dates import Days
from communique.lexicons.events import calendar


@dataclass(frozen=True, slots=True)
class Context:
    """What a date is counted from.

    Attributes:
        anchor: the day of the report; None when it is not known.
        previous: the day that was named last in the same paragraph, for "a week earlier".
        ahead: whether the clause speaks of the future; None when it does not tell.
    """

    anchor: date | None
    previous: Days | None
    ahead: bool | None


class Found(NamedTuple):
    """A date expression: its days, or None when they cannot be told."""

    days: Days | None


Resolver = Callable[[dict[str, str], Context], Found | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A way of writing dates; the resolver returns None for what is no date after all ("31 February")."""

    pattern: re.Pattern[str]
    resolve: Resolver


@cache
def hint() -> re.Pattern[str]:
    """Return a pattern that every date expression holds a match of; it is cheap to search for."""
    words = "|".join([_one_of("month", capital=True), _one_of("weekday", capital=True), _one_of("day")])
    return re.compile(
        rf"(?:19|20)\d\d|\b(?:{words}|Yesterday|Today|Tonight|Tomorrow|This|That|The day|Last|[Oo]vernight|day|week"
        r"|month|year|decade)|weekend|same day|quarter|half"
    )


def _one_of(kind: str, *, capital: bool = False) -> str:
    words = sorted(calendar()[kind], key=lambda word: (-len(word), word))
    forms = [form for word in words for form in ((word.capitalize(), word.upper()) if capital else (word,))]
    return "|".join(re.escape(form) for form in forms)


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in order of precedence."""
    month, weekday = _one_of("month", capital=True), _one_of("weekday", capital=True)
    names = _one_of("not-before-weekday", capital=True).split("|")
    day = r"(?:[12]\d|3[01]|0?[1-9])"
    parts = {
        "M": rf"(?P<month>{month})\b(?:\.(?= \d))?",
        "WD": rf"(?P<weekday>{weekday})",
        "WD,": rf"(?:(?:{weekday}),? )?",
        "D": rf"(?P<day>{day})(?:st|nd|rd|th)?\b",
        "D2": rf"(?P<day2>{day})(?:st|nd|rd|th)?\b",
        "Y": r"(?P<year>(?:19|20)\d\d)\b",
        ",Y": r"(?:,? (?P<year>(?:19|20)\d\d)\b(?![,.]\d))?",
        "-": r" ?(?:-|–|—|to|and) ?",
        "part": r"(?P<part>[Ee]arly|[Ll]ate|[Mm]id)",
        "N": rf"(?<![-\w])(?P<count>\d{{1,3}}|{_one_of('number')}|{_one_of('number', capital=True)})",
        "U": r"(?P<unit>day|week|month|year|decade)s?\b",
        "not-name": "".join(rf"(?<!\b{word} )" for word in names),
        "not-title": rf"(?! (?:{_one_of('not-after-weekday', capital=True)})\b)",
        "not-paper": "".join(rf"(?<!\b{word} )" for word in _one_of("not-before-day", capital=True).split("|")),
        "year-noun": f"(?:{_one_of('year-noun')})",
        "year-end": r"(?![-–,.]?\d|%| (?:people|cases|dollars|troops|soldiers)\b)",
        "quarter": r"(?P<quarter>first|second|third|fourth) (?P<span>quarter|half)",
    }
    return tuple(Rule(re.compile(_fill(text, parts)), resolve) for text, resolve in _WRITTEN)


def _fill(text: str, parts: dict[str, str]) -> str:
    return re.sub("«([^«»]+)»", lambda match: parts[match[1]], text)


def _number(words: str) -> int:
    return int(words) if words.isdigit() else calendar()["number"][words.lower()]


def _month(found: dict[str, str]) -> int:
    return calendar()["month"][found["month"].lower()]


def _whole_date(found: dict[str, str], _: Context) -> Found | None:
    day = dates.valid(int(found["year"]), int(found["m"]), int(found["day"]))
    return Found((day, day)) if day else None


def _day_of_month(found: dict[str, str], context: Context) -> Found | None:
    first = _dated(found, int(found["day"]), context)
    last = _dated(found, int(found["day2"]), context) if "day2" in found else first
    if "year" not in found and context.anchor is None:
        return Found(None) if dates.valid(2000, _month(found), int(found["day"])) else None
    return Found((first, last)) if first and last and first <= last else None


def _dated(found: dict[str, str], day: int, context: Context) -> date | None:
    if "year" in found:
        return dates.valid(int(found["year"]), _month(found), day)
    return dates.nearest(context.anchor, _month(found), day, context.ahead) if context.anchor else None


def _month_of_year(found: dict[str, str], _: Context) -> Found:
    return Found(dates.month_of(int(found["year"]), _month(found), _part(found)))


def _part(found: dict[str, str]) -> str | None:
    return found["part"].lower() if "part" in found else None


def _bare_month(found: dict[str, str], context: Context) -> Found:
    if context.anchor is None:
        return Found(None)
    which, year, months = found.get("which", "").lower(), context.anchor.year, _month(found) - context.anchor.month
    if which == "next" or (context.ahead and not which):
        year += months < 0 or (which == "next" and months == 0)
    elif which == "last" or context.ahead is False:
        year -= months > 0 or (which == "last" and months == 0)
    elif which != "this":
        year -= (months > 6) - (months < -6)
    return Found(dates.month_of(min(max(year, 1), 9999), _month(found), _part(found)))


def _year(found: dict[str, str], _: Context) -> Found:
    return Found(dates.year_of(int(found["year"]), _part(found)))


def _years(found: dict[str, str], _: Context) -> Found:
    return Found(dates.unit_of(date(int(found["year"]), 1, 1), "decade"))


def _quarter(found: dict[str, str], context: Context) -> Found | None:
    year = _named_year(found, context)
    if year is None:
        return Found(None)
    length = 3 if found["span"] == "quarter" else 6
    last = calendar()["ordinal"][found["quarter"]] * length
    return Found((date(year, last - length + 1, 1), dates.month_of(year, last)[1])) if last <= 12 else None


def _named_year(found: dict[str, str], context: Context) -> int | None:
    if "year" in found:
        return int(found["year"])
    shift = {"last": -1, "this": 0, "next": 1}[found["which"].lower()]
    return min(max(context.anchor.year + shift, 1), 9999) if context.anchor else None


def _weekday(found: dict[str, str], context: Context) -> Found:
    """The day itself on its day; else the latest one, or the coming one when the clause looks ahead."""
    if context.anchor is None:
        return Found(None)
    weekday, which = calendar()["weekday"][found["weekday"].lower()], found.get("which", "").lower().split(" ")[-1]
    if which == "last":
        return Found(_last_weekday(context.anchor, weekday))
    if which in ("next", "coming"):
        after = dates.weekday_after(dates.plus_days(context.anchor, 1), weekday)
        return Found((after, after))
    if which == "this":
        day = dates.plus_days(dates.week_of(context.anchor)[0], weekday)
    elif context.ahead:
        day = dates.weekday_after(context.anchor, weekday)
    else:
        day = dates.weekday_before(context.anchor, weekday)
    return Found((day, day))


def _last_weekday(anchor: date, weekday: int) -> Days:
    """Writers mean by "last Tuesday" the latest one or that of the week before: both, where they differ."""
    latest = dates.weekday_before(dates.plus_days(anchor, -1), weekday)
    week_before = dates.plus_days(dates.week_of(anchor)[0], weekday - 7)
    return min(latest, week_before), max(latest, week_before)


def _weekday_in_week(found: dict[str, str], context: Context) -> Found:
    if context.anchor is None:
        return Found(None)
    weeks = {"last": -1, "this": 0, "next": 1}[found["which"].lower()]
    monday = dates.plus_days(dates.week_of(context.anchor)[0], 7 * weeks)
    day = dates.plus_days(monday, calendar()["weekday"][found["weekday"].lower()])
    return Found((day, day))


def _named_day(found: dict[str, str], context: Context) -> Found:
    if context.anchor is None:
        return Found(None)
    day = dates.plus_days(context.anchor, calendar()["day"][" ".join(found["words"].lower().split())])
    return Found((day, day))


def _overnight(_: dict[str, str], context: Context) -> Found:
    return Found((dates.plus_days(context.anchor, -1), context.anchor) if context.anchor else None)


def _relative_unit(found: dict[str, str], context: Context) -> Found:
    """A whole week, month, year; "earlier this week" ends and "later this week" begins with the report."""
    if context.anchor is None:
        return Found(None)
    which, unit = found["which"].lower(), found["unit"].lower()
    if unit == "weekend":
        return Found(_weekend(which, context.anchor, context.ahead))
    count = {"last": -1, "this": 0, "next": 1}[which]
    first, last = dates.unit_of(dates.plus(context.anchor, count, unit), unit)
    side = found.get("side", "").lower() if which == "this" else ""
    return Found((context.anchor if side == "later" else first, context.anchor if side == "earlier" else last))


def _weekend(which: str, anchor: date, ahead: bool | None) -> Days:
    """The own week's weekend once it has begun, or when the clause looks ahead; else the one before."""
    own = dates.weekend_of(anchor)
    if which == "next":
        return dates.weekend_of(dates.plus_days(own[1], 7))
    coming = ahead is not False if which == "this" else which == "the" and ahead
    if coming or (own[0] <= anchor and which != "last"):
        return own
    return dates.weekend_of(dates.plus_days(own[0], -7))


def _ago(found: dict[str, str], context: Context) -> Found:
    if context.anchor is None:
        return Found(None)
    return Found(_shifted((context.anchor, context.anchor), -_number(found["count"]), found["unit"]))


def _shifted(days: Days, count: int, unit: str) -> Days:
    first, last = dates.plus(days[0], count, unit), dates.plus(days[1], count, unit)
    return dates.unit_of(first, unit)[0], dates.unit_of(last, unit)[1]


def _from_previous(found: dict[str, str], context: Context) -> Found:
    """Counted from the day that was named before; unknown where none was."""
    if context.previous is None or context.previous[0] != context.previous[1]:
        return Found(None)
    count = _number(found.get("count", "one"))
    back = found["side"].lower() in ("earlier", "before", "previous")
    day = dates.plus(context.previous[0], -count if back else count, found["unit"])
    return Found(dates.unit_of(day, found["unit"]) if found["unit"] not in ("day", "week") else (day, day))


def _that_day(_: dict[str, str], context: Context) -> Found:
    if context.previous and context.previous[0] == context.previous[1]:
        return Found(context.previous)
    return Found((context.anchor, context.anchor) if context.anchor else None)


def _stretch(found: dict[str, str], context: Context) -> Found:
    """The stretch of days that ends, or begins, with the report."""
    if context.anchor is None:
        return Found(None)
    count, ahead = _number(found.get("count", "one")), found["which"].lower() in ("next", "coming")
    other = dates.plus(context.anchor, count if ahead else -count, found["unit"])
    return Found((context.anchor, other) if ahead else (other, context.anchor))


# «X» stands for a part of ``rules``; the evidence is the group ``keep`` where there is one, else all that matched.
# Capital letters tell March from marching, May from may.
_WRITTEN: tuple[tuple[str, Resolver], ...] = (
    (r"\b(?:[Oo]n )?«Y»-(?P<m>\d\d)-(?P<day>\d\d)\b", _whole_date),
    (r"\b(?:[Oo]n )?«WD,»«M» «D»«-»«D2»«,Y»", _day_of_month),
    (r"\b(?:[Oo]n )?«WD,»«D»«-»«D2» (?:of )?«M»«,Y»", _day_of_month),
    (r"\b(?:[Oo]n )?«WD,»«M» (?:the )?«D»«,Y»(?!:\d|\.\d|-year)", _day_of_month),
    (r"\b(?:[Oo]n )?«WD,»(?:the )?(?<![\d.,$€£])«D» (?:of )?«M»«,Y»", _day_of_month),
    (r"\b(?:[Ii]n )?(?:«part»[- ])?«M»,?(?: of)? «Y»", _month_of_year),
    (r"\b(?:[Ii]n )?(?:the )?«quarter» of (?:«Y»|(?P<which>last|this|next) year\b)", _quarter),
    (r"\b(?:[Oo]n )?«WD»,? (?P<which>last|this|next) week\b", _weekday_in_week),
    (r"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext) week on «WD»\b", _weekday_in_week),
    (
        r"\b(?:[Oo]n )?(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Tt]his past|[Tt]his coming|the coming) )?"
        r"«not-name»«WD»\b«not-title»",
        _weekday,
    ),
    (r"\b(?P<words>[Tt]he day (?:before yesterday|after tomorrow)|[Ll]ast night)\b", _named_day),
    (
        r"«not-paper»\b(?P<words>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|[Tt]his (?:morning|afternoon|evening))\b",
        _named_day,
    ),
    (r"\b[Oo]vernight\b", _overnight),
    (r"\b(?:[Ee]arlier|[Ll]ater) (?:in the|that|the same) day\b|\b(?:[Tt]hat|[Tt]he) same day\b", _that_day),
    (r"\b(?:[Oo]ver|[Aa]t|[Dd]uring|[Oo]n) (?P<which>the) (?P<unit>weekend)\b", _relative_unit),
    (
        r"\b(?:(?P<side>[Ee]arlier|[Ll]ater) )?(?P<which>[Ll]ast|[Tt]his|[Nn]ext) "
        r"(?P<unit>weekend|week|month|year|decade)\b",
        _relative_unit,
    ),
    (
        r"\b(?:[Ii]n|[Oo]ver|[Dd]uring|[Ww]ithin) the (?P<which>past|last|previous|next|coming) (?:«N» )?«U»",
        _stretch,
    ),
    (r"\b«N» «U» ago\b", _ago),
    (r"\b«N» «U» (?P<side>earlier|later)\b", _from_previous),
    (r"\b[Tt]he (?P<side>previous|next|following) (?P<unit>day|week|month|year)\b", _from_previous),
    (r"\b[Tt]he (?P<unit>day|week|month|year) (?P<side>before)\b(?= ?[.,;”\"])", _from_previous),
    (r"\b(?:[Ii]n )?(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext) |«part»[- ])«M»(?! \d)", _bare_month),
    (r"\b(?:[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Tt]hrough|[Bb]efore|[Aa]fter) (?P<keep>«M»)(?! [\dA-Z])", _bare_month),
    (r"\b[Ii]n «M»(?! [\dA-Z])", _bare_month),
    (r"\b(?:[Ii]n )?(?:the )?(?P<year>(?:19|20)\d0)s\b", _years),
    (r"\b(?:[Ii]n )?«part»[- ]«Y»«year-end»", _year),
    (r"\b[Ii]n «Y»«year-end»", _year),
    (r"\b(?:[Ss]ince|[Uu]ntil|[Bb]efore|[Tt]he|[Dd]uring|[Tt]hroughout) (?P<keep>«Y»)«year-end»", _year),
    (r"(?:\b[a-z]+|['’]s) (?P<keep>«Y») (?=«year-noun»\b)", _year),
    (
        r"\b(?:[Aa]fter|[Bb]y|[Oo]f|[Tt]o|[Aa]nd|[Ff]rom|[Bb]etween|[Ff]or) (?P<keep>«Y»)«year-end»"
        r"(?=[.,;:)”\"’]|$| (?:to|and|by|in|until|was|is|has|that|when|after|as|with|but)\b)",
        _year,
    ),
)
