"""Attributions against PolNeAR's development articles: spans of each role, and linked attributions."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from communique.core.settings import Settings
from communique.records.document import Document
from communique.records.layers import ATTRIBUTIONS, SYNTAX
from communique_eval import polnear
from communique_eval.base import Figure, Row, Scorer, Scores
from communique_eval.detokenise import detokenise_article, tokens_of
from communique_eval.gold import Gold
from communique_eval.metrics import (
    ROLES,
    Counts,
    Range,
    Ranges,
    Triple,
    alike,
    by_group,
    cue_alike,
    linked_counts,
    matches,
    overlap,
    same,
    span_scores,
    spans,
)
from communique_eval.phrases import FORMS, KINDS, form_of_content, kind_of_source, quoted_ranges, words_of
from communique_eval.pipeline import read, triples


class AttributionScorer(Scorer):
    """Who said what, as places in the text."""

    about = "attributions in 84 articles of political news (PolNeAR, development part)"
    needs = ("polnear-articles", "polnear-paragraphs")

    def run(self, gold: Gold) -> Scores:
        """Score linked attributions on the articles and spans on the tagged paragraphs."""
        read_articles = [_compare(article, self.settings) for article in polnear.articles(gold) if article.primary]
        rows = sorted(
            (row for one in read_articles for row in _wrong(one)),
            key=lambda row: (row["kind"], row["cue gold"].lower(), row["cue found"].lower()),
        )
        figures = (*_linked_figures(read_articles), *_span_figures(polnear.paragraphs(gold), self.settings))
        return Scores(figures, tuple(rows), gold.sha256(self.needs))

    def run_file(self, file: Path) -> Scores:
        """Score spans on the tagged paragraphs of a file in CofeNet's format."""
        figures = tuple(_span_figures(polnear.tagged(file), self.settings))
        return Scores(figures, (), hashlib.sha256(file.read_bytes()).hexdigest())


# --- linked attributions -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Compared:
    """An article with what the gold has and what was found."""

    doc: str
    document: Document
    gold: tuple[Triple, ...]
    found: tuple[Triple, ...]
    quoted: Ranges

    def form(self, triple: Triple) -> str:
        return form_of_content(triple.content, self.quoted)

    def kind(self, triple: Triple) -> str:
        return kind_of_source(words_of(self.document.report.text, triple.source))


def _compare(article: polnear.Article, settings: Settings) -> _Compared:
    document = read(article.text, settings)
    found = triples(document[ATTRIBUTIONS])
    return _Compared(article.doc, document, article.attributions, found, quoted_ranges(article.text))


def _linked_figures(compared: list[_Compared]) -> Iterator[Figure]:
    whole = {"overlap": alike, "exact": same, "cue": cue_alike}
    for name, agree in whole.items():
        yield Figure.f1(f"linked {name}", _sum(linked_counts(one.gold, one.found, agree) for one in compared))
    yield from _given_the_cue(compared)
    by_form: dict[str, Counts] = dict.fromkeys(FORMS, Counts())
    by_kind: dict[str, Counts] = dict.fromkeys(KINDS, Counts())
    for one in compared:
        pairs = matches(one.gold, one.found, alike)
        _add(by_form, by_group(list(map(one.form, one.gold)), list(map(one.form, one.found)), pairs))
        _add(by_kind, by_group(list(map(one.kind, one.gold)), list(map(one.kind, one.found)), pairs))
    yield from (Figure.f1(f"linked overlap, {form}", counts, part=True) for form, counts in by_form.items())
    yield from (Figure.f1(f"linked overlap, source {kind}", counts, part=True) for kind, counts in by_kind.items())


def _given_the_cue(compared: list[_Compared]) -> Iterator[Figure]:
    """Of the attributions whose cue was found, the share whose source and whose content overlap gold's."""
    pairs = [(one.gold[i], one.found[j]) for one in compared for i, j in matches(one.gold, one.found, cue_alike)]
    sources = sum(overlap(gold.source, found.source) for gold, found in pairs)
    contents = sum(overlap(gold.content, found.content) for gold, found in pairs)
    yield Figure.share("source, given the cue", sources, len(pairs), part=True)
    yield Figure.share("content, given the cue", contents, len(pairs), part=True)


def _sum(counts: Iterable[Counts]) -> Counts:
    return sum(counts, Counts())


def _add(whole: dict[str, Counts], part: dict[str, Counts]) -> None:
    for group, counts in part.items():
        whole[group] += counts


# --- what was wrong ----------------------------------------------------------------------------------------------


