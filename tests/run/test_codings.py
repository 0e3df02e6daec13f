"""How the slots of propositions are filled and whose views are kept, on identities made by hand."""

from dataclasses import replace

from communique.lexicons.codebook import Codebook, IssueEntry
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import STANCES, IssueStance
from communique.records.report import Report
from communique.records.resolution import Resolution, Resolved
from communique.records.rows import Actor, Coding, Speaker, Statement
from communique.records.words import Act
from communique.run.assemble.codings import with_codings

TEXT = "Togo Ghana the mines our it"

ACTORS = {
    "state:TGO": Actor("state:TGO", "Togo", "state"),
    "state:GHA": Actor("state:GHA", "Ghana", "state"),
    "body:tgo-army": Actor("body:tgo-army", "army of Togo", "body", on_behalf_of="state:TGO"),
    "person:abla-mensah": Actor("person:abla-mensah", "Abla Mensah", "person", on_behalf_of="body:tgo-army"),
    "person:yao-addo": Actor("person:yao-addo", "Yao Addo", "person"),
}

SANCTIONS = IssueEntry(
    "sanctions", "Sanctions", "-", "Sanctions on {target} are justified", ("sanctions",), target="state"
)
DRILLS = replace(SANCTIONS, id="drills", proposition="{target}'s drills are right", target_own="support")
TIES = replace(
    SANCTIONS, id="ties", proposition="There should be ties with {target}", target_other=True, target_required=True
)


def evidence(words: str) -> Evidence:
    """Return the first place of some words."""
    return Evidence.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


RESOLUTION = Resolution(
    ACTORS,
    {(e.start, e.end): Resolved(id) for e, id in [(evidence("Togo"), "state:TGO"), (evidence("Ghana"), "state:GHA")]},
)


def stance(attribution: int, target: str | None, issue: IssueEntry = SANCTIONS) -> IssueStance:
    """Return a stance about a party named by some words."""
    return IssueStance(
        attribution, issue.id, "oppose", evidence("mines"), evidence(target) if target else None, (), 0.8
    )


def statement(speaker: str | None, act: Act = "say", reported_by: str | None = None) -> Statement:
    """Return a statement of an actor."""
    who = Speaker(speaker, evidence("it")) if speaker else None
    return Statement(
        "s", "r", "indirect", act, who, None, reported_by, None, (evidence("mines"),), None, None, None, 0.9
    )


def codings(stances: list[IssueStance], *statements: Statement) -> list[tuple[Coding, ...]]:
    """Return the codings of each statement."""
    document = Document(Report("r", "", (), None, (), None, "en", "", "", TEXT)).with_layer(STANCES, tuple(stances))
    rows = dict(enumerate(statements))
    found = with_codings(document, RESOLUTION, Codebook("1", (SANCTIONS, DRILLS, TIES)), rows, {i: i for i in rows})
    return [found[i].codings for i in rows]


def only(one: IssueStance, said: Statement) -> Coding | None:
    """Return the one coding of a stance in a statement; None where there is none."""
    (found,) = codings([one], said)
    assert len(found) < 2
    return found[0] if found else None


def test_no_words_inherit_the_party_of_the_report() -> None:
    """A statement without a party is about the one that another statement names."""
    first, second = codings([stance(0, "Ghana"), stance(1, None)], statement("state:TGO"), statement("state:TGO"))

    assert [coding.issue.id for coding in (*first, *second)] == ["sanctions:GHA", "sanctions:GHA"]


def test_words_that_mean_no_state_inherit_nothing() -> None:
    """An embargo on mines is not one on the state that the report speaks of elsewhere."""
    first, second = codings(
        [stance(0, "Ghana"), stance(1, "the mines")], statement("state:TGO"), statement("state:TGO")
    )

    assert [coding.issue.id for coding in (*first, *second)] == ["sanctions:GHA", "sanctions"]


def test_the_speaker_s_own_words_for_the_own_side_fill_the_slot() -> None:
    """ "Our" is the state that the speaker speaks for; of somebody who speaks for nobody it is nobody's."""
    spoken, unknown = (only(stance(0, "our"), statement(who)) for who in ("person:abla-mensah", "person:yao-addo"))

    assert spoken
    assert spoken.issue.id == "sanctions:TGO"
    assert unknown is None


def test_it_is_the_speaker_in_a_denial_only() -> None:
    """ "Denied that it …" is about the denier; elsewhere "it" may be anybody."""
    denied, said = (only(stance(0, "it"), statement("body:tgo-army", act)) for act in ("deny", "say"))

    assert denied
    assert said
    assert (denied.issue.id, said.issue.id) == ("sanctions:TGO", "sanctions")


def test_the_speaker_s_own_side_is_no_other_side() -> None:
    """Nobody wants ties with the state that they speak for."""
    assert only(stance(0, "Togo", TIES), statement("person:abla-mensah")) is None
    assert only(stance(0, "Ghana", TIES), statement("person:abla-mensah")) is not None


def test_a_view_told_of_a_state_counts_for_those_who_speak_for_it() -> None:
    """What Togo wants is the view of Togo's officer, not that of an expert or of nobody."""
    told = replace(stance(0, "Ghana"), holder=evidence("Togo"))

    assert only(told, statement("person:abla-mensah")) is not None
    assert only(told, statement("person:yao-addo")) is None
    assert only(told, statement(None)) is None


def test_an_announcement_counts_for_those_in_office() -> None:
    """What will be done is a promise from who speaks for a state, a guess from others."""
    announced = replace(stance(0, "Ghana"), official=True)

    assert only(announced, statement("person:abla-mensah")) is not None
    assert only(announced, statement("person:yao-addo")) is None


def test_second_hand_is_less_sure_than_first_hand() -> None:
    """The same words count for less when somebody else reports them, and the reasons say so."""
    direct, reported = (only(stance(0, "Ghana"), statement("state:TGO", reported_by=by)) for by in (None, "outer"))

    assert direct
    assert reported
    assert reported.confidence < direct.confidence
    assert "said at second hand" in reported.because
    assert "said at second hand" not in direct.because


def test_a_pronoun_for_no_state_inherits() -> None:
    """ "It" that means nobody known leaves the slot to the rest of the report."""
    first, second = codings([stance(0, "Ghana"), stance(1, "it")], statement("state:TGO"), statement("state:TGO"))

    assert [coding.issue.id for coding in (*first, *second)] == ["sanctions:GHA", "sanctions:GHA"]


def test_of_its_own_deeds_a_state_is_on_its_own_side() -> None:
    """What the model holds for a side on the speaker's own deeds is the speaker's, whichever it holds for likelier."""
    said = statement("person:abla-mensah")
    for unsure in (True, False):
        coding = only(replace(stance(0, "Togo", DRILLS), told=True, open=unsure), said)
        assert coding
        assert (coding.issue.id, coding.stance) == ("drills:TGO", "support")


def test_a_side_that_is_not_known_is_no_coding() -> None:
    """Where the model knows that a side is taken and not which, others than the party have none."""
    unsure = replace(stance(0, "Togo", DRILLS), told=True, open=True)
    assert only(unsure, statement("state:GHA")) is None
    assert only(replace(unsure, target=None), statement("state:TGO")) is None
