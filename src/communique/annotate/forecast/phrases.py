"""Forecasts worded as a noun phrase: "predicted a recession", "expects more clashes", "warned of a famine"."""

from collections.abc import Iterator, Sequence

from communique.annotate.forecast import wording
from communique.lexicons.forecasts import words
from communique.records.evidence import Evidence
from communique.records.layers import Attribution, ForecastSpan
from communique.records.syntax import Syntax, Token


def find(syntax: Syntax, attributions: Sequence[Attribution]) -> Iterator[ForecastSpan]:
    """Yield the forecasts whose content is a noun phrase of something that comes about."""
    for index, attribution in enumerate(attributions):
        if not _foretells(attribution) or len(attribution.content) != 1:
            continue
        piece = attribution.content[0]
        head = syntax.head_of(piece.start, piece.end)
        if head is not None and _comes_about(syntax, head, piece):
            outcome = wording.trimmed(syntax.text, piece.start, piece.end)
            if outcome is not None:
                when = wording.horizon(syntax.text, outcome)
                yield ForecastSpan(index, outcome, None, None, None, when)


def _foretells(attribution: Attribution) -> bool:
    lemma = attribution.lemma
    return not attribution.negated and (lemma in words("predicting") or lemma in ("warn of", "warn about", "warn"))


def _comes_about(syntax: Syntax, head: Token, piece: Evidence) -> bool:
    if head.pos != "NOUN":
        return False
    more = any(t.tag == "JJR" or t.lower in ("further", "another") for t in syntax.children(head.i, "amod", "det"))
    ahead = wording.horizon(syntax.text, piece) is not None
    return head.lemma in words("process") or more or ahead
