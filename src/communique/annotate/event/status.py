"""Whether a clause says that a deed happened: negation, modals, governing words, conditions."""

from collections.abc import Iterator
from itertools import islice

from communique.annotate.event.roles import charge
from communique.lexicons.events import classes, governors
from communique.records.syntax import Syntax, Token
from communique.records.words import Status

AUXILIARIES: dict[str, Status] = {
    "will": "future", "shall": "future", "wo": "future", "'ll": "future", "’ll": "future",
    "would": "hypothetical", "'d": "hypothetical", "’d": "hypothetical", "could": "hypothetical",
    "may": "hypothetical", "might": "hypothetical", "can": "hypothetical", "ca": "hypothetical",
    "must": "demanded", "should": "demanded", "ought": "demanded",
}  # fmt: skip
WOULD = frozenset({"would", "'d", "’d"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "nor", "neither", "hardly", "nobody", "none", "without"})
REFUSING = frozenset({"will", "wo", "would", "'ll", "’ll", "shall"})
NOBODY = frozenset({"nobody", "none", "nothing"})
NOT_NEGATING = frozenset({"only", "just", "merely", "simply", "least"})
CONDITIONS = frozenset({"if", "unless", "whether", "lest", "provided", "should", "until"})

# The strongest reason against "it happened" wins; "denied" is counted apart, since two denials cancel.
STRENGTH: tuple[Status, ...] = ("demanded", "hypothetical", "future", "claimed")

DEPTH = 10  # clauses nest; deeper than this the parse is broken


def status_of(syntax: Syntax, at: Token, verb: Token | None) -> Status:
    """Return what the sentence makes of a deed; attribution and dates are not looked at.

    Args:
        syntax: the parse.
        at: the word that names the deed.
        verb: the verb of its clause; None for a noun by itself.

    Returns:
        ``asserted``, ``denied``, ``demanded``, ``hypothetical``, ``future`` or ``claimed``.
    """
    walk = _Walk(syntax)
    if verb is None or verb.i != at.i:
        walk.noun(at)
    if verb is not None:
        walk.clause(verb)
    else:
        walk.above_noun(at)
    return walk.result()


def effect_of_cue(lemma: str) -> Status | None:
    """Return what a reporting verb makes of the deed in its clause; None where that is said to have happened."""
    effects: tuple[tuple[str, Status], ...] = (
        ("cue-denying", "denied"),
        ("cue-demanding", "demanded"),
        ("cue-open", "hypothetical"),
    )
    return next((status for name, status in effects if lemma in classes()[name]), None)


def refused(syntax: Syntax, verb: Token) -> bool:
    """Tell whether the verb's own auxiliaries refuse: "will not send", "would never agree"."""
    helpers = {child.lower for child in syntax.children(verb.i, "aux", "neg")}
    return bool(helpers & REFUSING) and bool(helpers & NEGATIONS)


def presupposed(syntax: Syntax, verb: Token | None) -> bool:
    """Tell whether a finite relative clause names the deed: who denies or doubts something about it grants it."""
    while verb is not None and verb.dep == "conj":
        verb = syntax.tokens[verb.head]
    if verb is None or verb.dep != "relcl":
        return False
    return not any(word.tag in ("MD", "TO") for word in syntax.children(verb.i, "aux"))


