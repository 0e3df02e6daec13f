"""Ids and errors."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.core import ids
from communique.core.errors import InputError, NotText


@given(st.text(min_size=1))
def test_slug_is_plain(words):
    """A slug has lower-case ASCII letters, digits and hyphens only, and is never empty."""
    assert set(ids.slug(words)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert ids.slug(words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"), ("Côte d’Ivoire", "cote-divoire"), ("Łódź", "lodz")],
)
def test_slug_of_names(words, expected):
    """Diacritics fall away and apostrophes close up."""
    assert ids.slug(words) == expected


def test_slugs_of_other_scripts_stay_apart():
    """Names without a Latin letter have different slugs."""
    assert ids.slug("王") != ids.slug("李")


@given(st.lists(st.text(alphabet="ab")), st.lists(st.text(alphabet="ab")))
def test_hash_keeps_parts_apart(one, other):
    """Different parts give different ids, also where their joined text is the same."""
    assert (ids.hashed("x", *one) == ids.hashed("x", *other)) == (
        one == other or {tuple(one), tuple(other)} == {(), ("",)}
    )


def test_input_errors_can_be_pickled():
    """An error can be sent from a worker process with its parts."""
    error = pickle.loads(pickle.dumps(NotText("a.bin", "this is binary data", "Give text.")))

    assert isinstance(error, InputError)
    assert str(error) == "a.bin: this is binary data. Give text."
