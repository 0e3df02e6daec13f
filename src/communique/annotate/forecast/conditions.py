"""Under which condition something is expected: "if …", "without …", "the longer …"."""

import re
from collections.abc import Iterator

from communique.annotate.forecast.candidate import Candidate
from communique.lexicons.forecasts import words
from communique.records.syntax import Span, Syntax, Token

LONG_AS = re.compile(r"\b(?:as|so) long as\b", re.IGNORECASE)


def find(syntax: Syntax, candidate: Candidate) -> Span | None:
    """Return the tokens of the condition that goes with a clause; None where there is none."""
    sentence = syntax.sentence_of(candidate.head)
    found = [span for span in _all(syntax, sentence) if _belongs(syntax, span, candidate)]
    return min(found, key=lambda span: (_distance(span, candidate), span.first), default=None)


def _distance(span: Span, candidate: Candidate) -> int:
    return max(span.first - candidate.head, candidate.head - span.last)


def _belongs(syntax: Syntax, span: Span, candidate: Candidate) -> bool:
    """Tell whether a condition stands right before or behind a clause, or hangs on its verb or one above it."""
    if span.first <= candidate.head < span.last or span.first <= candidate.verb < span.last:
        return False
    head = next((t.head for t in syntax.tokens[span.first : span.last] if not span.first <= t.head < span.last), None)
    above = {token.i for token in syntax.ancestors(candidate.head)} | {candidate.head, candidate.verb}
    if head is None or head in above:
        return True
    below = syntax.subtree(candidate.head)
    return below.first <= head < below.last


def _all(syntax: Syntax, sentence: Span) -> Iterator[Span]:
    for i in range(sentence.first, sentence.last):
        token = syntax.tokens[i]
        span = _conjunction(syntax, token) or _preposition(syntax, token) or _inversion(syntax, token, sentence)
        if span is not None:
            yield span


def _conjunction(syntax: Syntax, token: Token) -> Span | None:
    """Read "if …", "unless …", "as long as …", "provided that …"."""
    long_as = token.lower in ("as", "so") and LONG_AS.match(syntax.text, token.start)
    if long_as:
        mark = next((t for t in syntax.tokens[token.i + 2 : token.i + 3] if t.dep in ("mark", "advmod")), None)
        head = syntax.tokens[mark.head] if mark else None
    elif token.lower in words("condition") and token.dep in ("mark", "prep", "advmod", "advcl", "prepc"):
        head = syntax.tokens[token.head] if token.dep == "mark" else token
    else:
        return None
    before = syntax.tokens[token.i - 1].lower if token.i else ""
    if head is None or before in ("even", "as", "what", "and", "wonder", "see", "sure", "know", "ask", "asked"):
        return None
    if token.lower == "if" and (head.pos not in ("VERB", "AUX") or head.dep == "ccomp"):
        return None
    first = token.i - 1 if before == "only" else token.i
    return Span(first, max(syntax.subtree(head.i).last, token.i + 1))


def _preposition(syntax: Syntax, token: Token) -> Span | None:
    """Read "without …", "absent …", "in the event of …", "on present trends"."""
    following = [t.lower for t in syntax.tokens[token.i + 1 : token.i + 4]]
    if token.lower in words("without"):
        return _without(syntax, token)
    if token.lower == "in" and (following[:2] == ["case", "of"] or following == ["the", "event", "of"]):
        return syntax.subtree(token.i)
    if token.lower in ("on", "at") and token.dep == "prep":
        nouns = [t for t in syntax.children(token.i, "pobj") if t.lemma in words("trend")]
        if nouns and any(t.lower in words("present") for t in syntax.children(nouns[0].i, "amod", "det")):
            return syntax.subtree(token.i)
    return None


def _without(syntax: Syntax, token: Token) -> Span | None:
    """Return the phrase after the preposition; where the parser sees none, the words up to the comma."""
    whole = syntax.subtree(token.i)
    if token.dep == "prep" and whole.first == token.i and whole.last - whole.first > 1:
        return whole
    sentence = syntax.sentence_of(token.i)
    before = syntax.tokens[sentence.first : token.i]
    if any(t.pos != "PUNCT" and t.dep != "cc" for t in before):
        return None
    return _to_comma(syntax, token.i, sentence)


def _to_comma(syntax: Syntax, first: int, sentence: Span) -> Span | None:
    comma = next((i for i in range(first, sentence.last) if syntax.tokens[i].words == ","), None)
    return Span(first, comma) if comma is not None and comma > first + 1 else None


def _inversion(syntax: Syntax, token: Token, sentence: Span) -> Span | None:
    """Read "Should talks fail, …" and "… should talks fail": the subject stands behind the verb."""
    if token.lower != "should" or token.dep != "aux":
        return None
    behind = [t for t in syntax.children(token.head, "nsubj", "nsubjpass", "expl") if t.i > token.i]
    before = [t for t in syntax.children(token.head, "nsubj", "nsubjpass", "expl") if t.i < token.i]
    if not behind or before:
        return None
    return _to_comma(syntax, token.i, sentence) or Span(token.i, syntax.subtree(token.head).last)


def correlative(syntax: Syntax, sentence: Span) -> tuple[Span, Span] | None:
    """Read "the longer the war drags on, …, the greater the risk": return condition and outcome."""
    starts = [i for i in range(sentence.first, sentence.last - 1) if _comparative(syntax, i)]
    if len(starts) < 2 or not _opens(syntax, starts[0], sentence):
        return None
    later = [i for i in starts[1:] if syntax.tokens[i - 1].words in (",", "“", "‘", '"', "–", "—")]
    condition = _to_comma(syntax, starts[0], sentence)
    if not later or condition is None or condition.last > later[0]:
        return None
    return condition, Span(later[0], sentence.last)


def _comparative(syntax: Syntax, i: int) -> bool:
    return syntax.tokens[i].lower == "the" and syntax.tokens[i + 1].tag in ("JJR", "RBR")


def _opens(syntax: Syntax, i: int, sentence: Span) -> bool:
    before = syntax.tokens[sentence.first : i]
    return all(t.pos in ("PUNCT", "CCONJ") for t in before) or syntax.tokens[i - 1].lower in ("that", "said", ",", "“")
