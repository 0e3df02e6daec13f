"""PolNeAR: attributions in US political news, as articles with linked ranges and as tagged paragraphs.

Of each article the ``primary`` annotator's rows are the gold; others exist only for articles that several people
annotated and serve to measure how far people agree.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from communique_eval.gold import Gold
from communique_eval.metrics import Ranges, Triple

ARTICLES = "polnear/polnear_dev.jsonl"
PARAGRAPHS = "polnear/cofenet_valid.jsonl"


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
    for row in gold.rows(PARAGRAPHS):
        yield TaggedParagraph(row["id"], tuple(row["tokens"]), tuple(row["labels"]))


def _triple(item: dict[str, Any]) -> Triple:
    return Triple(_ranges(item["source"]), _ranges(item["cue"]), _ranges(item["content"]))


def _ranges(pairs: Sequence[Sequence[int]]) -> Ranges:
    return tuple(sorted((start, end) for start, end in pairs))
