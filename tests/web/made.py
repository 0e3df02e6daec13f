"""Records made by hand, and their page, for tests that must know every number."""

from pathlib import Path

from starlette.testclient import TestClient

from communique.present.web.app import build
from communique.records.rows import Reading
from communique.store.database import Store

HOST = "127.0.0.1:8117"


def page_of(folder: Path, *readings: Reading) -> TestClient:
    """Return the page of a record with these readings."""
    record = folder / "made.db"
    with Store.open(record) as store:
        for reading in readings:
            store.add(reading, "made")
    return TestClient(build(record, [HOST]), base_url=f"http://{HOST}")
