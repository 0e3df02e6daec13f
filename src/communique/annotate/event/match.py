"""Which rows of the trigger table hold at a word, and who stands in the roles that they name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from communique.annotate.event.phrases import GROUPS, POLITICAL, Phrases
from communique.annotate.event.roles import Roles
from communique.lexicons.events import Need, Trigger, classes, triggers
from communique.records.syntax import Syntax, Token

# Deeds of crowds; for the others a party must be known to be political.
OF_CROWDS = frozenset({"PROTEST", "AID", "RETREAT"})

# Plural nouns and pronouns that can meet or fight one another.
PLURAL = frozenset({"NNS", "NNPS"})

_PARTS_OF_SPEECH = {"VERB": "V", "NOUN": "N", "ADJ": "A", "PROPN": "N"}


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger that holds.

    Attributes:
        trigger: its row.
        at: the word that names the deed.
        verb: the verb of its clause: itself, or the verb of which it is the object; None for a noun by itself.
        actors, recipients: heads of the phrases found, with those joined to them by "and".
    """

    trigger: Trigger
    at: Token
    verb: Token | None
    actors: tuple[int, ...]
    recipients: tuple[int, ...]


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
        places = dict.fromkeys(p.i if isinstance(p, Token) else p for p in (self.at, self.object, self.verb) if p is not None)
        return [found for place in places for found in self.roles.prepositions(place)]

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

    def find(self, role: str) -> tuple[int, ...]:
        """Return the heads of the phrases in a role; several only for halves joined by "and"."""
        if role not in self._found:
            self._found[role] = tuple(self._find(role))
        return self._found[role]

    def _find(self, role: str) -> Iterator[int]:
        raw = role.endswith("!")
        for i in self._places(role.removesuffix("!")):
            heads = [i] if role in ("between1", "between2", "conj") else self.phrases.conjuncts(i)
            parties = [p for head in heads if (p := self.phrases.party(head)) is not None and self._named(role, p)]
            yield from parties or ([i] if raw else [])

    def _named(self, role: str, i: int) -> bool:
        """ "its" and "their" name a party only of a noun trigger; elsewhere they point back to the subject."""
        return role == "poss" or self.syntax.tokens[i].tag != "PRP$"

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
        return [*self.phrases.conjuncts(first)[1:]] if first is not None else []

    def between(self, half: int) -> list[int | None]:
        """The first or second half after "between"."""
        halves = [h for name, i in self.prepositions if name == "between" for h in self.phrases.conjuncts(i)]
        return [*halves[half : half + 1]]

    def under_infinitive(self, *names: str) -> list[int | None]:
        """The object of the infinitive under the trigger and what its prepositions govern."""
        if self.infinitive is None:
            return []
        found = [i for name, i in self.roles.prepositions(self.infinitive.i) if name in names]
        return [self.roles.object(self.infinitive.i), *found] if "with" in names else [*found]

    def after_preposition(self) -> list[int | None]:
        """The owner of the noun after the trigger's preposition: "called for Iran's withdrawal"."""
        return [self.phrases.owner(i) for _, i in self.prepositions]

    def clause_subject(self) -> list[int | None]:
        """The subject of the clause under the trigger."""
        return [self.roles.surface(self.clause.i)] if self.clause else []


_PLACES: dict[str, Callable[[Frame], list[int | None]]] = {
    "subj": Frame.subject,
    "obj": lambda frame: [frame.object],
    "poss": lambda frame: [frame.phrases.owner(frame.at.i)],
    "compound": lambda frame: [frame.phrases.owner(frame.at.i)],
    "conj": Frame.second_half,
    "between1": lambda frame: frame.between(0),
    "between2": lambda frame: frame.between(1),
    "csubj": Frame.clause_subject,
    "xobj": lambda frame: frame.under_infinitive("with", "to", "against", "on"),
    "xfrom": lambda frame: frame.under_infinitive("from"),
    "pposs": Frame.after_preposition,
    "dative": lambda frame: [
        child.i for child in frame.syntax.children((frame.verb or frame.at).i, "dative") if child.pos != "ADP"
    ],
}


