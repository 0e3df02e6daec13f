"""What words do beside taking a side: condition, denial of a fact, refusal to answer, call on others, question."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from communique.records.stance_code import Speech

_WHO = r"(?:\w+(?:[’']\w+)? ){0,3}"

# What is tried first stands first: who declines to comment on a demand has not demanded anything.
_PATTERNS: Mapping[Speech, re.Pattern[str]] = MappingProxyType(
    {
        "refusal": re.compile(
            r"\b(?:declin|refus)(?:e|es|ed|ing) to (?:comment|answer|say|speak|discuss|be drawn|elaborate)"
            r"|\b(?:would|will|could|did|does|do|has|have) ?(?:not|n[’']t) (?:say|comment|answer|be drawn|elaborate)"
            r"|\bno comment\b|\bavoid(?:s|ed|ing)? (?:the|a|any) question",
            re.IGNORECASE,
        ),
        "denial": re.compile(
            r"\bno (?:\w+ ){0,2}(?:evidence|proof|sign|signs|truth|basis|indication)\b"
            r"|\b(?:deny|denies|denied|denying|denial)\b|\b(?:baseless|groundless|unfounded|fabricated?|false|untrue)\b"
            r"|\b(?:never|not) (?:done|did|carried out|committed|happened|taken place)\b",
            re.IGNORECASE,
        ),
        "call": re.compile(
            rf"\b(?:call|calls|called|calling) (?:up)?on\b|\b(?:urg|ask|implor|exhort|appeal|press)\w* {_WHO}to\b"
            r"|\bdemand\w* that\b|\bappeal\w* (?:to|for)\b|\bcall\w* for\b",
            re.IGNORECASE,
        ),
    }
)

_QUESTION = re.compile(r"\?[\"”’')\]]*\s*$")

# "even if" and "as if" set no condition.
_CONDITION = re.compile(
    r"(?<!even )(?<!as )(?<!asked )(?<!ask )\bif\b|\bunless\b|\bprovided(?: that)?\b|\bas long as\b"
    r"|\bonly (?:when|after|once)\b"
    r"|\bon (?:the )?condition that\b|\bso long as\b",
    re.IGNORECASE,
)
_WOULD = re.compile(
    r"\b(?:would|will|could|can|shall|may|might|ready|willing|prepared)\b|[’'](?:d|ll)\b", re.IGNORECASE
)


def speech(sentence: str) -> Speech:
    """Return what the words of a sentence do; ``stance`` where they do nothing else."""
    found = next((name for name, pattern in _PATTERNS.items() if pattern.search(sentence)), None)
    if found is None and _QUESTION.search(sentence):
        return "question"
    return found or "stance"


def conditional(sentence: str) -> bool:
    """Tell whether what would be done hangs on a condition: "if they leave, we would talk"."""
    return bool(_CONDITION.search(sentence) and _WOULD.search(sentence))
