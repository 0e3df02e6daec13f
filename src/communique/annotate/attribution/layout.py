"""Attributions by layout: transcripts ("NAME: words") and attribution lines ("“words” — Name")."""

import re
from collections.abc import Iterator, Sequence

from communique.annotate.attribution.draft import Draft
from communique.records.evidence import Evidence
from communique.records.syntax import Span, Syntax

LABEL = re.compile(
    r"[“\"]?(?P<name>[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|of|the|de|al|van|von|bin|for|and|\([^)]{1,40}\))){0,8}):(?= )"
)
QUESTION = re.compile(r"(?:Q|QUESTION|Question)\b")
LINE = re.compile(r"[”\"’']\s?[—–―-]{1,2}\s?(?P<name>[A-Z][\w.’' -]{2,60})(?:, [^.!?]{1,60})?\.?\s*$")

# Share of right drafts on the first 400 training articles of PolNeAR (42 drafts), rounded to .05.
CONFIDENCE = 0.65


def find(paragraphs: Sequence[Evidence], syntax: Syntax) -> Iterator[Draft]:
    """Yield a draft for each paragraph that its layout attributes.

    A label counts in a transcript or before an opening quotation mark: a single "Update: …" is no speaker.
    """
    labels = [(paragraph, LABEL.match(paragraph.words)) for paragraph in paragraphs]
    transcript = _is_transcript([match["name"] for _, match in labels if match])
    for paragraph, match in labels:
        if match and (transcript or paragraph.words[match.end() + 1 : match.end() + 2] in ("“", '"', "‘", "'")):
            content = match.end() + 1, len(paragraph.words)
            yield _draft(syntax, paragraph, match.span("name"), (match.end() - 1, match.end()), content)
        elif line := LINE.search(paragraph.words):
            yield _draft(syntax, paragraph, line.span("name"), _dash(line), (0, line.start() + 1))


def _is_transcript(names: Sequence[str]) -> bool:
    """Tell speakers from sub-headings: two labels at least, of which one comes again or all are in capitals."""
    return len(names) > 1 and (len(set(names)) < len(names) or all(name.isupper() for name in names))


def _dash(line: re.Match[str]) -> tuple[int, int]:
    between = line.string[line.start() + 1 : line.start("name")]
    start = line.start() + 1 + len(between) - len(between.lstrip())
    return start, start + len(between.strip())


def _draft(
    syntax: Syntax, paragraph: Evidence, name: tuple[int, int], cue: tuple[int, int], content: tuple[int, int]
) -> Draft:
    at = paragraph.start
    tokens = syntax.tokens_in(at + name[0], at + name[1])
    source = Span(tokens[0].i, tokens[-1].i + 1) if tokens else None
    lemma = "ask" if QUESTION.match(paragraph.words[slice(*name)]) else ":"
    cue_chars, words = (at + cue[0], at + cue[1]), (at + content[0], at + content[1])
    return Draft(lemma, source, cue_chars, (words,), CONFIDENCE, speech=True, clause=cue_chars)
