"""The stances of one attribution: every term is read by itself, then what they say of one issue is put together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from communique.annotate.stance import parties, reading
from communique.annotate.stance.clause import SUBJECTS, judgement
from communique.annotate.stance.climb import HIGHEST, Climb
from communique.annotate.stance.lexicon import phrases, words
from communique.annotate.stance.naming import Naming
from communique.annotate.stance.patterns import Index, forms, pattern
from communique.annotate.stance.reading import Reading
from communique.annotate.stance.scope import Scope
from communique.records.evidence import Evidence
from communique.records.layers import IssueStance
from communique.records.syntax import Span, Syntax, Token
from communique.records.words import Stance

# A stance that is less sure than this is not worth a row.
LEAST = 0.35

# Two opposite readings make a mixed stance only if the weaker is nearly as sure as the stronger.
MIXED_WITHIN = 0.2

NEUTRAL = 0.7


def coded(syntax: Syntax, scope: Scope, named: Iterable[Naming]) -> tuple[IssueStance, ...]:
    """Return the stances that one attribution takes on the issues named in it, in text order."""
    found: dict[str, list[IssueStance]] = {}
    for naming in named:
        found.setdefault(naming.issue.id, []).extend(_readings(syntax, scope, naming))
    return tuple(row for rows in found.values() for row in _together(rows))


def _readings(syntax: Syntax, scope: Scope, naming: Naming) -> Iterator[IssueStance]:
    if _asks(syntax, syntax.sentence_of(naming.top)):
        return
    slot = parties.targets(syntax, naming, scope.source_states)
    if not slot and scope.act == "deny":
        slot = parties.deniers(syntax, naming)
    if slot or not naming.issue.target_required:
        for target in slot or (None,):
            yield from _about(syntax, scope, naming, target)


def _about(syntax: Syntax, scope: Scope, naming: Naming, target: Evidence | None) -> Iterator[IssueStance]:
    issue, term = naming.issue.id, syntax.evidence(Span(naming.tokens[0], naming.tokens[-1] + 1))
    words_of_term = f"term “{term.words}”" + (f" (taking up {naming.means})" if naming.means else "")
    if _undecided(syntax, syntax.sentence_of(naming.top)):
        yield IssueStance(
            scope.attribution, issue, "neutral", term, target, (words_of_term, "takes no side in words"), NEUTRAL
        )
        return
    proviso = _proviso(syntax, naming)
    for read in _ways(syntax, scope, naming):
        confidence = read.confidence * (reading.PROVISO if proviso else 1) * (reading.AGAIN if naming.means else 1)
        if confidence >= LEAST:
            because = (words_of_term, *read.because, *(["under a condition"] if proviso else []))
            stance: Stance = "support" if read.sign > 0 else "oppose"
            yield IssueStance(
                scope.attribution,
                issue,
                stance,
                term,
                target,
                because,
                round(confidence, 3),
                read.holder,
                read.official,
                conditional=proviso,
            )


def _ways(syntax: Syntax, scope: Scope, naming: Naming) -> list[Reading]:
    """Return what is said of a term: on the way up, by joined verbs, and, failing these, in passing."""
    climb = Climb(syntax, scope, naming)
    ways = [climb.run(), *_joined(syntax, scope, naming), *_relative(syntax, scope, naming)]
    found = [read for read in ways if not read.blocked]
    return found or [read for read in _in_passing(syntax, scope, naming) if not read.blocked]


def _joined(syntax: Syntax, scope: Scope, naming: Naming) -> Iterator[Reading]:
    """Yield what verbs say that share the term as their subject with the verb before them."""
    token = syntax.tokens[naming.top]
    if token.dep not in SUBJECTS:
        return
    for verb in syntax.children(token.head, "conj"):
        theirs = syntax.children(verb.i, *SUBJECTS)
        if verb.i in scope.inside and (not theirs or theirs[0].lower in words("taking up")):
            yield _said_by(syntax, scope, naming, verb)


def _relative(syntax: Syntax, scope: Scope, naming: Naming) -> Iterator[Reading]:
    """Yield what relative clauses say of the term: "sanctions, which only hurt people", "sanctions that we oppose"."""
    for verb in syntax.children(naming.top, "relcl"):
        if verb.i in scope.inside or verb.i in scope.cue:
            yield _said_by(syntax, scope, naming, verb)


def _said_by(syntax: Syntax, scope: Scope, naming: Naming, verb: Token) -> Reading:
    climb = Climb(syntax, scope, naming)
    return climb.under(verb)


def _in_passing(syntax: Syntax, scope: Scope, naming: Naming) -> Iterator[Reading]:
    """Yield what the words around the term say: the issue's own words, phrases, an adjective before the term."""
    if naming.issue.kind == "claim":
        return
    climb = Climb(syntax, scope, naming)
    verb = climb.clause_verb()
    sign, word = _words_of_clause(syntax, scope, naming, verb) if verb else (0, "")
    if not sign:
        sign, word = _before(syntax, naming)
    if sign:
        read = Reading(naming.issue.kind, naming.sign)
        read.hold(reading.IN_PASSING, f"“{word}” speaks {'for' if sign > 0 else 'against'} it", flip=sign < 0)
        yield read


