"""Attributions by layout: transcripts ("NAME: words"), attribution lines ("“words” — Name"), announced paragraphs."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from communique.annotate.attribution.draft import Draft
from communique.records.evidence import Evidence
from communique.records.syntax import Span, Syntax

LABEL = re.compile(
    r"[“\"]?(?P<name>[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|of|the|de|al|van|von|bin|for|and|\([^)]{1,40}\))){0,8}):(?= )"
)
QUESTION = re.compile(r"(?:Q|QUESTION|Question)\b")
_NAME = r"[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|of|the|de|al|van|von|bin)){0,7}"
_SIGNED = rf"(?P<name>{_NAME})(?:, [^.!?]{{1,60}})?\.?\s*$"
LINE = re.compile(rf"(?P<mark>[”\"’'])\s?(?P<dash>[—–―-]{{1,2}}\s?){_SIGNED}")
# In a paragraph of its own a hyphen opens an item of a list.
SIGNATURE = re.compile(rf"(?P<dash>(?:[—―]|--)\s?){_SIGNED}")
MARKS = re.compile("[“\"‘'„«]|``")
OPENING = {"”": "“", '"': '"', "’": "‘", "'": "'", "“": "„", "»": "«"}

# Share of right drafts on the first 400 training articles of PolNeAR (42 drafts), rounded to .05.
CONFIDENCE = 0.65


def find(paragraphs: Sequence[Evidence], syntax: Syntax) -> Iterator[Draft]:
    """Yield a draft for each paragraph that its layout attributes.

    A label counts in a transcript or before an opening quotation mark: a single "Update: …" is no speaker.
    """
    labels = [(paragraph, LABEL.match(paragraph.words)) for paragraph in paragraphs]
    transcript = _is_transcript([match["name"] for _, match in labels if match])
    for (paragraph, match), before in zip(labels, [None, *paragraphs], strict=False):
        at, words = paragraph.start, paragraph.words
        if match and (transcript or words[match.end() + 1 : match.end() + 2] in ("“", '"', "‘", "'")):
            colon, content = (match.end() - 1, match.end()), (at + match.end() + 1, paragraph.end)
            yield _draft(syntax, paragraph, match.span("name"), colon, content)
        elif (line := LINE.search(words)) and (opening := _opening(words, line.start())) is not None:
            content = at + opening, at + line.start() + 1
            yield _draft(syntax, paragraph, line.span("name"), _dash(line), content)
        elif before and (line := SIGNATURE.match(words)) and _opening(before.words, len(before.words) - 1) == 0:
            yield _draft(syntax, paragraph, line.span("name"), _dash(line), (before.start, before.end))


def announced(drafts: Iterable[Draft], paragraphs: Sequence[Evidence]) -> Iterator[Draft]:
    """Yield the drafts without words whose clause ends its paragraph with a colon, with the next paragraph for words.

    So block quotations are printed. Where the next paragraph opens with a quotation mark, the quotation finds its
    speaker by itself.
    """
    following = {before.end: after for before, after in pairwise(paragraphs) if before.words.endswith(":")}
    ends = sorted(following)
    for draft in drafts:
        at = bisect_left(ends, draft.clause[1])
        after = following[ends[at]] if at < len(ends) and ends[at] - draft.clause[1] <= 1 else None
        if after and draft.speech and draft.source and not draft.content and _is_plain(after.words):
            yield replace(draft, content=((after.start, after.end),))


def _is_plain(words: str) -> bool:
    """Tell a paragraph that is neither quoted nor another's: no mark or label before it, no colon at its end."""
    return not MARKS.match(words) and not LABEL.match(words) and not words.endswith(":")


def _opening(words: str, closing: int) -> int | None:
    """Return the index of the mark that the one at ``closing`` closes; None when there is none."""
    mark = OPENING.get(words[closing])
    if mark is None:
        return None
    if mark == "'":
        return 0 if words.startswith(mark) else None  # the others are apostrophes
    at = words.rfind(mark, 0, closing)
    return at if at >= 0 else None


def _is_transcript(names: Sequence[str]) -> bool:
    """Tell speakers from sub-headings: two labels at least, of which one comes again or all are in capitals."""
    return len(names) > 1 and (len(set(names)) < len(names) or all(name.isupper() for name in names))


def _dash(line: re.Match[str]) -> tuple[int, int]:
    between = line.string[line.start("dash") : line.start("name")]
    return line.start("dash"), line.start("dash") + len(between.strip())


def _draft(
    syntax: Syntax, paragraph: Evidence, name: tuple[int, int], cue: tuple[int, int], content: tuple[int, int]
) -> Draft:
    at = paragraph.start
    tokens = syntax.tokens_in(at + name[0], at + name[1])
    source = Span(tokens[0].i, tokens[-1].i + 1) if tokens else None
    lemma = "ask" if QUESTION.match(paragraph.words[slice(*name)]) else ":"
    cue_chars = at + cue[0], at + cue[1]
    return Draft(lemma, source, cue_chars, (content,), CONFIDENCE, speech=True, clause=cue_chars)
