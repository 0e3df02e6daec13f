"""Issues that one can be for or against: the built-in codebook and files of the same format that users write.

The header of ``international-affairs.yaml`` explains the format field by field.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import MISSING, dataclass, fields
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, NoReturn

from communique.core.errors import CodebookError, UsageError
from communique.lexicons import userfile
from communique.lexicons.userfile import Fields, Items
from communique.records.rows import Issue

BUILT_IN = "international-affairs.yaml"
EXAMPLE = "example.yaml"

Kind = Literal["judgement", "claim", "quality"]
Target = Literal["state", "actor"]

# What stands in the slot when a report never says who is meant.
NOBODY_NAMED: dict[Target, str] = {"state": "a state", "actor": "a party"}


@dataclass(frozen=True, slots=True)
class IssueEntry:
    """One issue of a codebook; the header of the built-in file says what each field means to coders.

    Attributes:
        id: lower-case letters, digits and hyphens.
        label, description: for people.
        proposition: what one agrees or disagrees with; holds ``{target}`` exactly when ``target`` is set.
        terms: patterns that bring up the issue; never empty.
        kind: whether the proposition wants something, states a fact or ascribes a quality.
        opposite_terms: patterns for the contrary of what the proposition is about.
        for_terms, against_terms: patterns that take a side by themselves.
        for_words, against_words: patterns that take a side when they are said of a term.
        target: who fills the slot.
        target_before, target_subject, target_object: where the text names the party.
        target_other: whether the party is never the speaker's own state.
        target_required: whether a statement counts only if it names the party.
        target_after: prepositions that lead to the party.
        examples_for, examples_against: sentences that take either side.
        target_from_report: whether a statement that names no party is about the one that the report's other
            sentences on the issue name; False for issues between the speaker and another ("cooperation with …").
        again_terms, again_opposite_terms: nouns that mean the issue, or its contrary, once the report has raised it.
        target_like: id of the issue whose party is meant where the report names none for this one.
        target_own: the stance that a state takes which is itself the party; None where either may be.
    """

    id: str
    label: str
    description: str
    proposition: str
    terms: tuple[str, ...]
    kind: Kind = "judgement"
    opposite_terms: tuple[str, ...] = ()
    for_terms: tuple[str, ...] = ()
    against_terms: tuple[str, ...] = ()
    for_words: tuple[str, ...] = ()
    against_words: tuple[str, ...] = ()
    target: Target | None = None
    target_before: bool = False
    target_after: tuple[str, ...] = ()
    target_subject: bool = False
    target_object: bool = False
    target_other: bool = False
    target_required: bool = False
    examples_for: tuple[str, ...] = ()
    examples_against: tuple[str, ...] = ()
    target_from_report: bool = True
    again_terms: tuple[str, ...] = ()
    again_opposite_terms: tuple[str, ...] = ()
    target_like: str | None = None
    target_own: Literal["support", "oppose"] | None = None

    def about(self, party: str | None, name: str | None) -> Issue:
        """Return the issue with the party in its slot.

        Args:
            party: as it stands in ids: code of a state, id of another actor; None where nobody is named.
            name: of the party; None likewise.
        """
        if self.target is None:
            return Issue(self.id, self.label, self.proposition)
        if party is None or name is None:
            return Issue(self.id, self.label, self._filled(NOBODY_NAMED[self.target]))
        return Issue(f"{self.id}:{party}", f"{self.label}: {name}", self._filled(name))

    def _filled(self, party: str) -> str:
        words = self.proposition.format(target=party).replace("s's ", "s' ")  # "the United States' exercises"
        return words[0].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class Codebook:
    """A set of issues.

    Attributes:
        version: as the file gives it; part of the origin of the rows that were coded with it.
        issues: in the order of the file, with different ids.
    """

    version: str
    issues: tuple[IssueEntry, ...]

    def issue(self, issue_id: str) -> IssueEntry:
        """Return the issue with this id.

        Raises:
            UsageError: there is none.
        """
        for issue in self.issues:
            if issue.id == issue_id:
                return issue
        raise UsageError(
            f"The codebook has no issue '{issue_id}'; it has {', '.join(issue.id for issue in self.issues)}."
        )


def example() -> str:
    """Return a codebook to start from."""
    return files(__name__).joinpath(EXAMPLE).read_text(encoding="utf-8")


def load(path: Path | None = None) -> Codebook:
    """Read a codebook.

    Args:
        path: a YAML file; None for the built-in codebook.

    Raises:
        CodebookError: the file is missing, cannot be read or does not follow the format; the message names the file,
            the line, the issue and the field, says what was expected and what to do. Further problems of the file are
            its ``__notes__``.
    """
    if path is None:
        return _built_in()
    return parse(userfile.text_of(path, CodebookError, "codebook", "communique codebook new FILE"), str(path))


@cache
def _built_in() -> Codebook:
    return parse(files(__name__).joinpath(BUILT_IN).read_text(encoding="utf-8"), BUILT_IN)


def parse(text: str, name: str) -> Codebook:
    """Build a codebook from YAML.

    Args:
        text: the content of a codebook file.
        name: what error messages call the file.

    Raises:
        CodebookError: the text does not follow the format; as ``load``.
    """
    return _Reader(name).codebook(userfile.data_of(text, name, CodebookError))


_TEXTS = ("id", "label", "description", "proposition", "target_like")
_FLAGS = ("target_before", "target_subject", "target_object", "target_other", "target_required", "target_from_report")
_CHOICES: dict[str, tuple[str, ...]] = {
    "kind": ("judgement", "claim", "quality"),
    "target": ("state", "actor"),
    "target_own": ("support", "oppose"),
}
_KNOWN = tuple(field.name for field in fields(IssueEntry))
_REQUIRED = tuple(field.name for field in fields(IssueEntry) if field.default is MISSING)
_SLOT = "{target}"


class _Reader:
    """Checks the data of one file; every complaint starts with the file's name, the line and the issue.

    Args:
        name: of the file.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[str] = []
        # What is being read: what it is called, the line it begins on, and those of its fields.
        self.issue = ""
        self.line: int | None = None
        self.fields = Fields()

    def fail(self, problem: str, way_out: str, field: object = None) -> NoReturn:
        """Complain about a field, or about the whole issue.

        Raises:
            CodebookError: always.
        """
        line = self.fields.lines.get(field, self.line) if self.fields else self.line
        place = ", ".join([self.name, *([f"line {line}"] if line else []), *filter(None, [self.issue])])
        raise CodebookError(f"{place}: {problem}. {way_out}")

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Keep what a complaint says and go on behind the block."""
        try:
            yield
        except CodebookError as error:
            self.problems.append(str(error))

    def codebook(self, data: object) -> Codebook:
        """Return the codebook, or complain about all that is wrong.

        Raises:
            CodebookError: the message has the first problem, the notes have the others.
        """
        issues = data.get("issues") if isinstance(data, Fields) else None
        if not isinstance(data, Fields) or not isinstance(issues, Items) or not issues:
            self.fail("is not a codebook", "Start from 'communique codebook new FILE': a list under 'issues:'.")
        self.fields = data
        for field in data:
            with self.noting():
                if field not in ("version", "issues"):
                    self.fail(f"unknown field '{field}' at the top", "Only 'version' and 'issues' stand there.", field)
        with self.noting():
            if not isinstance(data.get("version"), str | int | float):
                self.fail("field 'version' is missing", "Add a line such as 'version: 1'.")
        found = self._issues(issues)
        if self.problems:
            raise self._all()
        return Codebook(str(data["version"]), found)

    def _all(self) -> CodebookError:
        error = CodebookError(self.problems[0])
        for problem in self.problems[1:]:
            error.add_note(problem)
        return error

    def _issues(self, entries: Items) -> tuple[IssueEntry, ...]:
        found: list[IssueEntry] = []
        first: dict[object, int] = {}
        for number, (entry, line) in enumerate(zip(entries, entries.lines, strict=True), 1):
            self.issue, self.line, self.fields = f"issue {number}", line, Fields()
            with self.noting():
                found.extend(self._issue(entry, first))
        return tuple(found)

    def _issue(self, entry: object, first: dict[object, int]) -> Iterator[IssueEntry]:
        """Yield the issue if nothing is wrong with it.

        Args:
            entry: its fields.
            first: the lines of the issues read so far, by id; this one is added.
        """
        if not isinstance(entry, Fields):
            self.fail("is not a set of fields", "Write 'id:', 'label:' and so on under the dash.")
        known = len(self.problems)
        self.fields = entry
        with self.noting():
            self._id(entry, first)
        self._names(entry)
        values: dict[str, Any] = {}
        for field in (field for field in _KNOWN if field in entry and field != "id"):
            with self.noting():
                values[field] = self._value(field, entry[field])
        with self.noting():
            self._slot(values.get("proposition"), values.get("target"))
        if len(self.problems) == known:
            yield IssueEntry(id=str(entry["id"]), **values)

    def _id(self, entry: Fields, first: dict[object, int]) -> None:
        value = entry.get("id")
        if value is None:
            self.fail("field 'id' is missing", "Every issue needs one, such as 'id: debt-relief'.")
        if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
            way_out = "Use lower-case letters, digits and single hyphens: 'debt-relief'."
            self.fail(f"field 'id': '{value}' is no id", way_out, "id")
        self.issue = f"issue '{value}'"
        if value in first:
            problem = f"field 'id': the issue on line {first[value]} has this id already"
            self.fail(problem, "Give each issue an id of its own.", "id")
        first[value] = entry.lines["id"]

    def _names(self, entry: Fields) -> None:
        """Note unknown fields and those that are not there."""
        for field in entry:
            with self.noting():
                if field not in _KNOWN:
                    near = get_close_matches(str(field), _KNOWN, 1)
                    way_out = f"Write '{near[0]}'." if near else f"The fields are {', '.join(_KNOWN)}."
                    self.fail(f"unknown field '{field}'", way_out, field)
        for field in (field for field in _REQUIRED if field != "id"):
            with self.noting():
                if entry.get(field) in (None, "", []):
                    self.fail(f"field '{field}' is missing or empty", "Every issue needs it.", field)

    def _value(self, field: str, value: object) -> str | bool | tuple[str, ...] | None:
        if value in (None, "", []) and field in _REQUIRED:
            return None  # noted as missing
        if field in _FLAGS:
            return self._flag(field, value)
        if field in _CHOICES:
            return self._choice(field, value)
        return self._text(field, value) if field in _TEXTS else self._list(field, value)

    def _flag(self, field: str, value: object) -> bool:
        if not isinstance(value, bool):
            self.fail(f"field '{field}': '{value}' is neither true nor false", "Write true or false.", field)
        return value

    def _choice(self, field: str, value: object) -> str:
        if value not in _CHOICES[field]:
            way_out = f"Write {' or '.join(_CHOICES[field])}, or leave it out."
            self.fail(f"field '{field}': '{value}' is not known", way_out, field)
        return str(value)

    def _text(self, field: str, value: object) -> str:
        if not isinstance(value, str):
            self.fail(f"field '{field}': '{value}' is not text", "Put it in quotation marks.", field)
        return value.strip()

    def _list(self, field: str, value: object) -> tuple[str, ...]:
        texts = [item for item in value if isinstance(item, str) and item.strip()] if isinstance(value, Items) else []
        if not isinstance(value, Items) or len(texts) < len(value):
            way_out = "Write [one, another]; put numbers and yes/no in quotes."
            self.fail(f"field '{field}' is not a list of texts", way_out, field)
        patterned = field.endswith(("terms", "words"))
        for item in texts:
            if patterned and not any(word.strip("|*") for word in item.split()):
                way_out = "A term needs a word beside '*' and '|'."
                self.fail(f"field '{field}': '{item}' has no word in it", way_out, field)
        return tuple(item.strip() for item in texts)

    def _slot(self, proposition: str | None, target: str | None) -> None:
        if not proposition:
            return
        slots = set(re.findall(r"\{.*?\}", proposition))
        if slots - {_SLOT}:
            problem = f"field 'proposition': {min(slots - {_SLOT})} is no slot"
            self.fail(problem, f"The only slot is {_SLOT}.", "proposition")
        if slots and target is None and "target" not in self.fields:
            problem = f"the proposition has {_SLOT} but field 'target' is missing"
            self.fail(problem, "Add 'target: state' or 'target: actor'.", "proposition")
        if not slots and target is not None:
            problem = f"field 'target' is set but the proposition has no {_SLOT}"
            self.fail(problem, f"Put {_SLOT} in it, or drop 'target'.", "target")
