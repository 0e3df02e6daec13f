"""Phrases and the codes of their actors: the file ``phrases.md``, and what must hold for any phrase."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.coding import code_actor
from communique.core.errors import UsageError
from communique.lexicons import actors
from communique.resolve.coder import BEYOND_STATES


def cases() -> Iterator[object]:
    """Yield the lines of the file."""
    for line in Path(__file__).with_name("phrases.md").read_text(encoding="utf-8").splitlines():
        if line.count(" | ") == 3 and not line.startswith("A line"):
            yield pytest.param(*line.split(" | "), id=" ".join(line.split(" | ")[:2]))


@pytest.mark.parametrize(("phrase", "day", "country", "sectors"), list(cases()))
def test_a_phrase_has_the_codes_that_an_expert_gives_it(phrase: str, day: str, country: str, sectors: str) -> None:
    """Country and sectors are those of the file."""
    code = code_actor(phrase, None if day == "-" else date.fromisoformat(day))

    assert (code.country or "-", " ".join(code.sectors) or "-") == (country, sectors), code.because


def test_a_named_holder_comes_with_role_chain_and_reasons() -> None:
    """An office on a day leads to its holder, to those whom the holder speaks for, and to the reason."""
    code = code_actor("the German foreign minister", date(2016, 5, 1))

    assert code.actor == "person:frank-walter-steinmeier"
    assert code.role is not None
    assert "foreign minister" in code.role
    assert code.on_behalf_of[-1] == "Germany"
    assert any("public record" in reason for reason in code.because)


def test_without_a_day_the_day_of_the_table_is_said() -> None:
    """Who asks without a day is told up to which day the offices go."""
    assert any(str(actors.as_of()) in reason for reason in code_actor("Emmanuel Macron").because)
    assert not any(str(actors.as_of()) in reason for reason in code_actor("Emmanuel Macron", date(2020, 1, 1)).because)


@pytest.mark.parametrize("phrase", ["", "  ", "…", "?!", "x" * 501])
def test_what_is_no_phrase_is_refused_with_the_way_out(phrase: str) -> None:
    """A phrase without letters or of the length of a text is an error that says what to do."""
    with pytest.raises(UsageError, match="Give"):
        code_actor(phrase)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=80))
def test_any_words_give_valid_codes(phrase: str) -> None:
    """Whatever the words, the codes are codes of the tables, and the same words give the same codes."""
    if not any(character.isalnum() for character in phrase):
        return
    code = code_actor(phrase)

    assert code == code_actor(phrase)
    assert code.country is None or code.country in {*actors.states(), *BEYOND_STATES}
    assert set(code.sectors) <= set(actors.sectors())
