import pytest

from communique_eval.detokenise import detokenise, detokenise_article, tokens_of


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("She said it was n't so .", "She said it wasn't so."),
        ("`` We ca n't , '' he said .", "“We can't,” he said."),
        ("Costs -LRB- $ 5 -RRB- rose 3 % ; why ?", "Costs ($5) rose 3%; why?"),
        ("Orlova 's aides and ministers ' staff", "Orlova's aides and ministers' staff"),
        ("It said '' no . ''", "It said “no.”"),
        ("So it ended . ''", "So it ended.”"),
        ("", ""),
    ],
)
def test_tokens_become_text(tokens, text):
    """Marks and clitics stand where print has them."""
    assert detokenise(tokens.split())[0] == text


def test_every_token_keeps_its_place():
    """The range of each token shows that token in the text."""
    tokens = ["``", "We", "do", "n't", "know", ",", "''", "Orlova", "said", "."]
    text, places = detokenise(tokens)

    assert [text[start:end] for start, end in places] == [
        "“",
        "We",
        "do",
        "n't",
        "know",
        ",",
        "”",
        "Orlova",
        "said",
        ".",
    ]


def test_characters_map_back_to_the_tokens_they_touch():
    """A range of characters is the tokens that share one with it; a gap between tokens is none."""
    text, places = detokenise(["We", "do", "n't", "know", "."])
    start = text.index("n't")

    assert tokens_of(places, start, start + 4) == (2, 3)
    assert tokens_of(places, start + 1, len(text)) == (2, 5)
    assert tokens_of(places, 2, 3) is None


def test_a_mark_at_the_end_of_the_paragraph_before_is_written_where_it_was_printed():
    """A closing mark too many opens the next paragraph if that closes what it has not opened."""
    first, second = list(detokenise_article([["It", "fell", ".", "''"], ["No", ",", "''", "she", "said", "."]]))

    assert (first[0], second[0]) == ("It fell.", "“No,” she said.")
    assert first[1][-1] == (8, 8)
    assert [second[0][start:end] for start, end in second[1]] == ["No", ",", "”", "she", "said", "."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("`` It fell . ''", "No , '' she said ."),
        ("It fell . ''", "`` No , '' she said ."),
        ("It fell . ''", "She went to the '' park ."),
        ("It fell . ''", ""),
    ],
)
def test_other_marks_stay_in_their_paragraph(first, second):
    """A mark that closes what its paragraph opened, or that the next does not need, stays; no token is lost."""
    found = list(detokenise_article([first.split(), second.split()]))

    assert found == [detokenise(first.split()), detokenise(second.split())]
