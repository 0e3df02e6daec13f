"""Near-duplicate reports are found by their words."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from communique.store import sketch

WORDS = [f"word{i}" for i in range(400)]
TEXT = " ".join(WORDS)


def test_a_text_is_the_same_as_itself_in_other_type() -> None:
    """Case, punctuation and white space do not count."""
    assert sketch.same(sketch.sketch(TEXT), sketch.sketch(TEXT.upper().replace(" ", ",\n")))


def test_a_text_cut_by_a_fifth_is_the_same_and_another_is_not() -> None:
    """What a desk cuts from a wire report leaves it one story; another reporter's text is another."""
    cut, other = " ".join(WORDS[:320]), " ".join(reversed(WORDS))

    assert sketch.same(sketch.sketch(TEXT), sketch.sketch(cut))
    assert set(sketch.bands(sketch.sketch(TEXT))) & set(sketch.bands(sketch.sketch(cut)))
    assert not sketch.same(sketch.sketch(TEXT), sketch.sketch(other))


@given(st.text())
def test_any_text_has_a_sketch_of_one_size(text: str) -> None:
    """Empty texts and texts without words have one too."""
    found = sketch.sketch(text)

    assert found.shape == (sketch.MINIMA,)
    assert found.dtype == np.uint32
    assert len(sketch.bands(found)) == sketch.BANDS
