"""What belongs to one attribution, and what its act does to a stance."""

from collections.abc import Collection
from dataclasses import dataclass

from communique.records.words import Act

# What an act does where the cue's own word is not in the lists; acts that are not here leave it as it is.
ACT_CLASSES: dict[Act, str] = {
    "support": "pro", "praise": "pro", "agree": "pro", "demand": "pro", "appeal": "pro", "propose": "pro",
    "plan": "commit", "promise": "commit", "threaten": "commit", "oppose": "con", "condemn": "con",
    "reject": "reject", "deny": "deny", "accuse": "accuse", "decline": "decline", "ask": "check",
    "apologise": "check", "say": "say", "warn": "say", "predict": "say", "believe": "think",
}  # fmt: skip

STATING = ("say", "think", "check")  # classes of cues that leave the deciding to the act


@dataclass(frozen=True)
class Scope:
    """What belongs to one attribution.

    Attributes:
        inside: indices of the tokens of its content, those of attributions inside it left out.
        cue: indices of the tokens of its cue.
        act: what is done by it.
        negated: whether the cue is negated.
        source_states: codes of the states named in its source.
        quoted: whether its words are quoted; in others "would" may stand for "will".
        attribution: its index in the attributions layer.
    """

    inside: Collection[int]
    cue: Collection[int]
    act: Act
    negated: bool
    source_states: frozenset[str] = frozenset()
    quoted: bool = True
    attribution: int = 0
