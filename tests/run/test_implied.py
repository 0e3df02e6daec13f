"""Which state a proposition is taken to be about where nobody says it with the issue's words."""

from dataclasses import replace

import pytest

from communique.annotate.annotators.syntax import SyntaxStage
from communique.lexicons.codebook import IssueEntry
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import ATTRIBUTIONS, SYNTAX, Attribution
from communique.records.report import Report
from communique.records.words import Stance
from communique.run.assemble.implied import Implied

DRILLS = IssueEntry(
    "drills", "Drills", "-", "{target}'s drills are right", ("drills",), target="state", target_own="support"
)
CRIMES = replace(DRILLS, id="crimes", proposition="{target} has committed crimes", kind="claim", target_own="oppose")
TIES = replace(DRILLS, id="ties", proposition="There should be ties with {target}", target_own=None, target_other=True)
VOTE = replace(DRILLS, id="vote", proposition="The vote in {target} was fair", kind="quality", target_own=None)

# Ghana is named most, then Togo, then Benin and Chad.
TEXT = (
    "Ghana met Togo. Ghana sent a note to Togo. Ghana waited for Togo. Benin and Chad looked on.\n\n"
    "It was right, the envoy said.\n\nChad had done wrong, the envoy said."
)
SHORT, NAMED = "It was right", "Chad had done wrong"


@pytest.fixture(scope="module")
def implied() -> Implied:
    """What is implied in the text; the second attribution names Chad."""
    document = Document(Report("r", "", (), None, (), None, "en", "", "", TEXT))
    said = [
        Attribution(
            None, None, (Evidence.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words)),), "indirect", "say"
        )
        for words in (SHORT, NAMED)
    ]
    return Implied(document.with_layer(SYNTAX, SyntaxStage()(document)).with_layer(ATTRIBUTIONS, tuple(said)))


@pytest.mark.parametrize(
    ("entry", "stance", "said", "speaker", "party"),
    [
        (DRILLS, "support", 0, "TGO", "TGO"),  # its own drills
        (DRILLS, "oppose", 0, "TGO", "GHA"),  # those of the other side
        (DRILLS, "support", 0, None, "GHA"),  # an expert speaks of the state that the report names most
        (CRIMES, "oppose", 0, "BEN", "BEN"),  # a denial is one's own, however seldom the report names who denies
        (CRIMES, "support", 0, "GHA", "TGO"),  # a charge is against the other
        (CRIMES, "support", 1, "GHA", "TCD"),  # or the only one that the sentence names
        (TIES, "support", 0, "GHA", "TGO"),  # never the speaker's own
        (VOTE, "support", 0, "GHA", "GHA"),  # its own vote is nothing that others hold
    ],
)
def test_the_party_follows_from_speaker_side_and_states(
    implied: Implied, entry: IssueEntry, stance: Stance, said: int, speaker: str | None, party: str
) -> None:
    """Who speaks, on which side, and which states sentence and report name say who the party is."""
    assert implied.party(entry, stance, said, speaker) == party


def test_a_report_that_names_no_state_implies_none() -> None:
    """Nobody is made up."""
    document = Document(Report("r", "", (), None, (), None, "en", "", "", SHORT))
    said = Attribution(None, None, (Evidence.of(SHORT, 0, len(SHORT)),), "indirect", "say")
    there = document.with_layer(SYNTAX, SyntaxStage()(document)).with_layer(ATTRIBUTIONS, (said,))

    assert Implied(there).party(DRILLS, "support", 0, None) is None
