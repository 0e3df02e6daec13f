"""What a verb's modal verbs and its form demand, promise or refuse, and whose intention it is."""

from communique.annotate.stance import clause, parties, reading
from communique.annotate.stance.lexicon import words
from communique.annotate.stance.reading import Reading
from communique.annotate.stance.scope import Scope
from communique.records.evidence import Evidence
from communique.records.syntax import Span, Syntax, Token


def demand(syntax: Syntax, scope: Scope, read: Reading, node: Token, came_from: int, negated: bool) -> None:
    """Let a verb take the side that its modal verb takes: what must, may not, cannot, will or shall be.

    Args:
        syntax: the parse.
        scope: the attribution.
        read: what has been read on the way up so far; changed.
        node: the verb.
        came_from: the word below it on the way; -1 for none.
        negated: whether the verb is negated.
    """
    modals, subject = clause.modals(syntax, node), clause.subject(syntax, node)
    if modals & words("must"):
        read.hold(reading.MUST, f"“{min(modals & words('must'))}” demands it")
    elif clause.imperative(syntax, node):
        read.hold(reading.MUST, f"“{node.words}” orders it")
    elif negated and modals & words("can"):
        read.hold(reading.UNABLE, "what cannot or may not be")
    elif not _intended(scope, modals):
        return
    elif _bound(syntax, scope, read, subject):
        read.hold(reading.COMMITTED, "the speaker's own intention")
    elif _is_announced(syntax, node, came_from, negated) and scope.act not in ("predict", "believe"):
        read.official = True
        read.hold(reading.ANNOUNCED, "announced by somebody in office")


def _intended(scope: Scope, modals: frozenset[str]) -> bool:
    """Tell whether a verb is in the future, as reported speech puts it too ("said it would")."""
    return bool(modals & words("future") or (modals & words("future reported") and not scope.quoted))


def _bound(syntax: Syntax, scope: Scope, read: Reading, subject: Token | None) -> bool:
    """Tell whether an intention is the speaker's own, or that of a state that the speaker has to speak for."""
    if subject is None:
        return False
    if subject.lower in words("first person") or clause.owned(syntax, subject):
        return True
    if subject.lower in words("speaker again"):
        return not scope.quoted
    return theirs(syntax, scope, read, subject)


def theirs(syntax: Syntax, scope: Scope, read: Reading, subject: Token) -> bool:
    """Tell whether a state or body is named whose view or intention it is; keep its words to be checked.

    Several together hold it if the speaker's own state is one of them ("Oslo and Kyiv have agreed", says Oslo).
    """
    joined = syntax.children(subject.i, "conj")
    if joined:
        together = (name.code for one in (subject, *joined) for name in parties.names(syntax, one.i, one.i + 1))
        return not scope.source_states.isdisjoint(together)
    named = [name for name in parties.names(syntax, *_near(syntax, subject)) if name.last > subject.i or name.code]
    states = {name.code for name in named if name.code}
    if not named or (scope.source_states and states - scope.source_states):
        return False
    read.holder = read.holder or _evidence(syntax, named[-1])
    return True


def _near(syntax: Syntax, subject: Token) -> tuple[int, int]:
    near = [subject.i, *(child.i for child in syntax.children(subject.i, "amod", "compound", "poss", "nmod"))]
    return min(near), max(near) + 1


def _evidence(syntax: Syntax, name: parties.Name) -> Evidence:
    return syntax.evidence(Span(name.first, name.last))


def _is_announced(syntax: Syntax, node: Token, came_from: int, negated: bool) -> bool:
    """Tell whether a thing is said to stay or to be allowed: "will stay in place", "would not be allowed"."""
    word = clause.lemma(node)
    child = syntax.tokens[came_from] if came_from >= 0 else node
    if child.dep not in clause.SUBJECTS:
        return False
    if word in words("permit") and syntax.children(node.i, "auxpass"):
        return True
    if negated:
        return False
    planned = any(clause.lemma(verb) == "plan" for verb in syntax.children(node.i, "advcl"))
    if syntax.children(node.i, "auxpass"):
        return planned
    if word in words("stay put"):
        return bool(
            syntax.children(node.i, "advcl")
            or any(phrase.lower in ("in", "until", "as") for phrase in syntax.children(node.i, "prep"))
        ) and not syntax.children(node.i, "attr", "acomp", "dobj")
    return word in words("go on") and not syntax.children(node.i, "dobj", "xcomp", "attr", "acomp")
