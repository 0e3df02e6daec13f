"""Files of actors, names and offices that users write."""

from datetime import date
from pathlib import Path

import pytest

import communique
from communique.coding import code_actor
from communique.core.errors import ActorsError
from communique.lexicons import actors
from communique.lexicons.actors import own

FILE = """
version: 1
actors:
- name: Rhine Dialogue Institute
  names: [RDI]
  kind: think-tank
  country: DEU
  sectors: [EDU]
- id: state:MMR
  name: Burma
- id: body:imf
  names: [the Fund]
offices:
- of: state:KEN
  role: Fisheries Minister
  holder: Njeri Wambui
  names: [Njeri Wambuy]
  first: 2026-01-01
  last: 2026-06-30
  gender: f
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write a file."""
    path = tmp_path / "own.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_actors_names_and_offices_are_added(file: Path) -> None:
    """New actors are known, known ones have the user's names, offices count on their days."""
    assert code_actor("the RDI", actors=file).country == "DEU"
    assert code_actor("Myanmar", actors=file).name == "Burma"
    assert code_actor("the Fund", actors=file).actor == "body:imf"
    assert code_actor("Njeri Wambuy", date(2026, 3, 1), actors=file).sectors == ("GOV",)
    assert code_actor("Njeri Wambui", date(2026, 8, 1), actors=file).sectors == ("ELI",)


def test_the_file_ends_with_its_use(file: Path) -> None:
    """What a file adds is there while it is used, and nowhere else."""
    with own.using(actors.load_own(file)):
        assert actors.find_body("RDI") == "body:rhine-dialogue-institute"
        assert actors.states()["MMR"].name == "Burma"
    assert actors.find_body("RDI") is None
    assert actors.states()["MMR"].name == "Myanmar"


def test_reports_are_read_with_the_file(file: Path) -> None:
    """The rows of a report have the user's actors; without the file they have not."""
    text = "Fish talks\n\nThe RDI said on Monday that the talks had failed. Njeri Wambui said they had not."
    day = date(2026, 3, 4)
    known = {actor.id: actor for actor in communique.read(text, published=day, actors=file).actors}
    without = {actor.id for actor in communique.read(text, published=day).actors}

    assert known["body:rhine-dialogue-institute"].sectors == ("EDU",)
    assert known["person:njeri-wambui"].country == "KEN"
    assert "body:rhine-dialogue-institute" not in without


def test_the_example_is_a_file_that_works(tmp_path: Path) -> None:
    """The file to start from can be used as it is."""
    path = tmp_path / "example.yaml"
    path.write_text(own.example(), encoding="utf-8")

    assert actors.load_own(path).offices


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("actors: 3", "list"),
        ("- a", "no file of actors"),
        ("actor: []", "no file of actors"),
        ("actors: [3]", "entry 1"),
        ("actors:\n- nam: X", "unknown field 'nam'"),
        ("actors:\n- names: [X]", "neither"),
        ("actors:\n- id: person:x\n  name: X", "id is none"),
        ("actors:\n- id: state:XYZ", "XYZ"),
        ("actors:\n- name: X\n  kind: club", "club"),
        ("actors:\n- name: X\n  country: GER", "GER"),
        ("actors:\n- name: X\n  sectors: [ZZZ]", "ZZZ"),
        ("actors:\n- name: X\n  on_behalf_of: body:none", "body:none"),
        ("actors:\n- name: X\n- name: X", "twice"),
        ("actors:\n- name: [X, Y]", "'name' cannot be read"),
        ("actors:\n- name: 'X|Y'", "'name' cannot be read"),
        ("offices:\n- of: state:KEN\n  role: a", "'holder' is missing"),
        ("offices:\n- of: body:none\n  role: a\n  holder: B", "body:none"),
        ("offices:\n- of: state:KEN\n  role: a\n  holder: B\n  first: soon", "no day"),
        ("offices:\n- of: state:KEN\n  role: a\n  holder: B\n  gender: x", "gender"),
        ("a: [", "YAML"),
    ],
)
def test_mistakes_are_named_with_the_way_out(tmp_path: Path, text: str, said: str) -> None:
    """What does not follow the format is one error that names the file and what is wrong."""
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ActorsError) as caught:
        actors.load_own(path)
    assert said in str(caught.value)
    assert str(path) in str(caught.value)


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    """A missing file, a folder and bytes that are no text are named."""
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00\x9f")
    for name in ("none.yaml", ".", "bytes.yaml"):
        with pytest.raises(ActorsError):
            actors.load_own(tmp_path / name)
