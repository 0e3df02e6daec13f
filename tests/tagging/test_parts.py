"""The parts of the tagger that need no model: windows, spans, links."""

from collections import Counter
from itertools import combinations, pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.annotate.attribution.draft import Draft
from communique.annotate.attribution.quoting import parted
from communique.annotate.tagging import nested
from communique.annotate.tagging.decoding import Found, chosen, spans
from communique.annotate.tagging.features import LABELS
from communique.annotate.tagging.linking import link
from communique.annotate.tagging.windows import SIZE, windows
from communique.models.session import folder
from communique.models.wordpiece import WordPieces
from communique.records.evidence import Evidence
from communique.records.layers import Quotation
from communique.records.syntax import Span, Syntax, Token

ENCODE = WordPieces((folder("attribution") / "vocab.txt").read_text(encoding="utf-8").splitlines())
RULED = np.array(
    [[-1e4 if there.startswith("I-") and here[2:] != there[2:] else 0.0 for there in LABELS] for here in LABELS]
)


def syntax(words: list[str], sentence: int) -> Syntax:
    """Return a text of these words, a new sentence after every so many."""
    tokens, at = [], 0
    for i, word in enumerate(words):
        tokens.append(Token(i, at, at + len(word), word, word, "X", "XX", "dep", i, i // sentence))
        at += len(word) + 1
    return Syntax(" ".join(words), tuple(tokens), (), ())


@given(
    st.lists(st.sampled_from(["peace", "Zaporizhzhia", "9" * 40, "“", "x"]), min_size=1, max_size=900),
    st.integers(1, 400),
    st.lists(st.integers(1, 300), max_size=8),
)
def test_windows_hold_each_word_once(words, sentence, cuts):
    """Windows hold every word once, in order, and none is larger than the encoder takes."""
    ends = sorted({min(cut, len(words)) for cut in np.cumsum([0, *cuts]).tolist()} | {0, len(words)})
    found = list(windows(syntax(words, sentence), [Span(a, b) for a, b in pairwise(ends)], ENCODE))

    assert [i for one in found for s in one.stretches for i in range(s.first, s.last)] == list(range(len(words)))
    assert all(len(one.pieces) == len(one.words) <= SIZE for one in found)
    assert all(one.words[one.firsts].tolist() == sorted(set(one.words.tolist()) - {-1}) for one in found)


def test_a_long_paragraph_is_cut_at_a_sentence():
    """A paragraph too long for a window is cut where a sentence ends, not where the window is full."""
    found = list(windows(syntax(["word"] * 400, 100), [Span(0, 400)], ENCODE))

    assert [s for one in found for s in one.stretches] == [Span(0, 200), Span(200, 400)]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.floats(-9, 9), min_size=7, max_size=7), min_size=1, max_size=4))
def test_probabilities_are_shares_of_all_sequences(rows):
    """The probability of a span is the share, by weight, of all label sequences in which it stands."""
    scores = np.array(rows)
    weights: Counter[tuple[str, int, int]] = Counter()
    whole = 0.0
    for labels in product(range(7), repeat=len(rows)):
        weight = np.exp(scores[range(len(rows)), labels].sum())
        if LABELS[labels[0]].startswith("I-") or any(RULED[a, b] for a, b in pairwise(labels)):
            continue
        whole += weight
        weights.update(dict.fromkeys(ranges(labels), weight))
    found = {(one.role, one.first, one.last): one.sure for one in spans(scores, RULED, 0.001)}

    assert found == {key: pytest.approx(weight / whole, rel=1e-6) for key, weight in weights.items() if key in found}
    assert all(key in found or weight / whole < 0.0011 for key, weight in weights.items())


def ranges(labels: tuple[int, ...]) -> list[tuple[str, int, int]]:
    """Return the spans of a label sequence, read from left to right."""
    found: list[tuple[str, int, int]] = []
    for i, label in enumerate(LABELS[k] for k in labels):
        if label.startswith("B-"):
            found.append((label[2:], i, i + 1))
        elif label != "O":
            found[-1] = (found[-1][0], found[-1][1], i + 1)
    return found


SPANS = st.lists(
    st.builds(
        lambda role, first, size, sure: Found(role, first, first + size, sure),
        st.sampled_from(["source", "cue", "content"]),
        st.integers(0, 8),
        st.integers(1, 5),
        st.floats(0.01, 1),
    ),
    max_size=7,
)


@given(SPANS)
def test_chosen_spans_lie_apart_and_are_worth_most(found):
    """No choice of spans that lie apart is worth more than the one that is taken."""
    taken = chosen(found, 0.3)
    best = max(
        sum(one.sure - 0.3 for one in some)
        for size in range(len(found) + 1)
        for some in combinations(found, size)
        if all(a.last <= b.first or b.last <= a.first for a, b in combinations(some, 2))
    )

    assert all(a.last <= b.first for a, b in pairwise(taken))
    assert sum(one.sure - 0.3 for one in taken) == pytest.approx(best)


