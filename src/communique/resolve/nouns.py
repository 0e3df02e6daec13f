"""Noun phrases that say what somebody is: where they begin and end."""

from collections.abc import Mapping
from dataclasses import dataclass

from communique.lexicons import actors
from communique.records.syntax import Syntax
from communique.resolve import words
from communique.resolve.context import Context
from communique.resolve.pieces import Piece, at_token, between
from communique.resolve.scan import find, headline

# Prepositions that lead to the body or person that a role belongs to; those of the second list only before a name.
LINKS = frozenset(("of", "for", "at"))
WEAK_LINKS = frozenset(("to", "in", "with", "from", "on", "within", "under"))
SUFFIXES = (("-", "in", "-", "waiting"), ("-", "elect"), ("-", "designate"), ("-", "to", "-", "be"))
OVER = frozenset(("former", "ex", "ex-", "retired", "then", "late"))


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase with a role as its head.

    Attributes:
        first, last: its half-open range of tokens, article and complements included.
        role: the key of the role in the actors' table.
        head: the role's last token.
        noun: the half-open range of the role's tokens.
        article: ``the``, ``a``, ``possessive``, ``other`` or "" for none.
        former: whether the role is in the past.
        plural: whether it means several.
        inside: the pieces before and after the role.
        plain: the words before the role that no table has ("senior").
        future: whether the role is yet to come ("president-elect").
    """

    first: int
    last: int
    role: str
    noun: tuple[int, int]
    article: str
    former: bool
    plural: bool
    inside: tuple[Piece, ...]
    plain: tuple[str, ...] = ()
    future: bool = False

    @property
    def head(self) -> int:
        """Index of the role's last token."""
        return self.noun[1] - 1

    def before(self) -> tuple[Piece, ...]:
        """Return the pieces in front of the role."""
        return tuple(piece for piece in self.inside if piece.last <= self.noun[0])

    def after(self) -> tuple[Piece, ...]:
        """Return the pieces behind the role."""
        return tuple(piece for piece in self.inside if piece.first >= self.noun[1])


