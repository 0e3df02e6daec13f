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
RAIDS = replace(DRILLS, id="raids", target="actor")
CRIMES = replace(DRILLS, id="crimes", proposition="{target} has committed crimes", kind="claim", target_own="oppose")
TIES = replace(DRILLS, id="ties", proposition="There should be ties with {target}", target_own=None, target_other=True)
VOTE = replace(DRILLS, id="vote", proposition="The vote in {target} was fair", kind="quality", target_own=None)

# Ghana is named most, then Togo, then Chad and Benin.
TEXT = (
    "Ghana met Togo. Ghana wrote to Togo. Ghana waited for Togo. Ghana called Togo. Ghana went home. Ghana came back. "
    "Ghana slept. Ghana woke. Benin and Chad looked on.\n\n"
    "It was right, the envoy said.\n\nChad had done wrong, the envoy said."
)
SHORT, NAMED = "It was right", "Chad had done wrong"


def made(text: str, *said: str) -> Implied:
    """Return what is implied in a text whose statements have these words."""
    document = Document(Report("r", "", (), None, (), None, "en", "", "", text))
    places = (Evidence.of(text, text.index(words), text.index(words) + len(words)) for words in said or (SHORT,))
    layer = tuple(Attribution(None, None, (place,), "indirect", "say") for place in places)
    return Implied(document.with_layer(SYNTAX, SyntaxStage()(document)).with_layer(ATTRIBUTIONS, layer))


@pytest.fixture(scope="module")
def implied() -> Implied:
    """What is implied in the text; the second statement names Chad."""
    return made(TEXT, SHORT, NAMED)


@pytest.mark.parametrize(
    ("entry", "stance", "said", "speaker", "party"),
    [
        (DRILLS, "support", 0, "state:TGO", "state:TGO"),  # its own drills
        (DRILLS, "oppose", 0, "state:TGO", "state:GHA"),  # those of the other side
        (DRILLS, "support", 0, "person:ann", "state:GHA"),  # an expert speaks of the state that the report names most
        (DRILLS, "support", 0, "body:front", "state:GHA"),  # the slot holds states only
        (RAIDS, "support", 0, "body:front", "body:front"),  # an armed group of its own raids
        (CRIMES, "oppose", 0, "state:BEN", "state:BEN"),  # a denial is one's own, however seldom one is named
        (CRIMES, "support", 0, "state:GHA", "state:TGO"),  # a charge is against the other
        (CRIMES, "support", 1, "state:GHA", "state:TCD"),  # or the only one that the sentence names
        (TIES, "support", 0, "state:GHA", "state:TGO"),  # never the speaker's own
        (VOTE, "support", 0, "state:GHA", "state:GHA"),  # its own vote is nothing that others hold
    ],
)
def test_the_party_follows_from_speaker_side_and_states(
    implied: Implied, entry: IssueEntry, stance: Stance, said: int, speaker: str, party: str
) -> None:
    """Who speaks, on which side, and which states sentence and report name say who the party is."""
    assert implied.party(entry, stance, said, speaker, None) == party


def test_nobody_charges_their_own_country_for_want_of_another_name(implied: Implied) -> None:
    """A lawmaker from Chad who speaks of crimes in a sentence that names Chad alone means the other state."""
    assert implied.party(CRIMES, "support", 1, "person:ann", "TCD") == "state:GHA"
    assert implied.party(CRIMES, "support", 1, "person:ann", "BEN") == "state:TCD"


def test_of_states_named_alike_none_is_taken() -> None:
    """Where no state leads, the party is left open."""
    assert made("Ghana met Togo.\n\n" + SHORT).party(DRILLS, "support", 0, "person:ann", None) is None


def test_a_report_that_names_no_state_implies_none() -> None:
    """Nobody is made up."""
    assert made(SHORT).party(DRILLS, "support", 0, "person:ann", None) is None


@pytest.mark.parametrize(
    ("words", "both"),
    [
        ("Both armies must withdraw", ("state:GHA", "state:TGO")),
        ("The two sides should talk", ("state:GHA", "state:TGO")),
        ("Both sides of the border are poor", ()),  # no states
        ("Both men must go", ()),
        ("The armies must withdraw", ()),
    ],
)
def test_both_are_the_two_states_of_the_report(words: str, both: tuple[str, ...]) -> None:
    """Who speaks of two sides or armies means the two states that the report is about."""
    assert made(f"{TEXT}\n\n{words}, the envoy said.", words).both(0) == both


def test_of_several_states_alike_no_two_are_both() -> None:
    """Where three states are named alike, "both" may be any two."""
    assert made("Ghana met Togo. Benin met Chad.\n\nBoth sides must talk.", "Both sides").both(0) == ()


@pytest.mark.parametrize(
    ("entry", "stance", "chain", "own"),
    [
        (CRIMES, "oppose", ("person:ann", "state:TGO"), True),  # one of the two sides denies: it is charged itself
        (CRIMES, "oppose", ("state:BEN",), False),  # a state at the edge may speak of either
        (CRIMES, "support", ("state:TGO",), False),  # a charge is against somebody else
        (DRILLS, "support", ("state:TGO",), False),  # whose drills are right is no charge
        (CRIMES, "oppose", (), False),  # nobody is known to speak
    ],
)
def test_what_a_side_denies_is_its_own(
    implied: Implied, entry: IssueEntry, stance: Stance, chain: tuple[str, ...], own: bool
) -> None:
    """What one of the report's two main states denies without naming it is what it is charged with."""
    assert implied.denied(entry, stance, chain) is own
