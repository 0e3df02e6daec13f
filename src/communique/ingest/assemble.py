"""Drafts to reports."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from communique.core import ids
from communique.core.errors import NotAReport, UnsupportedLanguage
from communique.ingest import language
from communique.ingest.base import Draft
from communique.ingest.cleaning.layout import Layout, lay_out
from communique.ingest.fields import one_line
from communique.records.report import Report

# A book of 300 pages has 600,000 characters; what is longer is a collection.
MAX_CHARACTERS = 2_000_000

# The shortest headline.
MIN_WORDS = 2
# Letters among the visible characters: prose has 95 %, program code 75 %, tables of numbers under 30 %.
MIN_LETTERS = 0.5
# Marks of code and tables among the visible characters: prose has under 1 %, code and delimited tables over 8 %.
MAX_SYMBOLS = 0.08
_SYMBOLS = "{}[]<>=;_|\\#*+^~`$"
# Code with many comments has fewer: brackets and what else is no sign of prose or prices are over 5 %, letters under
# 90 %, where prose has 93 %.
MAX_MARKS = 0.05
_MARKS = "{}[]()<>=;_|\\#`"
MIN_LETTERS_WITH_MARKS = 0.9
# Digits among the visible characters: the densest reports of markets have 20 %, logs and tables over 25 %.
MAX_DIGITS = 0.25
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says about an input. It stands above what the input says of itself."""

    published: date | None = None
    outlet: str | None = None
    title: str | None = None


def report(draft: Draft, given: Given, source: str) -> Report:
    """Clean a draft.

    Args:
        draft: as a reader gives it.
        given: the user's word on it.
        source: the input as the user named it.

    Raises:
        NotAReport: there is no text, too much of it, or it is code or a table.
        UnsupportedLanguage: the text is not English.
    """
    _check_length(draft.text, source)
    draft = replace(
        draft,
        title=one_line(given.title or "") or draft.title,
        outlet=one_line(given.outlet or "") or draft.outlet,
        published=given.published or draft.published,
    )
    layout = lay_out(draft)
    title, deck, body = _tidied(layout)
    text = "\n\n".join((*title, *deck, *body))
    _check(text, source)
    head = "\n\n".join((*title, *deck))
    return Report(
        id=ids.hashed("report", draft.sha256),
        title="".join(title),
        deck=deck,
        outlet=layout.outlet,
        authors=layout.authors,
        published=layout.published,
        language=language.ENGLISH,
        source=source,
        sha256=draft.sha256,
        text=text,
        removed=layout.removed,
        dateline=layout.opening.dated(layout.published) if layout.opening else None,
        body_start=len(head) + 2 if head and body else len(head),
    )


def _check_length(text: str, source: str) -> None:
    if len(text) > MAX_CHARACTERS:
        problem = f"this is one text of {len(text):,} characters, more than the {MAX_CHARACTERS:,} of a long book"
        raise NotAReport(source, problem, "Split it into its reports.")


def _tidied(layout: Layout) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return title, deck and body; cutting can leave a combining character at an edge, so each is normalised again."""
    parts = ((layout.title,), layout.deck, layout.body)
    title, deck, body = (tuple(filter(None, map(_paragraph, part))) for part in parts)
    return title, deck, body


def _paragraph(words: str) -> str:
    return unicodedata.normalize("NFC", " ".join(words.split()))


def _is_prose(sample: str) -> bool:
    visible = len(sample) - sum(map(str.isspace, sample))
    letters, digits = sum(map(str.isalpha, sample)), sum(map(str.isdigit, sample))
    symbols = sum(map(sample.count, _SYMBOLS))
    is_code = sum(map(sample.count, _MARKS)) > MAX_MARKS * visible and letters < MIN_LETTERS_WITH_MARKS * visible
    is_table = letters < MIN_LETTERS * visible or digits > MAX_DIGITS * visible
    return not is_code and not is_table and symbols <= MAX_SYMBOLS * visible


def _check(text: str, source: str) -> None:
    sample = text[: language.SAMPLE]
    if len(_WORD.findall(sample)) < MIN_WORDS:
        raise NotAReport(source, "there are hardly any words in this", "Give a file with the text of a report.")
    if not _is_prose(sample):
        problem = "this is mostly figures and symbols: a table or a program, not a report"
        raise NotAReport(source, problem, "Give the text of a report; a table of reports can be given as JSON Lines.")
    code = language.language_of(text)
    if code != language.ENGLISH:
        problem = f"this is in {language.name(code)} ({code}), and only English is read"
        raise UnsupportedLanguage(source, problem, "Give an English version of the report.")
