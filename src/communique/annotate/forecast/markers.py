"""Where a sentence speaks of the future."""

import re
from collections.abc import Callable, Iterator

from communique.annotate.forecast.candidate import SUBJECTS, Candidate, Strength, clause
from communique.lexicons.forecasts import words
from communique.records.syntax import Span, Syntax, Token

BARE = {"will", "wo", "'ll", "’ll", "would", "'d", "’d", "shall"}
OPEN = {"could", "may", "might"}

# A sentence without any of these holds no forecast; most sentences are passed over by it.
HINT = re.compile(
    r"\b(?:will|won|would|shall|could|may|might|likely|unlikely|expect\w*|predict\w*|forecast\w*|fear\w*|warn\w*|"
    r"anticipat\w*|project\w*|estimat\w*|foresee\w*|foresaw|reckon\w*|bet|bets|guess\w*|going to|set to|poised|bound|"
    r"certain|sure|doomed|destined|liable|apt|tipped|risk\w*|threaten\w*|chances?|likelihood|odds|possibility|prospects?|"
    r"danger|on track|on course|on the verge|on the brink|probability|potential)\b|['’](?:ll|d)\b|\b[Tt]he \w+ ",
    re.IGNORECASE,
)


def find(syntax: Syntax, sentence: Span) -> list[Candidate]:
    """Return the candidates of a sentence in text order; of two that share words, the surer or else the longer one."""
    if not HINT.search(syntax.evidence(sentence).words):
        return []
    found = [c for i in range(sentence.first, sentence.last) for c in _at(syntax, syntax.tokens[i])]
    return _outermost(found)


def _outermost(found: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (c.strength != "judged", c.span.first - c.span.last, c.marker)):
        if not any(k.span.first < candidate.span.last and candidate.span.first < k.span.last for k in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda c: (c.span.first, c.marker))


def _at(syntax: Syntax, token: Token) -> Iterator[Candidate]:
    for rule in RULES:
        candidate = rule(syntax, token)
        if candidate is not None:
            yield candidate
            return


def _modal(syntax: Syntax, token: Token) -> Candidate | None:
    """Read "will fall", "could fall", "would probably fall"."""
    if token.tag != "MD" or token.dep != "aux" or token.lower not in BARE | OPEN:
        return None
    head = syntax.tokens[token.head]
    if head.pos not in ("VERB", "AUX"):
        return None
    strength: Strength = "bare" if token.lower in BARE else "open"
    if any(child.lower in words("epistemic") for child in syntax.children(head.i, "advmod")) or _likely(syntax, head):
        strength = "judged"
    return Candidate(
        head.i, _infinitive(syntax, head), token.i, strength, clause(syntax, head.i), _foretold(syntax, head)
    )


def _likely(syntax: Syntax, head: Token) -> bool:
    return any(child.lower in words("adjective") for child in syntax.children(head.i, "acomp"))


def _infinitive(syntax: Syntax, head: Token) -> int:
    """Return the verb behind "will have to", "is likely to"."""
    for child in syntax.children(head.i, "acomp", "xcomp", "oprd"):
        if child.lower in words("adjective"):
            return next((verb.i for verb in syntax.children(child.i, "xcomp")), head.i)
    return head.i


def _foretold(syntax: Syntax, head: Token) -> bool:
    governor = syntax.tokens[head.head]
    return head.dep == "ccomp" and governor.lemma in words("predicting")


def _predicate(syntax: Syntax, token: Token) -> Candidate | None:
    """Read "is likely to fall", "a deal is unlikely", "it is likely that"."""
    if token.lower not in words("adjective"):
        return None
    infinitive = _to_infinitive(syntax, token)
    if infinitive is None and (token.lower not in ("likely", "unlikely") or token.dep not in ("acomp", "oprd")):
        return None
    if token.pos == "VERB" or token.dep == "ROOT":
        head = token
    elif token.dep in ("acomp", "oprd", "xcomp", "attr"):
        head = syntax.tokens[token.head]
    else:
        return None
    verb = infinitive.i if infinitive else _that_clause(syntax, token, head)
    strength: Strength = "bare" if token.lower == "set" else "judged"
    return Candidate(head.i, verb, token.i, strength, clause(syntax, head.i))


def _to_infinitive(syntax: Syntax, token: Token) -> Token | None:
    verbs = syntax.children(token.i, "xcomp", "advcl", "ccomp")
    return next((verb for verb in verbs if _is_infinitive(syntax, verb)), None)


def _that_clause(syntax: Syntax, token: Token, head: Token) -> int:
    found = [*syntax.children(token.i, "ccomp"), *syntax.children(head.i, "ccomp")]
    return next((clause_head.i for clause_head in found if clause_head.i > token.i), head.i)


