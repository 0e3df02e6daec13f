"""What the shipped models of statements give on sentences of our own that they were not trained on."""

import zlib
from functools import cache
from pathlib import Path

from communique.annotate.stance.judging import judge
from communique.annotate.stance.matching import match
from communique.lexicons import codebook

STANCES = Path(__file__).parents[1] / "stances"

# Every twentieth passage, by its checksum.
PART = 20

# Measured 26 of 69 and 66 of 80 when the models were shipped, less what another processor's rounding may change.
AMONG_FIVE, SIDES = 0.33, 0.78


@cache
def propositions() -> dict[str, str]:
    """Return the propositions of the built-in codebook with a general party, by issue."""
    return {issue.id: issue.proposition.replace("{target}", "a state") for issue in codebook.load().issues}


def test_propositions_of_passages_are_found() -> None:
    """The proposition that a passage speaks to is often among the five likeliest of 67, without its words."""
    lines = (
        line for file in sorted((STANCES / "passages").glob("*.tsv")) for line in file.read_text("utf-8").splitlines()
    )
    rows = [line.split("\t") for line in lines if line and zlib.crc32(line.encode()) % PART == 0]
    sided = [(row[0], row[4]) for row in rows if row[2] != "none"]
    found = sum(
        issue in sorted(propositions(), key=lambda one: -match(passage, propositions()[one]))[:5]
        for issue, passage in sided
    )

    assert found / len(sided) >= AMONG_FIVE


def test_sides_of_sentences_are_told() -> None:
    """Of sentences that name their issue most are read on the right side of its proposition."""
    lines = (STANCES / "heldout.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    sided = [(sentence, issue, stance) for sentence, issue, stance in rows if stance in ("support", "oppose")]
    right = 0
    for sentence, issue, stance in sided:
        verdict = judge(sentence.replace("[", "").replace("]", "").split("|")[0], "", propositions()[issue])
        right += (verdict.for_ > verdict.against) == (stance == "support")

    assert right / len(sided) >= SIDES
