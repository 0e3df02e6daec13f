"""What each statement does: say, deny, demand, promise, …"""

from communique.annotate.base import Annotator
from communique.annotate.stance import lexicon
from communique.lexicons import cues
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import ACTS, ATTRIBUTIONS, SYNTAX, Attribution
from communique.records.syntax import Syntax, Token
from communique.records.words import Act

# What a negated cue does: who does not support opposes; who does not deny has only said something.
NEGATED: dict[Act, Act] = {
    "support": "oppose", "praise": "say", "oppose": "say", "condemn": "say", "deny": "say", "agree": "reject",
    "reject": "say", "accuse": "say", "demand": "say", "appeal": "say", "propose": "say", "promise": "decline",
    "threaten": "say", "warn": "say", "apologise": "decline", "predict": "predict", "decline": "say",
}  # fmt: skip

# Cues of answering: who does not, declines.
ANSWERING = {"answer", "comment", "comment on", "reply", "respond", "respond to"}

# Acts that a cue leaves open; the words themselves may then perform one ("We condemn …", "I apologise").
OPEN: set[Act] = {"say"}

# Cues that give something a name, which may judge it.
NAMING = {"call", "describe", "label", "dub", "term"}

# The cue of a turn in a transcript: it says many things, none of which is its act.
LABEL = ":"

FIRST_PERSON = {"i", "we"}


class Acts(Annotator):
    """Give each attribution its act, from the cue, its negation and, for open cues, the first person's verb."""

    version = 2
    needs = (SYNTAX, ATTRIBUTIONS)
    gives = ACTS

    def __call__(self, document: Document) -> tuple[Act, ...]:
        """Return one act for each attribution, in their order."""
        return tuple(_act(document[SYNTAX], attribution) for attribution in document[ATTRIBUTIONS])


def _act(syntax: Syntax, attribution: Attribution) -> Act:
    act = "demand" if _wants_of_others(attribution) else cues.act_of(attribution.lemma)
    if attribution.negated:
        return "decline" if attribution.lemma in ANSWERING else NEGATED.get(act, act)
    if act not in OPEN:
        return act
    if attribution.lemma in NAMING:
        return _judged(syntax, attribution) or act
    if attribution.lemma in ("say", "tell", "") and _is_question(attribution):
        return "ask"
    return (None if attribution.lemma == LABEL else _performed(syntax, attribution)) or act


def _wants_of_others(attribution: Attribution) -> bool:
    """Tell "wants calm" and "wants them to leave" from "wants to leave", a plan."""
    return attribution.lemma == "want" and not attribution.content[0].words.lower().lstrip("“\"‘'").startswith("to ")


def _judged(syntax: Syntax, attribution: Attribution) -> Act | None:
    """Return what is done by giving something a good or a bad name: "called the measures illegal"."""
    tokens = [token for piece in attribution.content for token in syntax.tokens_in(piece.start, piece.end)]
    if any(token.dep == "neg" for token in tokens):
        return None
    adjectives = [token.lemma.lower() for token in tokens if token.pos == "ADJ"]
    signs = {lexicon.polarity().get(("adj", word), 0) for word in adjectives} - {0}
    return "condemn" if signs == {-1} else "praise" if signs == {1} else None


def _is_question(attribution: Attribution) -> bool:
    return attribution.form == "direct" and attribution.content[-1].words.rstrip("”\"'’»").endswith("?")


def _performed(syntax: Syntax, attribution: Attribution) -> Act | None:
    """Return the act of a first-person verb that heads a quoted sentence ("We condemn the attack")."""
    if attribution.form == "indirect":
        return None
    for piece in attribution.content:
        for token in syntax.tokens_in(piece.start, piece.end):
            act = _first_person_act(syntax, token, piece)
            if act:
                return act
    return None


def _first_person_act(syntax: Syntax, verb: Token, piece: Evidence) -> Act | None:
    """Return the act of a verb with "I" or "we" as its subject, in the present and not under another verb."""
    if verb.pos != "VERB" or verb.tag not in ("VBP", "VBG", "VB"):
        return None
    children = syntax.children(verb.i)
    subjects = [child for child in children if child.dep == "nsubj"]
    if not any(child.lower in FIRST_PERSON and piece.start <= child.start for child in subjects):
        return None
    if any(child.dep == "neg" or child.tag == "MD" for child in children):
        return None
    names = [f"{verb.lemma} {child.lower}" for child in children if child.dep in ("prep", "prt")]
    known = [name for name in (*names, verb.lemma) if name in cues.verbs()]
    acts = [cues.verbs()[name].act for name in known]
    return next((act for act in acts if act not in ("say", "believe", "plan", "predict", "ask")), None)
