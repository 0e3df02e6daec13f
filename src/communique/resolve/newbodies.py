"""Which capitalised names that no table has are bodies: by the noun beside them, a "which", or who works for them."""

from collections.abc import Iterator

from communique.lexicons import actors
from communique.resolve import words
from communique.resolve.cast import Cast, Figure
from communique.resolve.names import Names
from communique.resolve.people import parts
from communique.resolve.pieces import Piece

# Behind a role these lead to the body that somebody works for; "at" never leads to a person.
WORKPLACES = frozenset(("of", "for", "at", "with", "from"))
KINDS = ("name", "acronym")
Sectors = tuple[str, ...]


class NewBodies:
    """The names of one text that are bodies; each is decided once for the whole text.

    Args:
        names: tells what stands beside a name.
        cast: the figures so far.
    """

    def __init__(self, names: Names, cast: Cast) -> None:
        self.names, self.cast, self.phrases = names, cast, names.phrases
        self.syntax = names.syntax
        self._sectors = self._read()

    def of(self, piece: Piece) -> Figure | None:
        """Return the body that a name piece names; None where it is no body's."""
        if piece.kind not in KINDS:
            return None
        said = self.names.said(piece)
        form = parts(said)
        return self.cast.organisation(said, sectors=self._sectors[form]) if form in self._sectors else None

    def _read(self) -> dict[tuple[str, ...], Sectors]:
        found: dict[tuple[str, ...], Sectors] = {}
        for piece in self.phrases.pieces:
            if piece.kind not in KINDS or self.names.titled(piece):
                continue
            told = next(self._told(piece), None)
            if told is not None:
                form = parts(self.names.said(piece))
                found[form] = found.get(form) or told
        return found

    def _told(self, piece: Piece) -> Iterator[Sectors]:
        """Yield the sectors that the words around a name tell, where they make it a body's."""
        person = self._opens_with_given_name(piece)
        for noun in self._nouns_beside(piece) if not person else ():
            yield from filter(None, [sectors_of(noun)])
        if self.phrases.word(piece.last) == "," and self.phrases.word(piece.last + 1) == "which":
            yield ()
        role = self._role_at(piece)
        if role is not None:
            yield (role.sector,) if role.sector in ("BUS", "EDU", "NGO", "JRN") else ()

    def _nouns_beside(self, piece: Piece) -> Iterator[str]:
        """Yield the nouns in apposition to a name, right in front ("the charity Shoreline Aid") or right behind it."""
        tokens = self.syntax.tokens
        before = tokens[piece.first - 1] if piece.first else None
        if before is not None and before.pos == "NOUN" and before.dep in ("compound", "nmod", "appos", "nsubj"):
            yield (
                words.pairs("kinds_of_groups").get(tokens[before.i - 1].lower, before.lower)
                if before.i
                else before.lower
            )
        last = tokens[piece.last - 1]
        behind = tokens[piece.last] if piece.last < len(tokens) else None
        person = self.names.label(piece) == "PERSON"  # "the Netanyahu coalition"
        if behind is not None and not person and last.dep in ("compound", "nmod") and last.head == behind.i:
            yield from [behind.lower] if behind.lower in words.members("after_names") else []
        if last.dep == "appos" and last.head < piece.first and tokens[last.head].tag == "NN":
            yield tokens[last.head].lower
        elif before is not None and before.words == ",":
            front = tokens[max(piece.first - 2, 0)]  # "according to the ship's operator, Name."
            owned = self.phrases.article(self.phrases.start_of(front.i), front.i) == "possessive"
            sure = self.names.label(piece) == "ORG" or owned
            yield from (
                [front.lower] if front.tag == "NN" and front.lower in words.members("businesses") and sure else []
            )
        for token in tokens[piece.last : piece.last + 12]:
            if token.dep == "appos" and piece.first <= token.head < piece.last and token.tag == "NN":
                yield token.lower

    def _role_at(self, piece: Piece) -> actors.Role | None:
        """Return the role of somebody who works for a name that is nobody's: "chief executive of Kestrel"."""
        if self._opens_with_given_name(piece):
            return None
        step = piece.first - 1 - (self.phrases.word(piece.first - 1) == "the")
        preposition = self.phrases.word(step)
        if preposition not in WORKPLACES:
            return None
        owner = self.phrases.piece_at.get(step - 1)
        role = actors.roles().get(owner.value) if owner and owner.kind == "role" else None
        if role is None or role.number == "plural":
            return None
        if role.sector == "BUS" and role.speaks_for_body:
            return role
        if self.phrases.word(piece.first - 1) == "the" and piece.last - piece.first > 1:
            return role
        if self.phrases.of_name.get(piece.first):
            return None
        return role if preposition == "at" or role.sector in ("BUS", "EDU") or self._is_long(piece) else None

    def _opens_with_given_name(self, piece: Piece) -> bool:
        return any(word in actors.given_names() for word in parts(self.names.said(piece))[:1])

    def _is_long(self, piece: Piece) -> bool:
        """Tell whether a name has words that the parser takes for an organisation's."""
        return self.names.label(piece) == "ORG" and piece.last - piece.first > 1


def sectors_of(noun: str) -> Sectors | None:
    """Return the sectors of a body by the common noun for it; None for a noun of people and things."""
    if noun in words.members("businesses"):
        return ("BUS",)
    if noun in words.pairs("kinds_of_bodies"):
        return tuple(words.pairs("kinds_of_bodies")[noun].split())
    known = words.groups("organisations").get(noun)
    return known[1:] if known else None
