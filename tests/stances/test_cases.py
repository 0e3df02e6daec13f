"""Hard sentences, written for readers: the files in ``cases`` say what has to be found in each."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .sentences import coded

SURE = 0.7  # a stance under a condition stays below


def cases() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each sentence with the stances that have to be found."""
    for path in sorted((Path(__file__).parent / "cases").glob("*.md")):
        for block in re.split(r"\n(?=> )", path.read_text(encoding="utf-8"))[1:]:
            sentence, _, rest = block.partition("\n")
            found = re.findall(r"^- ([a-z-]+): (\w+(?: \(less sure\))?)$", rest, re.MULTILINE)
            assert found or "- nothing" in rest, block
            yield sentence.removeprefix("> ").strip(), dict(found)


@pytest.mark.parametrize(("sentence", "wanted"), [pytest.param(*case, id=case[0][:60]) for case in cases()])
def test_sentence_is_coded_as_the_file_says(sentence: str, wanted: dict[str, str]) -> None:
    """Exactly the listed issues are found, each with its stance."""
    found = {
        row.issue: row.stance + (" (less sure)" if "under a condition" in row.because else "")
        for row in coded(sentence)
    }

    assert found == wanted


@pytest.mark.parametrize("sentence", [sentence for sentence, wanted in cases() if "(less sure)" in str(wanted)])
def test_a_condition_lowers_confidence(sentence: str) -> None:
    """A stance under a condition is less sure than one without."""
    assert all(row.confidence < SURE for row in coded(sentence))


def test_there_are_enough_cases() -> None:
    """The files are read: no format slip empties the parametrised test."""
    assert len(list(cases())) >= 60
