"""Where each attribution stands on the issues of the codebook."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.annotate.base import Annotator
from communique.annotate.stance import parties
from communique.annotate.stance.again import Report
from communique.annotate.stance.coding import coded
from communique.annotate.stance.lexicon import operators
from communique.annotate.stance.naming import Naming
from communique.annotate.stance.scope import Scope
from communique.annotate.stance.telling import doubted, known, told
from communique.core.settings import Settings
from communique.lexicons import codebook
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import ACTS, ATTRIBUTIONS, STANCES, SYNTAX, Attribution, IssueStance
from communique.records.syntax import Syntax
from communique.records.words import Act

# Acts by which nothing is said: what would have been said is no side.
SILENT = {"decline"}

# Acts by which a charge is said to be false.
DENYING = {"deny", "reject"}

PLACE_PREPOSITIONS = {"in", "at", "to", "near", "from", "outside"}


class Stances(Annotator):
    """Code the attributions; what the reporter says in the report's own voice is nobody's stance.

    The words of an attribution that stands inside another ("A said that B rejects …") are coded for the inner one only.
    A denial of one's own deed ("we are not sending weapons") is no stance on whether the deed would be right.
    What names no party is about the one that the rest of the report names with the issue, the reporter's own words
    included. What the trained model holds for out of the question is left out; where no rule finds a side, it may tell
    one.
    """

    version = 7
    needs = (SYNTAX, ATTRIBUTIONS, ACTS)
    gives = STANCES

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__(settings)
        self.codebook = codebook.load(self.settings.codebook)
        self.known = known(self.codebook) if self.settings.attribution == "model" else frozenset[str]()
        self.claims = frozenset(issue.id for issue in self.codebook.issues if issue.kind == "claim")

    def __call__(self, document: Document) -> tuple[IssueStance, ...]:
        """Return the stances, attribution by attribution, in text order within each."""
        syntax, attributions, acts = document[SYNTAX], document[ATTRIBUTIONS], document[ACTS]
        if not attributions:
            return ()
        cues = frozenset(i for attribution in attributions for i in _tokens(syntax, _optional(attribution.cue)))
        report = Report(syntax, self.codebook, cues)
        inner: defaultdict[int, list[Attribution]] = defaultdict(list)
        for attribution in attributions:
            if attribution.reported_by is not None:
                inner[attribution.reported_by].append(attribution)
        found = list[IssueStance]()
        for index, (attribution, act) in enumerate(zip(attributions, acts, strict=True)):
            ruled = list(_of(report, attribution, inner[index], index, act))
            if ruled and self.known:
                doubt = self.known & doubted(report, document.report.title, attribution)
                ruled = [one for one in ruled if one.issue not in doubt]
            found += ruled
            # What others say inside is theirs; what somebody does not say is nobody's.
            if not inner[index] and not attribution.negated and act not in SILENT:
                left = self.known - {stance.issue for stance in ruled}
                if act in DENYING and _is_charge(syntax, attribution):
                    left &= self.claims
                found += told(report, document.report.title, attribution, index, left)
        return tuple(found)


def _of(
    report: Report, attribution: Attribution, inner: Sequence[Attribution], index: int, act: Act
) -> Iterator[IssueStance]:
    syntax = report.syntax
    content = _tokens(syntax, attribution.content)
    named = list(_within(report, content, _tokens(syntax, _optional(attribution.cue))))
    spoken = [other for other in inner if not _is_thing(syntax, other, named)]
    taken = _tokens(syntax, [part for other in spoken for part in (*other.content, *_optional(other.cue))])
    if _is_thing(syntax, attribution, report.found[_sentence(syntax, attribution)]):
        return
    cue, source_states = _tokens(syntax, _optional(attribution.cue)), _states(syntax, attribution.source)
    scope = Scope(content - taken, cue, act, attribution.negated, source_states, attribution.form == "direct", index)
    for row in coded(syntax, scope, _within(report, content - taken, cue)):
        yield from _rows(report, row)


def _rows(report: Report, row: IssueStance) -> Iterator[IssueStance]:
    """Yield the stance, once for each of the parties that the report names together; who is named here comes first."""
    elsewhere = () if row.target else report.parties.get(row.issue, ())
    if not elsewhere:
        yield row
    for party in elsewhere:
        about = f"about “{party.evidence.words}”, as elsewhere in the report"
        yield replace(row, target=party.evidence, because=(*row.because, about))


def _within(report: Report, content: frozenset[int], cue: frozenset[int]) -> Iterator[Naming]:
    """Yield the terms that lie in the content, or in content and cue together."""
    for sentence in sorted({report.syntax.tokens[i].sentence for i in content}):
        for naming in report.found[sentence]:
            ids = set(naming.tokens)
            if ids & content and ids <= content | cue:
                yield naming


def _is_thing(syntax: Syntax, attribution: Attribution, named: Sequence[Naming]) -> bool:
    """Tell whether the source is what an issue is about: "the exercise threatens peace" is nobody's threat.

    A name is somebody ("Amnesty"), whatever else its words may mean.
    """
    source = attribution.source
    head = syntax.head_of(source.start, source.end) if source else None
    return (
        head is not None and head.pos != "PROPN" and any(naming.top == head.i and not naming.means for naming in named)
    )


def _is_charge(syntax: Syntax, attribution: Attribution) -> bool:
    """Tell whether the content is what somebody else says, by its name alone: "rejected the accusations"."""
    first = attribution.content[0]
    head = syntax.head_of(first.start, first.end)
    return head is not None and "allege" in operators().get(("noun", "object", head.lemma), ())


def _sentence(syntax: Syntax, attribution: Attribution) -> int:
    token = syntax.token_at(attribution.content[0].start)
    return token.sentence if token else 0


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
