"""Who stands in which role to a verb: through passives, relative clauses, conjunctions and infinitives."""

from communique.lexicons.events import classes, governors
from communique.records.syntax import Syntax, Token

RELATIVE = frozenset({"who", "which", "that", "whom"})

# Clauses nest; deeper than this the parse is broken and roles are not looked for.
DEPTH = 8


def charge(syntax: Syntax, noun: Token) -> Token | None:
    """Return the verb of accusing or blaming of which the noun is the object, where "of" hangs on the noun."""
    verb = syntax.tokens[noun.head]
    accusing = verb.pos == "VERB" and governors().get(verb.lemma.lower()) == "claimed"
    return verb if accusing and noun.dep in ("dobj", "nsubjpass") else None


class Roles:
    """The roles in one report's parse. All answers are token indices."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax

    def passive(self, i: int, depth: int = 0) -> bool:
        """Tell whether the verb is in the passive, reduced clauses ("the town shelled by rebels") included."""
        token = self.syntax.tokens[i]
        helpers = self.syntax.children(i, "auxpass", "nsubjpass", "agent")
        if helpers:
            return True
        if token.tag != "VBN" or self.syntax.children(i, "aux", "dobj", "nsubj"):
            return False
        if token.dep == "conj" and depth < DEPTH:
            return self.passive(token.head, depth + 1)
        return token.dep in ("acl", "advcl")

    def subject(self, i: int) -> int | None:
        """Return the doer: the subject of an active verb, the "by" phrase of a passive one."""
        if not self.passive(i):
            return self.surface(i)
        agents = [child for child in self.syntax.children(i, "agent", "prep") if child.lower == "by"]
        return next((o.i for agent in agents for o in self.syntax.children(agent.i, "pobj")), None)

    def object(self, i: int) -> int | None:
        """Return what the verb acts on: its object, or the subject of a passive."""
        if self.passive(i):
            return self.surface(i)
        own = self.syntax.children(i, "dobj")
        if own:
            return self.antecedent(own[1] if self._receives(own) else own[0])
        token = self.syntax.tokens[i]
        if token.dep == "relcl" and self._has_own_subject(i):
            return token.head
        shared = [o for verb in self.syntax.children(i, "conj") for o in self.syntax.children(verb.i, "dobj")]
        return shared[0].i if shared and not self.syntax.children(i, "prep", "xcomp", "ccomp", "prt") else None

    def receiver(self, i: int) -> int | None:
        """Return to whom something is given without "to": "sent Jordan wheat"."""
        datives = [child.i for child in self.syntax.children(i, "dative") if child.pos != "ADP"]
        own = self.syntax.children(i, "dobj")
        return next(iter(datives), own[0].i if self._receives(own) else None)

    def _receives(self, objects: list[Token]) -> bool:
        """Tell whether the first of two objects is a receiver, not followed by a comma as in an apposition."""
        if len(objects) != 2 or objects[0].pos not in ("PROPN", "PRON"):
            return False
        between = self.syntax.tokens[objects[0].i : objects[1].i]
        return all(word.pos != "PUNCT" for word in between)

    def _has_own_subject(self, i: int) -> bool:
        return any(child.lower not in RELATIVE for child in self.syntax.children(i, "nsubj"))

    def surface(self, i: int, depth: int = 0) -> int | None:
        """Return the grammatical subject, taken over from the clause above where the verb has none of its own."""
        own = self.syntax.children(i, "nsubj", "nsubjpass")
        if own:
            return self.antecedent(own[0])
        token = self.syntax.tokens[i]
        if depth > DEPTH or token.dep == "ROOT":
            return None
        if token.dep in ("xcomp", "ccomp"):
            return self._controller(i, token.head, depth + 1)
        if token.dep in ("acl", "relcl"):
            return self._of_noun(token, depth + 1)
        if token.dep == "pcomp":
            return self._of_preposition(self.syntax.tokens[token.head], depth + 1)
        if token.dep in ("conj", "advcl") and self.syntax.tokens[token.head].pos in ("VERB", "AUX"):
            return self.surface(token.head, depth + 1)
        return None

    def _controller(self, i: int, head: int, depth: int) -> int | None:
        above = self.syntax.tokens[head]
        if above.pos == "ADJ":
            return self.surface(above.head, depth) if above.dep in ("acomp", "oprd") else None
        finite = self.syntax.tokens[i].dep == "ccomp" and self.syntax.tokens[i].tag in ("VBD", "VBZ", "VBP")
        if above.pos not in ("VERB", "AUX") or finite:
            return None
        if above.lemma == "call":
            on = [o.i for p in self.syntax.children(head, "prep") if p.lower in ("on", "upon")
                  for o in self.syntax.children(p.i, "pobj")]  # fmt: skip
            if on:
                return on[0]
        objects = self.syntax.children(head, "dobj")
        if objects and above.lemma.lower() not in classes()["subject-control"]:
            return objects[0].i
        return self.surface(head, depth)

    def _of_noun(self, token: Token, depth: int) -> int | None:
        """The subject of a clause under a noun: the noun; for "plan to attack" whoever has the plan."""
        noun = self.syntax.tokens[token.head]
        if not any(child.lower == "to" for child in self.syntax.children(token.i, "aux")):
            return noun.i if noun.pos in ("NOUN", "PROPN", "PRON") else None
        owners = self.syntax.children(noun.i, "poss")
        if owners:
            return owners[0].i
        above = self.syntax.tokens[noun.head]
        if above.pos in ("VERB", "AUX") and noun.dep in ("dobj", "attr", "pobj", "oprd"):
            return self.surface(above.i, depth)
        return None

    def _of_preposition(self, preposition: Token, depth: int) -> int | None:
        above = self.syntax.tokens[preposition.head]
        if charge(self.syntax, above) and preposition.lower in ("of", "for"):
            return above.i
        if above.pos not in ("VERB", "AUX"):
            return next((owner.i for owner in self.syntax.children(above.i, "poss")), None)
        objects = self.syntax.children(above.i, "dobj")
        if objects and preposition.lower in ("of", "for", "from"):
            return objects[0].i
        return self.surface(above.i, depth)

    def antecedent(self, token: Token) -> int:
        """Return the noun that a relative pronoun stands for; the token itself if it is none."""
        if token.lower not in RELATIVE or token.tag not in ("WP", "WDT", "IN"):
            return token.i
        for above in self.syntax.ancestors(token.i):
            if above.dep == "relcl":
                return above.head
        return token.i

    def prepositions(self, i: int) -> list[tuple[str, int]]:
        """Return (preposition, token after it) for those that hang on token ``i``, "out of" as "of" too."""
        found: list[tuple[str, int]] = []
        for child in self.syntax.children(i, "prep", "agent", "dative", "prt", "advmod"):
            objects = self.syntax.children(child.i, "pobj")
            found.extend((child.lower, o.i) for o in objects)
            for inner in self.syntax.children(child.i, "prep"):
                found.extend((inner.lower, o.i) for o in self.syntax.children(inner.i, "pobj"))
        return found
