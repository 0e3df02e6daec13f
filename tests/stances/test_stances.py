"""What the stage promises beside the stance itself: evidence, party, second hand, other people's words."""

import pickle

import pytest

from communique.annotate.annotators.stances import Stances
from communique.records.evidence import Evidence
from communique.records.layers import SYNTAX, Attribution, IssueStance

from .sentences import annotated, coded, document, quoted, stage


def evidence(text: str, words: str) -> Evidence:
    """Return the first place of some words."""
    start = text.index(words)
    return Evidence.of(text, start, start + len(words))


def party(marked: str, issue: str) -> str | None:
    """Return the words for the party in one stance."""
    found = next(row for row in coded(marked) if row.issue == issue)
    return found.target.words if found.target else None


def test_every_row_points_to_its_words() -> None:
    """Term and party are cut from the text at the place that they name."""
    made = quoted("The sanctions on Belize must be lifted and Chadian soldiers have committed war crimes.")

    found = stage()(made)

    assert len(found) == 2
    for row in found:
        for place in filter(None, (row.term, row.target)):
            assert made.report.text[place.start : place.end] == place.words


@pytest.mark.parametrize(
    ("sentence", "issue", "words"),
    [
        ("The sanctions on Iran must be lifted.", "sanctions", "Iran"),
        ("The US sanctions must be lifted.", "sanctions", None),
        ("Western sanctions against Zimbabwe are illegal.", "sanctions", "Zimbabwe"),
        ("There is no evidence of war crimes by Kenyan soldiers.", "war-crimes", "Kenyan"),
        ("Syria’s army has committed war crimes.", "war-crimes", "Syria"),
        ("We have seen no evidence of Russian war crimes.", "war-crimes", "Russian"),
        ("We must send more weapons to Ukraine.", "arms-supplies", "Ukraine"),
        ("Rwanda must withdraw its troops from Congo.", "troop-withdrawal", "Rwanda"),
        ("We call on Eritrea to withdraw its troops.", "troop-withdrawal", "Eritrea"),
        ("Georgia should join NATO.", "nato-membership", "Georgia"),
        ("We support Moldova’s accession to NATO.", "nato-membership", "Moldova"),
        ("The blockade of Gaza must be lifted.", "blockade", "Gaza"),
        ("We will recognise the independence of Kosovo.", "state-recognition", "Kosovo"),
        ("We condemn the Turkish offensive.", "use-of-force", "Turkish"),
        ("We condemn the human rights abuses.", "human-rights", None),
        ("The alliance must end its dependence on Russian gas.", "energy-imports", "Russian"),
        ("Kenya pushed Somalia to the wall.", "war-responsibility", "Kenya"),
    ],
)
def test_party_is_who_the_proposition_is_about(sentence: str, issue: str, words: str | None) -> None:
    """The words for the party are those of the target, never of who imposes, judges or speaks."""
    assert party(sentence, issue) == words


def test_the_other_side_is_the_party_of_cooperation() -> None:
    """Of two states that can cooperate, the party is the one that does not speak."""
    first = "The Japanese minister [said|say] that Japan and India can cooperate on fisheries"
    second = "The Indian minister [said|say] that Japan and India can cooperate on fisheries"

    assert party(first, "bilateral-cooperation") == "India"
    assert party(second, "bilateral-cooperation") == "Japan"


def second_hand() -> tuple[tuple[Attribution, ...], str]:
    """Return an expert's account of a ministry's view, inner attribution second."""
    text = "The expert said that the ministry rejects the sanctions."
    outer = Attribution(
        evidence(text, "The expert"), evidence(text, "said"),
        (evidence(text, "that the ministry rejects the sanctions"),), "indirect", "say",
    )  # fmt: skip
    inner = Attribution(
        evidence(text, "the ministry"), evidence(text, "rejects"), (evidence(text, "the sanctions"),),
        "indirect", "reject", reported_by=0,
    )  # fmt: skip
    return (outer, inner), text


def test_second_hand_words_are_coded_for_the_inner_source_only() -> None:
    """What A says that B rejects is B's stance; A has none by these words."""
    attributions, text = second_hand()

    found = stage()(annotated(text, attributions, ("say", "reject")))

    assert [(row.attribution, row.issue, row.stance) for row in found] == [(1, "sanctions", "oppose")]


def test_second_hand_is_less_sure_than_first_hand() -> None:
    """The same words count for less when somebody else reports them."""
    attributions, text = second_hand()

    reported = stage()(annotated(text, attributions, ("say", "reject")))[0]
    direct = coded("The ministry [rejects|reject] the sanctions")[0]

    assert reported.confidence < direct.confidence
    assert "said at second hand" in reported.because


def test_the_report_s_own_voice_has_no_stance() -> None:
    """Sentences that nobody is said to have said give nothing."""
    text = "The sanctions are illegal and must be lifted. The minister spoke of tea."
    only = Attribution(
        evidence(text, "The minister"), evidence(text, "spoke"), (evidence(text, "of tea"),), "indirect", "say"
    )

    assert stage()(annotated(text, (only,), ("say",))) == ()


def test_a_third_state_s_view_is_not_the_speaker_s() -> None:
    """A Kenyan minister who says that Peru supports the sanctions has not supported them."""
    assert coded("The Kenyan minister [said|say] that Peru supports the sanctions") == ()


def test_reasons_name_the_term_and_the_deciding_words() -> None:
    """The reasons can be read without the code."""
    found = coded("The tariffs are counterproductive.")[0]

    assert "term “tariffs”" in found.because[0]
    assert any("counterproductive" in reason for reason in found.because)


def test_hedged_claims_are_less_sure() -> None:
    """What may be a war crime is less surely said to be one."""
    sure = coded("The attack amounts to a war crime.")[0]
    hedged = coded("The attack may amount to a war crime.")[0]

    assert hedged.stance == sure.stance
    assert hedged.confidence < sure.confidence


def test_different_parties_give_different_rows() -> None:
    """Sanctions on one state may be right and on another wrong in one breath."""
    found = coded("The sanctions on Iran are justified but the sanctions on Cuba must be lifted.")

    assert {(row.target and row.target.words, row.stance) for row in found} == {("Iran", "support"), ("Cuba", "oppose")}


@pytest.mark.parametrize("sentence", ["", "?", "The", "Sanctions", "* | “ ” \u200b", "no not never sanctions" * 50])
def test_odd_text_never_breaks_the_stage(sentence: str) -> None:
    """Whatever the words, the stage answers with rows or none."""
    rows = coded(f"The minister [said|say] x {sentence}")

    assert all(isinstance(row, IssueStance) and 0 <= row.confidence <= 1 for row in rows)


def test_stage_can_be_sent_to_another_process() -> None:
    """A copied stage finds the same."""
    made = document("The sanctions on Iran must be lifted.")

    assert pickle.loads(pickle.dumps(Stances()))(made) == stage()(made)
    assert made[SYNTAX].text == made.report.text
