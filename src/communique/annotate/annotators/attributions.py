"""Who said what, as places in the text: by the trained tagger, with the rules beside it, or by the rules alone."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.annotate.attribution import finding, layout, quoting
from communique.annotate.attribution.draft import Draft, Places, merged
from communique.annotate.attribution.settling import distinct, settled
from communique.annotate.base import Annotator
from communique.annotate.tagging import nested, union
from communique.annotate.tagging.drafts import drafts
from communique.annotate.tagging.features import features
from communique.annotate.tagging.tagger import Tagger, paragraphs
from communique.annotate.tagging.union import Rules
from communique.core.settings import Settings
from communique.records.document import Document
from communique.records.layers import ATTRIBUTIONS, QUOTATIONS, SYNTAX, Attribution

# How sure the tagger must be of an attribution inside a content, for which it was not trained; below it the rules
# decide. Chosen by reading what it finds inside in the ten example reports.
INSIDE = 0.3


class Attributions(Annotator):
    """Find attributions: direct, mixed and indirect; those inside others are marked as second-hand."""

    version = 3
    needs = (SYNTAX, QUOTATIONS)
    gives = ATTRIBUTIONS

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__(settings)
        self.tagger = Tagger() if self.settings.attribution == "model" else None

    @property
    def origin(self) -> str:
        """What tells the model from others, or ``rules``."""
        return self.tagger.origin if self.tagger else "rules"

    def __call__(self, document: Document) -> tuple[Attribution, ...]:
        """Return the attributions in the order of their cues."""
        body = [one for one in document.report.paragraphs() if one.start >= document.report.body_start]
        parsed = list(finding.find(document[SYNTAX]))
        labelled = [*layout.find(body, document[SYNTAX]), *layout.announced(parsed, body)]
        proposed = distinct([*labelled, *parsed])
        by_rules = settled(document, proposed, labelled)
        if self.tagger is None:
            return by_rules
        rules = Rules(proposed, frozenset(labelled), by_rules)
        outer = _outer(document, self.tagger, rules)
        return settled(document, [*outer, *_inner(document, self.tagger, rules, outer)], labelled)


def _outer(document: Document, tagger: Tagger, rules: Rules) -> list[Draft]:
    """Return the drafts of the first pass: the tagger's, and what the rules add beside it."""
    syntax, quotations = document[SYNTAX], document[QUOTATIONS]
    told = features(syntax, quotations, rules.settled)
    linked = tagger(syntax, paragraphs(document.report, syntax), told)
    lines = Places(merged(place for draft in rules.labelled for place in (draft.clause, *draft.content)))
    found = drafts(syntax, linked, rules.proposed, tagger.confidence)
    tagged = quoting.parted([draft for draft in found if not lines.touching(*draft.cue)], quotations)
    tagged = union.ended(syntax, tagged, rules)
    return [*tagged, *union.beside(tagged, rules)]


def _inner(document: Document, tagger: Tagger, rules: Rules, outer: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the drafts inside contents: the tagger's where it is sure, else the rules'."""
    syntax, quotations = document[SYNTAX], document[QUOTATIONS]
    inside = nested.stretches(syntax, outer)
    linked = tagger(syntax, inside, nested.inner_features(syntax, quotations, rules.settled, inside))
    sure = (one for one in linked if one.sure >= INSIDE)
    by_cue = {draft.cue: draft for draft in rules.proposed}
    tagged = [_whole(one, by_cue.get(one.cue)) for one in drafts(syntax, sure, rules.proposed, tagger.confidence)]
    yield from tagged
    cues = Places(merged(one.cue for one in (*outer, *tagged)))
    contents = Places(merged(piece for one in outer for piece in one.content))
    for draft in rules.proposed:
        governed = draft.source is not None and syntax.tokens[draft.source.last - 1].pos == "ADP"  # "risk of accepting"
        if contents.touching(*draft.cue) and not cues.touching(*draft.cue) and not governed:
            yield draft


def _whole(tagged: Draft, by_rules: Draft | None) -> Draft:
    """Return a draft with the rules' content where it goes on from the tagger's: inside contents that often cuts."""
    if by_rules and by_rules.content and [by_rules.content[0][0]] == [start for start, _ in tagged.content[:1]]:
        return replace(tagged, content=by_rules.content)
    return tagged
