"""The format of the golden cases, without the software that they measure."""

from pathlib import Path

import pytest
from golden_format import GoldenError, allowed, length, load, parse, ranges, shared

HERE = Path(__file__).parent
TEXT = "Norland denied it.\n\n“We signed,” Ada Berg said. “We will pay.” Norland denied it again. Berg said no."


def test_a_line_becomes_its_fields() -> None:
    """Kind, fields, gap mark and place of a line are read."""
    (line,) = parse("# head\n\ngap said: state:NOR | deny | indirect | it", "case.md")

    assert (line.kind, line.gap, line.place) == ("said", True, "case.md:3")
    assert line.fields == ("state:NOR", "deny", "indirect", "it")


def test_prose_is_passed_over() -> None:
    """Headings and remarks are no expectations."""
    assert parse("# reports.txt\n\nThe two accounts differ, and neither is taken for true.\n", "case.md") == ()


@pytest.mark.parametrize("wrong", ["sayd: a | b | c | d", "said: state:NOR | deny | it", "gap expected: x"])
def test_a_slip_is_named(wrong: str) -> None:
    """A misspelt kind or a missing field is an error that names the line."""
    with pytest.raises(GoldenError, match=r"case\.md:1"):
        parse(wrong, "case.md")


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("Ada Berg", ["Ada Berg"]),
        ("“We signed,” + “We will … pay.”", ["“We signed,”", "“We will pay.”"]),
        ("[Norland denied ]it[ again]", ["it"]),
        ("[pay.” ]Norland … again", ["Norland denied it again"]),
    ],
)
def test_words_are_found(field: str, expected: list[str]) -> None:
    """Opening and closing words, several ranges and context lead to the characters meant."""
    assert [TEXT[start:end] for start, end in ranges(TEXT, field, "case.md:1")] == expected


@pytest.mark.parametrize(
    ("field", "problem"),
    [
        ("we signed", "not in the text"),
        ("denied it", "several places"),
        ("Ada … again!", "not in"),
        ("a [b] c", "square"),
    ],
)
def test_words_that_cannot_be_found_are_an_error(field: str, problem: str) -> None:
    """Words that are missing or stand twice are an error, never a guess."""
    with pytest.raises(GoldenError, match=problem):
        ranges(TEXT, field, "case.md:1")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("state:NOR", True), (None, True), ("person:nor-official@1f", True), ("state:SWE", False), ("person:ada", False)],
)
def test_a_field_allows_its_alternatives(value: str | None, expected: bool) -> None:
    """A dash allows 'nobody can tell', a star any characters, and nothing else passes."""
    assert allowed("state:NOR or - or person:nor-official@*", value) is expected


def test_shared_characters() -> None:
    """Overlap and length count characters of half-open ranges."""
    assert shared([(0, 5), (8, 10)], [(4, 9)]) == 2
    assert length([(0, 5), (8, 10)]) == 7


@pytest.mark.parametrize("path", sorted(HERE.glob("*.md")), ids=lambda path: path.stem)
def test_each_golden_file_is_complete(path: Path) -> None:
    """Each file names its report, a title, a date and at least fifteen statements."""
    lines = load(path)
    kinds = [line.kind for line in lines]
    head = path.read_text(encoding="utf-8").splitlines()[0]

    assert (HERE.parents[1] / "examples" / head.removeprefix("# ")).is_file()
    assert {"title", "published", "wrong speakers"} <= set(kinds)
    assert kinds.count("said") >= 15


def test_each_example_has_a_golden_file() -> None:
    """No example report is left unmeasured."""
    examples = {path.stem for path in (HERE.parents[1] / "examples").iterdir() if path.name != "README.md"}

    assert examples == {path.stem for path in HERE.glob("*.md")}
