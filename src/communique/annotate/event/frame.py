"""A trigger word with the verb of its clause, and who stands in which place around them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from communique.annotate.event.phrases import Phrases
from communique.annotate.event.roles import Roles
from communique.records.syntax import Syntax, Token


@dataclass
class Frame:
    """A word, the verb of its clause, and what hangs on both."""

    syntax: Syntax
    phrases: Phrases
    roles: Roles
    at: Token
    verb: Token | None
    _found: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @cached_property
    def object(self) -> int | None:
        """The object of a verbal trigger; None for nouns, which are objects themselves."""
        return self.roles.object(self.at.i) if self.verb is self.at else None

    @cached_property
    def prepositions(self) -> list[tuple[str, int]]:
        """Prepositions on the trigger, on its object and on the verb of its clause, with what they govern."""
        near = (self.at.i, self.object, self.verb.i if self.verb else None)
        places = dict.fromkeys(place for place in near if place is not None)
        found = [pair for place in places for pair in self.roles.prepositions(place)]
        return found + [pair for name, i in found if name in ("to", "on", "for") for pair in self.roles.prepositions(i)]

    @cached_property
    def infinitive(self) -> Token | None:
        """The infinitive under the trigger: "agreed to send", "willingness to help"."""
        under = self.syntax.children(self.at.i, "xcomp", "ccomp", "acl", "advcl")
        plain = [child for child in under if child.tag in ("VB", "VBG") and not self._finite(child)]
        return next((child for child in plain if child.dep != "advcl"), None) or self._loose(plain)

    def _finite(self, child: Token) -> bool:
        return any(aux.tag in ("MD", "VBD", "VBZ", "VBP") for aux in self.syntax.children(child.i, "aux"))

    def _loose(self, plain: list[Token]) -> Token | None:
        """The parser hangs "to release" in "called on Iran to release" at either level."""
        return plain[0] if plain and self.at.lemma == "call" else None

    @cached_property
    def clause(self) -> Token | None:
        """The finite clause under the trigger: "demanded that the army leave"."""
        under = self.syntax.children(self.at.i, "ccomp")
        return next((child for child in under if self.syntax.children(child.i, "nsubj", "nsubjpass", "mark")), None)

    def under_clause(self) -> str:
        """The lemma of the verb of the clause under the trigger; empty where there is none."""
        return self.clause.lemma.lower() if self.clause else ""

    def find(self, role: str, strict: bool = False) -> tuple[int, ...]:
        """Return the heads of the phrases in a role; several only for halves joined by "and".

        Args:
            role: as named at the head of ``triggers.tsv``.
            strict: whether the phrase itself must be able to act; else its owner will do ("Iran's demand").
        """
        if role not in self._found:
            self._found[role] = tuple(self._find(role))
        if not strict:
            return self._found[role]
        heads = self._heads(role)
        return tuple(i for i in self._found[role] if i in heads)

    def _heads(self, role: str) -> set[int]:
        return {head for i in self._places(role) for head in self.phrases.halves(i)}

    def _find(self, role: str) -> Iterator[int]:
        raw = role.endswith("!")
        for i in self._places(role.removesuffix("!")):
            heads = [i] if role in HALVED else self.phrases.halves(i)
            found = [self.phrases.party(head) for head in heads]
            parties = [p for p in found if p is not None and self._named(role, p) and not self._among_things(found, p)]
            yield from parties or ([i] if raw else [])
            if parties and role not in HALVED:
                return

    def _among_things(self, found: list[int | None], party: int) -> bool:
        """Some people at the end of a list that opens with things are not who it is about: "tankers and companies"."""
        return found[0] is None and self.syntax.tokens[party].pos == "NOUN"

    def _named(self, role: str, i: int) -> bool:
        """ "its" and "their" name a party of a noun trigger, or the accuser; elsewhere they point to the subject."""
        return role == "poss" or self.syntax.tokens[i].tag != "PRP$" or self._accused

    @cached_property
    def _accused(self) -> bool:
        """Whether the deed is what somebody accuses the doer of: "accused them of ramming its ship"."""
        above = self.syntax.tokens[self.at.head]
        if self.at.dep != "pcomp":
            return False
        return any(verb.lemma.lower() in ("accuse", "suspect") for verb in islice(self.syntax.ancestors(above.i), 2))

    def _places(self, role: str) -> Iterator[int]:
        places = _PLACES.get(role)
        found = places(self) if places else (i for name, i in self.prepositions if name == role)
        yield from (i for i in found if i is not None)

    def subject(self) -> list[int | None]:
        """The doer of the clause."""
        return [self.roles.subject(self.verb.i)] if self.verb else []

    def surface(self) -> int | None:
        """The grammatical subject of the clause."""
        return self.roles.surface(self.verb.i) if self.verb else None

    def second_half(self) -> list[int | None]:
        """The second of two subjects joined by "and"; for a noun, the second of two owners."""
        subject = self.surface()
        first = subject if subject is not None else self.phrases.owner(self.at.i)
        return [*self.phrases.halves(first)[1:]] if first is not None else []

    def between(self, half: int) -> list[int | None]:
        """What stands first after "between", or the rest."""
        own = self.roles.prepositions(self.at.i) if self.at.pos == "NOUN" else self.prepositions
        halves = [h for name, i in own if name == "between" for h in self.phrases.conjuncts(i)]
        return [*halves[:1]] if half == 0 else [*halves[1:]]

    def dashed(self, half: int) -> list[int | None]:
        """The first or second of two parties that a dash joins before the trigger."""
        return [*self.phrases.pair(self.at.i)[half : half + 1]]

    def under_infinitive(self, *names: str) -> list[int | None]:
        """The object of the infinitive under the trigger and what its prepositions govern."""
        if self.infinitive is None:
            return []
        verb = self.infinitive.i
        found = [i for name, i in self.roles.prepositions(verb) if name in names]
        if "to" not in names:
            return [*found]
        object_ = self.roles.object(verb)
        named = object_ is not None and self.syntax.tokens[object_].lower != "it"  # "ready to discuss it"
        return [object_ if named else None, *found, *self._deeper(verb)]

    def _deeper(self, verb: int) -> list[int]:
        """What "with" governs further down: the parser hangs it on the nearest noun."""
        span = self.syntax.subtree(verb)
        tokens = (token for token in self.syntax.tokens[verb : span.last] if token.lower == "with")
        within = [token for token in tokens if self._nearest_verb(token) == verb]
        found = [o.i for token in within for o in self.syntax.children(token.i, "pobj")]
        return [i for i in found if self.phrases.kind(i)]

    def _nearest_verb(self, token: Token) -> int | None:
        return next((above.i for above in self.syntax.ancestors(token.i) if above.pos in ("VERB", "AUX")), None)

    def with_whom(self) -> list[int | None]:
        """What "with" governs anywhere under the infinitive: "agreed to share data with Peru"."""
        return [*self._deeper(self.infinitive.i)] if self.infinitive else []

    def after_preposition(self) -> list[int | None]:
        """The owner of the noun after the trigger's preposition: "called for Iran's withdrawal"."""
        return [self.phrases.owner(i) for _, i in self.prepositions]

    def clause_subject(self) -> list[int | None]:
        """The subject of the clause under the trigger."""
        return [self.roles.surface(self.clause.i)] if self.clause else []


# Roles that name one half of a pair each.
HALVED = frozenset({"between1", "between2", "half1", "half2", "conj"})

_PLACES: dict[str, Callable[[Frame], list[int | None]]] = {
    "subj": Frame.subject,
    "obj": lambda frame: [frame.object],
    "poss": lambda frame: [frame.phrases.owner(frame.at.i)],
    "compound": lambda frame: [frame.phrases.owner(frame.at.i)],
    "conj": Frame.second_half,
    "between1": lambda frame: frame.between(0),
    "between2": lambda frame: frame.between(1),
    "half1": lambda frame: frame.dashed(0),
    "half2": lambda frame: frame.dashed(1),
    "csubj": Frame.clause_subject,
    "xobj": lambda frame: frame.under_infinitive("with", "to", "against", "on"),
    "xfrom": lambda frame: frame.under_infinitive("from"),
    "pposs": Frame.after_preposition,
    "xwith": Frame.with_whom,
    "dative": lambda frame: [frame.roles.receiver((frame.verb or frame.at).i)],
}