def _before(syntax: Syntax, naming: Naming) -> tuple[int, str]:
    """Return -1 and the word that judges the term right before it ("illegal sanctions", "rigged election")."""
    own = {word.casefold() for word in naming.issue.against_words}
    for child in syntax.children(naming.top, "amod", "compound"):
        if child.i not in naming.tokens and (not own.isdisjoint(forms(child)) or judgement(syntax, child) < 0):
            return -1, child.words
    return 0, ""


def _words_of_clause(syntax: Syntax, scope: Scope, naming: Naming, verb: Token) -> tuple[int, str]:
    """Return sign and words of the first of the issue's own words or general phrases in a clause about the term."""
    span = syntax.subtree(verb.i)
    tokens = [token for token in syntax.tokens[span.first : span.last] if token.i in scope.inside]
    issue = naming.issue
    own = [(1, word) for word in issue.for_words] + [(-1, word) for word in issue.against_words]
    general = [pair for pair in phrases() if pair[0] and issue.kind == "judgement"]
    terms = [*own, *general]
    for key, ids in Index.of((term, k) for k, (_, term) in enumerate(terms)).find(tokens):
        named = any(syntax.tokens[i].pos == "PROPN" for i in ids)  # "the Democratic National Committee"
        if not named and not set(ids) & set(naming.tokens):
            sign = terms[key][0]
            negated = syntax.children(verb.i, "neg") and not set(pattern(terms[key][1])) & {
                frozenset(["not"]),
                frozenset(["no"]),
            }
            return (-sign if negated else sign), syntax.evidence(Span(ids[0], ids[-1] + 1)).words
    return 0, ""


def _asks(syntax: Syntax, sentence: Span) -> bool:
    return any(token.words.startswith("?") for token in syntax.tokens[sentence.first : sentence.last][-3:])


def _undecided(syntax: Syntax, sentence: Span) -> bool:
    tokens = syntax.tokens[sentence.first : sentence.last]
    return next(_no_side().find(tokens), None) is not None


@cache
def _no_side() -> Index:
    return Index.of((phrase, 0) for sign, phrase in phrases() if not sign)


def _proviso(syntax: Syntax, naming: Naming) -> bool:
    """Tell whether a condition hangs on a verb above the term: "if", "unless", "only when"."""
    for token in [syntax.tokens[naming.top], *islice(syntax.ancestors(naming.top), HIGHEST)]:
        for clause in syntax.children(token.i, "advcl"):
            marks = {mark.lower for mark in syntax.children(clause.i, "mark", "advmod")}
            if marks & words("proviso") and "even" not in marks:
                return True
        if token.dep in ("ccomp", "advcl", "relcl"):
            return False
    return False


def _together(rows: Sequence[IssueStance]) -> Iterator[IssueStance]:
    """Yield one row for each party: the surest, or a mixed one where two readings of like strength are opposed."""
    parties_named = list(dict.fromkeys(row.target.words for row in rows if row.target))
    groups: dict[str | None, list[IssueStance]] = {}
    for row in rows:
        # What names no party goes with the only one that the statement names.
        party = row.target.words if row.target else parties_named[0] if len(parties_named) == 1 else None
        groups.setdefault(party, []).append(row)
    for group in groups.values():
        yield _one(group)


def _one(group: Sequence[IssueStance]) -> IssueStance:
    best = max(group, key=lambda row: row.confidence)
    target = best.target or next((row.target for row in group if row.target), None)
    others = [row for row in group if row.stance != best.stance and row.confidence > best.confidence - MIXED_WITHIN]
    if not others:
        return replace(best, target=target)
    because = tuple(dict.fromkeys((*best.because, *others[0].because)))
    return replace(best, stance="mixed", target=target, because=because, confidence=others[0].confidence)
