import pytest

from communique.core.errors import UsageError
from communique_eval import floors
from communique_eval.base import Figure, Scores
from communique_eval.floors import Floors


def scores(value, corpus="a1", name="f1"):
    """Return scores with one figure."""
    return Scores((Figure(name, value),), (), corpus)


PINNED = Floors("a1", {"f1": 0.7})


@pytest.mark.parametrize("value", [0.9, 0.7, 0.6985])
def test_a_figure_at_its_floor_passes(value):
    """At the floor, above it, and below it by rounding only."""
    assert list(floors.faults("x", scores(value), PINNED)) == []


def test_a_figure_below_its_floor_is_told():
    """The message has the figure, its value and its floor."""
    (fault,) = floors.faults("x", scores(0.69), PINNED)

    assert fault == "x: 'f1' is 69.00, below its floor of 70.00."


def test_other_data_are_not_compared():
    """A figure on other data says nothing, even when it is higher."""
    (fault,) = floors.faults("x", scores(0.9, corpus="b2"), PINNED)

    assert "not those that the floors were taken on" in fault


def test_a_floor_without_its_figure_is_a_fault():
    """A figure cannot be lost by renaming it."""
    (fault,) = floors.faults("x", scores(0.9, name="other"), PINNED)

    assert "'f1' has a floor and is not measured any more" in fault


def test_no_floors_is_a_fault():
    """Nothing pinned does not pass."""
    (fault,) = floors.faults("x", scores(0.9), None)

    assert "no floors are pinned" in fault


def test_pinning_raises_and_never_lowers():
    """Higher is pinned; lower within the tolerance keeps the old floor; lower beyond it is refused."""
    assert floors.raised("x", scores(0.8), PINNED, False).figures == {"f1": 0.8}
    assert floors.raised("x", scores(0.699), PINNED, False).figures == {"f1": 0.7}
    with pytest.raises(UsageError, match="f1 would fall below the floor"):
        floors.raised("x", scores(0.6), PINNED, False)


def test_parts_have_no_floor():
    """A figure about some of the cases is shown and not pinned."""
    whole, part = Figure("f1", 0.8), Figure("f1, names", 0.9, part=True)

    assert floors.raised("x", Scores((whole, part), (), "a1"), PINNED, False).figures == {"f1": 0.8}


def test_a_regression_can_be_allowed_and_other_data_begin_anew():
    """With the option, or on other gold data, the figures are pinned as they are."""
    assert floors.raised("x", scores(0.6), PINNED, True).figures == {"f1": 0.6}
    assert floors.raised("x", scores(0.6, corpus="b2"), PINNED, False) == Floors("b2", {"f1": 0.6})


def test_floors_survive_the_file(tmp_path):
    """What is saved is loaded again; no file means no floors."""
    file = tmp_path / "floors.json"
    before = floors.load(file)
    floors.save(file, {"x": PINNED})

    assert before == {}
    assert floors.load(file) == {"x": PINNED}
