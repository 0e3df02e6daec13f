"""The conditions of the trigger table that can be told from the words, each as a test on a frame."""

from collections.abc import Callable

from communique.annotate.event.frame import Frame
from communique.lexicons.events import Need, classes


def holds(frame: Frame, need: Need) -> bool:
    """Tell whether a condition holds; those named in ``OF_PARTIES`` are not known here.

    Raises:
        KeyError: the trigger table has a condition that this module does not know.
    """
    return _NEEDS[need.name](frame, need)


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
    """After one of the row's prepositions, or after any where the row names none."""
    found = (i for name, i in frame.prepositions if not need.after or name in need.after)
    return any(_heads(frame, i) & need.values for i in found)


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
    return len(frame.phrases.halves(subject)) > 1 and frame.object is None


def _two_sides(frame: Frame, _: Need) -> bool:
    """ "Both delegations", "the two leaders", without an object."""
    subject = frame.surface()
    if _lemma(frame, subject) not in classes()["side"] or frame.object is not None:
        return False
    words = frame.syntax.children(subject, "det", "nummod") if subject is not None else []
    return any(word.lower in ("both", "two", "three") for word in words)


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
    "notthat": lambda frame, _: frame.clause is None,
    "plain": lambda frame, _: not frame.syntax.children(frame.at.i, "oprd", "ccomp", "acomp"),
    "sub": _auxiliary_is,
    "thatverb": lambda frame, need: frame.under_clause() in need.values,
    "oprd": _complement_is,
    "of": _of_is,
    "light": lambda frame, _: frame.verb is not None,
    "bare": lambda frame, _: frame.verb is None,
    "passive": lambda frame, _: frame.roles.passive(frame.at.i),
    "poss": lambda frame, _: bool(frame.object is not None and frame.syntax.children(frame.object, "poss")),
    "paired": _two_subjects,
    "sides": _two_sides,
    "parties": _always,
}
# Conditions on the parties, which are looked at once the roles are filled.
OF_PARTIES = frozenset({"who", "whom", "notwhom", "both"})