class _Walk:
    """Goes from the deed up to the root of its sentence and collects what stands against it."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self.effects: set[str] = set()
        self.denials = 0

    def result(self) -> Status:
        """Return the status that the collected effects amount to."""
        if self.denials % 2:
            return "denied"
        return next((status for status in STRENGTH if status in self.effects), "asserted")

    def noun(self, at: Token) -> None:
        """Take in what stands before the noun: "no talks", "planned talks", "alleged attack"."""
        for child in self.syntax.children(at.i, "det", "amod", "neg"):
            if child.lower in ("no", "neither"):
                self.denials += 1
            elif child.dep == "amod":
                self._effect(governors().get(child.lower))

    def above_noun(self, at: Token) -> None:
        """Take in what governs a noun: "called for talks", "plans for an attack", "talks will begin"."""
        node = at
        for _ in range(DEPTH):
            if node.head == node.i or node.dep in ("appos", "npadvmod", "advcl"):
                return
            head = self.syntax.tokens[node.head]
            if head.pos == "VERB" or head.pos == "AUX":
                self._noun_under(node, head)
                return
            if head.pos == "NOUN":
                self._effect(governors().get(head.lemma.lower()))
            node = head

    def _noun_under(self, noun: Token, verb: Token) -> None:
        lemma = verb.lemma.lower()
        if noun.dep in ("nsubj", "nsubjpass"):
            if lemma in classes()["happening"] or governors().get(lemma, "claimed") != "claimed":
                self.clause(verb)
                self._effect(governors().get(lemma) if noun.dep == "nsubjpass" else None)
        elif lemma not in classes()["happening"]:
            self._effect(governors().get(lemma))

    def clause(self, verb: Token) -> None:
        """Take in the verb's auxiliaries and what stands above it, clause by clause."""
        node = verb
        for _ in range(DEPTH):
            self._own(node)
            above = self._above(node)
            if above is None:
                return
            node = above

    def _own(self, verb: Token) -> None:
        words = self.syntax.children(verb.i, "aux", "neg", "advmod", "mark", "preconj")
        for word in words:
            if word.i <= verb.i + 1:
                self._negation(word)
            if word.dep == "aux":
                self._effect(self._modal(verb, word))
            if word.dep == "mark" and word.lower in CONDITIONS:
                self._effect("hypothetical")
        self._objects(verb)
        self._question(verb)
        if verb.dep == "ROOT" and any(word.lower == "to" for word in words):
            self._effect("future")
        if self._imperative(verb, words):
            self._effect("demanded")

    def _negation(self, word: Token) -> None:
        after = self.syntax.tokens[word.i + 1] if word.i + 1 < len(self.syntax.tokens) else word
        if word.lower == "longer" and any(child.lower == "no" for child in self.syntax.children(word.i)):
            self.denials += 1
        if word.lower in NEGATIONS and after.lower not in NOT_NEGATING:
            self.denials += 1

    def _modal(self, verb: Token, word: Token) -> str | None:
        """ "would" is the future seen from the past, unless the sentence has a condition."""
        effect, conditional = AUXILIARIES.get(word.lower), self._conditional(verb)
        if effect == "demanded" and any(s.i > word.i for s in self.syntax.children(verb.i, "nsubj", "nsubjpass")):
            return "hypothetical"  # "should the army strike"
        if word.lower in WOULD and not conditional and verb.dep in ("ccomp", "conj"):
            return "future"
        return "hypothetical" if effect == "future" and conditional else effect

    def _conditional(self, verb: Token) -> bool:
        sentence = self.syntax.sentence_of(verb.i)
        above = [a.i for a in islice(self.syntax.ancestors(verb.i), DEPTH) if a.i < sentence.last]
        clauses = [c for i in (verb.i, *above) for c in self.syntax.children(i, "advcl")]
        return any(m.lower in ("if", "unless") for c in clauses for m in self.syntax.children(c.i, "mark"))

    def _objects(self, verb: Token) -> None:
        """Take in "sent no troops", "nobody attacked"."""
        for argument in self.syntax.children(verb.i, "dobj", "nsubj", "nsubjpass"):
            if argument.lower in NOBODY:
                self.denials += 1
            self.denials += any(d.lower in ("no", "neither") for d in self.syntax.children(argument.i, "det"))

    def _question(self, verb: Token) -> None:
        last = self.syntax.tokens[self.syntax.sentence_of(verb.i).last - 1]
        if last.words == "?" and verb.dep in ("ROOT", "conj"):
            self._effect("hypothetical")

    def _imperative(self, verb: Token, words: list[Token]) -> bool:
        own = self.syntax.children(verb.i, "nsubj", "nsubjpass", "auxpass") or [w for w in words if w.dep == "aux"]
        return verb.tag == "VB" and verb.dep == "ROOT" and not own

    def _above(self, node: Token) -> Token | None:
        """Take in the link to the clause above; return its verb, or None where the status ends."""
        head = self.syntax.tokens[node.head]
        if node.dep in ("ROOT", "parataxis", "relcl", "dep"):
            return None
        if node.dep == "conj":
            return None if self._independent(node) or head.pos not in ("VERB", "AUX") else head
        if node.dep == "advcl":
            return self._adverbial(node, head)
        if node.dep in ("ccomp", "csubj") and self._finite(node):
            self._effect(effect_of_cue(head.lemma.lower()))
            if head.lemma.lower() in classes()["cue-saying"]:
                self._effect("claimed")
            if self._doubted(head):
                self._effect("hypothetical")
            return None
        return self._governed(node, head)

    def _doubted(self, verb: Token) -> bool:
        """ "Did not say that …", "do not want to think that …"."""
        if verb.lemma.lower() in classes()["factive"]:
            return False
        verbs = [verb, *(above for above in islice(self.syntax.ancestors(verb.i), 1) if verb.dep == "xcomp")]
        nobody = any(child.lower in NOBODY for child in self.syntax.children(verb.i, "nsubj"))
        return nobody or any(self.syntax.children(v.i, "neg") for v in verbs)

    def _independent(self, node: Token) -> bool:
        return bool(self.syntax.children(node.i, "aux", "auxpass", "nsubj", "nsubjpass")) or node.tag in (
            "VBD",
            "VBZ",
            "VBP",
        )

    def _finite(self, node: Token) -> bool:
        if any(aux.lower == "to" for aux in self.syntax.children(node.i, "aux")):
            return False
        return bool(self.syntax.children(node.i, "nsubj", "nsubjpass"))

    def _adverbial(self, node: Token, head: Token) -> Token | None:
        if any(aux.lower == "to" for aux in self.syntax.children(node.i, "aux")):
            self._effect(self._infinitive_effect(head, "hypothetical"))
            return None
        return head if node.tag == "VBG" and head.pos == "VERB" and not self._finite(node) else None

    def _governed(self, node: Token, head: Token) -> Token | None:
        """Infinitives, gerunds and participles under a verb, noun, adjective or preposition."""
        if head.pos in ("ADP", "SCONJ", "PART"):
            self._negation(head)
            outer = self.syntax.tokens[head.head]
            outer = charge(self.syntax, outer) or outer
            effect = governors().get(outer.lemma.lower())
            self._effect(effect)
            return outer if effect and outer.pos == "VERB" and outer.i != head.i else None
        infinitive = any(aux.lower == "to" for aux in self.syntax.children(node.i, "aux"))
        if head.pos in ("NOUN", "PROPN"):
            effect = self._infinitive_effect(head, "future") if infinitive else governors().get(head.lemma.lower())
            self._effect(effect if infinitive or effect == "denied" else None)
            return None
        default = "future" if head.lemma == "be" and infinitive else "same"
        effect = self._infinitive_effect(head, default)
        self._effect("hypothetical" if effect == "future" and self._conditional(node) else effect)
        if head.pos == "ADJ":
            return self.syntax.tokens[head.head] if head.dep in ("acomp", "oprd") else None
        return head if head.pos in ("VERB", "AUX") else None

    def _infinitive_effect(self, head: Token, default: str) -> str:
        if head.lemma.lower() in ("have", "need"):
            return "demanded"
        return governors().get(head.lemma.lower(), default)

    def _effect(self, effect: str | None) -> None:
        if effect == "denied":
            self.denials += 1
        elif effect and effect != "same":
            self.effects.add(effect)


def clauses_above(syntax: Syntax, verb: Token) -> Iterator[Token]:
    """Yield the verb and those whose adverbials are its own too: "in 2000 they attacked it, killing two"."""
    yield verb
    while syntax.tokens[verb.head].pos == "VERB" and (
        verb.dep == "conj" or (verb.dep == "advcl" and verb.tag == "VBG")
    ):
        verb = syntax.tokens[verb.head]
        yield verb