def test_a_span_that_is_not_worth_it_is_left_out():
    """A span less likely than what it is worth is not taken, even where nothing else stands."""
    assert chosen([Found("cue", 0, 1, 0.4)], 0.45) == []


def vectors(answers: dict[int, tuple[float, float]], words: int) -> np.ndarray:
    """Return link vectors of width 1 whose source and cue answers are given for some words."""
    found = np.zeros((words, 4))
    found[:, 0] = found[:, 2] = 9
    for i, (source, cue) in answers.items():
        found[i, 1], found[i, 3] = source, cue
    return found


NOBODY = np.zeros(1)


def test_links_follow_the_scores():
    """Each content goes to the cue that answers most, each cue to the source that answers more than nobody."""
    found = [Found("source", 0, 1, 1), Found("cue", 1, 2, 1), Found("content", 2, 3, 1), Found("cue", 3, 4, 1)]
    (one,) = link(found, vectors({0: (1, 0), 1: (0, 1)}, 4), NOBODY)

    assert (one.source, one.cue, one.content) == (found[0], found[1], (found[2],))


def test_nobody_is_a_source_too():
    """A cue whose sources all answer less than nobody has none."""
    found = [Found("source", 0, 1, 1), Found("cue", 1, 2, 1), Found("content", 2, 3, 1)]
    (one,) = link(found, vectors({0: (-1, 0)}, 3), NOBODY)

    assert one.source is None


def test_a_less_likely_span_comes_where_a_link_wants_it():
    """A cue and a source too unlikely by themselves are taken for a content that wants them; others stay out."""
    found = [Found("source", 0, 1, 0.3), Found("cue", 1, 2, 0.3), Found("content", 2, 3, 0.9), Found("cue", 3, 4, 0.2)]
    (one,) = link(found, vectors({0: (1, 0), 1: (0, 1)}, 4), NOBODY)

    assert (one.source, one.cue, one.content) == (found[0], found[1], (found[2],))


def test_a_cue_without_content_takes_a_less_likely_one():
    """A likely cue with no likely content takes the one that is likely enough."""
    found = [Found("cue", 0, 1, 0.9), Found("content", 1, 2, 0.3)]
    (one,) = link(found, vectors({}, 2), NOBODY)

    assert one.content == (found[1],)


def test_content_without_a_cue_is_no_attribution():
    """A content needs a cue, and a cue a content."""
    assert list(link([Found("content", 0, 1, 1)], np.zeros((2, 4)), NOBODY)) == []
    assert list(link([Found("cue", 0, 1, 1)], np.zeros((2, 4)), NOBODY)) == []


def draft(text: str, cue: str, *content: str) -> Draft:
    """Return a draft whose cue and content stand where these words first stand."""
    at = text.index(cue), text.index(cue) + len(cue)
    return Draft("say", None, at, tuple((text.index(c), text.index(c) + len(c)) for c in content), 0.5, clause=at)


def quotation(text: str, words: str) -> Quotation:
    """Return a closed quotation of speech."""
    start = text.index(words)
    return Quotation(Evidence(start, start + len(words), words), "double", True, None, speech=True)


@pytest.mark.parametrize(
    ("text", "content", "kept"),
    [
        (
            "She said she had objected in vain. “It was very wrong.”",
            ["she had objected in vain", "“It was very wrong.”"],
            1,
        ),
        ("“It was very wrong,” she said, and false.", ["“It was very wrong,”", "and false"], 2),
        ("“It was wrong,” she said. “It was false.”", ["“It was wrong,”", "“It was false.”"], 2),
    ],
)
def test_a_quotation_apart_from_an_indirect_statement_goes_on_by_itself(text, content, kept):
    """A whole quotation leaves an indirect statement unless the cue's clause stands beside it or all is quoted."""
    quotations = [quotation(text, words) for words in content if words.startswith("“")]

    (found,) = parted([draft(text, "said" if "she said" not in text else "she said", *content)], quotations)

    assert len(found.content) == kept


def test_the_second_pass_reads_contents_that_may_report():
    """Of the contents those are read that hold a reporting word; of two from the same word on the longer one."""
    text = syntax(["he", "say", "that", "she", "deny", "the", "charge", "but", "fish", "swim", "in", "the", "sea"], 99)
    inner, longer = "she deny the charge", "she deny the charge but"
    drafts = [draft(text.text, "say", one) for one in (inner, longer, "fish swim in the sea")]

    assert nested.stretches(text, drafts) == [Span(3, 8)]


def test_each_cue_keeps_words():
    """A cue that no content wants most gets one from a cue that has several, if that wants it enough."""
    found = [Found("cue", 0, 1, 1), Found("content", 1, 2, 1), Found("cue", 2, 3, 1), Found("content", 3, 4, 1)]

    one, other = link(found, vectors({0: (0, 1), 2: (0, 0.8)}, 4), NOBODY)
    (alone,) = link(found, vectors({0: (0, 1), 2: (0, 0)}, 4), NOBODY)

    assert (len(one.content), len(other.content), len(alone.content)) == (1, 1, 2)
