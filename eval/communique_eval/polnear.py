"""PolNeAR: attributions in US political news, as articles with linked ranges and as tagged paragraphs.

Of each article the ``primary`` annotator's rows are the gold; others exist only for articles that several people
annotated and serve to measure how far people agree.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.core.errors import UsageError
from communique_eval.gold import Gold
from communique_eval.metrics import ROLES, Ranges, Triple

ARTICLES = "polnear/polnear_dev.jsonl"
PARAGRAPHS = "polnear/cofenet_valid.jsonl"
LABELS = frozenset({"O", *(f"{part}-{role}" for role in ROLES for part in "BI")})


@dataclass(frozen=True, slots=True)
class Article:
    """An article with one annotator's attributions; ranges count code points in ``text``."""

    doc: str
    annotator: str
    primary: bool
    text: str
    attributions: tuple[Triple, ...]


@dataclass(frozen=True, slots=True)
class TaggedParagraph:
    """A paragraph as CofeNet's file has it.

    Attributes:
        doc: the article and its annotator; the paragraphs of one follow each other.
        tokens: Penn Treebank tokens ("``", "n't", "-LSB-").
        labels: one of O, B-/I-source, B-/I-cue, B-/I-content for each token.
    """

    doc: str
    tokens: tuple[str, ...]
    labels: tuple[str, ...]


def articles(gold: Gold) -> Iterator[Article]:
    """Yield the development articles of all annotators in the file's order.

    A row without content is a fault of the annotation and left out (one in the development part).
    """
    for row in gold.rows(ARTICLES):
        found = tuple(_triple(item) for item in row["attributions"] if item["content"])
        yield Article(row["doc"], row["annotator"], bool(row["primary"]), row["text"], found)


def paragraphs(gold: Gold) -> Iterator[TaggedParagraph]:
    """Yield CofeNet's validation paragraphs in the file's order, repeated ones included."""
    return tagged(gold.path(PARAGRAPHS))


def tagged(file: Path) -> Iterator[TaggedParagraph]:
    """Yield the paragraphs of a file in CofeNet's format: one JSON object a line with ``tokens`` and ``labels``.

    Paragraphs with the same ``id`` that follow each other are of one article; without ``id`` each stands alone.

    Raises:
        UsageError: the file cannot be read, or a line is not in the format; the message names the line.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"'{file}' cannot be read ({error}). Name a file in CofeNet's format.") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _tagged(line, f"{file}, line {number}", str(number))


def _tagged(line: str, place: str, alone: str) -> TaggedParagraph:
    wanted = "Each line is a JSON object with 'tokens' and as many 'labels' (O, B-source, I-source, …, I-content)."
    try:
        row = json.loads(line)
        tokens, labels = tuple(map(str, row["tokens"])), tuple(row["labels"])
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{place}: not in CofeNet's format. {wanted}") from error
    if len(tokens) != len(labels) or not set(labels) <= LABELS:
        raise UsageError(f"{place}: {len(tokens)} tokens with {len(labels)} labels, or a label of no role. {wanted}")
    return TaggedParagraph(str(row.get("id", alone)), tokens, labels)


def _triple(item: dict[str, Any]) -> Triple:
    return Triple(_ranges(item["source"]), _ranges(item["cue"]), _ranges(item["content"]))


def _ranges(pairs: Sequence[Sequence[int]]) -> Ranges:
    return tuple(sorted((start, end) for start, end in pairs))