def _participle(syntax: Syntax, token: Token) -> Candidate | None:
    """Read "is expected to fall" and "a fall is expected"."""
    if token.lower not in words("participle") or not syntax.children(token.i, "auxpass"):
        return None
    if not syntax.children(token.i, "nsubjpass", "nsubj", "expl"):
        return None
    infinitive = _to_infinitive(syntax, token)
    verb = infinitive.i if infinitive else token.i
    return Candidate(token.i, verb, token.i, "judged", clause(syntax, token.i))


def _going_to(syntax: Syntax, token: Token) -> Candidate | None:
    """Read "is going to fall"."""
    if token.lower != "going" or not syntax.children(token.i, "aux"):
        return None
    infinitive = _to_infinitive(syntax, token)
    return Candidate(token.i, infinitive.i, token.i, "bare", clause(syntax, token.i)) if infinitive else None


def _state_of(syntax: Syntax, token: Token) -> Candidate | None:
    """Read "is on track to fall", "is on the verge of falling"."""
    on = syntax.tokens[token.head]
    if token.lower not in words("state_of") or on.lower != "on" or token.dep != "pobj":
        return None
    head = syntax.tokens[on.head]
    after = syntax.tokens[token.i + 1 : syntax.sentence_of(token.i).last]
    verb = next((t.i for t in after if t.pos == "VERB"), None)
    if head.lemma != "be" or verb is None or after[0].lower not in ("to", "of"):
        return None
    return Candidate(head.i, verb, token.i, "judged", clause(syntax, head.i))


def _risk(syntax: Syntax, token: Token) -> Candidate | None:
    """Read "risks seeing", "threatens to split"."""
    if token.lemma not in ("risk", "threaten") or token.pos != "VERB" or token.tag == "VBG":
        return None
    wanted = "VBG" if token.lemma == "risk" else "VB"
    verbs = [v for v in syntax.children(token.i, "xcomp", "ccomp", "advcl") if v.tag == wanted and v.i > token.i]
    if not verbs or not syntax.children(token.i, *SUBJECTS):
        return None
    return Candidate(token.i, verbs[0].i, token.i, "open", clause(syntax, token.i))


def _prospect(syntax: Syntax, token: Token) -> Candidate | None:
    """Read "there is a risk that …", "chances are that …", "put the chances of a deal at …"."""
    if token.lemma not in words("prospect") and token.lower not in words("prospect"):
        return None
    head = syntax.tokens[token.head]
    if token.dep == "attr" and syntax.children(head.i, "expl") and head.tag in ("VBZ", "VBP", "VB"):
        verb = _of_what(syntax, token)
        return Candidate(head.i, verb, token.i, "judged", clause(syntax, head.i)) if verb is not None else None
    if token.lower in ("chances", "odds") and token.dep == "nsubj" and head.lower == "are":
        return Candidate(head.i, _that_clause(syntax, head, head), token.i, "judged", clause(syntax, head.i))
    if token.dep == "dobj" and head.lemma == "put" and _of_what(syntax, token) is not None:
        span = Span(syntax.subtree(token.i).first, syntax.subtree(head.i).last)
        return Candidate(head.i, head.i, token.i, "judged", span, foretold=True, named=True)
    return None


def _of_what(syntax: Syntax, noun: Token) -> int | None:
    """Return the verb of "that …" or "of …ing" after a noun, or the noun after "of"."""
    for child in syntax.children(noun.i, "acl", "ccomp", "relcl"):
        if child.tag != "VB" or any(t.lower == "that" for t in syntax.children(child.i, "mark")):
            return child.i
    for of in syntax.children(noun.i, "prep"):
        if of.lower == "of":
            return next((child.i for child in syntax.children(of.i, "pcomp", "pobj")), None)
    return None


def _foretelling(syntax: Syntax, token: Token) -> Candidate | None:
    """Read "expect exports to fall": the clause is a person's or a thing's, and its verb an infinitive."""
    if token.lemma not in words("predicting") or token.pos != "VERB":
        return None
    for child in syntax.children(token.i, "ccomp", "xcomp"):
        if child.i > token.i and _is_infinitive(syntax, child) and syntax.children(child.i, *SUBJECTS):
            return Candidate(child.i, child.i, token.i, "judged", clause(syntax, child.i), foretold=True)
    # The parser often takes "the meeting to begin" for an object with a modifier.
    for thing in syntax.children(token.i, "dobj"):
        for child in syntax.children(thing.i, "relcl", "acl"):
            if _is_infinitive(syntax, child):
                return Candidate(child.i, child.i, token.i, "judged", syntax.subtree(thing.i), foretold=True)
    return None


def _is_infinitive(syntax: Syntax, verb: Token) -> bool:
    return any(t.lower == "to" for t in syntax.children(verb.i, "aux"))


RULES: tuple[Callable[[Syntax, Token], Candidate | None], ...] = (
    _modal, _predicate, _participle, _going_to, _state_of, _risk, _prospect, _foretelling,
)  # fmt: skip
