"""The built-in codebook says what it means, and a faulty file is refused with file, issue, field and way out."""

import re
import time
from pathlib import Path

import pytest

from communique.annotate.annotators.stances import Stances
from communique.core.errors import CodebookError, UsageError
from communique.core.settings import Settings
from communique.lexicons.codebook import IssueEntry, example, load, parse

from .sentences import quoted, stances

GOOD = """
version: 7
issues:
- id: whaling
  label: Whaling
  description: Whether whales may be hunted.
  proposition: Hunting whales is acceptable
  terms: [whaling, hunt * whales]
"""

EXAMPLES = [
    pytest.param(issue, stance, sentence, id=f"{issue.id}: {sentence[:50]}")
    for issue in load().issues
    for stance, sentences in (("support", issue.examples_for), ("oppose", issue.examples_against))
    for sentence in sentences
]


@pytest.mark.parametrize(("issue", "stance", "sentence"), EXAMPLES)
def test_example_is_coded_as_the_codebook_says(issue: IssueEntry, stance: str, sentence: str) -> None:
    """What a minister says in an example's words takes the side under which the example stands."""
    assert stances(sentence).get(issue.id) == stance


@pytest.mark.parametrize("issue", load().issues, ids=lambda issue: issue.id)
def test_issue_has_examples_on_both_sides(issue: IssueEntry) -> None:
    """Every issue shows coders and tests at least two sentences for it and two against."""
    assert len(issue.examples_for) >= 2
    assert len(issue.examples_against) >= 2


def test_built_in_codebook_is_broad() -> None:
    """The built-in codebook covers the field: at least 36 issues, each with a party where the proposition needs one."""
    issues = load().issues

    assert len(issues) >= 36
    assert all((issue.target is not None) == ("{target}" in issue.proposition) for issue in issues)


def test_issue_is_found_by_id() -> None:
    """An issue is looked up by its id; an unknown id is an error that lists the known ones."""
    assert load().issue("sanctions").label == "Sanctions"
    with pytest.raises(UsageError, match="sanctions"):
        load().issue("no-such-issue")


def test_own_codebook_takes_the_place_of_the_built_in_one(tmp_path: Path) -> None:
    """With a file in the settings, its issues are coded and the built-in ones are not."""
    file = tmp_path / "mine.yaml"
    file.write_text(GOOD, encoding="utf-8")
    document = quoted("Whaling is a crime and the sanctions must be lifted.")

    found = Stances(Settings(codebook=file))(document)

    assert [(row.issue, row.stance) for row in found] == [("whaling", "oppose")]


def test_prepositions_need_no_quotation_marks() -> None:
    """The words "on", "off" and "no" in a list stay words, although YAML 1.1 takes them for truth values."""
    text = GOOD.replace("is acceptable", "by {target} is acceptable") + "  target: state\n  target_after: [on, no]\n"

    assert parse(text, "a.yaml").issues[0].target_after == ("on", "no")


def test_version_may_be_text_or_number() -> None:
    """The version is kept as text, however it is written."""
    assert parse(GOOD, "a.yaml").version == "7"
    assert parse(GOOD.replace("7", "spring"), "a.yaml").version == "spring"


