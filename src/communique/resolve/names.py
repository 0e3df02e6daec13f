"""Whether capitalised words are a person's name, and what stands beside it: titles, roles, the parser's label."""

from collections.abc import Set
from functools import cached_property

from communique.lexicons import actors
from communique.resolve import words
from communique.resolve.people import is_short, parts
from communique.resolve.phrases import Phrases
from communique.resolve.pieces import Piece, text_of
from communique.resolve.scene import Scene

# How many tokens before another name the word may stand that announces it: "known along the river as".
ALIAS = 7


class Names:
    """The name pieces of one text.

    Args:
        phrases: pieces and descriptions.
        scene: tells what stands in the source of an attribution.
    """

    def __init__(self, phrases: Phrases, scene: Scene) -> None:
        self.phrases, self.scene = phrases, scene
        self.syntax = phrases.syntax

    def full(self) -> list[Piece]:
        """Return the names of more than a surname; those in a headline only where the body has them too."""
        names = [p for p in self.phrases.pieces if p.kind == "name"]
        body = {parts(self.said(piece)) for piece in names if not self.phrases.in_headline(piece.first)}
        found: list[Piece] = []
        for piece in names:
            cut = self._cut(piece, body) if self.phrases.in_headline(piece.first) else piece
            if cut is not None and not is_short(parts(self.said(cut))):
                found.append(cut)
        return found

    def _cut(self, piece: Piece, body: Set[tuple[str, ...]]) -> Piece | None:
        """Return the name that a run in a headline opens with: one that the body has, or whose surname it has."""
        if parts(self.said(piece)) in body:
            return piece
        front = Piece(piece.first, min(piece.first + 2, piece.last), "name")
        form = parts(self.said(front))
        known = form in body or (form[0] in actors.given_names() and form[-1:] in body)
        return front if len(form) == 2 and known else None

    def alias_behind(self, piece: Piece) -> Piece | None:
        """Return the other name that the sentence gives the first person it names: "is known here as Old Tom"."""
        sentence = self.syntax.sentence_of(piece.first)
        names = (self.phrases.piece_at.get(i) for i in range(piece.last, sentence.last))
        for name in names:
            if name is None or name.kind != "name":
                continue
            before = [self.phrases.word(i) for i in range(max(piece.last, name.first - ALIAS), name.first)]
            told = any(word in words.members("also_called") for word in before)
            return name if told and before[-1] in ("as", *words.members("also_called")) else None
        return None

    def gender(self, piece: Piece) -> str | None:
        """Return the gender that a title or a role beside the name tells."""
        title = self.phrases.piece_at.get(piece.first - 1)
        told = words.pairs("titles").get(title.value) if title and title.kind == "title" else None
        roles = (actors.roles().get(d.role) for d in self.phrases.of_name.get(piece.first, ()))
        return told or next((role.gender for role in roles if role and role.gender), None)

    def is_person(self, piece: Piece) -> bool:
        """Tell whether a capitalised run of words is a person's name, by what stands around it."""
        if piece.first in self.phrases.of_name or self.titled(piece):
            return True
        form = parts(self.said(piece))
        things = any(word in words.members("names_of_things") for word in form[-1:])
        things = things or any(word in words.members("storms") for word in form[:1])
        if self.only_modifies(piece) or things:
            return False
        if len(form) > 1 and actors.offices_by_name().get(actors.key(self.said(piece))):
            return True
        label = self.label(piece)
        if label == "PERSON" or (form[:1] and form[0] in actors.given_names()):
            return label in ("PERSON", "", "ORG")
        if len(form) > 1 and form[-1] in self._titled_surnames:
            return True
        last = self.syntax.tokens[piece.last - 1]
        place = label in ("GPE", "LOC", "FAC") and last.dep not in ("nsubj", "nsubjpass", "appos")
        unlikely = label not in ("", "GPE", "LOC", "FAC") or place
        return not unlikely and len(form) > 1 and self.scene.in_source(piece.first)

    @cached_property
    def _titled_surnames(self) -> frozenset[str]:
        """The single names that stand behind a title or as a source: surnames of people named in full elsewhere."""
        names = [piece for piece in self.phrases.pieces if piece.kind in ("name", "acronym")]  # "MS BERG" too
        sure = (
            piece
            for piece in names
            if self.titled(piece) or (piece.kind == "name" and self.scene.in_source(piece.first))
        )
        forms = (parts(self.said(piece)) for piece in sure)
        return frozenset(form[-1] for form in forms if form and is_short(form))

    def only_modifies(self, piece: Piece) -> bool:
        """Tell whether a name behind an article belongs to a common noun: "the Gannett newspaper chain"."""
        last = self.syntax.tokens[piece.last - 1]
        head = self.syntax.tokens[last.head]
        article = self.phrases.word(piece.first - 1) in ("the", "a", "an")
        behind = self.phrases.piece_at.get(head.i)
        noun = head.pos == "NOUN" and head.i >= piece.last and (behind is None or behind.kind != "role")
        return article and noun and last.dep in ("compound", "nmod") and head.i - piece.last < 3

    def titled(self, piece: Piece) -> bool:
        """Tell whether a form of address stands in front."""
        before = self.phrases.piece_at.get(piece.first - 1)
        return bool(before and before.kind == "title")

    def label(self, piece: Piece) -> str:
        """Return the parser's entity type of a piece; "" where it has none."""
        entity = self.syntax.entity_of(piece.last - 1)
        return entity.label if entity else ""

    def said(self, piece: Piece) -> str:
        """Return the words of a piece."""
        return text_of(self.syntax, piece.first, piece.last)
