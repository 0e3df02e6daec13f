"""PolNeAR articles to windows with gold labels and links.

``python -m training.attribution.data GOLD OUT`` parses the articles and writes one file per part: the articles as they
are (``train``, ``dev``) and the training articles with their marks written the other way (``respelled``), for what is
printed with curly marks in one outlet has straight ones in the next.
"""

import json
import pickle
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from training.encoder import vocabulary

from communique.annotate.plan import annotate, stages
from communique.annotate.tagging.features import LABELS, features
from communique.annotate.tagging.tagger import paragraphs
from communique.annotate.tagging.windows import Array, Window, windows
from communique.core.ids import hashed
from communique.core.settings import Settings
from communique.models.wordpiece import WordPieces
from communique.records.document import Document
from communique.records.layers import ATTRIBUTIONS, QUOTATIONS, SYNTAX
from communique.records.report import Report
from communique.records.syntax import Syntax

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its gold.

    Attributes:
        doc: the article.
        pieces: numbers of the word pieces.
        features: pieces by features; 0 for the marks, else the feature's number + 1.
        firsts: for each word the place of its first piece.
        lengths: words of each stretch.
        labels: for each word the index of its label.
        cues, sources, contents: ranges of words.
        source_of: for each cue the index of its source; -1 for none, -2 where it lies outside the window.
        cue_of: for each content range the index of its cue; -2 where it lies outside the window.
    """

    doc: str
    pieces: Array
    features: Array
    firsts: Array
    lengths: tuple[int, ...]
    labels: Array
    cues: Ranges
    sources: Ranges
    contents: Ranges
    source_of: tuple[int, ...]
    cue_of: tuple[int, ...]


def read(text: str) -> Document:
    """Return a text with the layers that the features are made of; the rules alone find the attributions."""
    report = Report(hashed("report", text), "", (), None, (), None, "en", "", "", text)
    return annotate(Document(report), stages(Settings(attribution="rules"), ("syntax", "quotations", "attributions")))


def piece_features(window: Window, of_tokens: Array) -> Array:
    """Spread the features of tokens over their pieces; marks have 0 everywhere."""
    spread = of_tokens[np.maximum(window.words, 0)] + 1
    spread[window.words < 0] = 0
    return spread


# Marks of print → how they are typed on a keyboard.
_TYPED = {"“": '"', "”": '"', "‘": "'", "’": "'", "—": " -- ", "–": "-", "…": "..."}
_OPENING = frozenset(" \n\xa0([—")


def respelled(row: dict[str, Any]) -> dict[str, Any]:
    """Return the article with printed marks typed, or typed ones printed where it has no printed ones."""
    text = row["text"]
    typed = "“" in text or "’" in text
    pieces = [_TYPED.get(c, c) if typed else _printed(text, i) for i, c in enumerate(text)]
    places = np.cumsum([0, *map(len, pieces)]).tolist()

    def moved(ranges: list[list[int]]) -> list[list[int]]:
        return [[places[start], places[end]] for start, end in ranges]

    found = [
        {**one, **{role: moved(one[role]) for role in ("source", "cue", "content")}} for one in row["attributions"]
    ]
    return {**row, "text": "".join(pieces), "attributions": found}


def _printed(text: str, i: int) -> str:
    if text[i] not in "\"'":
        return text[i]
    opens = i == 0 or text[i - 1] in _OPENING
    return ("“" if opens else "”") if text[i] == '"' else "‘" if opens else "’"


def examples(row: dict[str, Any], encode: WordPieces) -> Iterator[Example]:
    """Yield the windows of one gold article."""
    document = read(row["text"])
    syntax = document[SYNTAX]
    of_tokens = features(syntax, document[QUOTATIONS], document[ATTRIBUTIONS])
    gold = [_tokens(syntax, one) for one in row["attributions"] if one["content"]]
    for window in windows(syntax, paragraphs(document.report, syntax), encode):
        yield _example(row["doc"], window, of_tokens, gold)


def _tokens(syntax: Syntax, attribution: dict[str, Any]) -> dict[str, Ranges]:
    return {role: tuple(_words(syntax, attribution[role])) for role in ("source", "cue", "content")}


def _words(syntax: Syntax, ranges: Any) -> Iterator[tuple[int, int]]:
    for start, end in sorted(map(tuple, ranges)):
        inside = [t.i for t in syntax.tokens_in(start, end)]
        first = syntax.token_at(start)
        if first is not None and first.end > start and first.i not in inside:
            inside = [first.i, *inside]
        if inside:
            yield inside[0], inside[-1] + 1


def _example(doc: str, window: Window, of_tokens: Array, gold: list[dict[str, Ranges]]) -> Example:
    order = [i for stretch in window.stretches for i in range(stretch.first, stretch.last)]
    place = {token: k for k, token in enumerate(order)}

    def here(one: tuple[int, int]) -> tuple[int, int] | None:
        inside = [place[i] for i in range(*one) if i in place]
        return (inside[0], inside[-1] + 1) if inside else None

    cues, sources, contents = {}, {}, {}
    source_of, cue_of = [], []
    for one in gold:
        cue = next(filter(None, map(here, one["cue"])), None)
        source = next(filter(None, map(here, one["source"])), None)
        if source:
            sources.setdefault(source, len(sources))
        if cue and cue not in cues:
            cues[cue] = len(cues)
            source_of.append(sources[source] if source else -2 if one["source"] else -1)
        for content in filter(None, map(here, one["content"])):
            if content not in contents:
                contents[content] = len(contents)
                cue_of.append(cues[cue] if cue else -2)
    labels = np.zeros(len(order), dtype=np.int64)
    for role, ranges in (("content", contents), ("source", sources), ("cue", cues)):
        for first, last in ranges:
            labels[first] = LABELS.index(f"B-{role}")
            labels[first + 1 : last] = LABELS.index(f"I-{role}")
    _begin(labels, window)
    return Example(
        doc, window.pieces, piece_features(window, of_tokens), window.firsts,
        tuple(s.last - s.first for s in window.stretches), labels,
        tuple(cues), tuple(sources), tuple(contents), tuple(source_of), tuple(cue_of),
    )  # fmt: skip


def _begin(labels: Array, window: Window) -> None:
    """Let a span that a paragraph's end or another span cuts begin anew."""
    starts = {0, *np.cumsum([stretch.last - stretch.first for stretch in window.stretches]).tolist()}
    for i, label in enumerate(labels):
        inside = label and LABELS[label].startswith("I-")
        if inside and (i in starts or labels[i - 1] not in (label, label - 1)):
            labels[i] = label - 1


def _job(item: tuple[dict[str, Any], list[str]]) -> list[Example]:
    row, vocabulary = item
    return list(examples(row, WordPieces(vocabulary)))


def main(gold: Path, out: Path) -> None:
    """Parse both parts and write them."""
    out.mkdir(parents=True, exist_ok=True)
    pieces = vocabulary()
    dev, train = (_primary(gold / f"polnear/polnear_{part}.jsonl") for part in ("dev", "train"))
    for part, rows in (("dev", dev), ("train", train), ("respelled", list(map(respelled, train)))):
        with ProcessPoolExecutor() as pool:
            found = [one for batch in pool.map(_job, [(row, pieces) for row in rows], chunksize=8) for one in batch]
        (out / f"{part}.pickle").write_bytes(pickle.dumps(found))
        print(part, len(rows), "articles", len(found), "windows", sum(len(x.pieces) for x in found), "pieces")


def _primary(file: Path) -> list[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        return [row for row in map(json.loads, lines) if row["primary"]]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