def _wrong(one: _Compared) -> Iterator[Row]:
    """Yield a row for each gold or found attribution that is not exactly right.

    Gold and found rows are paired by the best agreement that is left: all roles, then the cue, then the content.
    """
    gold, found = dict(enumerate(one.gold)), dict(enumerate(one.found))
    for agree in (alike, cue_alike, _content_alike):
        left, right = list(gold), list(found)
        for i, j in matches([gold[k] for k in left], [found[k] for k in right], agree):
            pair = gold.pop(left[i]), found.pop(right[j])
            if not same(*pair):
                yield _row(one, _fault(*pair), *pair)
    for triple in gold.values():
        yield _row(one, "missed", triple, None)
    for triple in found.values():
        yield _row(one, "spurious", None, triple)


def _content_alike(one: Triple, other: Triple) -> bool:
    return overlap(one.content, other.content)


def _fault(gold: Triple, found: Triple) -> str:
    """Name the roles that are wrong (no overlap); where none is, those that are inexact."""
    wrong = [role for role in ROLES if not overlap(getattr(gold, role), getattr(found, role))]
    inexact = [role for role in ROLES if getattr(gold, role) != getattr(found, role)]
    return "wrong " + "+".join(wrong) if wrong else "inexact " + "+".join(inexact)


def _row(one: _Compared, kind: str, gold: Triple | None, found: Triple | None) -> Row:
    text = one.document.report.text
    shown = gold or found or Triple((), (), ())
    row = {"kind": kind, "doc": one.doc, "form": one.form(shown), "source": one.kind(shown)}
    for role in ("cue", "source", "content"):
        row[f"{role} gold"] = words_of(text, getattr(gold, role)) if gold else ""
        row[f"{role} found"] = words_of(text, getattr(found, role)) if found else ""
    return {**row, "sentence": _sentence(one.document, shown)}


def _sentence(document: Document, triple: Triple) -> str:
    """Return the sentence of the cue, or of the content where there is no cue."""
    syntax = document[SYNTAX]
    token = syntax.token_at((triple.cue or triple.content)[0][0])
    return " ".join(syntax.evidence(syntax.sentence_of(token.i)).words.split()) if token else ""


# --- spans -------------------------------------------------------------------------------------------------------

_Pairs = dict[str, list[tuple[Ranges, Ranges]]]


def _span_figures(paragraphs: Iterable[polnear.TaggedParagraph], settings: Settings) -> Iterator[Figure]:
    """Score each role by CofeNet's metric.

    The paragraphs of one article are read as one report; an article that several people annotated is there several
    times, as in the published figures, and read once.
    """
    pairs: _Pairs = {role: [] for role in ROLES}
    found: dict[tuple[tuple[str, ...], ...], list[dict[str, Ranges]]] = {}
    for _, rows in groupby(paragraphs, key=lambda row: row.doc):
        group = list(rows)
        tokens = tuple(row.tokens for row in group)
        if tokens not in found:
            found[tokens] = list(_found_spans(tokens, settings))
        for row, here in zip(group, found[tokens], strict=True):
            there = spans(row.labels)
            for role in ROLES:
                pairs[role].append((there[role], here[role]))
    scores = {role: span_scores(pairs[role]) for role in ROLES}
    yield from (Figure.f1(f"exact span, {role}", scores[role].exact) for role in ROLES)
    yield from (Figure.f1(f"begin of span, {role}", scores[role].begin) for role in ROLES)
    yield from (Figure(f"J, {role}", scores[role].jaccard) for role in ROLES)


def _found_spans(paragraphs: tuple[tuple[str, ...], ...], settings: Settings) -> Iterator[dict[str, Ranges]]:
    """Read the paragraphs as one report; yield for each the token ranges found of each role."""
    written = list(detokenise_article(paragraphs))
    attributions = triples(read("\n\n".join(text for text, _ in written), settings)[ATTRIBUTIONS])
    ranges = {role: [one for triple in attributions for one in getattr(triple, role)] for role in ROLES}
    offset = 0
    for text, places in written:
        yield {role: _in_paragraph(ranges[role], places, offset, len(text)) for role in ROLES}
        offset += len(text) + 2


def _in_paragraph(ranges: Iterable[Range], places: tuple[Range, ...], offset: int, size: int) -> Ranges:
    inside = [one for one in ranges if one[0] < offset + size and offset < one[1]]
    found = (tokens_of(places, start - offset, end - offset) for start, end in inside)
    return tuple(sorted({one for one in found if one is not None}))
