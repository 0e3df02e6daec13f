"""Networks by hand: what each definition gives for a few statements."""

from math import sqrt
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.core.errors import UsageError
from communique.query.network.matrices import (
    BOOLEAN,
    Array,
    OneModeNorm,
    OneModeQualifier,
    Scale,
    TwoModeNorm,
    TwoModeQualifier,
    counts,
    one_mode,
    two_mode,
)
from communique.records.ties import Tie


def tie(actor: str, concept: str, value: int, weight: int = 1) -> Tie:
    """Make a tie."""
    return Tie(actor, concept, value, "one", None, weight)


# Ada agrees twice and disagrees once on x, agrees once on y; Bo agrees once on x, disagrees twice on y; Cy disagrees
# once on x.
FEW = [
    tie("Cy", "x", 0), tie("Ada", "x", 1), tie("Ada", "x", 1), tie("Ada", "x", 0), tie("Ada", "y", 1),
    tie("Bo", "x", 1), tie("Bo", "y", 0, 2),
]  # fmt: skip

# Di is strongly for x twice and a little against it once; Ed is strongly against it.
STEPS = [tie("Di", "x", 2, 2), tie("Di", "x", -1), tie("Ed", "x", -2)]

NAMES = st.sampled_from("abcde")
TIES = st.lists(st.builds(tie, NAMES, NAMES, st.integers(0, 1), st.integers(1, 3)), max_size=25)
WIDE = st.lists(st.builds(tie, NAMES, NAMES, st.integers(-2, 2), st.integers(1, 3)), max_size=25)


def above(values: Array) -> list[float]:
    """Return the weights between Ada and Bo, Ada and Cy, Bo and Cy."""
    return [float(values[at]) for at in ((0, 1), (0, 2), (1, 2))]


def test_counts() -> None:
    """Names are in the order of the alphabet, levels from disagreement to agreement."""
    found = counts(FEW)

    assert (found.actors, found.concepts) == (("Ada", "Bo", "Cy"), ("x", "y"))
    assert found.array.tolist() == [[[1, 2], [0, 1]], [[0, 1], [2, 0]], [[1, 0], [0, 0]]]
    assert found.by_actor.tolist() == [4, 3, 1]
    assert found.by_concept.tolist() == [5, 3]


@pytest.mark.parametrize(
    ("qualifier", "normalisation", "expected"),
    [
        ("ignore", "no", [[3, 1], [1, 2], [1, 0]]),
        ("combine", "no", [[3, 1], [1, 2], [2, 0]]),
        ("subtract", "no", [[1, 1], [1, -2], [-1, 0]]),
        ("ignore", "activity", [[3 / 4, 1 / 4], [1 / 3, 2 / 3], [1, 0]]),
        ("subtract", "activity", [[1 / 4, 1 / 4], [1 / 3, -2 / 3], [-1, 0]]),
        ("combine", "activity", [[3 / 2, 1 / 2], [1 / 2, 1], [2, 0]]),
        ("ignore", "prominence", [[3 / 5, 1 / 3], [1 / 5, 2 / 3], [1 / 5, 0]]),
        ("subtract", "prominence", [[1 / 5, 1 / 3], [1 / 5, -2 / 3], [-1 / 5, 0]]),
        ("combine", "prominence", [[1, 1 / 2], [1 / 3, 1], [2 / 3, 0]]),
    ],
)
def test_two_modes(qualifier: TwoModeQualifier, normalisation: TwoModeNorm, expected: list[list[float]]) -> None:
    """Each choice gives what is worked out by hand."""
    found = two_mode(counts(FEW), qualifier, normalisation)

    assert found.values == pytest.approx(np.array(expected))
    assert not found.one_mode


@pytest.mark.parametrize(
    ("qualifier", "normalisation", "expected"),
    [
        ("ignore", "no", [5, 3, 1]),
        ("congruence", "no", [2, 1, 0]),
        ("conflict", "no", [3, 2, 1]),
        ("subtract", "no", [-1, -1, -1]),
        ("ignore", "average", [5 / 3.5, 3 / 2.5, 1 / 2]),
        ("congruence", "average", [2 / 3.5, 1 / 2.5, 0]),
        ("subtract", "average", [-1 / 3.5, -1 / 2.5, -1 / 2]),
        ("congruence", "jaccard", [2 / 6, 1 / 4, 0]),
        ("conflict", "jaccard", [3 / 6, 2 / 4, 1 / 4]),
        ("congruence", "cosine", [2 / sqrt(6 * 5), 1 / sqrt(6), 0]),
        ("ignore", "cosine", [5 / sqrt(10 * 5), 3 / sqrt(10), 1 / sqrt(5)]),
    ],
)
def test_one_mode(qualifier: OneModeQualifier, normalisation: OneModeNorm, expected: list[float]) -> None:
    """Each choice gives what is worked out by hand, the same in both directions, and nobody is tied to itself."""
    found = one_mode(counts(FEW), qualifier, normalisation)

    assert above(found.values) == pytest.approx(expected)
    assert above(found.values.T) == pytest.approx(expected)
    assert found.values.diagonal().tolist() == [0, 0, 0]
    assert found.rows == found.columns == ("Ada", "Bo", "Cy")


