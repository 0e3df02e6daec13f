"""Which language a text is in, from its script and its function words."""

import re
import unicodedata
from collections import Counter
from functools import cache
from importlib import resources

ENGLISH = "en"
UNKNOWN = "und"  # ISO 639-2: undetermined

# Characters looked at; a report does not change its language after them.
SAMPLE = 20_000

# Another language must show this many of its function words, and so many times the number of English ones: in 50
# words of a language about 20 are its function words and 1 or 2 look like English ones ("on", "a", "as", "in").
MIN_WORDS = 3
MIN_RATIO = 1.5

_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of a text's language; ``und`` when it is in a script of which no language is known.

    A text in the Latin alphabet that shows no other language is taken for English: headlines have few function words.
    """
    sample = text[:SAMPLE]
    script = _script(sample)
    if script != "LATIN":
        return _of_script(script, sample)
    hits = _hits(sample)
    english = hits.pop(ENGLISH, 0)
    code, most = max(sorted(hits.items()), key=lambda pair: pair[1], default=(ENGLISH, 0))
    return code if most >= MIN_WORDS and most > MIN_RATIO * english else ENGLISH


def name(code: str) -> str:
    """Return the English name of a language."""
    return _languages().get(code, "an unknown language")


def _script(sample: str) -> str:
    """Return the script of most letters, as the first word of their Unicode names."""
    scripts: Counter[str] = Counter()
    for letter, number in Counter(sample).items():
        if letter.isalpha():
            scripts["LATIN" if letter.isascii() else unicodedata.name(letter, "UNKNOWN").split()[0]] += number
    return max(sorted(scripts.items()), key=lambda pair: pair[1], default=("LATIN", 0))[0]


def _of_script(script: str, sample: str) -> str:
    """Return the language of a script; among several, the first whose own letters are there."""
    rows = [(code, marks) for of, code, marks in _scripts() if of == script]
    return next((code for code, marks in rows if not marks or any(mark in sample for mark in marks)), UNKNOWN)


def _hits(sample: str) -> Counter[str]:
    hits: Counter[str] = Counter()
    for word, number in Counter(_WORD.findall(sample.lower())).items():
        for code in _function_words().get(word, ()):
            hits[code] += number
    return hits


@cache
def _function_words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, words in _rows("function_words.tsv"):
        for word in words.split():
            found.setdefault(word, []).append(code)
    return found


@cache
def _scripts() -> tuple[tuple[str, str, str], ...]:
    return tuple((script, code, marks) for script, code, marks in _rows("scripts.tsv"))


@cache
def _languages() -> dict[str, str]:
    return dict(_rows("languages.tsv"))


def _rows(file: str) -> list[list[str]]:
    lines = (resources.files(__package__) / file).read_text("utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]