class NounPhrases:
    """The pieces of a text and its descriptions: the noun phrases with a role as their head.

    Attributes:
        syntax: the parse.
        context: which states the text is about.
        pieces: in order.
        piece_at: by token.
        descriptions: by the index of the role's last token.
    """

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self.tokens = syntax.tokens
        self.context = Context(syntax)
        self.pieces = find(syntax, self.context)
        self._headline = headline(syntax)
        self.piece_at = at_token(self.pieces)
        self.descriptions: Mapping[int, Description] = {
            piece.last - 1: self._describe(piece) for piece in self.pieces if piece.kind == "role"
        }

    def in_headline(self, i: int) -> bool:
        """Tell whether a token stands in a headline in title capitals."""
        return self.tokens[i].start < self._headline

    def word(self, i: int) -> str:
        """Return the token in lower case; "" outside the text."""
        return self.tokens[i].lower if 0 <= i < len(self.tokens) else ""

    def is_nobody(self, description: Description) -> bool:
        """Tell whether a role without a name beside it means no person at all."""
        return self._only_modifies(description) or self._is_relation(description) or self._only_says_what(description)

    def is_some_of(self, piece: Piece) -> bool:
        """Tell whether the plural name of a party means some of its members: "some Socialists"."""
        people = piece.kind == "body" and self.tokens[piece.last - 1].tag in ("NNPS", "NNS")
        return people and self.word(piece.first - 1) in words.members("some_of")

    def _only_modifies(self, description: Description) -> bool:
        """Tell whether the role stands in front of another noun: "president candidates", "minister level"."""
        head = self.tokens[description.head]
        after = self.tokens[description.noun[1]] if description.noun[1] < len(self.tokens) else None
        return head.dep == "compound" and after is not None and after.i == head.head and after.pos == "NOUN"

    def _is_relation(self, description: Description) -> bool:
        """Tell whether the noun says how one state stands to another: "its ally" is no person."""
        owned = description.article == "possessive"
        return description.role in words.members("relations") and owned

    def _only_says_what(self, description: Description) -> bool:
        """Tell whether "a thief" says what somebody else is: "called him a thief", "as a thief", "is a thief"."""
        head = self.tokens[description.head]
        while head.dep == "conj" and head.head < head.i:
            head = self.tokens[head.head]
        governor = self.tokens[head.head]
        says = head.dep in ("attr", "oprd") or (head.dep == "pobj" and governor.lower == "as")
        return says and description.article == "a"

    # The extent of a description

    def _describe(self, piece: Piece) -> Description:
        first, last = self.start_of(piece.first), self._end(self._past_suffix(piece.last))
        inside = [p for p in between(self.pieces, first, last) if p is not piece and p.kind != "noun"]
        covered = {i for p in inside for i in range(p.first, p.last)}
        loose = [
            t
            for t in self.tokens[first : piece.first]
            if t.i not in covered and t.pos in ("ADJ", "NOUN", "PROPN", "VERB")
        ]
        plain = tuple(t.lower for t in loose if t.lower not in OVER)
        role = actors.roles()[piece.value]
        effects = self._effects(first, piece)
        return Description(
            first, last, piece.value, (piece.first, piece.last), self.article(first, piece.first),
            "former" in effects or piece.value.startswith(("former ", "ex-")),
            role.number == "plural", tuple(inside), plain, "future" in effects,
        )  # fmt: skip

    def _past_suffix(self, i: int) -> int:
        """Return the token behind "-elect" and the like, which a role ends with."""
        for suffix in SUFFIXES:
            if tuple(self.word(at) for at in range(i, i + len(suffix))) == suffix:
                return i + len(suffix)
        return i

    def _effects(self, first: int, piece: Piece) -> set[str]:
        """Return what words beside the role do to it: former, future, kept."""
        beside = [token.lower for token in self.tokens[first : piece.first]]
        if self._past_suffix(piece.last) > piece.last:
            beside.append("elect")
        return {effect for word in beside if (effect := actors.role_modifiers().get(word))}

    def article(self, first: int, head: int) -> str:
        """Return how a noun phrase begins: the, a, possessive, other, or ""."""
        opening = self.tokens[first]
        if any(t.tag in ("POS", "PRP$") for t in self.tokens[first:head]):
            return "possessive"
        if opening.lower in ("the", "this", "that", "these", "those", "both"):
            return "the"
        if opening.lower in ("a", "an", "another", "one"):
            return "a"
        return "other" if opening.pos in ("DET", "NUM") else ""

    def start_of(self, i: int) -> int:
        """Return the first token of the noun phrase in front of token ``i``."""
        at = i
        low = self.syntax.sentence_of(i).first
        while at > low:
            step = self._left(at)
            if step == at:
                break
            at = step
            if self.tokens[at].tag in ("DT", "PRP$") and self.word(at) != "all":
                break
        while at < i and (self.tokens[at].tag == "POS" or self.tokens[at].words == "-" or self.tokens[at].pos == "ADV"):
            at += 1
        return at

    def _left(self, at: int) -> int:
        """Return the start of the word or piece in front, or ``at`` itself where the phrase begins."""
        token = self.tokens[at - 1]
        piece = self.piece_at.get(at - 1)
        if piece and piece.kind in ("name", "title", "acronym"):
            owns = self.tokens[at].tag == "POS" or (piece.kind == "name" and self._modifies(piece, at))
            return piece.first if owns or piece.kind == "acronym" else at
        if piece:
            return piece.first
        if token.tag == "POS" or token.words == "-" or token.tag == "PRP$":
            return at - 1
        if token.pos in ("ADJ", "NOUN", "PROPN", "NUM", "DET") or token.tag in ("DT", "VBN", "JJ"):
            return at - 1
        if token.lower == "and" and self._joins_fields(at):
            return at - 2
        return at - 1 if token.pos == "ADV" and self.tokens[at].tag in ("VBN", "JJ") else at

    def _joins_fields(self, at: int) -> bool:
        """Tell whether "and" in front joins two fields of one office: "the climate and environment minister"."""
        field, role = self.tokens[at - 2], self.piece_at.get(at)
        office = role is not None and role.kind == "role" and role.value.endswith((" minister", " secretary"))
        return office and field.pos in ("NOUN", "PROPN", "ADJ") and at - 2 not in self.piece_at

    def _modifies(self, name: Piece, at: int) -> bool:
        """Tell whether a surname stands in front of a role as its owner: "Okoro aides"."""
        last = self.tokens[name.last - 1]
        role = self.piece_at.get(at)
        return name.last - name.first == 1 and role is not None and role.kind == "role" and last.head >= at

    def _end(self, i: int) -> int:
        """Return the end of the complements behind a role: "of …", "for …", "in Washington"."""
        high = self.syntax.sentence_of(i - 1).last
        at = i
        while at < high and self.word(at) in LINKS | WEAK_LINKS:
            end = self._noun_phrase(at + 1, high)
            if end == at + 1 or not self._belongs(at, end):
                break
            at = end
            if at < high and self.tokens[at].tag == "POS":
                return i
        return at

    def _belongs(self, at: int, end: int) -> bool:
        pieces = between(self.pieces, at + 1, end)
        if self.word(at) in WEAK_LINKS:
            return any(
                piece.kind in ("state", "body", "institution", "organisation", "place", "role", "name")
                for piece in pieces
            )
        return bool(pieces) or any(token.pos in ("NOUN", "PROPN") for token in self.tokens[at + 1 : end])

    def _noun_phrase(self, i: int, high: int) -> int:
        """Return the end of a noun phrase that begins at ``i``; a name that it stands in front of is left out."""
        at, owned = i, False
        while at < high:
            piece, token = self.piece_at.get(at), self.tokens[at]
            if piece and piece.kind == "name" and not self._in_front_of_noun(piece):
                if at > i and not owned:
                    return at
                at = piece.last
                return at + (at < high and self.tokens[at].tag == "POS")
            if piece:
                owned = piece.kind in ("role", "title") or self._names_a_body(piece.last)
                at = self._past_list(piece, high)
            elif (
                token.pos in ("ADJ", "NOUN", "PROPN", "NUM", "DET")
                or token.tag in ("POS", "PRP$")
                or token.words == "-"
            ):
                owned = self._names_a_body(at + 1)
                at += 1
            else:
                break
        return at

    def _names_a_body(self, i: int) -> bool:
        """Tell whether a noun for a body ends at a token and its name begins there: "the charity Shoreline Aid"."""
        name = self.piece_at.get(i)
        nouns = words.members("businesses") | set(words.pairs("kinds_of_bodies"))
        return name is not None and self.word(i - 1) in nouns and self.word(name.first) not in actors.given_names()

    def _in_front_of_noun(self, name: Piece) -> bool:
        """Tell whether a name belongs to the common noun behind it: "the Lombardy region"."""
        last, after = self.tokens[name.last - 1], self.tokens[min(name.last, len(self.tokens) - 1)]
        return last.dep in ("compound", "nmod", "amod") and after.pos == "NOUN" and last.head == after.i

    def _past_list(self, piece: Piece, high: int) -> int:
        """Return the end of a piece, or of a list of states that it opens: "Chile and Bolivia"."""
        at = piece.last
        while piece.kind == "state" and at + 1 < high and self.word(at) in ("and", ","):
            following = self.piece_at.get(at + 1)
            if not following or following.kind != "state" or following.how == "adjective":
                break
            at = following.last
        return at