class Matcher:
    """Finds the triggers of one report."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self.phrases = Phrases(syntax)
        self.roles = Roles(syntax)

    def matches(self) -> Iterator[Match]:
        """Yield at most one match for each word, in text order."""
        for token in self.syntax.tokens:
            rows = triggers().get((_PARTS_OF_SPEECH.get(token.pos, ""), token.lemma.lower()))
            match = self._match(token, rows) if rows else None
            if match:
                yield match

    def _match(self, token: Token, rows: tuple[Trigger, ...]) -> Match | None:
        light, frames = self._light(token), dict[int, Frame]()
        for row in rows:
            verb = self._verb(token, row, light)
            if verb is None and not any(need.name == "bare" for need in row.needs):
                continue
            place = verb.i if verb else -1
            frame = frames.setdefault(place, Frame(self.syntax, self.phrases, self.roles, token, verb))
            match = self._hold(row, frame)
            if match:
                return match
        return None

    def _verb(self, token: Token, row: Trigger, light: Token | None) -> Token | None:
        """The verb of the row's clause: the trigger, the copula of an adjective, the verb of which it is the object."""
        if row.pos == "V":
            return token
        if row.pos == "A":
            return self.syntax.tokens[token.head] if token.dep == "acomp" else None
        wanted = next((need.values for need in row.needs if need.name == "light"), frozenset[str]())
        return light if light and light.lemma.lower() in wanted else None

    def _light(self, noun: Token) -> Token | None:
        """The verb of which the noun is the object, in a main, reduced or relative clause, or that "in" links."""
        if noun.pos not in ("NOUN", "PROPN"):
            return None
        under = self.syntax.children(noun.i, "acl", "relcl")
        for verb in under:
            if verb.pos == "VERB" and self.roles.object(verb.i) == noun.i:
                return verb
        head = self.syntax.tokens[noun.head]
        if noun.dep == "conj" and head.pos == "NOUN":
            return self._light(head) if head.i < noun.i else None
        if noun.dep == "pobj" and head.lower in ("in", "on", "for", "out"):
            head = self.syntax.tokens[head.head]
            return head if head.pos == "VERB" else None
        return head if head.pos == "VERB" and noun.dep in ("dobj", "nsubjpass", "attr") else None

    def _hold(self, row: Trigger, frame: Frame) -> Match | None:
        tests = [need for need in row.needs if need.name not in _OF_PARTIES]
        if not all(_NEEDS[need.name](frame, need) for need in tests):
            return None
        actors, recipients = self._fill(row, frame)
        match = Match(row, frame.at, frame.verb, actors, recipients)
        if not (actors or recipients) or not all(self._of_parties(match, frame, need) for need in row.needs):
            return None
        return match if self._plausible(match, frame) else None

    def _fill(self, row: Trigger, frame: Frame) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Look for the roles in order; nobody is both actor and recipient."""
        actors = next((found for role in row.actor if (found := frame.find(role))), ())
        for role in row.recipient:
            recipients = tuple(i for i in frame.find(role) if i not in actors or role == "conj")
            if recipients:
                break
        else:
            return actors, ()
        return tuple(i for i in actors if i not in recipients), recipients

    def _of_parties(self, match: Match, frame: Frame, need: Need) -> bool:
        if need.name == "who":
            return self._is(match.actors, need.values) or (not match.actors and self._agentless(frame))
        if need.name == "whom":
            return self._is(match.recipients, need.values)
        if need.name == "notwhom":
            return not self._is(match.recipients, need.values)
        if need.name in ("both", "parties", "paired"):
            return bool(match.actors and match.recipients)
        return True

    def _agentless(self, frame: Frame) -> bool:
        """A passive without "by": nobody is named, which is no reason against it."""
        return frame.verb is not None and self.roles.passive(frame.verb.i)

    def _is(self, heads: tuple[int, ...], wanted: frozenset[str]) -> bool:
        kinds = frozenset().union(*(GROUPS.get(name, {name}) for name in wanted))
        return any(self._kind(i) in kinds for i in heads)

    def _kind(self, i: int) -> str:
        found = self.phrases.kind(i)
        if found:
            return found
        return "thing" if self.syntax.tokens[i].lemma.lower() in classes()["person-thing"] else "other"

    def _plausible(self, match: Match, frame: Frame) -> bool:
        """Somebody in it is known to be political; sports, business and private life are left out."""
        kinds = {self._kind(i) for i in (*match.actors, *match.recipients)}
        if not match.actors and not (self._agentless(frame) and match.trigger.sureness == "sure"):
            return False
        if kinds & POLITICAL or ("crowd" in kinds and match.trigger.type in OF_CROWDS):
            return True
        return match.trigger.sureness == "sure" and bool(kinds & GROUPS["pronoun"]) and match.trigger.type != "CONSULT"


def _lemma(frame: Frame, i: int | None) -> str:
    return frame.syntax.tokens[i].lemma.lower() if i is not None else ""


def _heads(frame: Frame, i: int | None) -> set[str]:
    """Lemmas of the object and of what is joined to it, with the noun after "of" for measures ("tonnes of wheat")."""
    if i is None:
        return set()
    inner = [o for name, o in frame.roles.prepositions(i) if name == "of"]
    return {_lemma(frame, head) for head in (*frame.phrases.conjuncts(i), *inner)}


def _before(frame: Frame, i: int | None) -> set[str]:
    """Words before a noun, lower case and as lemmas."""
    if i is None:
        return set()
    found = frame.syntax.children(i, "amod", "compound", "nmod", "poss", "advmod")
    deeper = [word for child in found for word in frame.syntax.children(child.i, "compound", "amod", "nmod")]
    return {form for word in (*found, *deeper) for form in (word.lower, word.lemma.lower())}


def _object_is(frame: Frame, need: Need) -> bool:
    return frame.object is not None and (not need.values or bool(_heads(frame, frame.object) & need.values))


def _preposition_is(frame: Frame, need: Need) -> bool:
    return any(name in need.values for name, _ in frame.prepositions)


def _governed_is(frame: Frame, need: Need) -> bool:
    return any(_lemma(frame, i) in need.values for _, i in frame.prepositions)


def _particle_is(frame: Frame, need: Need) -> bool:
    found = frame.syntax.children(frame.at.i, "prt", "advmod", "prep")
    return any(child.lower in need.values for child in found)


def _adverb_is(frame: Frame, need: Need) -> bool:
    found = frame.syntax.children(frame.at.i, "advmod", "npadvmod")
    return any(child.lower in need.values for child in found) or _governed_is(frame, need)


def _modifier_is(frame: Frame, need: Need) -> bool:
    return bool(_before(frame, frame.at.i) & need.values)


def _infinitive_is(frame: Frame, need: Need) -> bool:
    return frame.infinitive is not None and (not need.values or frame.infinitive.lemma.lower() in need.values)


def _auxiliary_is(frame: Frame, need: Need) -> bool:
    return frame.clause is not None and any(
        aux.lower in need.values for aux in frame.syntax.children(frame.clause.i, "aux")
    )


def _complement_is(frame: Frame, need: Need) -> bool:
    found = frame.syntax.children(frame.at.i, "oprd", "acomp", "xcomp", "ccomp", "attr")
    return any(child.lower in need.values or _before(frame, child.i) & need.values for child in found)


def _of_is(frame: Frame, need: Need) -> bool:
    return any(_lemma(frame, i) in need.values for name, i in frame.roles.prepositions(frame.at.i) if name == "of")


def _two_subjects(frame: Frame, _: Need) -> bool:
    subject = frame.surface()
    if subject is None:
        return False
    return len(frame.phrases.conjuncts(subject)) > 1 and frame.object is None


def _not(test: Callable[[Frame, Need], bool]) -> Callable[[Frame, Need], bool]:
    return lambda frame, need: not test(frame, need)


def _always(_: Frame, __: Need) -> bool:
    return True


_NEEDS: dict[str, Callable[[Frame, Need], bool]] = {
    "obj": _object_is,
    "notobj": _not(_object_is),
    "noobj": lambda frame, _: frame.object is None,
    "objmod": lambda frame, need: bool(_before(frame, frame.object) & need.values),
    "prep": _preposition_is,
    "notprep": _not(_preposition_is),
    "pobj": _governed_is,
    "notpobj": _not(_governed_is),
    "prt": _particle_is,
    "notprt": _not(_particle_is),
    "adv": _adverb_is,
    "notadv": _not(_adverb_is),
    "mod": _modifier_is,
    "notmod": _not(_modifier_is),
    "xcomp": _infinitive_is,
    "notxcomp": _not(_infinitive_is),
    "that": lambda frame, _: frame.clause is not None,
    "sub": _auxiliary_is,
    "oprd": _complement_is,
    "of": _of_is,
    "light": lambda frame, _: frame.verb is not None,
    "bare": lambda frame, _: frame.verb is None,
    "passive": lambda frame, _: frame.roles.passive(frame.at.i),
    "poss": lambda frame, _: bool(frame.object is not None and frame.syntax.children(frame.object, "poss")),
    "paired": _two_subjects,
    "parties": _always,
}
_OF_PARTIES = frozenset({"who", "whom", "notwhom", "both"})
