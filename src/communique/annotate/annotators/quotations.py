"""Quotation marks paired into quotations, also over paragraphs and with marks missing."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from communique.annotate.base import Annotator
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import QUOTATIONS, Quotation

# Opening mark to its closing marks; German closes with the English opening mark.
PAIRS = {"“": '”"', "„": "“”", "«": "»", '"': '"”'}
# Marks of typewriters and of typesetting, two characters each; both are closed by two apostrophes.
DOUBLED = ("''", "``")
SINGLE_CLOSER = re.compile(r"(?<=\S)[’'](?!\w)")
MARK = re.compile("``|''|[“„«\"‘']")
# A closing mark with none before it and a speaker after it: the words before are quoted, the opening mark was lost.
LOST = re.compile(r"(?:(?!''|``)[^”“„«\"‘:])+[,?!…]”(?= (?:[A-Z]|(?:he|she|they|it|the|an?|said|says|told|wrote)\b))")
# A single mark that nothing closes in its paragraph opens one that the next takes up: at the beginning or announced.
ANNOUNCED = re.compile(r"(?:^|[,:.?!] )$")

# A shorter quotation without a final stop is a term or a phrase ("no limit"), not speech. Five words and more are
# part of an attributed content in 3,114 of 3,237 quotations of 400 PolNeAR training articles, shorter ones in 1,033 of
# 1,383.
SPEECH_WORDS = 5

# Characters within which a single quotation must close; keeps text full of apostrophes linear. The longest of 144 in
# 484 PolNeAR articles, which are American, has 140; British papers set whole paragraphs of speech in single marks.
SINGLE_REACH = 4_000


class Quotations(Annotator):
    """Pair quotation marks paragraph by paragraph; only outermost quotations are kept."""

    version = 2
    gives = QUOTATIONS

    def __call__(self, document: Document) -> tuple[Quotation, ...]:
        """Return the quotations of the report in text order."""
        found: list[Quotation] = []
        hanging: int | None = None
        paragraphs = list(document.report.paragraphs())
        for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
            inside = list(_pair(paragraph, bool(following and following.words.startswith("‘"))))
            if inside and hanging is not None and _opens(paragraph, inside[0]):
                inside[0] = _continued(inside[0], hanging)
            found.extend(inside)
            hanging = len(found) - 1 if inside and not inside[-1].closed else None
        return tuple(found)


def _opens(paragraph: Evidence, quotation: Quotation) -> bool:
    return not paragraph.words[: quotation.evidence.start - paragraph.start].strip()


def _continued(quotation: Quotation, index: int) -> Quotation:
    return Quotation(quotation.evidence, quotation.mark, quotation.closed, index, speech=True)


def _pair(paragraph: Evidence, taken_up: bool) -> Iterator[Quotation]:
    """Yield the outermost quotations of one paragraph.

    Args:
        paragraph: its place and words.
        taken_up: whether the next paragraph opens with a single mark: one that does not close here goes on there.
    """
    words, at, searched = paragraph.words, 0, 0
    if lost := LOST.match(words):
        yield _quotation(paragraph, 0, lost.end(), "“", True)
        at = lost.end()
    while opening := MARK.search(words, at):
        start, mark = opening.start(), opening.group()
        at = opening.end()
        if not _can_open(words, start, at):
            continue
        end = (
            _closing_single(words, max(at, searched), at + SINGLE_REACH) if mark in "‘'" else _closing(words, at, mark)
        )
        if end is None and _may_be_none(words[:start], mark, taken_up):
            searched = at + SINGLE_REACH  # nothing closes up to there: later marks need not look again
            continue  # an apostrophe, or a mark too uncertain to swallow the paragraph
        yield _quotation(paragraph, start, end if end is not None else len(words), mark, end is not None)
        at = end if end is not None else len(words)


def _may_be_none(before: str, mark: str, taken_up: bool) -> bool:
    """Tell an apostrophe or another mark too uncertain to swallow the rest of its paragraph."""
    return mark in ("'", "``") or (mark == "‘" and not (taken_up and ANNOUNCED.search(before[-2:])))


def _quotation(paragraph: Evidence, start: int, end: int, mark: str, closed: bool) -> Quotation:
    words = paragraph.words[start:end]
    evidence = Evidence(paragraph.start + start, paragraph.start + end, words)
    return Quotation(evidence, "single" if mark in ("‘", "'") else "double", closed, None, _is_speech(words))


def _is_speech(words: str) -> bool:
    inside = words.strip("“”„«»\"'‘’` ")
    count = len(inside.split())
    return count >= SPEECH_WORDS or (count >= 2 and bool(re.search(r"[.,?!…—–-][”“»\"'’]*$", words)))


def _can_open(words: str, start: int, after: int) -> bool:
    """Tell whether a mark stands where quotations begin: after a space, a bracket or a dash, before a character."""
    before = words[start - 1] if start else " "
    following = words[after : after + 1]
    if not following or following.isspace():
        return False
    if words[start] in "“„«`":
        return True
    return (before.isspace() or before in '([{—–-:/“"‘') and not re.match(r"\d\ds?\b", words[after : after + 4])


def _closing(words: str, at: int, mark: str) -> int | None:
    """Return the index after the double mark that closes a quotation opened before ``at``; None when there is none."""
    if mark in DOUBLED:
        end = words.find("''", at)
        return None if end < 0 else end + 2
    for i in range(at, len(words)):
        if words[i] in PAIRS[mark] and not ('"' in (mark, words[i]) and words[i - 1].isspace()):
            return i + 1
        if words[i] == mark == "“" and words[max(0, i - 3) : i].rstrip()[-1:] in ".?!":
            return i  # the same mark opens a new sentence: the first was left open by mistake
    return None


def _closing_single(words: str, at: int, until: int) -> int | None:
    """Find the end of a single-quoted stretch among apostrophes.

    A mark between letters is an apostrophe. Of the others, one next to a stop ends the quotation; a mark after a
    final s before a word may be a plural possessive ("the soldiers' families"), so it counts only when nothing
    better follows.
    """
    fallback: int | None = None
    for closer in SINGLE_CLOSER.finditer(words, at, until):
        i = closer.start()
        stop_beside = words[i - 1] in ",.?!…" or words[i + 1 : i + 2] in ("", *'.,;:?!)—–”"')
        if stop_beside or words[i - 1] not in "sS" or not re.match(" [a-z]", words[i + 1 : i + 3]):
            return i + 1
        fallback = fallback or i + 1
    return fallback
