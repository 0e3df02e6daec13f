"""Words to the word pieces of an uncased BERT vocabulary."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tokenizers import BertWordPieceTokenizer

from communique.models.session import folder
from communique.models.wordpiece import LONGEST_WORD, MARKS, MOST_PIECES, WordPieces

VOCABULARY = (folder("attribution") / "vocab.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def encode() -> WordPieces:
    """The word pieces of the attribution model."""
    return WordPieces(VOCABULARY)


@pytest.fixture(scope="module")
def reference() -> BertWordPieceTokenizer:
    """The tokenizer of the library in which such models are trained."""
    return BertWordPieceTokenizer(str(folder("attribution") / "vocab.txt"), lowercase=True)


@settings(derandomize=True)  # the two know different versions of Unicode: characters outside of these are not compared
@given(
    st.one_of(
        st.text(st.characters(min_codepoint=33, max_codepoint=0x24F), min_size=1, max_size=20),
        st.text(st.sampled_from("aZ9é ñŁß“”’—…-_$%是日本한ελДж\u0301\u200b\t\n"), min_size=1, max_size=12),
    )
)
def test_pieces_are_those_of_the_library(encode, reference, word):
    """A word has the pieces that the reference gives it, typographic marks set aside; at least one, at most twelve."""
    assume(not any(mark in word for mark in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")))  # words here, marks there
    ids = reference.encode(word.translate(MARKS), add_special_tokens=False).ids

    assert encode(word) == (tuple(ids[:MOST_PIECES]) or (VOCABULARY.index("[UNK]"),))


@pytest.mark.parametrize(
    ("curly", "straight"), [("“", '"'), ("”", '"'), ("«", '"'), ("‘", "'"), ("’", "'"), ("—", "-")]
)
def test_marks_read_alike(encode, curly, straight):
    """Reports that differ in typography read alike."""
    assert encode(curly) == encode(straight)


@pytest.mark.parametrize("word", ["", "\u200b", "\x00", "a" * 1_000_000, "9" * 5000, "😀" * 50])
def test_odd_words(encode, word):
    """Whatever the word, it has at least one piece and at most twelve, and a very long one costs no time."""
    assert 1 <= len(encode(word)) <= MOST_PIECES


def test_long_words_are_not_kept(encode):
    """A report full of long strings does not fill the memory."""
    before = len(encode._seen)
    encode("x" * (LONGEST_WORD + 1))

    assert len(encode._seen) == before
