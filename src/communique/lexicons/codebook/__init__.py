"""Issues that one can be for or against: the built-in codebook and files of the same format that users write.

The header of ``international-affairs.yaml`` explains the format field by field.
"""

import re
from dataclasses import MISSING, dataclass, fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, NoReturn

from communique.core.errors import CodebookError, UsageError
from communique.lexicons import userfile

BUILT_IN = "international-affairs.yaml"

Kind = Literal["judgement", "claim", "quality"]
Target = Literal["state", "actor"]


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


def load(path: Path | None = None) -> Codebook:
    """Read a codebook.

    Args:
        path: a YAML file; None for the built-in codebook.

    Raises:
        CodebookError: the file is missing, cannot be read or does not follow the format; the message names the file,
            the issue and the field, says what was expected and what to do.
    """
    if path is None:
        return _built_in()
    return parse(userfile.text_of(path, CodebookError, "codebook", "communique codebook copy FILE"), str(path))


@cache
def _built_in() -> Codebook:
    return parse(files(__name__).joinpath(BUILT_IN).read_text(encoding="utf-8"), BUILT_IN)


def parse(text: str, name: str) -> Codebook:
    """Build a codebook from YAML.

    Args:
        text: the content of a codebook file.
        name: what error messages call the file.

    Raises:
        CodebookError: the text does not follow the format.
    """
    return _Reader(name).codebook(userfile.data_of(text, name, CodebookError))


_TEXTS = ("id", "label", "description", "proposition", "target_like")
_FLAGS = ("target_before", "target_subject", "target_object", "target_other", "target_required", "target_from_report")
_CHOICES: dict[str, tuple[str, ...]] = {"kind": ("judgement", "claim", "quality"), "target": ("state", "actor")}
_KNOWN = tuple(field.name for field in fields(IssueEntry))
_REQUIRED = tuple(field.name for field in fields(IssueEntry) if field.default is MISSING)
_SLOT = "{target}"


class _Reader:
    """Checks the data of one file; every complaint starts with the file's name and the issue."""

    def __init__(self, name: str) -> None:
        self.where = name

    def fail(self, problem: str, way_out: str) -> NoReturn:
        raise CodebookError(f"{self.where}: {problem}. {way_out}")

    def codebook(self, data: object) -> Codebook:
        if not isinstance(data, dict) or not isinstance(data.get("issues"), list) or not data["issues"]:
            self.fail(
                "is not a codebook", "Start from a copy of the built-in one: 'version:' and a list under 'issues:'."
            )
        for field in data:
            if field not in ("version", "issues"):
                self.fail(f"unknown field '{field}' at the top", "Only 'version' and 'issues' stand there.")
        if not isinstance(data.get("version"), str | int | float):
            self.fail("field 'version' is missing", "Add a line such as 'version: 1'.")
        return Codebook(str(data["version"]), self._issues(data["issues"]))

    def _issues(self, entries: list[object]) -> tuple[IssueEntry, ...]:
        file, found = self.where, dict[str, IssueEntry]()
        for number, entry in enumerate(entries, 1):
            self.where = f"{file}, issue {number}"
            issue = self._issue(entry, file)
            if issue.id in found:
                self.fail("field 'id': another issue has this id already", "Give each issue an id of its own.")
            found[issue.id] = issue
        return tuple(found.values())

    def _issue(self, entry: object, file: str) -> IssueEntry:
        if not isinstance(entry, dict):
            self.fail("is not a set of fields", "Write 'id:', 'label:' and so on under the dash.")
        self._id(entry)
        self.where = f"{file}, issue '{entry['id']}'"
        for field in entry:
            if field not in _KNOWN:
                self.fail(f"unknown field '{field}'", f"The fields are {', '.join(_KNOWN)}.")
        for field in _REQUIRED:
            if entry.get(field) in (None, "", []):
                self.fail(f"field '{field}' is missing or empty", "Every issue needs it.")
        values: dict[str, Any] = {field: self._value(field, value) for field, value in entry.items()}
        issue = IssueEntry(**values)
        self._slot(issue)
        return issue

    def _id(self, entry: dict[object, object]) -> None:
        value = entry.get("id")
        if value is None:
            self.fail("field 'id' is missing", "Every issue needs one, such as 'id: debt-relief'.")
        if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
            self.fail(
                f"field 'id': '{value}' is no id", "Use lower-case letters, digits and single hyphens: 'debt-relief'."
            )

    def _value(self, field: str, value: object) -> str | bool | tuple[str, ...]:
        if field in _FLAGS:
            return self._flag(field, value)
        if field in _CHOICES:
            return self._choice(field, value)
        return self._text(field, value) if field in _TEXTS else self._list(field, value)

    def _flag(self, field: str, value: object) -> bool:
        if not isinstance(value, bool):
            self.fail(f"field '{field}': '{value}' is neither true nor false", "Write true or false.")
        return value

    def _choice(self, field: str, value: object) -> str:
        if value not in _CHOICES[field]:
            self.fail(
                f"field '{field}': '{value}' is not known", f"Write {' or '.join(_CHOICES[field])}, or leave it out."
            )
        return str(value)

    def _text(self, field: str, value: object) -> str:
        if not isinstance(value, str):
            self.fail(f"field '{field}': '{value}' is not text", "Put it in quotation marks.")
        return value.strip()

    def _list(self, field: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.fail(
                f"field '{field}' is not a list of texts", "Write [one, another]; put numbers and yes/no in quotes."
            )
        patterned = field.endswith(("terms", "words"))
        for item in value:
            if patterned and not any(word.strip("|*") for word in item.split()):
                self.fail(f"field '{field}': '{item}' has no word in it", "A term needs a word beside '*' and '|'.")
        return tuple(item.strip() for item in value)

    def _slot(self, issue: IssueEntry) -> None:
        slots = set(re.findall(r"\{.*?\}", issue.proposition))
        if slots - {_SLOT}:
            self.fail(f"field 'proposition': {min(slots - {_SLOT})} is no slot", f"The only slot is {_SLOT}.")
        if slots and issue.target is None:
            self.fail(
                f"the proposition has {_SLOT} but field 'target' is missing", "Add 'target: state' or 'target: actor'."
            )
        if not slots and issue.target is not None:
            self.fail(
                f"field 'target' is set but the proposition has no {_SLOT}", f"Put {_SLOT} in it, or drop 'target'."
            )