FAULTS = {
    "not YAML": ("{", "line 1, column 2: is not valid YAML"),
    "not a mapping": ("- 1", "is not a codebook"),
    "no issues": ("version: 1\nissues: []", "is not a codebook"),
    "issues not a list": ("version: 1\nissues: 3", "is not a codebook"),
    "unknown field at the top": (GOOD + "author: me", "unknown field 'author' at the top"),
    "no version": (GOOD.replace("version: 7", ""), "field 'version' is missing"),
    "issue not a mapping": ("version: 1\nissues: [whaling]", "issue 1: is not a set of fields"),
    "no id": (GOOD.replace("- id: whaling\n  label", "- label"), "issue 1: field 'id' is missing"),
    "bad id": (GOOD.replace("id: whaling", "id: Whaling Now"), "issue 1: field 'id': 'Whaling Now' is no id"),
    "unknown field": (GOOD + "  colour: blue", "issue 'whaling': unknown field 'colour'"),
    "no proposition": (
        GOOD.replace("  proposition: Hunting whales is acceptable\n", ""),
        "field 'proposition' is missing",
    ),
    "empty terms": (GOOD.replace("[whaling, hunt * whales]", "[]"), "field 'terms' is missing or empty"),
    "term without a word": (GOOD.replace("hunt * whales", "'* |'"), "field 'terms': '\\* |' has no word"),
    "terms not a list": (GOOD.replace("[whaling, hunt * whales]", "whaling"), "field 'terms' is not a list"),
    "term not text": (GOOD.replace("hunt * whales", "1948"), "field 'terms' is not a list"),
    "label not text": (GOOD.replace("label: Whaling", "label: [a]"), "field 'label'"),
    "slot without target": (GOOD.replace("Hunting whales", "Whaling by {target}"), "field 'target' is missing"),
    "target without slot": (GOOD + "  target: state", "the proposition has no {target}"),
    "unknown slot": (GOOD.replace("Hunting whales", "Whaling by {who}"), "{who} is no slot"),
    "unknown kind of target": (GOOD + "  target: planet", "field 'target': 'planet' is not known"),
    "unknown kind": (GOOD + "  kind: opinion", "field 'kind': 'opinion' is not known"),
    "flag neither true nor false": (GOOD + "  target_before: yes", "field 'target_before': 'yes'"),
    "same id twice on a line": (
        "version: 1\nissues: [{id: a, label: A, description: A, proposition: A, terms: [a]}, {id: a}]",
        "line 2, issue 'a': field 'id': the issue on line 2 has this id already",
    ),
    "same id twice": (GOOD + GOOD.partition("issues:\n")[2], "issue 'whaling': field 'id'"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_named_with_its_place_and_the_way_out(fault: str) -> None:
    """The error names the file, the issue, the field and what to do, in at least two sentences."""
    text, message = FAULTS[fault]

    with pytest.raises(CodebookError) as caught:
        parse(text, "mine.yaml")

    said = str(caught.value)
    assert said.startswith("mine.yaml")
    assert message.replace("\\", "") in said
    assert said.count(". ") >= 1


TWO = (
    GOOD
    + """
- id: trade
  lable: Trade
  description: Whether trade should be free.
  proposition: Trade with {target} should be free
  kind: opinion
  terms: []
- id: whaling
  label: Whaling again
  description: The same once more.
  proposition: Whaling is {who}
  terms: [hunt]
"""
)


def test_every_problem_is_told_with_its_line() -> None:
    """One reading of a file finds all that is wrong: the first problem is the message, the others are its notes."""
    with pytest.raises(CodebookError) as caught:
        parse(TWO, "mine.yaml")
    told = [str(caught.value), *caught.value.__notes__]

    places = [re.match(r"mine\.yaml, line (\d+), issue '(\w+)': ", problem) for problem in told]

    assert [place and place.groups() for place in places] == [
        *((line, "trade") for line in ("11", "10", "15", "14", "13")),
        *((line, "whaling") for line in ("16", "19")),
    ]
    assert "unknown field 'lable'. Write 'label'." in told[0]
    assert "the issue on line 4 has this id already" in told[-2]


def test_an_issue_without_an_id_has_its_line() -> None:
    """What stands in place of an issue, or has no id, is told by its number and line."""
    for text, line in ((GOOD + "- whaling\n", 9), (GOOD + "- label: Trade\n  terms: [trade]\n", 9)):
        with pytest.raises(CodebookError, match=f"mine.yaml, line {line}, issue 2: "):
            parse(text, "mine.yaml")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("version: 1\nissues:\n\t- id: a\n", "line 3, column 1"),
        ("version: 1\nissues: [a, b\n\n\n", "line 2, column 14"),
        ("version: 1\nissues:\n- id: a: b\n", "line 3, column 8"),
        ("a: &a [x]\nb: *a\n", "line 2, column 4"),
        ("version: 1\nissues: " + "[" * 60 + "]" * 60, "line 2, column 58"),
    ],
    ids=["tab", "open bracket", "colon", "alias", "too deep"],
)
def test_invalid_yaml_is_told_with_line_and_column(text: str, place: str) -> None:
    """A mistake in the YAML itself is told where it was noticed, with the usual remedies."""
    with pytest.raises(CodebookError, match=rf"mine\.yaml, {place}.*: is not valid YAML\. Check indentation"):
        parse(text, "mine.yaml")


def test_a_large_codebook_is_read_in_reasonable_time() -> None:
    """Five thousand issues take seconds: what is checked of an issue does not depend on how many there are."""
    entry = GOOD.partition("issues:\n")[2]
    text = "version: 1\nissues:\n" + "".join(entry.replace("id: whaling", f"id: whaling-{i}") for i in range(5_000))
    start = time.process_time()

    assert len(parse(text, "large.yaml").issues) == 5_000
    assert time.process_time() - start < 5


def test_codebook_to_start_from_is_coded_as_it_says() -> None:
    """The codebook that ``codebook new`` writes is one, has a slot, and explains each field that it uses."""
    book = parse(example(), "new.yaml")
    used = set(re.findall(r"^(?:- |  )(\w+):", example(), re.MULTILINE))

    assert [issue.target for issue in book.issues] == [None, "state"]
    assert used <= set(re.findall(r"^#   (\w+)  ", example(), re.MULTILINE))


def test_missing_file_is_a_codebook_error(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(CodebookError, match=r"nowhere\.yaml"):
        load(tmp_path / "nowhere.yaml")


def test_file_in_another_encoding_is_a_codebook_error(tmp_path: Path) -> None:
    """A file that is not UTF-8 is refused with that reason."""
    file = tmp_path / "latin.yaml"
    file.write_bytes(GOOD.replace("Whether", "Übers").encode("latin-1"))

    with pytest.raises(CodebookError, match="UTF-8"):
        load(file)


@pytest.mark.parametrize(
    "text",
    ["version: 1\nissues: [{id: 2024-02-30, label: x}]", "version: 2024-13-45", "version: " + "9" * 10_000, "[" * 5_000,
     "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]"],
    ids=["impossible day", "impossible month", "long number", "brackets", "aliases"],
)  # fmt: skip
def test_odd_yaml_is_one_named_error(text):
    """A value that YAML itself stumbles over, or that grows without bound, is one error that names the file."""
    with pytest.raises(CodebookError, match=r"mine\.yaml"):
        parse(text, "mine.yaml")


def test_a_device_is_no_codebook():
    """A codebook that is no regular file is refused at once."""
    with pytest.raises(CodebookError, match="is no file"):
        load(Path("/dev/zero"))
