"""What the stage promises beside the stance itself: evidence, party, second hand, other people's words."""

import pickle

import pytest

from communique.annotate.stance import telling
from communique.annotate.stance.patterns import variants
from communique.records.evidence import Evidence
from communique.records.layers import SYNTAX, Attribution, IssueStance
from communique.records.words import Act, Form

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


def report(text: str, source: str, cue: str, content: str, act: Act = "say") -> tuple[IssueStance, ...]:
    """Return the stances of a report with one attribution, whose words stand in it."""
    form: Form = "direct" if content.startswith("“") else "indirect"
    one = Attribution(evidence(text, source), evidence(text, cue), (evidence(text, content),), form, cue)
    return stage()(annotated(text, (one,), (act,)))


def rows(found: tuple[IssueStance, ...]) -> list[tuple[str, str, str | None]]:
    """Return issue, stance and words of the party."""
    return [(row.issue, row.stance, row.target.words if row.target else None) for row in found]


def test_a_statement_is_about_the_party_that_the_reporter_names() -> None:
    """The slot is filled from any sentence of the report, the reporter's own included."""
    text = "The bloc extended its sanctions on Mali on Monday. Togo condemned the sanctions."

    found = report(text, "Togo", "condemned", "the sanctions", "condemn")

    assert rows(found) == [("sanctions", "oppose", "Mali")]
    assert "about “Mali”, as elsewhere in the report" in found[0].because


def test_two_parties_in_a_report_leave_the_slot_open() -> None:
    """Where the report names sanctions on two states, nobody can say which are meant."""
    text = "There are sanctions on Mali and new sanctions on Chad. Togo condemned the sanctions."

    assert rows(report(text, "Togo", "condemned", "the sanctions", "condemn")) == [("sanctions", "oppose", None)]


def test_parties_named_together_have_a_row_each() -> None:
    """An exercise of two states is one of each."""
    text = "Peru and Chile held a military exercise in May. Bolivia condemned the drill."

    assert rows(report(text, "Bolivia", "condemned", "the drill", "condemn")) == [
        ("military-exercises", "oppose", "Peru"), ("military-exercises", "oppose", "Chile"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("the measures", [("sanctions", "oppose", "Mali")]),
        ("these new restrictions", [("sanctions", "oppose", "Mali")]),
        ("all necessary measures", []),
        ("the confidence-building measures", []),
        ("the Ghanaian measures", []),
        ("the measures on fishing", []),
    ],
)
def test_definite_nouns_take_up_an_issue(content: str, wanted: list[object]) -> None:
    """ "The measures" are the sanctions that the report speaks of; other measures are not."""
    text = f"The bloc imposed sanctions on Mali. Togo condemned {content}."

    assert rows(report(text, "Togo", "condemned", content, "condemn")) == wanted


def test_a_definite_noun_needs_its_issue_before_it() -> None:
    """Where the report has raised nothing, "the measures" may be anything."""
    text = "Togo condemned the measures. The bloc imposed sanctions on Mali."

    assert report(text, "Togo", "condemned", "the measures", "condemn") == ()


def test_a_noun_that_two_issues_share_means_neither() -> None:
    """ "The restrictions" may be the sanctions or the export controls where the report speaks of both."""
    text = "The bloc imposed sanctions and export controls on Mali. Togo condemned the restrictions."

    assert report(text, "Togo", "condemned", "the restrictions", "condemn") == ()


@pytest.mark.parametrize(
    ("before", "content", "wanted"),
    [
        ("“The sanctions are old,” Togo's envoy said.", "“They never solve anything”", ["oppose"]),
        ("The bloc has tightened the sanctions.", "that the bloc should lift them", ["oppose"]),
        ("The bloc has tightened sanctions and sent envoys.", "that the bloc should lift them", []),
        ("“The sanctions hit farmers,” Togo's envoy said. Farmers wept.", "“They never solve anything”", []),
    ],
)
def test_a_pronoun_takes_up_the_only_noun_that_it_can_mean(before: str, content: str, wanted: list[str]) -> None:
    """ "They" and "them" are the sanctions of the sentence before if no other thing can be meant."""
    text = f"{before} The spokesman added {content}."

    assert [row.stance for row in report(text, "The spokesman", "added", content)] == wanted


@pytest.mark.parametrize(
    ("draft", "verb", "act", "wanted"),
    [
        ("A draft resolution would extend the mandate of the peacekeepers.", "backed", "support", "support"),
        ("A bill to lift the sanctions reached the floor.", "backed", "support", "oppose"),
        ("A resolution that demands a ceasefire was tabled.", "rejected", "reject", "oppose"),
    ],
)
def test_who_backs_a_draft_backs_what_it_would_do(draft: str, verb: str, act: Act, wanted: str) -> None:
    """ "The text" stands for what the report says it would do."""
    noun = next(word for word in ("resolution", "bill") if word in draft)
    text = f"{draft} Togo {verb} the {noun}."

    assert [row.stance for row in report(text, "Togo", verb, f"the {noun}", act)] == [wanted]


def test_a_view_told_of_a_state_names_its_holder() -> None:
    """What the speaker says that Togo wants counts only if the speaker turns out to speak for Togo."""
    (found,) = coded("The spokesman [said|say] that Togo opposes the sanctions")

    assert found.holder is not None
    assert found.holder.words == "Togo"


def test_an_announcement_needs_somebody_in_office() -> None:
    """That sanctions will stay is a promise from a minister only."""
    (found,) = coded("The woman [said|say] that the sanctions would remain in place")

    assert (found.stance, found.official) == ("support", True)


def test_words_that_call_a_thing_names_judge_it() -> None:
    """ "Called the drills a rehearsal for war" takes a side by what the cue's two objects say."""
    text = "The army began a naval exercise. Togo called the drills a rehearsal for war."

    assert rows(report(text, "Togo", "called", "the drills a rehearsal for war")) == [
        ("military-exercises", "oppose", None)
    ]


def test_a_denied_deed_is_the_denier_s_own() -> None:
    """ "Denied that it had fired on civilians" is about those who deny."""
    found = coded("Togo [denied|deny] that it had fired on civilians")

    assert rows(found) == [("war-crimes", "oppose", "it")]


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

    assert pickle.loads(pickle.dumps(stage()))(made) == stage()(made)
    assert made[SYNTAX].text == made.report.text


@pytest.mark.parametrize(
    ("term", "terms"),
    [
        ("state-backed|armed hackers", ["armed hackers", "state-backed hackers"]),
        ("ban|curb on visa-free|free travel", ["ban|curb on free travel", "ban|curb on visa-free travel"]),
        ("cease-fire", ["cease-fire"]),
    ],
)
def test_hyphenated_words_may_stand_in_a_choice(term: str, terms: list[str]) -> None:
    """A hyphenated word is several tokens, so that a choice with one is read as several terms."""
    assert list(variants(term)) == terms


def test_the_rules_alone_ask_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who reads with the rules needs no model, present or not."""
    monkeypatch.setattr(telling, "suggestions", lambda *_: pytest.fail("the model was asked"))

    assert stage()(document("Togo [said|say] every closed shop was a gift to the smugglers.")) == ()
