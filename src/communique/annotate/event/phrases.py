"""Noun phrases: which words belong to one, and whether it can act in international affairs."""

from functools import cached_property

from communique.lexicons.actors import bodies, find_body, find_state, institutions, key, offices_by_name, roles
from communique.lexicons.events import classes
from communique.records.evidence import Evidence
from communique.records.syntax import Span, Syntax, Token

# Kinds of a phrase that can act. "name" is a person or body of which the report does not say what it is.
POLITICAL = frozenset({"state", "body", "official", "armed", "authority", "person"})
GROUPS = {
    "political": POLITICAL | {"crowd", "pronoun", "they"},
    "any": POLITICAL | {"crowd", "pronoun", "they", "name"},
    "force": frozenset({"armed", "authority", "state", "official", "body", "pronoun", "they"}),
    "pronoun": frozenset({"pronoun", "they"}),
    "fighter": frozenset({"armed", "authority", "state", "body", "they"}),
    "target": POLITICAL | {"crowd", "name", "thing"},
}

PRONOUNS = frozenset({"i", "we", "he", "she", "me", "us", "him", "her", "his", "our", "my"})
THEY = frozenset({"they", "them", "their", "it", "its"})  # a state or an army rather than a person
LEFT = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "advmod", "npadvmod"})
SECTOR_KINDS = {
    "MIL": "armed", "UAF": "armed", "REB": "armed", "PRM": "armed", "COP": "authority", "JUD": "authority",
    "SPY": "authority", "GOV": "official", "LEG": "official", "PTY": "official", "OPP": "official", "IGO": "official",
    "ELI": "official",
}  # fmt: skip
BODY_KINDS = {
    "military": "armed", "armed-group": "armed", "court": "authority", "executive": "authority", "company": "name",
    "media": "name", "university": "name", "think-tank": "name",
}  # fmt: skip
AGENCY_KINDS: dict[tuple[str, ...], str] = {
    ("MIL",): "armed",
    ("COP",): "authority",
}  # by the first sector of an institution
DASHES = frozenset({"-", "--", "–", "—"})
LIST = 8  # halves that are looked at in "A, B, C and D"
NEAR = 5  # words between a noun and the dash that joins its two parties
OPENING = 8  # a dateline takes no more words than this


