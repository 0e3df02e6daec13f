"""Where each attribution stands on the issues of the codebook."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from communique.annotate.base import Annotator
from communique.annotate.stance import parties, reading
from communique.annotate.stance.coding import coded
from communique.annotate.stance.naming import Naming, namings
from communique.annotate.stance.scope import Scope
from communique.core.settings import Settings
from communique.lexicons import codebook
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import ACTS, ATTRIBUTIONS, STANCES, SYNTAX, Attribution, IssueStance
from communique.records.syntax import Syntax
from communique.records.words import Act

# Who speaks for himself inside his own words is not reported at second hand.
OWN_WORDS = {"i", "we"}

PLACE_PREPOSITIONS = {"in", "at", "to", "near", "from", "outside"}


class Stances(Annotator):
    """Code the attributions; what the reporter says in the report's own voice is nobody's stance.

    The words of an attribution that stands inside another ("A said that B rejects …") are coded for the inner one only.
    A denial of one's own deed ("we are not sending weapons") is no stance on whether the deed would be right.
    """

    version = 1
    needs = (SYNTAX, ATTRIBUTIONS, ACTS)
    gives = STANCES

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__(settings)
        self.codebook = codebook.load(self.settings.codebook)

    def __call__(self, document: Document) -> tuple[IssueStance, ...]:
        """Return the stances, attribution by attribution, in text order within each."""
        syntax, attributions, acts = document[SYNTAX], document[ATTRIBUTIONS], document[ACTS]
        finder = _Finder(syntax, self.codebook)
        inner: defaultdict[int, list[Attribution]] = defaultdict(list)
        for attribution in attributions:
            if attribution.reported_by is not None:
                inner[attribution.reported_by].append(attribution)
        return tuple(
            stance
            for index, (attribution, act) in enumerate(zip(attributions, acts, strict=True))
            for stance in _of(syntax, finder, attribution, inner[index], index, act)
        )


class _Finder:
    """The terms of a report, looked up sentence by sentence when asked for."""

    def __init__(self, syntax: Syntax, issues: codebook.Codebook) -> None:
        self.syntax = syntax
        self.issues = issues
        self.found: dict[int, tuple[Naming, ...]] = {}

    def within(self, content: frozenset[int], cue: frozenset[int]) -> Iterator[Naming]:
        """Yield the terms that lie in the content, or in content and cue together."""
        for sentence in sorted({self.syntax.tokens[i].sentence for i in content}):
            if sentence not in self.found:
                self.found[sentence] = namings(self.syntax, self.syntax.sentences[sentence], self.issues)
            for naming in self.found[sentence]:
                ids = set(naming.tokens)
                if ids & content and ids <= content | cue:
                    yield naming


def _of(
    syntax: Syntax, finder: _Finder, attribution: Attribution, inner: Sequence[Attribution], index: int, act: Act
) -> Iterator[IssueStance]:
    taken = _tokens(syntax, [part for other in inner for part in (*other.content, *_optional(other.cue))])
    content = _tokens(syntax, attribution.content) - taken
    cue = _tokens(syntax, _optional(attribution.cue))
    scope = Scope(content, cue, act, attribution.negated, _states(syntax, attribution.source))
    for row in coded(syntax, scope, finder.within(content, cue)):
        confidence, because = row.confidence, row.because
        if _second_hand(attribution):
            confidence, because = round(confidence * reading.SECOND_HAND, 3), (*because, "said at second hand")
        yield IssueStance(index, row.issue, row.stance, row.term, row.target, because, confidence)


def _second_hand(attribution: Attribution) -> bool:
    source = attribution.source
    return attribution.reported_by is not None and not (source and source.words.casefold() in OWN_WORDS)


def _optional(evidence: Evidence | None) -> tuple[Evidence, ...]:
    return (evidence,) if evidence else ()


def _tokens(syntax: Syntax, parts: Sequence[Evidence]) -> frozenset[int]:
    return frozenset(token.i for part in parts for token in syntax.tokens_in(part.start, part.end))


def _states(syntax: Syntax, source: Evidence | None) -> frozenset[str]:
    """Return the codes of the states named in a source, places aside ("the Chinese embassy in Washington": China)."""
    tokens = syntax.tokens_in(source.start, source.end) if source else ()
    if not tokens:
        return frozenset()
    found = parties.names(syntax, tokens[0].i, tokens[-1].i + 1)
    return frozenset(name.code for name in found if name.code and not _is_place(syntax, name))


def _is_place(syntax: Syntax, name: parties.Name) -> bool:
    before = syntax.tokens[name.first - 1 : name.first]
    return any(token.lower in PLACE_PREPOSITIONS for token in before)
