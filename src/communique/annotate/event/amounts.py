"""Quantities that belong to a deed: money, goods, people killed or expelled."""

import re
from functools import cache

from communique.lexicons.events import calendar, units
from communique.records.layers import Amount
from communique.records.syntax import Syntax, Token

# Verbs whose counted object or participle gives the number of victims.
CASUALTY = {"kill": "killed", "wound": "wounded", "injure": "injured", "arrest": "arrested", "detain": "detained"}
_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALE = r"(?P<scale>thousand|million|billion|trillion|mn|bn|m)\b"


@cache
def _money() -> tuple[re.Pattern[str], ...]:
    signs = "|".join(re.escape(unit) for unit in sorted(units(), key=len, reverse=True) if not unit[-1].isalpha())
    words = "|".join(sorted((unit for unit in units() if unit.isalpha()), key=len, reverse=True))
    return (
        re.compile(rf"(?P<unit>{signs}) ?{_NUMBER}[- ]?(?:{_SCALE})?", re.IGNORECASE),
        re.compile(rf"\b{_NUMBER}[- ]?(?:{_SCALE})?[- ](?P<unit>{words})\b", re.IGNORECASE),
    )


def quantity(words: str) -> Amount | None:
    """Return the first amount of money or goods in the words; None if there is none."""
    found = min((m for pattern in _money() if (m := pattern.search(words))), key=lambda m: m.start(), default=None)
    if found is None:
        return None
    value = float(found["number"].replace(",", ""))
    scale = float(units()[found["scale"].lower()]) if found["scale"] else 1.0
    unit = units()[found["unit"].lower()]
    return Amount(round(value * float(unit), 6), "people") if unit.isdigit() else Amount(round(value * scale, 2), unit)


def counted(syntax: Syntax, i: int) -> Amount | None:
    """Return how many the noun's number word says: "20 diplomats" is 20 ``diplomats``."""
    for child in syntax.children(i, "nummod"):
        value = _value(syntax, child)
        if value is not None:
            return Amount(value, syntax.tokens[i].lower)
    return None


def victims(syntax: Syntax, verb: Token, head: int) -> Amount | None:
    """Return the number of victims that a verb of harm counts: "killing 12 people" is 12 ``killed``."""
    unit = CASUALTY.get(verb.lemma.lower())
    if unit is None:
        return None
    number = counted(syntax, head)
    if number is not None:
        return Amount(number.value, unit)
    value = _value(syntax, syntax.tokens[head])
    return Amount(value, unit) if value is not None else None


def _value(syntax: Syntax, token: Token) -> float | None:
    words = token.lower.replace(",", "")
    if words.isdigit() and words.isascii() and len(words) < 16:
        return float(words)
    if words in ("million", "billion", "hundred", "thousand"):
        parts = [value for child in syntax.children(token.i, "compound", "nummod")
                 if (value := _value(syntax, child)) is not None]  # fmt: skip
        return parts[0] * float(units()[words]) if parts else None
    number = calendar()["number"].get(words)
    return float(number) if number is not None else None
