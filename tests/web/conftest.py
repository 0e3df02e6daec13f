"""What the tests of the page share: a record read from the examples by the real stages, and ways to ask its page."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from communique.core.settings import Settings
from communique.ingest.inputs import Given
from communique.present.web.app import build
from communique.run.batch import read_into
from communique.store.database import Store
from web.addresses import known
from web.browsing import started
from web.running import running

EXAMPLES = Path(__file__).parents[2] / "examples"
FEW = ("border-ceasefire.txt", "haiti-council-debate.txt", "korea-outlook.txt")
HOST = "127.0.0.1:8117"


@pytest.fixture(scope="session")
def examples_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read the example reports that are plain text into a record, once; tests that change it take ``record``."""
    return _read(tmp_path_factory.mktemp("record") / "examples.db", "*.txt")


@pytest.fixture(scope="session")
def few_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read three of them, which have rows of every kind, for tests whose length grows with the pages."""
    return _read(tmp_path_factory.mktemp("record") / "few.db", *FEW)


def _read(path: Path, *names: str) -> Path:
    with Store.open(path) as store:
        outcomes = list(read_into(store, [str(EXAMPLES / name) for name in names], Given(), Settings()))
    assert outcomes
    assert not any(outcome.error for outcome in outcomes)
    return path


@pytest.fixture
def record(examples_record: Path, tmp_path: Path) -> Path:
    """Return a copy of that record that a test may change."""
    return Path(shutil.copy(examples_record, tmp_path / "record.db"))


@pytest.fixture
def client(record: Path) -> Iterator[TestClient]:
    """Ask the page of that copy, as a browser that shows it does: forms come with its own Origin."""
    with TestClient(build(record, [HOST]), base_url=f"http://{HOST}", headers={"origin": f"http://{HOST}"}) as asking:
        yield asking


@pytest.fixture
def served(record: Path) -> Iterator[str]:
    """Serve that copy with ``communique serve`` on a free port; give the address without its last slash."""
    with running(record) as address:
        yield address


@pytest.fixture(scope="module")
def reading(examples_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """Serve a copy that no test changes; give the address and ids that the record has."""
    record = Path(shutil.copy(examples_record, tmp_path_factory.mktemp("served") / "record.db"))
    with running(record) as address:
        yield address, known(record)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start Debian's Chromium once; see ``browsing``."""
    with started() as one:
        yield one
