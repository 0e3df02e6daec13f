"""Sentences with attributions marked by hand, coded without the attribution stage."""

import re
from functools import cache

from communique.annotate.annotators.stances import Stances
from communique.annotate.annotators.syntax import SyntaxStage
from communique.core.settings import Settings
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import ACTS, ATTRIBUTIONS, SYNTAX, Attribution, IssueStance
from communique.records.report import Report
from communique.records.words import Act

MARKED = re.compile(r"^(?P<source>[^\[]*)\[(?P<cue>[^|\]]+)\|(?P<act>[a-z]+)(?P<not>\|not)?\](?P<content>.*)$")


@cache
def stage() -> Stances:
    """Return the stage with the built-in codebook, the rules alone."""
    return Stances(Settings(attribution="rules"))


def document(marked: str) -> Document:
    """Return a document with one attribution.

    Args:
        marked: "source [cue|act] content", "source [cue|act|not] content" for a negated cue, or a bare sentence, which
            becomes a quotation: “The sentence,” the minister said.
    """
    found = MARKED.match(marked)
    if found is None:
        return quoted(marked)
    source, cue, content = found["source"].strip(), found["cue"], found["content"].strip()
    text = " ".join(filter(None, (source, cue, content)))
    where = text.index(cue, len(source))
    start = where + len(cue) + 1
    attribution = Attribution(
        Evidence.of(text, 0, len(source)) if source else None,
        Evidence.of(text, where, where + len(cue)),
        (Evidence.of(text, start, len(text.rstrip("."))),),
        "indirect",
        cue.split()[0],
        negated=bool(found["not"]),
    )
    act: Act = found["act"]  # type: ignore[assignment]
    return annotated(text, (attribution,), (act,))


def quoted(sentence: str) -> Document:
    """Return a document in which the minister said a sentence, word for word."""
    words = f"“{sentence.removesuffix('.')}{'' if sentence.endswith('?') else ','}”"
    text = f"{words} the minister said."
    cue = text.rindex("said")
    attribution = Attribution(
        Evidence.of(text, len(words) + 1, cue - 1),
        Evidence.of(text, cue, cue + 4),
        (Evidence.of(text, 0, len(words)),),
        "direct",
        "say",
    )
    return annotated(text, (attribution,), ("say",))


def annotated(text: str, attributions: tuple[Attribution, ...], acts: tuple[Act, ...]) -> Document:
    """Return a document of a text with these attributions."""
    made = Document(Report("report:0", "", (), None, (), None, "en", "", "", text))
    made = made.with_layer(SYNTAX, SyntaxStage()(made))
    return made.with_layer(ATTRIBUTIONS, attributions).with_layer(ACTS, acts)


def coded(marked: str) -> tuple[IssueStance, ...]:
    """Return the stances of a marked sentence."""
    return stage()(document(marked))


def stances(marked: str) -> dict[str, str]:
    """Return stance by issue of a marked sentence."""
    return {found.issue: found.stance for found in coded(marked)}
