"""Tokens to running text, keeping where each token went."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest

from communique_eval.metrics import Range

# Penn Treebank's way of writing marks → the mark itself.
_SURFACE = {
    "``": "“", "''": "”", "`": "‘", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
}  # fmt: skip
_SHUTS = frozenset({".", ",", ":", ";", "?", "!", "%", "...", ")", "]", "}", "”", "'", "’"})
_STOPS = frozenset({",", ".", "?", "!", "...", "--"})
_OPENS = frozenset({"(", "[", "{", "$", "£", "€", "#", "“", "‘"})
_CLITICS = frozenset({"'s", "'S", "n't", "N'T", "'re", "'ve", "'ll", "'d", "'m", "'RE", "'VE", "'LL", "'D", "'M"})
_SPLIT = {("can", "not"), ("gon", "na"), ("wan", "na"), ("got", "ta"), ("gim", "me"), ("lem", "me")}


def detokenise(tokens: Sequence[str]) -> tuple[str, tuple[Range, ...]]:
    """Write Penn Treebank tokens as text.

    Returns:
        The text, and for each token the range of its characters: no two overlap, and each shows the token's surface.
    """
    shown = _surfaces(tokens)
    spaces = ["" if _glued(before, after) else " " for before, after in pairwise(shown)] + [""] * bool(shown)
    return join(zip(shown, spaces, strict=True))


def detokenise_article(paragraphs: Sequence[Sequence[str]]) -> Iterator[tuple[str, tuple[Range, ...]]]:
    """Write the paragraphs of an article as text.

    Sentence splitters leave the mark that opens a paragraph at the end of the one before. Where that one has a mark too
    many and the next closes what it has not opened, the mark is written where it was printed.

    Yields:
        for each paragraph what `detokenise` returns; a mark written in the next paragraph has an empty range.
    """
    moved = False
    for tokens, following in zip_longest(paragraphs, paragraphs[1:], fillvalue=()):
        whole = ["``", *tokens] if moved else list(tokens)
        astray = whole[-1:] == ["''"] and sum(map(whole.count, _MARKS)) % 2 == 1 and _lacks_opening(following)
        text, ranges = detokenise(whole[: len(whole) - astray])
        yield text, (*ranges[moved:], *[(len(text), len(text))] * astray)
        moved = astray


_MARKS = ("``", "''")


def _lacks_opening(tokens: Sequence[str]) -> bool:
    """Tell whether the first mark of a paragraph closes speech."""
    first = next((i for i, token in enumerate(tokens) if token in _MARKS), 0)
    return first > 0 and tokens[first] == "''" and tokens[first - 1] in _STOPS


def _surfaces(tokens: Sequence[str]) -> list[str]:
    """Return each token as it was printed; which way a mark faces is told anew, for taggers often have it wrong."""
    shown: list[str] = []
    quoting = False
    for i, token in enumerate(tokens):
        opens = token == "``" or (token == "''" and not quoting and _opens(tokens, i))
        quoting = opens or (quoting and token != "''")
        shown.append("“" if opens else _SURFACE.get(token, token))
    return shown


def _opens(tokens: Sequence[str], i: int) -> bool:
    """Tell whether a closing mark with no quotation open is an opening one.

    It is when another one closes it. Else it closes what an earlier paragraph opened where it ends the paragraph or
    follows a stop, as the marks of speech do.
    """
    later = next((token for token in tokens[i + 1 :] if token in ("``", "''")), None)
    if later == "''":
        return True
    return i < len(tokens) - 1 and not (i and tokens[i - 1] in _STOPS)


def join(tokens: Iterable[tuple[str, str]]) -> tuple[str, tuple[Range, ...]]:
    """Write tokens, each with the white space that follows it, as text; return it with each token's range."""
    pieces: list[str] = []
    ranges: list[Range] = []
    at = 0
    for words, space in tokens:
        ranges.append((at, at + len(words)))
        pieces.append(words + space)
        at += len(pieces[-1])
    return "".join(pieces), tuple(ranges)


def tokens_of(ranges: Sequence[Range], start: int, end: int) -> Range | None:
    """Return the tokens that share a character with ``start``..``end`` as (first, last + 1); None when none does."""
    inside = [i for i, one in enumerate(ranges) if one[0] < end and start < one[1]]
    return (inside[0], inside[-1] + 1) if inside else None


def _glued(before: str, after: str) -> bool:
    return before in _OPENS or after in _SHUTS or after in _CLITICS or (before.lower(), after.lower()) in _SPLIT