def test_cosine_as_dna_has_it() -> None:
    """DNA divides by the product of both numbers of statements."""
    found = one_mode(counts(FEW), "congruence", "cosine", compat=True)

    assert above(found.values) == pytest.approx([2 / 12, 1 / 4, 0])


def test_wider_scale() -> None:
    """Values count by how far apart they are on the scale that occurs, and a difference is their sum."""
    found = counts(STEPS, Scale.integers(STEPS))

    assert two_mode(found, "subtract").values.tolist() == [[3], [-2]]
    assert two_mode(found, "combine").values.tolist() == [[0b011], [0b100]]
    assert one_mode(found, "congruence").values[0, 1] == pytest.approx(2 * 0 + 3 / 4)
    assert one_mode(found, "conflict").values[0, 1] == pytest.approx(2 * 1 + 1 / 4)
    assert one_mode(found, "subtract").values[0, 1] == pytest.approx(-1.5)


def test_scale_of_one_value() -> None:
    """Where all say the same there is no conflict."""
    same = [tie("Di", "x", 2), tie("Ed", "x", 2)]
    found = counts(same, Scale.integers(same))

    assert one_mode(found, "congruence").values[0, 1] == 1
    assert one_mode(found, "conflict").values[0, 1] == 0


@pytest.mark.parametrize("scale", [BOOLEAN, Scale.integers([])])
def test_nothing(scale: Scale) -> None:
    """Without ties a network is empty."""
    assert two_mode(counts([], scale), "combine", "activity").values.shape == (0, 0)
    assert list(one_mode(counts([], scale), "congruence", "jaccard").ties()) == []


def test_ties_of_a_network() -> None:
    """A pair of a one-mode network is named once, a zero is no tie."""
    found = counts(FEW)

    assert list(one_mode(found, "congruence").ties()) == [("Ada", "Bo", 2), ("Ada", "Cy", 1)]
    assert list(two_mode(found, "subtract").ties())[-2:] == [("Bo", "y", -2), ("Cy", "x", -1)]


def test_weights() -> None:
    """Ties can count in part."""
    assert counts([tie("Ada", "x", 1, 2), tie("Ada", "x", 1)], weights=[0.5, 0.25]).array.tolist() == [[[0, 1.25]]]


@pytest.mark.parametrize(
    ("call", "known"),
    [
        (lambda: two_mode(counts(FEW), "congruence"), "ignore, combine, subtract"),  # type: ignore[arg-type]
        (lambda: two_mode(counts(FEW), "ignore", "jaccard"), "no, activity, prominence"),  # type: ignore[arg-type]
        (lambda: one_mode(counts(FEW), "combine"), "ignore, congruence, conflict"),  # type: ignore[arg-type]
        (lambda: one_mode(counts(FEW), "ignore", "activity"), "no, average, jaccard"),  # type: ignore[arg-type]
    ],
)
def test_unknown_choices(call, known) -> None:  # type: ignore[no-untyped-def]
    """What a network does not have is refused with what it has."""
    with pytest.raises(UsageError, match=known):
        call()


@given(TIES)
def test_agreement_and_disagreement_are_all_there_is(ties: list[Tie]) -> None:
    """Congruence and conflict add up to what is shared, and their difference is the network that is called so."""
    found = counts(ties)
    shared, congruence, conflict, difference = (one_mode(found, name).values for name in get_args(OneModeQualifier))

    assert np.array_equal(congruence + conflict, shared)
    assert np.array_equal(congruence - conflict, difference)


@given(WIDE, st.sampled_from(get_args(OneModeQualifier)), st.sampled_from(get_args(OneModeNorm)), st.booleans())
def test_one_mode_is_symmetric(
    ties: list[Tie], qualifier: OneModeQualifier, normalisation: OneModeNorm, compat: bool
) -> None:
    """Both directions have exactly the same weight, the diagonal none, and all weights are numbers."""
    values = one_mode(counts(ties, Scale.integers(ties)), qualifier, normalisation, compat=compat).values

    assert np.array_equal(values, values.T)
    assert not values.diagonal().any()
    assert np.isfinite(values).all()


@given(WIDE)
def test_cosine_is_at_most_one(ties: list[Tie]) -> None:
    """A cosine lies between 0 and 1."""
    values = one_mode(counts(ties, Scale.integers(ties)), "ignore", "cosine").values

    assert ((values >= 0) & (values <= 1 + 1e-9)).all()


@given(TIES)
def test_two_modes_agree(ties: list[Tie]) -> None:
    """Differences have the size of counts where an actor takes one side only; shares of activity add up to 1."""
    found = counts(ties)
    ignored, combined, difference = (two_mode(found, name).values for name in get_args(TwoModeQualifier))

    assert np.array_equal(np.abs(difference)[combined != 3], ignored[combined != 3])
    assert two_mode(found, "ignore", "activity").values.sum(axis=1) == pytest.approx(np.ones(len(found.actors)))
