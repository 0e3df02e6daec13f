"""The parts of the tagger that need no model: windows, spans, links."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from communique.annotate.tagging.decoding import Found, best_labels, spans
from communique.annotate.tagging.features import LABELS
from communique.annotate.tagging.linking import link
from communique.annotate.tagging.windows import SIZE, windows
from communique.models.session import folder
from communique.models.wordpiece import WordPieces
from communique.records.syntax import Span, Syntax, Token

ENCODE = WordPieces((folder("attribution") / "vocab.txt").read_text(encoding="utf-8").splitlines())
FREE = np.zeros((len(LABELS), len(LABELS)))
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


@given(st.lists(st.lists(st.floats(-9, 9), min_size=7, max_size=7), min_size=1, max_size=30))
def test_every_span_has_a_beginning(rows):
    """Whatever the scores, no label goes on from a span of another role; spans lie apart, in order."""
    scores = np.array(rows)
    labels = best_labels(scores, RULED)
    found = list(spans(labels, np.full(scores.shape, 1 / 7)))

    assert all(RULED[a, b] == 0 for a, b in pairwise(labels))
    assert all(a.last <= b.first for a, b in pairwise(found))
    assert sum(one.last - one.first for one in found) == sum(label > 0 for label in labels)


def test_two_spans_side_by_side():
    """A beginning inside a span begins another one."""
    scores = np.eye(7)[[5, 6, 5, 0, 1]]
    found = list(spans(best_labels(scores, FREE + RULED), scores))

    assert [(one.role, one.first, one.last) for one in found] == [
        ("content", 0, 2),
        ("content", 2, 3),
        ("source", 4, 5),
    ]


def question(answers: dict[int, tuple[float, float]], words: int) -> np.ndarray:
    """Return link vectors of width 1 whose source and cue parts are given for some words."""
    vectors = np.zeros((words, 4))
    vectors[:, 0] = vectors[:, 2] = 9
    for i, (source, cue) in answers.items():
        vectors[i, 1], vectors[i, 3] = source, cue
    return vectors


def test_links_follow_the_scores():
    """Each content goes to the cue that answers most, each cue to the source that answers more than nobody."""
    found = [Found("source", 0, 1, 1), Found("cue", 1, 2, 1), Found("content", 2, 3, 1), Found("cue", 3, 4, 1)]
    (one,) = link(found, question({0: (1, 0), 1: (0, 1)}, 4), np.zeros(1))

    assert (one.source, one.cue, one.content) == (found[0], found[1], (found[2],))


def test_nobody_is_a_source_too():
    """A cue whose sources all answer less than nobody has none."""
    found = [Found("source", 0, 1, 1), Found("cue", 1, 2, 1), Found("content", 2, 3, 1)]
    (one,) = link(found, question({0: (-1, 0)}, 3), np.zeros(1))

    assert one.source is None


def test_content_without_a_cue_is_no_attribution():
    """A content needs a cue, and a cue a content."""
    assert list(link([Found("content", 0, 1, 1)], np.zeros((2, 4)), np.zeros(1))) == []
    assert list(link([Found("cue", 0, 1, 1)], np.zeros((2, 4)), np.zeros(1))) == []
