"""Tokens to running text, keeping where each token went."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from communique_eval.metrics import Range

# Penn Treebank's way of writing marks → the mark itself.
_SURFACE = {
    "``": "“", "''": "”", "`": "‘", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
}  # fmt: skip
_SHUTS = frozenset({".", ",", ":", ";", "?", "!", "%", "...", ")", "]", "}", "”", "'", "’"})
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


def _surfaces(tokens: Sequence[str]) -> list[str]:
    """Return each token as it was printed. The tagger's closing mark with no quotation open is an opening one, unless
    it is the paragraph's last token: then it closes what an earlier paragraph opened."""
    shown: list[str] = []
    quoting = False
    for i, token in enumerate(tokens):
        opens = token == "``" or (token == "''" and not quoting and i < len(tokens) - 1)
        quoting = opens or (quoting and token != "''")
        shown.append("“" if opens else _SURFACE.get(token, token))
    return shown


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
