"""Projects of DNA: what is read of them, and that the networks are those of DNA."""

import os
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from communique.core.errors import InputError, UsageError
from communique.query.network.matrices import Counts, OneModeNorm, OneModeQualifier, counts, one_mode, two_mode
from communique.records.ties import Tie
from communique.store.dna import Document, Project, read

from .projects import write

GOLD = os.environ.get("COMMUNIQUE_GOLD")
SAMPLE = Path(GOLD or "nowhere") / "dna" / "sample.dna"
sample = pytest.mark.skipif(not SAMPLE.is_file(), reason="needs dna/sample.dna in the folder named by COMMUNIQUE_GOLD")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project."""
    return write(tmp_path / "dams.dna")


def test_reads_ties(project: Path) -> None:
    """Each statement is a tie with the day of its document, by date and place."""
    found = read(project)

    assert found.boolean
    assert len(found.ties) == 6
    assert found.ties[0] == Tie("Ministry", "The dam is just.", 1, "1", date(2026, 1, 5))
    assert found.ties[2] == Tie("Farmers", "The dam is just.", 0, "2", date(2026, 2, 2))
    assert found.documents["2"] == Document("Dam attacked", "Ana Ruiz", "The Courier", "world", "", date(2026, 2, 2))


def test_reads_other_variables(project: Path) -> None:
    """Actors, concepts and the scale are those of the named variables."""
    found = read(project, actor="person", qualifier="strength")

    assert {tie.actor for tie in found.ties} == {"Ida Moss"}
    assert [tie.value for tie in found.ties] == [2, 1, -2, 1, 1, -1]
    assert not found.boolean


def test_leaves_the_file_alone(project: Path) -> None:
    """Reading changes no byte and makes no file beside it, even where nothing may be written."""
    before = project.read_bytes()
    project.chmod(0o400)
    read(project)

    assert project.read_bytes() == before
    assert list(project.parent.iterdir()) == [project]


def test_any_path(tmp_path: Path) -> None:
    """A name is not taken for an address."""
    assert read(write(tmp_path / "dams ?mode=rw#1 é.dna")).ties


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (
            {"actor": "organisation"},
            "no short text variable 'organisation'. Choose one of: person, organization, concept",
        ),
        ({"concept": "agreement"}, "no short text variable 'agreement'"),
        ({"qualifier": "concept"}, "no boolean or integer variable 'concept'. Choose one of: agreement, strength"),
        ({"statement_type": "Statement"}, "no statement type 'Statement'. Choose one of: DNA Statement, Note"),
        ({"statement_type": "Note"}, "no short text variable 'organization'. Choose one of: none"),
    ],
)
def test_unknown_variables(project: Path, names: dict[str, str], told: str) -> None:
    """The message names the file and lists what there is."""
    with pytest.raises(UsageError, match=told) as raised:
        read(project, **names)

    assert str(project) in str(raised.value)


@pytest.mark.parametrize("content", [b"", b"Minutes of the meeting. " * 100, b"SQLite format 3\0" + b"x" * 2000])
def test_no_project(tmp_path: Path, content: bytes) -> None:
    """What is no database is refused, with the file's name and the way out."""
    file = tmp_path / "minutes.dna"
    file.write_bytes(content)

    with pytest.raises(InputError, match=r"minutes\.dna: .* DNA 3"):
        read(file)
    assert file.read_bytes() == content


@pytest.mark.parametrize("name", ["nowhere.dna", "."])
def test_no_file(tmp_path: Path, name: str) -> None:
    """A missing file is refused and not made."""
    with pytest.raises(UsageError, match=r"Name a \.dna file"):
        read(tmp_path / name)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "change",
    [
        "DROP TABLE DATABOOLEAN",
        "ALTER TABLE DOCUMENTS DROP COLUMN Section",
        "UPDATE DOCUMENTS SET Date = 9999999999999999",
        "UPDATE ENTITIES SET Value = CAST(x'ff' AS TEXT)",
    ],
)
def test_damaged_project(project: Path, change: str) -> None:
    """Another schema or impossible values are told, not raised."""
    with closing(sqlite3.connect(project)) as connection, connection:
        connection.execute(change)

    with pytest.raises(InputError, match=r"dams\.dna: it "):
        read(project)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE DOCUMENTS SET Date = NULL",
        "UPDATE DATABOOLEAN SET Value = 7 WHERE Value",
        "UPDATE ENTITIES SET Value = NULL WHERE VariableId = 2",
    ],
)
def test_gaps_in_a_project(project: Path, change: str) -> None:
    """What can be made sense of is read."""
    with closing(sqlite3.connect(project)) as connection, connection:
        connection.execute(change)

    assert counts(read(project).ties).array.sum() == 6


# What the tests of rDNA expect (rDNA/tests/testthat/test-network.R of https://github.com/leifeld-lab/dna), and what
# its definitions give where its tests do not look.


@pytest.fixture(scope="module")
def whole() -> Project:
    """The sample project of DNA."""
    return read(SAMPLE)


@sample
def test_sample_two_modes(whole: Project) -> None:
    """Seven organisations, six concepts, forty statements."""
    found = two_mode(counts(whole.ties), "ignore")

    assert found.values.shape == (7, 6)
    assert found.values.sum() == 40


@sample
@pytest.mark.parametrize("compat", [False, True])
@pytest.mark.parametrize(
    ("qualifier", "normalisation", "expected"),
    [
        ("ignore", "no", 276),
        ("congruence", "no", 160),
        ("conflict", "no", 116),
        ("subtract", "no", 44),
        ("congruence", "average", 25.80),
    ],
)
def test_sample_one_mode(
    whole: Project, qualifier: OneModeQualifier, normalisation: OneModeNorm, expected: float, compat: bool
) -> None:
    """Organisations by shared concepts."""
    found = one_mode(counts(whole.ties), qualifier, normalisation, compat=compat)

    assert found.values.shape == (7, 7)
    assert found.values.sum() == pytest.approx(expected, abs=0.005)


def average(found: Counts, compat: bool) -> tuple[tuple[int, ...], float]:
    """Return shape and sum of the network of congruence."""
    values = one_mode(found, "congruence", "average", compat=compat).values
    return values.shape, round(float(values.sum()), 2)


@sample
@pytest.mark.parametrize("compat", [False, True])
def test_sample_with_names_left_out(whole: Project, compat: bool) -> None:
    """Without two organisations and a concept."""
    out = {"Senate", "Sierra Club", "There should be legislation to regulate emissions."}
    kept = [tie for tie in whole.ties if not {tie.actor, tie.concept} & out]

    assert average(counts(kept), compat) == ((5, 5), 9.81)


@sample
@pytest.mark.parametrize("compat", [False, True])
def test_sample_of_one_section(whole: Project, compat: bool) -> None:
    """Only documents of one section."""
    kept = [tie for tie in whole.ties if whole.documents[tie.document].section == "1"]

    assert average(counts(kept), compat) == ((4, 4), 4.80)
