"""The stretches of a text that may name or describe somebody, as values; ``scan`` finds them."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from communique.records.syntax import Syntax, Token

Kind = Literal["state", "body", "institution", "place", "role", "title", "name", "organisation", "acronym", "noun"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of tokens.

    Attributes:
        first, last: its half-open range of tokens.
        kind: what it is; a ``noun`` is a common noun for a body ("agency", "council").
        value: code of the state or of the place's state, id of the body, key of the institution, role, title or noun;
            "" for names and organisations that no table has.
        how: how a state is named: ``name``, ``adjective``, ``people``, ``capital``, ``seat``; "" for others.
    """

    first: int
    last: int
    kind: Kind
    value: str = ""
    how: str = ""


def at_token(pieces: tuple[Piece, ...]) -> Mapping[int, Piece]:
    """Return the piece of each token that belongs to one."""
    return {i: piece for piece in pieces for i in range(piece.first, piece.last)}


def between(pieces: tuple[Piece, ...], first: int, last: int) -> list[Piece]:
    """Return the pieces that lie inside a range of tokens."""
    low = bisect_left(pieces, first, key=lambda piece: piece.first)
    high = bisect_left(pieces, last, key=lambda piece: piece.first)
    return [piece for piece in pieces[low:high] if piece.last <= last]


def text_of(syntax: Syntax, first: int, last: int) -> str:
    """Return the words of a range of tokens."""
    tokens: tuple[Token, ...] = syntax.tokens
    return syntax.text[tokens[first].start : tokens[last - 1].end]
