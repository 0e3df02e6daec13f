"""The party that a proposition is about where neither the statement nor the report says it with the issue's words."""

from collections.abc import Sequence
from functools import cached_property

from communique.annotate.stance import parties
from communique.lexicons.codebook import IssueEntry
from communique.records.document import Document
from communique.records.layers import ATTRIBUTIONS, SYNTAX
from communique.records.syntax import Span
from communique.records.words import Stance
from communique.resolve.context import Context

# The states that a report is about: the two that it names most often.
MAIN = 2


class Implied:
    """Tells the party from who speaks, on which side, and which states the sentence and the report name.

    On the codings with a party that readers gave in the example reports and twelve others, four in five of the parties
    told in this way are right.

    Args:
        document: with syntax and attributions.
    """

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def ranked(self) -> Sequence[str]:
        """The codes of the states that the report names, most often first."""
        named = Context(self.document[SYNTAX]).named
        return sorted(named, key=lambda code: (-named[code], code))

    def party(self, entry: IssueEntry, stance: Stance, attribution: int, speaker: str | None) -> str | None:
        """Return the code of a state; None where the report names none that it may be.

        Args:
            entry: the issue.
            stance: of the statement.
            attribution: index of the attribution.
            speaker: code of the state that the speaker speaks for; None for whoever speaks for none.
        """
        others = [code for code in self.ranked if code != speaker]
        beside = {code for code in self._beside(attribution) if code != speaker}
        only = beside.pop() if len(beside) == 1 else None
        if entry.target_own is None:
            return only or next(iter(others if entry.target_other else self.ranked), None)
        # Of its own deeds and aims, and of what it is charged with, a state speaks though others fill the report.
        own = stance == entry.target_own and speaker is not None
        deed = entry.target_own == "support" or entry.kind == "claim"
        if own and (speaker in self.ranked[:MAIN] or (deed and only is None)):
            return speaker
        return only or next(iter(others), None)

    def _beside(self, attribution: int) -> Sequence[str]:
        """Return the codes of the states named in the sentences of an attribution, outside its source."""
        one, syntax = self.document[ATTRIBUTIONS][attribution], self.document[SYNTAX]
        places = [*one.content, *filter(None, (one.cue, one.source))]
        tokens = syntax.tokens_in(min(p.start for p in places), max(p.end for p in places))
        if not tokens:
            return ()
        first = syntax.sentences[tokens[0].sentence].first
        last = syntax.sentences[tokens[-1].sentence].last
        named = (name for name in parties.names(syntax, first, last) if name.code)
        source = one.source
        return [
            name.code
            for name in named
            if not (source and source.overlaps(syntax.evidence(Span(name.first, name.last))))
        ]
