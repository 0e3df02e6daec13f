"""The party that a proposition is about where neither the statement nor the report says it with the issue's words."""

from collections.abc import Sequence
from functools import cached_property

from communique.annotate.stance import parties
from communique.annotate.stance.telling import sentences
from communique.lexicons import actors
from communique.lexicons.codebook import IssueEntry
from communique.records.document import Document
from communique.records.layers import ATTRIBUTIONS, SYNTAX
from communique.records.syntax import Span, Syntax, Token
from communique.records.words import Stance
from communique.resolve import words
from communique.resolve.context import Context

# The states that a report is about: the two that it names most often.
MAIN = 2

# A state stands for the party only where the report names it so much more often than the next that it may be: without a
# lead 106 of 128 parties that readers gave in 22 reports are right, with half as often again 102 of 117, with this one
# 97 of 110.
LEAD = 2

# How much less sure a coding is whose party is taken in this way.
SURE = 0.8


class Implied:
    """Tells the party from who speaks, on which side, and which states the sentence and the report name.

    Args:
        document: with syntax and attributions.
    """

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def context(self) -> Context:
        """Which states the report names, and how often."""
        return Context(self.document[SYNTAX])

    def both(self, attribution: int) -> tuple[str, ...]:
        """Return the ids of the two states of whom an attribution speaks as of two: "both armies must withdraw"."""
        syntax, content = self.document[SYNTAX], self.document[ATTRIBUTIONS][attribution].content
        tokens = (token for part in content for token in syntax.tokens_in(part.start, part.end))
        of_two = any(
            token.lower in ("both", "two") and _are_states(syntax, syntax.tokens[token.head]) for token in tokens
        )
        return tuple(f"state:{code}" for code in self.context.two or ()) if of_two else ()

    def denied(self, entry: IssueEntry, stance: Stance, chain: Sequence[str]) -> bool:
        """Tell whether one of the report's two sides denies a charge: it is charged itself, whomever others charge.

        Args:
            entry, stance: of a statement that does not name the issue.
            chain: ids of the speaker and of those it speaks for.
        """
        code = chain[-1].removeprefix("state:") if chain else ""
        return entry.kind == "claim" and stance == entry.target_own and self._is_main(code)

    def _is_main(self, code: str) -> bool:
        """Tell whether the report is about a state."""
        return code in self.context.ranked[:MAIN]

    def party(self, entry: IssueEntry, stance: Stance, attribution: int, speaker: str, home: str | None) -> str | None:
        """Return the id of an actor; None where it cannot be told.

        Args:
            entry: the issue.
            stance: of the statement.
            attribution: index of the attribution.
            speaker: whom the speaker speaks for in the end.
            home: code of the speaker's country: nobody charges it for want of another name.
        """
        own = stance == entry.target_own
        if own and entry.target == "actor" and speaker.startswith("body:"):
            return speaker  # an armed group of its own deeds
        code = speaker.removeprefix("state:") if speaker.startswith("state:") else None
        away = {code, home} if entry.kind == "claim" and stance == "support" else {code}
        beside = set(self._beside(attribution)) - away
        only = beside.pop() if len(beside) == 1 else None
        # Of its own deeds, and of what it is charged with, a state speaks though others fill the report.
        deed = entry.target_own == "support" or entry.kind == "claim"
        if own and code and (self._is_main(code) or (deed and only is None)):
            return f"state:{code}"
        either = entry.target_own is None and not entry.target_other
        others = [one for one in self.context.ranked if either or one not in away]
        # Where the party may be an armed group or a bloc, it need be no state at all.
        found = only or (self._leading(others) if entry.target == "state" else None)
        return f"state:{found}" if found else None

    def _leading(self, codes: Sequence[str]) -> str | None:
        """Return the first of some states where it leads."""
        leads = len(codes) == 1 or (
            len(codes) > 1 and self.context.named[codes[0]] >= LEAD * self.context.named[codes[1]]
        )
        return codes[0] if leads else None

    def _beside(self, attribution: int) -> Sequence[str]:
        """Return the codes of the states named in the sentences of an attribution, outside its source."""
        one, syntax = self.document[ATTRIBUTIONS][attribution], self.document[SYNTAX]
        span, source = sentences(syntax, one), one.source
        named = (name for name in parties.names(syntax, span.first, span.last) if name.code) if span else ()
        return [
            name.code
            for name in named
            if not (source and source.overlaps(syntax.evidence(Span(name.first, name.last))))
        ]


def _are_states(syntax: Syntax, noun: Token) -> bool:
    """Tell whether a noun may mean states or what speaks for them: "sides", "armies"; not "sides of the border"."""
    known = noun.lower in words.members("pairs_of_states") or noun.lemma in actors.institutions()
    return noun.tag == "NNS" and known and not any(child.lower == "of" for child in syntax.children(noun.i, "prep"))
