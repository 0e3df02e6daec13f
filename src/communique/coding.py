"""Codes for other programs: who a phrase means, what a statement speaks to, on which side somebody stands."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from communique.annotate.annotators.syntax import SyntaxStage
from communique.annotate.stance import matching, suggesting
from communique.annotate.stance.judging import judge
from communique.annotate.stance.speech import conditional, speech
from communique.core.errors import UsageError
from communique.lexicons import actors as tables
from communique.lexicons.actors import own
from communique.records.actor_code import ActorCode
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import ATTRIBUTIONS, QUOTATIONS, SYNTAX, TIMES, Attribution
from communique.records.report import Report
from communique.records.stance_code import StanceCode, Suggestion
from communique.records.words import Stance
from communique.resolve import coder

__all__ = ["ActorCode", "StanceCode", "Suggestion", "code_actor", "match", "stance", "suggest"]

# The parser tells nouns from names best in a sentence; these words, which name nobody, make one of the phrase.
CARRIER = " said so."
# A phrase longer than this many characters is a text, no name of an actor.
LONGEST = 500
# Neutral is answered when no side is likelier than this. On MPQA's fold 2 that gives up one attitude in 25, a third of
# which would have been wrong, and leaves one pair in six without a marked attitude alone; at .5 one in 15 and in four.
NO_SIDE = 0.55


def match(statement: str, proposition: str) -> float:
    """Return how likely it is that a statement speaks to a proposition, on whichever side.

    Args:
        statement: what somebody said, a sentence or some; about the first hundred words are read.
        proposition: a sentence that one can agree or disagree with.

    Returns:
        0 to 1; .5 and more is a match.

    Raises:
        UsageError: one of the two has no letter or digit.
        ModelError: the model is missing or damaged.

    A bi-encoder trained for key-point matching (Bar-Haim et al. 2020; Friedman-Melamed et al. 2021).
    """
    _refuse_wordless("Give a sentence.", statement=statement, proposition=proposition)
    return matching.match(statement, proposition)


def stance(sentence: str, holder: str, target: str) -> StanceCode:
    """Return on which side of a target a sentence puts somebody.

    Args:
        sentence: as a report has it, one or some.
        holder: the words for whose side is asked, as the sentence has them ("the minister", "he"); "" for whoever
            speaks.
        target: what the side is on: words of the sentence ("the embargo"), or a proposition ("Sanctions are
            justified").

    Returns:
        The stance with its reasons; ``neutral`` where no side is taken, where the words refuse to answer or ask, and
        where it cannot be told.

    Raises:
        UsageError: sentence or target has no letter or digit.
        ModelError: the model is missing or damaged.

    The model was trained on MPQA's attitudes (Wilson 2008) among others; ``models/stance/card.md`` has the rest.
    """
    _refuse_wordless("Give words, such as 'the embargo'.", sentence=sentence, target=target)
    verdict, kind = judge(sentence, holder, target), speech(sentence)
    side: Stance = "support" if verdict.for_ > verdict.against else "oppose"
    share = max(verdict.for_, verdict.against)
    words = tuple(f"“{said}”" for said in verdict.words)
    because = [f"read as {side} ({share:.2f})" + (f" by {', '.join(words)}" if words else "")]
    if kind != "stance":
        because.append(f"the words are a {kind}")
    if verdict.no_side > NO_SIDE:
        side, share = "neutral", verdict.no_side
        because.append(f"no side ({share:.2f})")
    if kind in ("refusal", "question"):
        side, share = "neutral", 1.0
    bound = conditional(sentence)
    if bound:
        because.append("under a condition")
    return StanceCode(side, share, verdict.for_, verdict.against, bound, kind, tuple(because))


def suggest(passage: str, holder: str = "", context: str = "") -> tuple[Suggestion, ...]:
    """Return on which issues of the built-in codebook a passage may take a side, for a reader to accept or not.

    Args:
        passage: a sentence or two with somebody's words, as a report has them.
        holder: the words of the passage that name whose side is asked ("the minister", "he"); "" for whoever speaks.
        context: what stands before: the title and the sentence before.

    Returns:
        Every issue with the likelier side, likeliest first; below about .5 mostly wrong. Implications count: "every
        barrel we leave in their port is a shell they cannot pay for" speaks for sanctions.

    Raises:
        UsageError: the passage has no letter or digit.
        ModelError: the model is missing or damaged.

    The model was trained on passages written for this project; ``models/issues/card.md`` says how good it is.
    """
    _refuse_wordless("Give a sentence.", passage=passage)
    return suggesting.suggestions(passage, holder, context)


def _refuse_wordless(way_out: str, **texts: str) -> None:
    for name, text in texts.items():
        if not any(character.isalnum() for character in text):
            raise UsageError(f"The {name} has no words. {way_out}")


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