class Phrases:
    """The noun phrases of one report."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self._kinds: dict[int, str | None] = {}

    def kind(self, i: int) -> str | None:
        """Return what the phrase headed by token ``i`` is as an actor; None if it is none."""
        if i not in self._kinds:
            self._kinds[i] = self._kind_of(self.syntax.tokens[i])
        return self._kinds[i]

    def party(self, i: int) -> int | None:
        """Return the token that names the actor in the phrase headed by ``i``: itself, else its owner or country.

        "Russian missiles" and "the army's advance" are none, their "Russian" and "army" are.
        """
        if self.kind(i):
            owner = self.owner(i) if self.syntax.tokens[i].lemma.lower() in classes()["owned"] else None
            return i if owner is None else owner
        if self.syntax.tokens[i].lemma.lower() in classes()["measure"]:
            return next((p for o in self._objects(i, "of") if (p := self.party(o)) is not None), None)
        names = ("by",) if self.syntax.tokens[i].lemma.lower() in classes()["done-to"] else ("of", "by")
        return self.owner(i) or next((o for o in self._objects(i, *names) if self.kind(o)), None)

    def owner(self, i: int) -> int | None:
        """Return the possessor, or the country or body before the noun, if it can act."""
        for child in self.syntax.children(i, "poss", "amod", "compound", "nmod"):
            if child.i < i and self._owns(child) and not self._suffers(i, child):
                return child.i
        return None

    def _suffers(self, i: int, child: Token) -> bool:
        """A state's name before a deed by itself says where it was: "the Iraq war", not "the US war on drugs"."""
        if child.dep != "compound" or self.syntax.tokens[i].lemma.lower() not in classes()["done-to"]:
            return False
        found = find_state(child.words)
        return found is not None and found[1] == "name" and not self.syntax.children(i, "prep", "acl")

    def _owns(self, child: Token) -> bool:
        """A crowd must stand with "'s"; of two halves ("US-China talks") neither is the one owner."""
        before = self.syntax.tokens[child.i - 1] if child.i else child
        if before.words in DASHES and child.dep != "poss":
            return False
        if child.dep == "poss":
            return bool(self.kind(child.i))
        return self.kind(child.i) not in (None, "crowd") and child.lower not in classes()["faith"]

    def _objects(self, i: int, *prepositions: str) -> list[int]:
        found = [child for child in self.syntax.children(i, "prep", "agent") if child.lower in prepositions]
        return [o.i for child in found for o in self.syntax.children(child.i, "pobj")]

    def halves(self, i: int) -> list[int]:
        """Return the conjuncts, or the states of a plural: "the presidents of Chile and Bolivia" are two."""
        found = self.conjuncts(i)
        if len(found) > 1 or self.syntax.tokens[i].tag not in ("NNS", "NNPS"):
            return found
        states = [half for o in self._objects(i, "of") for half in self.conjuncts(o) if self.kind(half) == "state"]
        return states if len(states) > 1 else found

    def pair(self, i: int) -> list[int]:
        """Return the two parties that a dash joins before a noun: "US-China trade talks"; else nothing."""
        tokens = self.syntax.tokens
        for dash in range(i - 1, max(i - 1 - NEAR, self.syntax.sentence_of(i).first), -1):
            if tokens[dash].pos not in ("PROPN", "ADJ", "NOUN", "PUNCT", "SYM"):
                break
            if self._parts(dash):
                return [dash - 1, dash + 1]
        return []

    def _parts(self, dash: int) -> bool:
        """Tell whether a dash stands between two states or bodies, "Guinea-Bissau" being one."""
        tokens = self.syntax.tokens
        sides = (tokens[dash - 1], tokens[dash + 1]) if 0 < dash < len(tokens) - 1 else ()
        if tokens[dash].words not in DASHES or not sides or find_state("-".join(side.words for side in sides)):
            return False
        return all(side.words[:1].isupper() and self.kind(side.i) in ("state", "body") for side in sides)

    def conjuncts(self, i: int) -> list[int]:
        """Return the head and those joined to it by "and", in text order; the first few of a long list."""
        found = [i]
        for head in found:  # grows while it is walked: B hangs on A, C on B
            if len(found) >= LIST:
                break
            found.extend(
                child.i for child in self.syntax.children(head, "conj") if child.pos in ("NOUN", "PROPN", "PRON")
            )
        return sorted(found)

    def span(self, i: int) -> Evidence:
        """Return the words of the phrase: with titles, modifiers and "of", without clauses and second halves."""
        tokens = self.syntax.tokens
        first, last = i, i + 1
        for child in self.syntax.children(i):
            if child.i < i and child.dep in LEFT:
                first = min(first, self.syntax.subtree(child.i).first)
            elif child.i == last and child.dep == "prep" and self._belongs(i, child):
                last = max(last, self._end_of(child))
        entity = self.syntax.entity_of(i)
        if entity and entity.last <= i + 2 and tokens[entity.first].sentence == tokens[i].sentence:
            first = min(first, entity.first)
        first = max((dash + 1 for dash in range(first + 1, i) if self._parts(dash)), default=first)
        return self.syntax.evidence(Span(first, last))

    def _belongs(self, i: int, preposition: Token) -> bool:
        if preposition.lower == "of":
            return True
        return self.syntax.tokens[i].pos == "NOUN" and preposition.lower in ("for", "in", "at") and bool(self.kind(i))

    def _end_of(self, preposition: Token) -> int:
        objects = self.syntax.children(preposition.i, "pobj")
        return max((o.i + 1 for o in objects), default=preposition.i)

    def _kind_of(self, token: Token) -> str | None:
        if token.pos == "PRON":
            return "they" if token.lower in THEY else "pronoun" if token.lower in PRONOUNS else None
        if token.pos == "PROPN" or token.words[:1].isupper():
            return self._named(token)
        return self._common(token) if token.pos == "NOUN" else None

    def _named(self, token: Token) -> str | None:
        """The kind of a name: a known state or body, a title, the parser's label."""
        if self._in_dateline(token):
            return None
        name = self._name(token).partition(" (")[0]
        if find_state(name) or find_state(token.words):
            return "state"
        if body := find_body(name):
            return BODY_KINDS.get(bodies()[body].kind, "body")
        if token.pos not in ("PROPN", "NOUN"):
            return None
        entity = self.syntax.entity_of(token.i)
        if entity and entity.label == "PERSON":
            return "person" if token.lower in self._politicians else "name"
        return self._common(token) or self._labelled(token, entity)

    def _in_dateline(self, token: Token) -> bool:
        """Tell whether a word in capitals opens its sentence before a dash: "KABUL - A Taliban attack …"."""
        first = self.syntax.sentence_of(token.i).first
        opening = self.syntax.tokens[token.i + 1 : first + OPENING]
        tokens = self.syntax.tokens
        tight = [word.words == "-" and word.start == tokens[word.i - 1].end for word in opening]
        dashes = [word.words in DASHES and not joins for word, joins in zip(opening, tight, strict=True)]
        return tokens[first].words.isupper() and any(dashes)

    def _labelled(self, token: Token, entity: Span | None) -> str | None:
        if entity and entity.label in ("GPE", "NORP"):
            return "state" if entity.label == "GPE" else "official"
        if token.lower in self._politicians:
            return "person"
        return "name" if token.pos == "PROPN" and (entity is None or entity.label == "ORG") else None

    def _name(self, token: Token) -> str:
        entity = self.syntax.entity_of(token.i)
        span = entity or Span(token.i, token.i + 1)
        while not entity and span.first and self.syntax.tokens[span.first - 1].pos == "PROPN":
            if self.syntax.tokens[span.first - 1].head != token.i:
                break
            span = Span(span.first - 1, span.last)
        return self.syntax.evidence(Span(span.first, max(span.last, token.i + 1))).words

    def _common(self, token: Token) -> str | None:
        """The kind of a common noun, or of a name that ends in one ("Defence Ministry")."""
        lemma = token.lemma.lower()
        before = (
            self.syntax.tokens[token.i - 1] if token.i and self.syntax.tokens[token.i - 1].head == token.i else None
        )
        pair = f"{before.lower} {token.lower}" if before else ""
        if found := institutions().get(pair) or institutions().get(token.lower):
            return AGENCY_KINDS.get(found.sectors[:1]) or BODY_KINDS.get(found.kind, "official")
        for kind in ("armed", "authority", "official", "crowd"):
            if lemma in classes()[kind]:
                return kind
        role = roles().get(pair) or roles().get(token.lower)
        return SECTOR_KINDS.get(role.sector, "crowd") if role else None

    @cached_property
    def _politicians(self) -> frozenset[str]:
        """Last names, in lower case, of the people whom the report gives an office or the tables know."""
        found: set[str] = set()
        for entity in self.syntax.entities:
            head = self.syntax.tokens[entity.last - 1]
            if entity.label == "PERSON" and (self._titled(entity) or self._in_office(entity)):
                found.add((self.syntax.tokens[head.i - 1] if head.lower in ("'s", "’s") else head).lower)
        return frozenset(found)

    def _titled(self, entity: Span) -> bool:
        inside = range(entity.first, entity.last)
        before = self.syntax.tokens[max(entity.first - 1, 0)]
        near = [child for i in inside for child in self.syntax.children(i, "compound", "appos", "nmod", "amod")]
        return any(self._office(word) for word in [*near, before])

    def _office(self, word: Token) -> bool:
        return word.pos in ("NOUN", "PROPN") and self._common(word) in ("official", "authority", "armed")

    def _in_office(self, entity: Span) -> bool:
        words = self.syntax.evidence(entity).words.removesuffix("'s").removesuffix("’s")
        return key(words) in offices_by_name()
