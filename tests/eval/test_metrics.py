import pytest

from communique_eval.metrics import (
    Counts,
    Triple,
    alike,
    by_group,
    cue_alike,
    linked_counts,
    matches,
    overlap,
    same,
    span_scores,
    spans,
)


def triple(source=None, cue=None, *content):
    """Return an attribution of one source, one cue and any ranges of content."""
    return Triple((source,) if source else (), (cue,) if cue else (), content)


def test_spans_are_read_from_labels():
    """A span begins at B or at an I that follows something else, and goes on over I of its role."""
    labels = ["B-source", "I-source", "B-cue", "I-content", "I-content", "O", "I-content", "B-content"]

    assert spans(labels) == {"source": ((0, 2),), "cue": ((2, 3),), "content": ((3, 5), (6, 7), (7, 8))}


def test_exact_needs_both_ends_and_begin_only_the_first():
    """One span is exact, one shares its start only, one is elsewhere and one is missed."""
    scores = span_scores([([(0, 2), (4, 9), (20, 22)], [(0, 2), (4, 7), (12, 13)])])

    assert scores.exact == Counts(right=1, found=3, gold=3)
    assert scores.begin == Counts(right=2, found=3, gold=3)
    assert scores.exact.f1 == pytest.approx(1 / 3)


def test_jaccard_counts_found_spans_that_touch_nothing_as_zero():
    """J is the mean of 1 (exact), 3/5 (part), 0 (missed) and 0 (the found span that touches no gold span)."""
    scores = span_scores([([(0, 2), (4, 9), (20, 22)], [(0, 2), (4, 7), (12, 13)])])

    assert scores.jaccard == pytest.approx((1 + 3 / 5 + 0 + 0) / 4)


def test_a_found_span_that_touches_gold_costs_nothing_in_jaccard():
    """Two found spans inside one gold span: the better one counts, the other is not a zero."""
    scores = span_scores([([(0, 10)], [(0, 6), (7, 9)])])

    assert scores.jaccard == pytest.approx(0.6)


def test_the_same_span_found_twice_counts_once():
    """A source shared by two attributions is one span."""
    scores = span_scores([([(0, 2)], [(0, 2), (0, 2)])])

    assert scores.exact == Counts(1, 1, 1)


def test_spans_of_different_paragraphs_do_not_meet():
    """The same token range in another paragraph is another span."""
    scores = span_scores([([(0, 2)], []), ([], [(0, 2)])])

    assert scores.exact == Counts(0, 1, 1)
    assert scores.jaccard == 0.0


def test_nothing_found_and_nothing_there_is_zero():
    """Shares of nothing are 0 and raise nothing."""
    scores = span_scores([])

    assert (scores.exact.f1, scores.exact.precision, scores.exact.recall, scores.jaccard) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (((0, 5),), ((4, 9),), True),
        (((0, 5),), ((5, 9),), False),
        (((0, 2), (8, 10)), ((9, 12),), True),
        ((), (), True),
        ((), ((0, 5),), False),
        (((0, 5),), (), False),
    ],
)
def test_overlap_takes_missing_for_missing(one, other, agree):
    """Ranges overlap when they share a character; a missing role agrees only with a missing one."""
    assert overlap(one, other) is agree


def test_all_three_roles_must_overlap():
    """The right words with the wrong source are not the attribution."""
    gold = triple((0, 4), (5, 9), (10, 30))

    assert alike(gold, triple((2, 4), (6, 8), (25, 40)))
    assert not alike(gold, triple((50, 54), (5, 9), (10, 30)))
    assert not alike(gold, triple(None, (5, 9), (10, 30)))
    assert cue_alike(gold, triple(None, (5, 9), (50, 60)))


def test_discontinuous_content_is_exact_only_with_all_its_ranges():
    """Half of an interrupted content overlaps it and is not exactly it."""
    gold = triple((20, 22), (23, 27), (0, 19), (29, 40))
    half = triple((20, 22), (23, 27), (0, 19))

    assert alike(gold, half)
    assert not same(gold, half)
    assert same(gold, triple((20, 22), (23, 27), (0, 19), (29, 40)))


def test_matching_is_one_to_one():
    """Two found attributions that agree with one gold row make one match and one false alarm."""
    gold = [triple((0, 4), (5, 9), (10, 30))]
    found = [triple((0, 4), (5, 9), (10, 20)), triple((0, 4), (5, 9), (21, 30))]

    assert linked_counts(gold, found, alike) == Counts(right=1, found=2, gold=1)


def test_matching_prefers_the_better_content():
    """Two gold rows share source and cue; each gets the found row whose content fits it best, whatever the order."""
    gold = [triple((0, 4), (5, 9), (10, 20)), triple((0, 4), (5, 9), (18, 40))]
    found = [triple((0, 4), (5, 9), (19, 40)), triple((0, 4), (5, 9), (10, 21))]

    assert matches(gold, found, alike) == ((0, 1), (1, 0))


def test_a_shared_source_serves_several_attributions():
    """One "she" may be the source of two attributions, each matched by itself."""
    gold = [triple((0, 3), (4, 8), (9, 20)), triple((0, 3), (25, 30), (31, 40))]

    assert linked_counts(gold, gold, same) == Counts(2, 2, 2)


def test_a_missing_source_matches_a_missing_source():
    """ "It was reported that" has no source, and finding none is right."""
    gold = [triple(None, (0, 15), (16, 40))]

    assert linked_counts(gold, [triple(None, (0, 15), (16, 40))], alike) == Counts(1, 1, 1)
    assert linked_counts(gold, [triple((0, 2), (0, 15), (16, 40))], alike) == Counts(0, 1, 1)


def test_groups_take_matched_rows_under_the_gold_group():
    """A matched row counts in its gold row's group, a false alarm in its own."""
    counts = by_group(["direct", "mixed"], ["mixed", "indirect"], [(0, 0)])

    assert counts == {"direct": Counts(1, 1, 1), "mixed": Counts(0, 0, 1), "indirect": Counts(0, 1, 0)}
