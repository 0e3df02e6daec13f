"""Which rows of the trigger table hold at a word, and who stands in the roles that they name."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from communique.annotate.event.frame import Frame
from communique.annotate.event.needs import OF_PARTIES, holds
from communique.annotate.event.phrases import GROUPS, POLITICAL, Phrases
from communique.annotate.event.roles import Roles
from communique.lexicons.events import Need, Trigger, classes, triggers
from communique.records.syntax import Syntax, Token

# Deeds of crowds; for the others a party must be known to be political.
OF_CROWDS = frozenset({"PROTEST", "AID", "RETREAT"})

# Deeds of which pronouns alone say too little: "he met her", "it kills us".
NAMED = frozenset({"CONSULT", "ASSAULT"})

# Deeds that are news although the doer is not named.
SUFFERED = frozenset({"ACCUSE", "SANCTION", "COERCE", "ASSAULT", "RETREAT", "AID"})

# How far up the parse the clause above is looked for.
HEIGHT = 12

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
        light, frames = list(self._light(token)), dict[int, Frame]()
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

    def _verb(self, token: Token, row: Trigger, light: list[Token]) -> Token | None:
        """The verb of the row's clause: the trigger, the copula of an adjective, the verb of which it is the object."""
        if row.pos == "V":
            return token
        if row.pos == "A":
            return self.syntax.tokens[token.head] if token.dep == "acomp" else None
        wanted = next((need.values for need in row.needs if need.name == "light"), frozenset[str]())
        return next((verb for verb in light if verb.lemma.lower() in wanted), None)

    def _light(self, noun: Token) -> Iterator[Token]:
        """Yield verbs of which the noun is the object, in a main, reduced or relative clause, or that "in" links."""
        if noun.pos not in ("NOUN", "PROPN"):
            return
        for verb in self.syntax.children(noun.i, "acl", "relcl"):
            if verb.pos == "VERB" and self.roles.object(verb.i) == noun.i:
                yield verb
                yield from self.syntax.children(verb.i, "xcomp")
        noun, head = self._measured(noun)
        if noun.dep == "pobj" and head.lower in ("in", "on", "for", "out"):
            head = self.syntax.tokens[head.head]
        elif noun.dep not in ("dobj", "nsubjpass", "attr"):
            return
        if head.pos == "VERB":
            yield head

    def _measured(self, noun: Token) -> tuple[Token, Token]:
        """The noun and its head; for "and talks" those of the first half, for "a round of talks" those of "round"."""
        head = self.syntax.tokens[noun.head]
        if noun.dep == "conj" and head.pos == "NOUN":
            noun, head = head, self.syntax.tokens[head.head]
        if noun.dep == "pobj" and head.lower == "of":
            outer = self.syntax.tokens[head.head]
            if outer.lemma.lower() in classes()["measure"]:
                return outer, self.syntax.tokens[outer.head]
        return noun, head

    def _hold(self, row: Trigger, frame: Frame) -> Match | None:
        tests = [need for need in row.needs if need.name not in OF_PARTIES]
        if not all(holds(frame, need) for need in tests):
            return None
        actors, recipients = self._fill(row, frame)
        match = Match(row, frame.at, frame.verb, actors, recipients)
        if not (actors or recipients) or not all(self._of_parties(match, frame, need) for need in row.needs):
            return None
        return match if self._plausible(match, frame) else None

    def _fill(self, row: Trigger, frame: Frame) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Look for the roles in order; nobody is both actor and recipient."""
        strict = row.pos == "V" and (row.type == "CONSULT" or (row.mode == "seize" and _asks_whom(row)))
        actors = next((found for role in row.actor if (found := frame.find(role, strict))), ())
        for role in row.recipient:
            recipients = tuple(i for i in frame.find(role, strict) if i not in actors or role == "conj")
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
        kinds = {self._kind(j) for i in (*match.actors, *match.recipients) for j in (i, self._backed(i))}
        if self._within(match):
            return False
        if not match.actors and not (self._agentless(frame) and self._of_victims(match.trigger)):
            return False
        if kinds & POLITICAL or ("crowd" in kinds and match.trigger.type in OF_CROWDS):
            return True
        spoken_of = bool(kinds & GROUPS["pronoun"]) and match.trigger.type not in NAMED
        return spoken_of and match.trigger.sureness == "sure"

    def _within(self, match: Match) -> bool:
        """What leaders say to crowds and to their own staff is no deed between parties."""
        if match.trigger.type == "CONSULT" and "crowd" in (self._kind(i) for i in match.recipients):
            return True
        lemmas = {self.syntax.tokens[i].lemma.lower() for i in match.recipients}
        return match.trigger.type in ("CONSULT", "REQUEST") and bool(lemmas & classes()["staff"])

    def _of_victims(self, row: Trigger) -> bool:
        return row.sureness == "sure" and row.type in SUFFERED

    def _backed(self, i: int) -> int:
        """For "it" and "they" the subject of the clause above: "the army says it has opened an inquiry"."""
        token = self.syntax.tokens[i]
        if token.pos != "PRON":
            return i
        verbs = [above for above in islice(self.syntax.ancestors(i), HEIGHT) if above.pos == "VERB"][1:]
        subjects = (self.roles.surface(verb.i) for verb in verbs)
        return next((s for s in subjects if s is not None and s != i and self.syntax.tokens[s].pos != "PRON"), i)


def _asks_whom(row: Trigger) -> bool:
    return any(need.name == "whom" for need in row.needs)
