"""The way from a term up the parse tree; each word acts on the stance, up to the cue or the end of the content."""

from communique.annotate.stance import clause, effects, intent, reading
from communique.annotate.stance.lexicon import words
from communique.annotate.stance.naming import Naming
from communique.annotate.stance.reading import Reading
from communique.annotate.stance.scope import ACT_CLASSES, STATING, Scope
from communique.records.syntax import Syntax, Token

HIGHEST = 40  # words above a term that are read; no sentence of prose has more


class Climb:
    """One way up, from one term of an issue in one attribution."""

    def __init__(self, syntax: Syntax, scope: Scope, naming: Naming) -> None:
        self.syntax = syntax
        self.scope = scope
        self.naming = naming
        self.node = syntax.tokens[naming.top]
        self.came_from = -1
        self.against = -1  # the word that spoke against it, or a duty: its negation says too little
        self.without = False
        self.read = Reading(naming.issue.kind, naming.sign)

    def run(self) -> Reading:
        """Return what is said of the term."""
        if self.naming.polar:
            self.read.hold(reading.POLAR_TERM, "the words take a side by themselves")
        elif self.read.claim and clause.finite(self.syntax, self.node):
            self.read.hold(reading.ASSERTED, "the verb asserts it")
        self._modify(fresh=self.read.claim)
        for _ in range(HIGHEST):
            if self.read.blocked or not self._step():
                break
        if not self.read.held or self.read.orphan:
            self.read.block()
        return self.read

    def under(self, verb: Token) -> Reading:
        """Return what is said of the term by a verb that takes it as subject or object without standing above it."""
        subjects = self.syntax.children(verb.i, *clause.SUBJECTS)
        theirs = not subjects or subjects[0].lower in words("relative")
        passive = bool(self.syntax.children(verb.i, "auxpass"))
        if theirs and not passive:
            known = self._as_subject(verb)
        else:
            known = self._apply(clause.classes(self.syntax, verb, "object"), verb)
        if known:
            self._go(verb)
        if not known or not self.read.held or self.read.orphan:
            self.read.block()
        return self.read

    def clause_verb(self) -> Token | None:
        """Return the verb of the clause in which the term is the subject, or a part of the subject."""
        token = self.node
        while token.head != token.i and token.i in self.scope.inside:
            head = self.syntax.tokens[token.head]
            if token.dep in clause.SUBJECTS:
                return head if head.i in self.scope.inside else None
            token = head
        return None

    def _step(self) -> bool:
        """Go one word up; return whether there may be more."""
        node, head = self.node, self.syntax.tokens[self.node.head]
        if head.i == node.i:
            return False
        preposition = ""
        if node.dep in ("pobj", "pcomp") and head.pos in ("ADP", "SCONJ", "PART"):
            node, preposition = head, head.lower
            head = self.syntax.tokens[node.head]
            if head.i == node.i:
                return False
            if head.pos == "ADP":  # "out of", "because of"
                preposition = f"{head.lower} {preposition}"
                head = self.syntax.tokens[head.head]
            elif preposition == "as":
                head = clause.naming_verb(self.syntax, head)
        if head.i in self.scope.cue:
            self._cue(node, head, preposition)
            return False
        if head.i not in self.scope.inside:
            return False
        return self._meet(node, head, preposition)

    def _meet(self, node: Token, head: Token, preposition: str) -> bool:
        """Let the next word act; return whether the way goes on."""
        if node.dep == "conj":
            return self._join(head)
        if node.dep in clause.SUBJECTS and not node.dep.endswith("pass"):
            known = self._as_subject(head)
        elif node.dep in ("advcl", "relcl"):
            return self._leave(node, head)
        elif preposition:
            known = self._after(node, head, preposition)
        elif verb := clause.swallowed(self.syntax, node, head):
            known, head = self._as_subject(verb), verb
        else:
            known = self._as_object(node, head)
        if not known:
            return self._unknown(node)
        self._go(head)
        return True

    def _go(self, head: Token, fresh: bool = False) -> None:
        self.came_from, self.node = self.node.i, head
        self._modify(fresh)

    def _unknown(self, node: Token) -> bool:
        """Stop at a word that the lists do not have; a side that was taken below it in a clause of its own stands."""
        whole = node.pos in ("VERB", "AUX") or (self.naming.polar and self.read.kind != "quality")
        if not (self.read.held and whole):
            self.read.block()
        return False

    def _join(self, head: Token) -> bool:
        """Go from a joined word to the first one; a verb without subject shares its modal verb and negation."""
        shares = self.node.pos in ("VERB", "AUX") and not clause.subject_of_own(self.syntax, self.node)
        own = clause.modals(self.syntax, self.node)
        self.came_from, self.node = self.node.i, head
        if shares and not own and not self.read.held:
            self._modify()
        return True

    def _leave(self, node: Token, head: Token) -> bool:
        """Leave a clause that modifies: what is held in it stands, unless it is a condition."""
        if node.dep == "relcl" and node.i == self.naming.top and not self.read.claim:  # "the soldiers who seized power"
            self._go(head)
            return True
        marks = {child.lower for child in self.syntax.children(node.i, "mark", "advmod")}
        if marks & words("condition"):
            self.read.block()
        if not self.read.held and self._as_object(node, head):
            self._go(head)
            return True
        return False

    def _as_object(self, node: Token, head: Token) -> bool:
        """Let a word act on its object, complement or modifier; return whether the lists know it."""
        if clause.lemma(head) == "be" or (clause.lemma(head) in ("remain", "stay") and node.dep in ("acomp", "attr")):
            return self._complement(node, head)
        if node.dep == "nsubjpass":
            found = clause.classes(self.syntax, head, "object")
            return self._apply(found, head) or self._named_as(node, head)
        if self._named_as(node, head):
            return True
        if clause.lemma(head) == "leave" and clause.lemma(node) in words("left open"):
            return True
        clausal = node.dep in ("acl", "xcomp", "ccomp", "csubj", "advcl")
        if clausal and (head.pos == "ADJ" or head.dep in ("attr", "oprd")) and self._judged(head):
            return True
        for word in self._introducing(node, head) if clausal and node.dep != "acl" else ():
            if self._apply(clause.classes(self.syntax, head, "object", word), head):
                return True
        return self._apply(clause.classes(self.syntax, head, "object"), head)

    def _introducing(self, node: Token, head: Token) -> list[str]:
        """Return the small words that join a clause to its verb: "have to do", "call on them to do"."""
        to = [child.lower for child in self.syntax.children(node.i, "aux") if child.lower == "to"]
        return to + [child.lower for child in self.syntax.children(head.i, "prep")]

    def _complement(self, node: Token, head: Token) -> bool:
        """Read "it is wrong to …", "we are ready to …", "these are …"."""
        for other in self.syntax.children(head.i, "acomp", "attr"):
            if other.i != node.i and node.dep in ("xcomp", "ccomp", "advcl", "csubj"):
                return self._judged(other) or self._apply(clause.classes(self.syntax, other, "object"), head)
        if node.dep in ("attr", "acomp") and self.read.claim:
            self.read.apply("assert", head.words)
        if node.dep == "xcomp" and not self.read.held:  # "is to be lifted"
            self.read.apply("must", head.words)
        return True

    def _named_as(self, node: Token, head: Token) -> bool:
        """Read "we regard the sanctions as illegal", "they call the vote a sham"."""
        if node.dep not in ("dobj", "nsubjpass") or self.read.claim:
            return False
        said = self.syntax.children(head.i, "oprd", "acomp", "xcomp", "ccomp")
        for preposition in self.syntax.children(head.i, "prep"):
            if preposition.lower == "as":
                said += self.syntax.children(preposition.i)
        if not said and clause.lemma(head) in words("naming as"):
            said = clause.after_as(self.syntax, node, self.scope.inside)
        return any(self._judged(token) for token in said if effects.can_judge(token))

    def _judged(self, token: Token) -> bool:
        sign = clause.judgement(self.syntax, token, self.naming.issue)
        if not sign or (self.read.claim and not self.read.alleged):
            return False
        if not self.read.held:
            side = "for" if sign > 0 else "against"
            self.read.hold(reading.JUDGED, f"“{token.words}” speaks {side} it", flip=sign < 0)
        elif sign < 0:
            self.read.flip(f"“{token.words}” speaks against it")
        self.read.alleged = False
        return True

    def _after(self, node: Token, head: Token, preposition: str) -> bool:
        """Let a word act on what hangs on it by a preposition."""
        verb = clause.part(head) == "verb"
        if preposition == "against" and verb and clause.lemma(head) in words("vote"):
            return self._apply(("con",), node)
        if preposition == "without":
            self.without = True
            return True
        if clause.lemma(head) == "be":
            return False
        return self._apply(clause.classes(self.syntax, head, "object", preposition), head)

    def _as_subject(self, head: Token) -> bool:
        """Let a verb act on its subject; return whether the lists know it."""
        if clause.part(head) in ("adj", "noun"):
            return self._judged(head)
        if clause.lemma(head) in ("be", "prove", "seem", "become", "remain", "constitute", "represent", "appear"):
            return self._predicate(head)
        if clause.lemma(head) in words("raising") and self._raised(head):
            return True
        found = clause.classes(self.syntax, head, "subject")
        if ("end" in found and clause.leaves(self.syntax, head)) or (
            "go" in found and not self.syntax.children(head.i, "dobj")
        ):
            self.read.apply("end", head.words)
            return True
        if self.read.kind != "judgement":
            return False
        sign = next((effect for kind in found if (effect := effects.effect(self.syntax, kind, head))), 0)
        if sign and not self.read.held:
            self.read.hold(
                reading.JUDGED, f"“{head.words}” speaks {'for' if sign > 0 else 'against'} it", flip=sign < 0
            )
        return bool(sign) or "stay" in found

    def _raised(self, head: Token) -> bool:
        """Read "access has to be guaranteed": the verb that follows acts, the first one demands."""
        for verb in self.syntax.children(head.i, "xcomp"):
            if self.syntax.children(verb.i, "auxpass"):
                known = self._apply(clause.classes(self.syntax, verb, "object"), verb)
            else:
                known = clause.lemma(verb) == "be" or self._as_subject(verb)
            if known and "must" in clause.classes(self.syntax, head, "object", "to"):
                self.read.apply("must", head.words)
            return known
        return False

    def _predicate(self, head: Token) -> bool:
        """Read what a linking verb says of its subject ("are illegal", "was a farce"); it may well judge nothing."""
        for token in self.syntax.children(head.i, "acomp", "attr", "oprd", "xcomp", "dobj"):
            if self._judged(token):
                return True
            for joined in self.syntax.children(token.i, "conj"):
                if self._judged(joined):
                    return True
        return True

    def _apply(self, found: tuple[str, ...], token: Token) -> bool:
        """Let the first class act that fits the kind of proposition; return whether there is one."""
        if not found:
            return False
        kind = self._choose(found)
        if kind in ("pro", "con", "reject") and clause.part(token) == "verb" and not self._own_view(token):
            return False
        held = self.read.held
        self.read.apply(kind, token.words)
        if kind in ("con", "reject", "deny") or (kind == "must" and clause.lemma(token) in words("duty")):
            self.against = token.i
        if (
            clause.part(token) == "noun"
            and kind in ("pro", "con")
            and not held
            and not clause.owned(self.syntax, token)
        ):
            self.read.orphan = True
        return True

    def _choose(self, found: tuple[str, ...]) -> str:
        preferred: tuple[str, ...] = (
            ("assert", "allege", "deny", "reject") if self.read.claim else ("pro", "con", "reject", "must")
        )
        if self.read.orphan:
            preferred = ("voice", "con", "reject")
        return next((kind for kind in preferred if kind in found), found[0])

    def _own_view(self, verb: Token) -> bool:
        """Tell whether a verb of liking tells the speaker's view, not that of somebody else."""
        subject = clause.holder(self.syntax, verb)
        if subject is None or subject.lower in words("first person") | words("impersonal"):
            return True
        if clause.modals(self.syntax, verb) & words("must"):
            return True
        return self._own_side(subject)

    def _own_side(self, subject: Token) -> bool:
        """Tell whether a view told in the third person may be the speaker's: "her government", "Kenya", "the party"."""
        body = clause.lemma(subject) in words("institution")
        if clause.owned(self.syntax, subject) or (body and clause.owned(self.syntax, subject, words("their own"))):
            return True
        if intent.theirs(self.syntax, self.scope, self.read, subject):
            return True
        if clause.states_of(self.syntax, subject) or not body:
            return False
        self.read.confidence *= reading.OTHERS_VIEW
        self.read.official = True
        return True

    def _cue(self, node: Token, cue: Token, preposition: str) -> None:
        """Let the cue act; what it does not say by its own word, its act says."""
        if self._named_as(node, cue):
            return
        found = () if node.dep in clause.SUBJECTS else clause.classes(self.syntax, cue, "object", preposition)
        kind = self._choose(found) if found and self.scope.act != "ask" else ""
        if not kind or kind in STATING or kind == "start" or (kind == "assert" and not self.read.claim):
            kind = ACT_CLASSES[self.scope.act]
            if self.scope.negated:
                self.read.block()
        self.read.apply(kind, cue.words)
        if self.scope.negated and not self.read.blocked:
            self._negated_cue(kind)

    def _negated_cue(self, kind: str) -> None:
        """ "Did not support" is against; "did not condemn" is nothing."""
        if kind in ("pro", "must"):
            self.read.flip("the cue is negated")
            self.read.confidence *= reading.OTHERS_VIEW
        else:
            self.read.block()

    def _modify(self, fresh: bool = False) -> None:
        """Let negation, modal verbs and the order form of the node act.

        Args:
            fresh: the node is the term itself and asserts a fact.
        """
        node, read = self.node, self.read
        found = clause.negations(self.syntax, node, self.came_from)
        negated = any(token.i not in self.naming.tokens for token in found)
        if clause.asks(self.syntax, node) or any(clause.negates_in_part(self.syntax, token) for token in found):
            read.block()
        if clause.part(node) == "verb":
            self._modal(negated, fresh)
        if negated and self.without and read.kind == "judgement":
            self.without = False
            read.hold(reading.MUST, "“without” makes it a condition")
        elif negated:
            self._negate()

    def _negate(self) -> None:
        found = clause.classes(self.syntax, self.node, "object") if self.came_from >= 0 else ()
        if self.read.claim and "check" in found:
            self.read.block()
        undeniable = self.read.claim and clause.modals(self.syntax, self.node) & words("can")
        if self.against == self.node.i and not undeniable:  # "we do not oppose it" is no support
            self.read.block()
        self.read.flip("negated")

    def _modal(self, negated: bool, fresh: bool) -> None:
        node, read = self.node, self.read
        modals = clause.modals(self.syntax, node)
        if read.kind == "quality":
            if modals & (words("must") | words("future") | words("can")):
                read.block()
        elif read.claim:
            if modals & (words("must") | words("future")) and (fresh or not read.held):
                read.block()
        elif not read.held:
            intent.demand(self.syntax, self.scope, read, node, self.came_from, negated)
        if read.held and modals & words("hedge"):
            read.confidence *= reading.HEDGED
