"""Names in bylines and credits."""

import re
from dataclasses import dataclass

from communique.ingest.cleaning.patterns import patterns
from communique.ingest.cleaning.places import is_body, is_place

# Longer lines are sentences.
MAX_BYLINE = 200

_TOKEN = re.compile(r"[^\W\d_][\w’'.-]*")
_SPLIT = re.compile(r"\s*(?:[,;|/·•&]|\s[–—-]\s|\b(?i:and|with)\b)\s*")
_PLACES = re.compile(r"\s+(?i:in|at|from)\s+(?:the\s+)?[A-ZÀ-Þ][^,;|&]*?(?=\s+(?i:and)\s|\s*[,;|&]|$)")
_ADDRESS = re.compile(r"\S*@\S+|https?:\S+")
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|news|co\.uk|eu)", re.IGNORECASE)
_NAMED_PLACE = re.compile(
    r"(?P<names>[A-ZÀ-Þ][^,.;:!?]*?)\s+in\s+(?P<place>[A-ZÀ-Þ][\w’'.-]*(?:\s[A-ZÀ-Þ][\w’'.-]*){0,2})"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote the report and for whom, as its byline says."""

    authors: tuple[str, ...]
    outlet: str | None


def byline(words: str) -> Byline | None:
    """Read a whole line or paragraph as a byline with an opening ("By …", "Author: …", "— …").

    Returns:
        None when some part of it is neither a person's name, an outlet nor a role.
    """
    opening = patterns().byline_openings.match(words) if len(words) <= MAX_BYLINE else None
    return _parts(words[opening.end() :]) if opening else None


def placed(words: str) -> Byline | None:
    """Read a line that is names and the places that they write from, without an opening ("Jane Doe in Geneva")."""
    if len(words) > MAX_BYLINE or not _NAMED_PLACE.match(words):
        return None
    people = [_NAMED_PLACE.fullmatch(one) or one for one in re.split(r"\s*,\s*|\s+and\s+", words)]
    names = [one if isinstance(one, str) else one["names"] for one in people]
    return _parts(words) if all(len(name.split()) <= 3 and _is_person(name) for name in names) else None


def bare(words: str) -> Byline | None:
    """Read a line that is nothing but names or an outlet ("Jane Doe, Harbour Post"); for lines beside a date."""
    return _parts(words) if len(words) <= 80 and not re.search(r"[.!?:]$", words) else None


def credit(words: str) -> Byline | None:
    """Read a wire credit ("Reporting by … in …; editing by …") that is the whole line or paragraph."""
    found = patterns().credits.fullmatch(words.strip("()[] \n")) if len(words) <= 500 else None
    if not found:
        return None
    parts = _parts(found["names"]) if found["names"] else None
    return parts or Byline((), None)


def _parts(words: str) -> Byline | None:
    authors: list[str] = []
    outlet = None
    parts = _split(words)
    for part in parts:
        if is_outlet(part):
            outlet = outlet or part
        elif _is_person(part):
            authors.append(usual_capitals(part))
        elif not (_is_role(part) or ((authors or outlet) and _is_place(part, last=part is parts[-1]))):
            return None
    return Byline(tuple(dict.fromkeys(authors)), outlet) if parts else None


def _split(words: str) -> list[str]:
    words = _PLACES.sub("", _ADDRESS.sub("", words))
    return [part for part in (part.strip(" .()[]:") for part in _SPLIT.split(words)) if part]


def is_outlet(part: str) -> bool:
    """Tell whether a part of a byline or a dateline names an outlet rather than a person."""
    if _ACRONYM.fullmatch(part) or _DOMAIN.fullmatch(part):
        return True
    words = part.split()
    known = patterns().outlet_words
    return len(words) <= 6 and words[0][0].isupper() and any(word.lower() in known for word in words)


def _is_person(part: str) -> bool:
    tokens = part.split()
    if not 2 <= len(tokens) <= 5 or not all(_TOKEN.fullmatch(token) for token in tokens):
        return False
    small = patterns().particles
    if not all(token[0].isupper() or token.lower() in small for token in tokens):
        return False
    if tokens[-1].lower() in small or tokens[0].lower() == "the" or _is_day(tokens):
        return False
    return not (_is_role(part) or is_place(part) or is_body(part))


def _is_place(part: str, *, last: bool) -> bool:
    """Tell whether a part after a name is the place that the report was sent from."""
    return is_place(part) or (last and part[0].isupper() and part.isalpha())


def _is_day(tokens: list[str]) -> bool:
    return any(patterns().date_words.fullmatch(token) for token in tokens if token not in ("May", "April", "June"))


def _is_role(part: str) -> bool:
    known = patterns().role_words
    return all(word in known for word in part.lower().replace("-", " ").split())


def names(words: str) -> tuple[str, ...]:
    """Return the people named in an author field; words that are no list of names are one name as they stand."""
    opening = patterns().byline_openings.match(words)
    words = words[opening.end() :] if opening else words
    if not words or len(words) > MAX_BYLINE:
        return ()
    parts = _parts(words)
    return parts.authors if parts else (words,)


def usual_capitals(words: str) -> str:
    """Return a name printed in capitals in its usual ones: ``RIO DE JANEIRO`` → ``Rio de Janeiro``."""
    return " ".join(_capitalise(word, first=i == 0) for i, word in enumerate(words.split()))


def _capitalise(word: str, *, first: bool) -> str:
    if not word.isupper() or "." in word.rstrip(",") or len(word.strip(",")) == 1:
        return word
    parts = re.split(r"([-/’'])", word.lower())
    small = patterns().particles
    for i, part in enumerate(parts):
        opens = i == 0
        after_elision = i >= 2 and parts[i - 1] in "’'" and len(parts[i - 2]) == 1
        joined = i >= 2 and parts[i - 1] in "-/" and part not in small
        if (opens and (first or part not in small)) or joined or after_elision:
            parts[i] = part[:1].upper() + part[1:]
    return "".join(parts)
