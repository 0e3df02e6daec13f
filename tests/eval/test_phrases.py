import pytest

from communique_eval.phrases import form_of_content, kind_of_source, quoted_ranges, words_of


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("", "none"),
        ("she", "pronoun"),
        ("I", "I, we, you"),
        ("who", "relative"),
        ("WHO", "surname"),
        ("Orlova", "surname"),
        ("Marta Orlova", "name"),
        ("the Council of Trade", "name"),
        ("the ministry’s spokesman Marta Orlova", "described name"),
        ("a senior official", "role"),
        ("Officials from the ministry", "role"),
    ],
)
def test_kind_of_source_is_told_from_its_words(words, kind):
    """Names, pronouns and descriptions are told apart by words and capitals."""
    assert kind_of_source(words) == kind


def test_quotations_end_with_their_paragraph():
    """A mark that is never closed opens no quotation beyond its paragraph; straight marks take turns."""
    text = '“One two.\n\n"Three," he said, "four."'

    assert words_of(text, quoted_ranges(text)) == '“One two. … "Three," … "four."'


@pytest.mark.parametrize(
    ("content", "form"), [(((0, 12),), "direct"), (((0, 24),), "mixed"), (((12, 24),), "indirect"), ((), "indirect")]
)
def test_form_is_the_share_in_quotation_marks(content, form):
    """All in marks is direct, some is mixed, none is indirect."""
    text = '"We agree," and he left.'

    assert form_of_content(content, ((0, 12),)) == form
    assert len(text) == 24
