"""Codes of actors for other programs: who a phrase means, from which country, in which sector."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from communique.annotate.annotators.syntax import SyntaxStage
from communique.core.errors import UsageError
from communique.lexicons import actors as tables
from communique.lexicons.actors import own
from communique.records.actor_code import ActorCode
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import ATTRIBUTIONS, QUOTATIONS, SYNTAX, TIMES, Attribution
from communique.records.report import Report
from communique.resolve import coder

__all__ = ["ActorCode", "code_actor"]

# The parser tells nouns from names best in a sentence; these words, which name nobody, make one of the phrase.
CARRIER = " said so."
# A phrase longer than this many characters is a text, no name of an actor.
LONGEST = 500


def code_actor(phrase: str, on: date | None = None, *, actors: Path | None = None) -> ActorCode:
    """Return the codes of the actor that a phrase names or describes.

    Args:
        phrase: a noun phrase as a report has it, at most 500 characters: "Armenian Prime Minister", "the PRI",
            "two Chinese warplanes".
        on: the day that decides who holds which office; None for the day up to which the tables of offices go.
        actors: a file of actors, other names and offices beside the built-in ones.

    Returns:
        Country, sectors, name and role, each as far as the phrase and the tables tell. Somebody who held an office
        before that day is coded as an elite without office (``ELI``).

    Raises:
        UsageError: the phrase has no letter or digit, or is too long.
        ActorsError: the file of actors cannot be read or does not follow the format.

    Codes: ISO 3166-1 alpha-3 and the sectors of PLOVER (https://github.com/openeventdata/PLOVER).
    """
    words = " ".join(phrase.split())
    if not any(character.isalnum() for character in words):
        raise UsageError("The phrase names nobody. Give the words of an actor, such as 'Armenian Prime Minister'.")
    if len(words) > LONGEST:
        raise UsageError(f"The phrase has {len(words)} characters; at most {LONGEST} are read. Give one actor's words.")
    with own.using(tables.load_own(actors)) if actors else nullcontext():
        return _code(words, on)


def _code(words: str, on: date | None) -> ActorCode:
    report = Report("report:phrase", "", (), None, (), on or tables.as_of(), "en", "", "", words + CARRIER, (), None, 0)
    evidence = Evidence(0, len(words), words)
    document = Document(report)
    document = document.with_layer(SYNTAX, _parser()(document)).with_layer(QUOTATIONS, ()).with_layer(TIMES, ())
    said = Attribution(evidence, None, (), "indirect", "say")
    found = coder.code(document.with_layer(ATTRIBUTIONS, (said,)), evidence)
    if on is None and found.kind == "person" and found.role:
        found = replace(found, because=(*found.because, f"no day given: offices as of {tables.as_of()}"))
    return found


@cache
def _parser() -> SyntaxStage:
    return SyntaxStage()
