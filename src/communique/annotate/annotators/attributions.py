"""Who said what, as places in the text: by the trained tagger, with the rules beside it, or by the rules alone."""

from collections.abc import Iterator, Sequence

from communique.annotate.attribution import finding, layout
from communique.annotate.attribution.draft import Draft, Places, merged
from communique.annotate.attribution.settling import distinct, settled
from communique.annotate.base import Annotator
from communique.annotate.tagging.drafts import drafts
from communique.annotate.tagging.features import features
from communique.annotate.tagging.tagger import Tagger, paragraphs
from communique.core.settings import Settings
from communique.records.document import Document
from communique.records.layers import ATTRIBUTIONS, QUOTATIONS, SYNTAX, Attribution, Quotation


class Attributions(Annotator):
    """Find attributions: direct, mixed and indirect; those inside others are marked as second-hand."""

    version = 2
    needs = (SYNTAX, QUOTATIONS)
    gives = ATTRIBUTIONS

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__(settings)
        self.tagger = Tagger(self.settings.threads) if self.settings.attribution == "model" else None

    @property
    def origin(self) -> str:
        """The hash of the model, or ``rules``."""
        return self.tagger.sha256 if self.tagger else "rules"

    def __call__(self, document: Document) -> tuple[Attribution, ...]:
        """Return the attributions in the order of their cues."""
        syntax = document[SYNTAX]
        body = [one for one in document.report.paragraphs() if one.start >= document.report.body_start]
        labelled = list(layout.find(body, syntax))
        proposed = distinct([*labelled, *finding.find(syntax)])
        by_rules = settled(document, proposed, labelled)
        if self.tagger is None:
            return by_rules
        quotations: tuple[Quotation, ...] = document[QUOTATIONS]
        told = features(syntax, quotations, by_rules)
        linked = self.tagger(syntax, paragraphs(document.report, syntax), told)
        lines = Places([draft.clause for draft in labelled])
        tagged = [draft for draft in drafts(syntax, linked, proposed) if not lines.touching(*draft.cue)]
        return settled(document, [*tagged, *_beside(tagged, proposed, labelled, by_rules)], labelled)


def _beside(
    tagged: Sequence[Draft], proposed: Sequence[Draft], labelled: Sequence[Draft], by_rules: Sequence[Attribution]
) -> Iterator[Draft]:
    """Yield what the rules add: speech that the tagger gave to nobody, and what stands inside its contents.

    The tagger learnt from annotations without attributions inside others.
    """
    cues = Places([one.cue for one in tagged])
    contents = Places(merged(piece for one in tagged for piece in one.content))
    quoted = {one.cue.start for one in by_rules if one.cue and one.reported_by is None and one.form == "direct"}
    for draft in proposed:
        if not cues.touching(*draft.cue):
            inside = bool(contents.touching(*draft.cue))
            free = draft.cue[0] in quoted and not any(contents.touching(*piece) for piece in draft.content)
            if inside or free or draft in labelled:
                yield draft
