"""Whose name a description stands beside: in front of it, in apposition, as a clause with "who"."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from communique.records.syntax import Token
from communique.resolve import words
from communique.resolve.nouns import Description, NounPhrases
from communique.resolve.pieces import Piece, between

CLOSING = frozenset(",.;:)—–-”\"'’!?")


class Phrases(NounPhrases):
    """The pieces of a text and its descriptions, each name with those that stand beside it."""

    @cached_property
    def of_name(self) -> Mapping[int, tuple[Description, ...]]:
        """The descriptions of each name, by the name's first token; in the order of the text."""
        found: defaultdict[int, list[Description]] = defaultdict(list)
        names = {piece.first: piece for piece in self.pieces if piece.kind == "name"}
        for description in self.descriptions.values():
            name = self._name_of(description, names)
            if name is not None:
                found[name].append(description)
            for name, one in self._one_by_one(description, names):
                found[name].append(one)
        for first, piece in names.items():
            found[first].extend(self._from_clause(piece))
            if not found[first]:
                found[first].extend(self._from_noun(piece) or self._from_front(piece))
        return {first: tuple(ones) for first, ones in found.items() if ones}

    @cached_property
    def name_of(self) -> Mapping[int, int]:
        """The first token of the name that a description stands beside, by the role's last token."""
        ones = ((d, first) for first, several in self.of_name.items() for d in several)
        return {d.head: first for d, first in ones if self.descriptions.get(d.head, d) is d}

    # Names beside descriptions

    def _name_of(self, description: Description, names: Mapping[int, Piece]) -> int | None:
        """Return the first token of the name that the description belongs to."""
        if description.plural:
            return None
        after = self._past_title(description.last)
        if after in names:
            return after
        return self._in_apposition(description) if description.noun else None

    def _one_by_one(self, description: Description, names: Mapping[int, Piece]) -> Iterator[tuple[int, Description]]:
        """Yield who holds which: "the envoys of Chad and Mali, Name and Name", as many names as states."""
        states = [piece for piece in description.after() if piece.kind == "state"]
        if not description.plural or len(states) < 2 or self.word(description.last) != ",":
            return
        found: list[Piece] = []
        at = description.last + 1
        while at in names:
            found.append(names[at])
            at = names[at].last + 1
            if self.word(at - 1) not in (",", "and"):
                break
        if len(found) == len(states):
            for name, state in zip(found, states, strict=True):
                inside = (*description.before(), state)
                yield name.first, replace(description, plural=False, article="the", inside=inside)

    def _past_title(self, i: int) -> int:
        piece = self.piece_at.get(i)
        if piece and piece.kind == "title":
            return self._past_title(piece.last)
        if piece and piece.kind == "role" and piece.first == i:  # "Foreign Minister General …"
            return self._past_title(piece.last)
        after = self.piece_at.get(piece.last) if piece and piece.kind in ("state", "place") else None
        if after and piece and after.kind in ("title", "role") and piece.first == i:  # "Indiana Governor …"
            return self._past_title(piece.last)
        return i

    def _in_apposition(self, description: Description) -> int | None:
        before = self._name_before(description)
        if before is not None:
            return before
        comma = self._past_field(self._past_brackets(description.last))
        if self.word(comma) == ",":
            name = self.piece_at.get(self._past_title(comma + 1))
            if name and name.kind == "name" and self._closes_after(description, name):
                return name.first
        return None

    def _past_brackets(self, i: int) -> int:
        """Return the token behind a short insertion in brackets that begins at ``i``; ``i`` where there is none."""
        if self.word(i) != "(":
            return i
        return next((at + 1 for at in range(i + 1, i + 8) if self.word(at) == ")"), i)

    def _past_field(self, i: int) -> int:
        """Return the comma behind a field that begins at ``i``: "on the security committee,"; else ``i``."""
        if self.word(i) not in ("on", "of", "for", "in", "at"):
            return i
        for at in range(i + 1, min(i + 8, len(self.tokens))):
            if self.word(at) == ",":
                return at
            if self.tokens[at].pos in ("VERB", "AUX", "PUNCT"):
                break
        return i

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
        if self.word(name.first - 1) == "," and self._entry_before(name):
            return False
        return self._closes(description.last) and not self._subject_of_next(description)

    def _entry_before(self, name: Piece) -> bool:
        """Tell whether the name is itself one of a list of names."""
        piece = self.piece_at.get(name.first - 2)
        return bool(piece and piece.kind == "name")

    def _subject_of_next(self, description: Description) -> bool:
        """Tell whether the description is the subject of what follows: "According to Name, a detective was sent"."""
        head, after = self.tokens[description.head], self.tokens[min(description.last, len(self.tokens) - 1)]
        follows = head.head == description.last or (after.pos == "AUX" and head.head > description.last)
        return head.dep in ("nsubj", "nsubjpass") and follows

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

    def _from_front(self, name: Piece) -> list[Description]:
        """Return what a state's adjective and a noun that no table has say in front of a name: "Kenyan runner Name"."""
        noun = self.tokens[name.first - 1] if name.first >= 2 else None
        state = self.piece_at.get(name.first - 2)
        if noun is None or noun.tag != "NN" or noun.i in self.piece_at:
            return []
        if state is None or state.kind != "state" or state.how != "adjective":
            return []
        return [Description(state.first, noun.i + 1, noun.lower, (noun.i, noun.i + 1), "", False, False, (state,))]

    def _from_clause(self, name: Piece) -> list[Description]:
        """Return the role that a clause with "who" tells: "who heads the delegation"."""
        at = name.last + (self.word(name.last) == ",")
        if self.word(at) != "who" or at + 1 >= len(self.tokens):
            return []
        verb: Token = self.tokens[at + 1]
        high = self.syntax.sentence_of(at).last
        if verb.lemma not in words.pairs("deeds"):
            return []
        if verb.lemma == "speak" and "for" not in [self.word(i) for i in range(at + 2, min(high, at + 9))]:
            return []
        last = next((i for i in range(at + 2, high) if self.word(i) in (",", ".", "who", "that", "and")), high)
        last = min(last, at + 15)
        inside = tuple(between(self.pieces, at + 2, last))
        noun = (verb.i, verb.i + 1)
        return [Description(verb.i, last, words.pairs("deeds")[verb.lemma], noun, "the", False, False, inside)]
