"""The same statement in headline, deck and body: counted once."""

from collections.abc import Sequence

from communique.annotate.base import Annotator
from communique.records.document import Document
from communique.records.layers import ATTRIBUTIONS, REPEATS, SYNTAX, Attribution
from communique.records.syntax import Syntax

CONTENT_WORDS = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")

# Share of a headline's content words that its statement in the body must have too, when four and more words agree and
# when fewer do. Of the nine headline statements in the example reports, the two that the body repeats share 4 of 5 and
# 4 of 4 words with it, the others at most 2 of 3; decks with an added half-sentence share less but in more words
# (4 of 9 in the one such deck read).
SHARED = 0.4
SHARED_BY_FEW = 0.7
MANY = 4
LEAST = 2


class Repeats(Annotator):
    """Link each attribution in title or deck to the attribution in the body that it repeats."""

    version = 1
    needs = (SYNTAX, ATTRIBUTIONS)
    gives = REPEATS

    def __call__(self, document: Document) -> tuple[int | None, ...]:
        """Return for each attribution the index of the one that it repeats, or None."""
        attributions, body_start = document[ATTRIBUTIONS], document.report.body_start
        words = [_words(document[SYNTAX], attribution) for attribution in attributions]
        body = [i for i, a in enumerate(attributions) if a.content[0].start >= body_start]
        return tuple(
            None if a.content[0].start >= body_start else _best(i, body, words) for i, a in enumerate(attributions)
        )


def _words(syntax: Syntax, attribution: Attribution) -> frozenset[str]:
    return frozenset(
        token.lemma.lower()
        for piece in attribution.content
        for token in syntax.tokens_in(piece.start, piece.end)
        if token.pos in CONTENT_WORDS
    )


def _best(index: int, body: Sequence[int], words: Sequence[frozenset[str]]) -> int | None:
    """Return the body attribution that shares most words with a headline's, the first of equals."""
    mine = words[index]
    shared = [(len(mine & words[i]), -i) for i in body]
    count, place = max(shared, default=(0, 0))
    share = SHARED if count >= MANY else SHARED_BY_FEW
    return -place if count >= LEAST and count >= share * len(mine) else None
