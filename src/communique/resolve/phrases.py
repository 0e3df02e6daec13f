"""Noun phrases that say what somebody is: where they begin and end, and whose name they stand beside."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from communique.lexicons import actors
from communique.records.syntax import Syntax, Token
from communique.resolve import words
from communique.resolve.pieces import Piece, at_token, between
from communique.resolve.scan import find, headline

# Prepositions that lead to the body or person that a role belongs to; those of the second list only before a name.
LINKS = frozenset(("of", "for", "at"))
WEAK_LINKS = frozenset(("to", "in", "with", "from", "on", "within", "under"))
OVER = frozenset(("former", "ex", "ex-", "retired", "then", "late"))
CLOSING = frozenset(",.;:)—–-”\"'’!?")


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


class Phrases:
    """The pieces of a text and its descriptions, each name with those that stand beside it.

    Attributes:
        syntax: the parse.
        pieces: in order.
        piece_at: by token.
        descriptions: by the index of the role's last token.
    """

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self.tokens = syntax.tokens
        self.pieces = find(syntax)
        self._headline = headline(syntax)
        self.piece_at = at_token(self.pieces)
        self.descriptions: Mapping[int, Description] = {
            piece.last - 1: self._describe(piece) for piece in self.pieces if piece.kind == "role"
        }

    @cached_property
    def of_name(self) -> Mapping[int, tuple[Description, ...]]:
        """The descriptions of each name, by the name's first token; in the order of the text."""
        found: defaultdict[int, list[Description]] = defaultdict(list)
        names = {piece.first: piece for piece in self.pieces if piece.kind == "name"}
        for description in self.descriptions.values():
            name = self._name_of(description, names)
            if name is not None:
                found[name].append(description)
        for first, piece in names.items():
            found[first].extend(self._from_clause(piece))
            if not found[first]:
                found[first].extend(self._from_noun(piece))
        return {first: tuple(ones) for first, ones in found.items() if ones}

    @cached_property
    def name_of(self) -> Mapping[int, int]:
        """The first token of the name that a description stands beside, by the role's last token."""
        return {d.head: first for first, ones in self.of_name.items() for d in ones}

    def in_headline(self, i: int) -> bool:
        """Tell whether a token stands in a headline in title capitals."""
        return self.tokens[i].start < self._headline

    def word(self, i: int) -> str:
        """Return the token in lower case; "" outside the text."""
        return self.tokens[i].lower if 0 <= i < len(self.tokens) else ""

    # The extent of a description

    def _describe(self, piece: Piece) -> Description:
        first, last = self.start_of(piece.first), self._end(piece.last)
        inside = [p for p in between(self.pieces, first, last) if p is not piece]
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
            first, last, piece.value, (piece.first, piece.last), self.article(first, piece.first), "former" in effects,
            role.number == "plural", tuple(inside), plain, "future" in effects,
        )  # fmt: skip

    def _effects(self, first: int, piece: Piece) -> set[str]:
        """Return what words beside the role do to it: former, future, kept."""
        beside = [token.lower for token in self.tokens[first : piece.first]]
        if self.word(piece.last) == "-":
            beside.append(self.word(piece.last + 1))  # "president-elect"
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
        return at - 1 if token.pos == "ADV" and self.tokens[at].tag in ("VBN", "JJ") else at

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
            if piece and piece.kind == "name":
                if at > i and not owned:
                    return at
                at = piece.last
                return at + (at < high and self.tokens[at].tag == "POS")
            if piece:
                owned = piece.kind in ("role", "title")
                at = self._past_list(piece, high)
            elif (
                token.pos in ("ADJ", "NOUN", "PROPN", "NUM", "DET")
                or token.tag in ("POS", "PRP$")
                or token.words == "-"
            ):
                owned = False
                at += 1
            else:
                break
        return at

    def _past_list(self, piece: Piece, high: int) -> int:
        """Return the end of a piece, or of a list of states that it opens: "Chile and Bolivia"."""
        at = piece.last
        while piece.kind == "state" and at + 1 < high and self.word(at) in ("and", ","):
            following = self.piece_at.get(at + 1)
            if not following or following.kind != "state" or following.how == "adjective":
                break
            at = following.last
        return at

    # Names beside descriptions

    def _name_of(self, description: Description, names: Mapping[int, Piece]) -> int | None:
        """Return the first token of the name that the description belongs to."""
        if description.plural:
            return None
        after = self._past_title(description.last)
        if after in names:
            return after
        return self._in_apposition(description) if description.noun else None

    def _past_title(self, i: int) -> int:
        piece = self.piece_at.get(i)
        if piece and piece.kind == "title":
            return self._past_title(piece.last)
        if piece and piece.kind == "role" and piece.first == i:  # "Foreign Minister General …"
            return self._past_title(piece.last)
        return i

    def _in_apposition(self, description: Description) -> int | None:
        before = self._name_before(description)
        if before is not None:
            return before
        if self.word(description.last) == ",":
            name = self.piece_at.get(self._past_title(description.last + 1))
            if name and name.kind == "name" and self._closes_after(description, name):
                return name.first
        return None

    def _closes_after(self, description: Description, name: Piece) -> bool:
        """Tell whether "the spokesman, Name" ends there; "a spokesman, Name" needs a comma to do so."""
        return self.word(name.last) == "," if description.article == "a" else self._closes(name.last)

    def _name_before(self, description: Description) -> int | None:
        """Return the name in front: "Name, the ministry's spokesman," or "Name is the ministry's spokesman"."""
        at = description.first - 1
        if self.word(at) == "and":
            joined = self._joined(at)
            if joined is not None:
                return joined
        name = self.piece_at.get(at - 1)
        if name and name.kind == "name" and name.last == at:
            if self.word(at) in (",", "(", "—", "–") and self._is_apposition(description, name):
                return name.first
            if (
                self.tokens[at].lemma == "be"
                and self.tokens[at].tag in ("VBZ", "VBD")
                and not self._verb_follows(description)
            ):
                return name.first
        return None

    def _joined(self, at: int) -> int | None:
        """Return the name of a description that this one is joined to by "and"."""
        earlier = [d for d in self._ending_at(at) if not d.plural]
        for one in earlier:
            found = self._name_before(one)
            if found is not None:
                return found
        return None

    def _ending_at(self, at: int) -> Sequence[Description]:
        low = max(self.syntax.sentence_of(at).first, at - 20)
        near = (self.descriptions.get(i) for i in range(at - 1, low, -1))
        return [d for d in near if d and d.last == at][:1]

    def _is_apposition(self, description: Description, name: Piece) -> bool:
        head = self.tokens[description.head]
        inside = range(name.first, name.last)
        if head.dep == "appos" and head.head in inside:
            return True
        if self.word(name.first - 1) in (",", "and") and self._entry_before(name):
            return False
        return self._closes(description.last) and not self._subject_of_next(description)

    def _entry_before(self, name: Piece) -> bool:
        """Tell whether the name is itself one of a list of names."""
        piece = self.piece_at.get(name.first - 2)
        return bool(piece and piece.kind == "name")

    def _subject_of_next(self, description: Description) -> bool:
        head = self.tokens[description.head]
        return head.dep in ("nsubj", "nsubjpass") and head.head == description.last

    def _closes(self, i: int) -> bool:
        """Tell whether a phrase can end in front of token ``i``."""
        if i >= len(self.tokens) or self.tokens[i].words in CLOSING:
            return True
        if self.tokens[i].i == self.syntax.sentence_of(i).first:
            return True
        return self.word(i) in (
            "and",
            "who",
            "said",
            "says",
            "told",
            "has",
            "was",
            "is",
            "in",
            "on",
            "by",
            "when",
            "while",
            "but",
        )

    def _verb_follows(self, description: Description) -> bool:
        after = self.tokens[description.last] if description.last < len(self.tokens) else None
        return after is not None and after.pos in ("VERB", "AUX")

    def _from_noun(self, name: Piece) -> list[Description]:
        """Return what a noun that no table has says behind a name: "Name, a hydrologist at the university"."""
        if self.word(name.last) != "," or self.word(name.last + 1) not in ("a", "an", "the"):
            return []
        nouns = [
            t
            for t in self.tokens[name.last + 2 : name.last + 9]
            if t.dep == "appos" and t.head in range(name.first, name.last)
        ]
        if not nouns or nouns[0].pos != "NOUN" or nouns[0].i in self.piece_at or nouns[0].tag == "NNS":
            return []
        noun, first = nouns[0], name.last + 1
        last = self._end(noun.i + 1)
        inside = tuple(between(self.pieces, first, last))
        return [Description(first, last, noun.lower, (noun.i, noun.i + 1), "a", False, False, inside)]

    def _from_clause(self, name: Piece) -> list[Description]:
        """Return the role that a clause with "who" tells: "who heads the delegation"."""
        at = name.last + (self.word(name.last) == ",")
        if self.word(at) != "who" or at + 1 >= len(self.tokens):
            return []
        verb: Token = self.tokens[at + 1]
        if verb.lemma not in words.pairs("deeds"):
            return []
        high = self.syntax.sentence_of(at).last
        last = next((i for i in range(at + 2, high) if self.word(i) in (",", ".", "who", "that", "and")), high)
        last = min(last, at + 15)
        inside = tuple(between(self.pieces, at + 2, last))
        noun = (verb.i, verb.i + 1)
        return [Description(verb.i, last, words.pairs("deeds")[verb.lemma], noun, "the", False, False, inside)]
