"""What other programs are told of statements: what they speak to, on which side, and what else the words do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.annotate.stance.pairs import HOLDER, LONGEST, LONGEST_PHRASE, TARGET, pair
from communique.annotate.stance.speech import conditional, speech
from communique.coding import match, stance
from communique.core.errors import UsageError
from communique.models import session

WORDS = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=12), max_size=300)


def test_a_statement_matches_its_proposition_more_than_others() -> None:
    """What is said of the vote speaks to the vote, and not to tariffs."""
    said = "The count was rigged from the first ballot box to the last."

    assert match(said, "The election was free and fair") > 0.5 > match(said, "Tariffs on steel are justified")


@pytest.mark.parametrize("texts", [("", "a proposition"), ("a statement", "?!")])
def test_texts_without_words_are_refused(texts: tuple[str, str]) -> None:
    """Nothing can be said about nothing; the error says what to give."""
    with pytest.raises(UsageError, match="Give"):
        match(*texts)
    with pytest.raises(UsageError, match="Give"):
        stance(texts[0], "", texts[1])


def test_sides_are_told_with_reasons() -> None:
    """The holder's side on the target, and the words that express it."""
    found = stance("Oslo welcomed the treaty.", "Oslo", "the treaty")

    assert found.stance == str(found) == "support"
    assert "“welcomed”" in found.because[0]
    assert stance("The senator condemned the treaty as a betrayal.", "The senator", "the treaty").stance == "oppose"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The spokesman declined to comment on the sanctions.", "refusal"),
        ("The ministry would not say whether the sanctions were discussed.", "refusal"),
        ("He had seen no evidence of war crimes.", "denial"),
        ("The charges are baseless, she said.", "denial"),
        ("She urged Iran to sign the treaty.", "call"),
        ("The envoy called on both sides to hold their fire.", "call"),
        ("“Who would gain from sanctions?”", "question"),
        ("The sanctions are a mistake.", "stance"),
    ],
)
def test_what_else_words_do_is_told_apart(sentence: str, kind: str) -> None:
    """Refusals, denials, calls and questions are not plain stances."""
    assert speech(sentence) == kind


@pytest.mark.parametrize("sentence", ["He declined to comment on the embargo.", "Why should anybody want the embargo?"])
def test_who_declines_or_asks_takes_no_side(sentence: str) -> None:
    """Neither a refusal to answer nor a question is a side."""
    assert stance(sentence, "He", "the embargo").stance == "neutral"


@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        ("If they leave, we would lift the sanctions.", True),
        ("We will not sign unless the troops go.", True),
        ("We will sign even if they object.", False),
        ("He asked if the talks were over.", False),
        ("We will sign.", False),
    ],
)
def test_conditions_are_marked(sentence: str, bound: bool) -> None:
    """What hangs on a condition is marked; "even if" sets none."""
    assert conditional(sentence) is bound


def test_long_sentences_are_read_around_the_target() -> None:
    """Of a thousand words those around the target are read."""
    words = [*["word"] * 900, "embargo", *["word"] * 99]
    read = pair(words, ["word"], ["embargo"], session.load("stance").encode)

    assert TARGET in read.roles[1 : 1 + read.size]
    assert stance(" ".join(words), "word", "embargo").stance in ("support", "oppose", "neutral", "mixed")


@given(WORDS, WORDS, WORDS)
@settings(max_examples=50, deadline=None)
def test_what_the_model_reads_has_its_bounds(sentence: list[str], holder: list[str], target: list[str]) -> None:
    """Any words give pieces and roles of one length, at most as many as the model has places for."""
    read = pair(sentence, holder, target, session.load("stance").encode)

    assert len(read.pieces) == len(read.roles) <= LONGEST + 2 * LONGEST_PHRASE + 4
    assert set(read.roles) <= {0, HOLDER, TARGET, HOLDER | TARGET}
