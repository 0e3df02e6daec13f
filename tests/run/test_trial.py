"""What a changed codebook would change is told statement by statement, and nothing is written."""

from datetime import date
from pathlib import Path

import pytest
from store import samples

from communique.core.errors import CodebookError, UsageError
from communique.core.settings import Settings
from communique.ingest.inputs import Given, report_from_text
from communique.query.record import load
from communique.run.pipeline import Pipeline
from communique.run.trial import Tried, row, trial
from communique.store.database import Store

WHALING = """\
version: 1
issues:
- id: whaling
  label: Whaling
  description: Whether whales may be hunted.
  proposition: Hunting whales is acceptable
  terms: [whaling]
"""
QUOTAS = """\
- id: quotas
  label: Quotas
  description: Whether catches should be limited.
  proposition: Catches should be limited
  terms: [quota]
"""
NORWAY = "Whaling meeting\n\nOSLO — “Whaling is a crime,” said Chile’s foreign minister, Ana Ruiz, on Monday.\n"
ICELAND = "Fish meeting\n\nREYKJAVIK — “We welcome the quotas,” said Iceland’s foreign minister, Jon Orn, on Monday.\n"


def settings(file: Path, text: str) -> Settings:
    """Return the choice of a codebook; the rules alone, which need no model."""
    file.write_text(text, encoding="utf-8")
    return Settings(codebook=file, attribution="rules")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A record of two reports, read with one issue."""
    pipeline = Pipeline(settings(tmp_path / "old.yaml", WHALING))
    kept = Store.open(None)
    for day, text in enumerate((NORWAY, ICELAND), 1):
        kept.add(pipeline(report_from_text(text, Given(date(2026, 3, day), "The Post", None))), "one")
    return kept


def tried(store: Store, file: Path, text: str, issue: str | None = None, limit: int | None = None) -> list[Tried]:
    """Try a codebook."""
    return list(trial(store, settings(file, text), issue, limit))


def told(steps: list[Tried]) -> list[tuple[str, str, str | None, str | None]]:
    """Return kind, issue and stances of the differences."""
    return [(one.kind, one.issue.id, one.before, one.after) for step in steps for one in step.differences]


def test_the_same_codebook_changes_nothing(store: Store, tmp_path: Path) -> None:
    """What the record has is what the stages find."""
    steps = tried(store, tmp_path / "same.yaml", WHALING)

    assert any(statement.codings for statement in store.statements())
    assert told(steps) == []
    assert [(step.done, step.total) for step in steps] == [(1, 2), (2, 2)]


def test_a_new_issue_gains_and_a_dropped_one_loses(store: Store, tmp_path: Path) -> None:
    """Codings that only one side has."""
    assert told(tried(store, tmp_path / "more.yaml", WHALING + QUOTAS)) == [("gained", "quotas", None, "support")]
    without = WHALING.partition("- id")[0] + QUOTAS
    assert told(tried(store, tmp_path / "other.yaml", without)) == [
        ("lost", "whaling", "oppose", None),
        ("gained", "quotas", None, "support"),
    ]


def test_a_proposition_put_the_other_way_turns(store: Store, tmp_path: Path) -> None:
    """Both sides code the statement, with different stances; its sentence and report are the evidence."""
    turned = WHALING.replace("terms: [whaling]", "terms: [whale protection]\n  opposite_terms: [whaling]")
    steps = tried(store, tmp_path / "turned.yaml", turned)

    assert told(steps) == [("turned", "whaling", "oppose", "support")]
    shown = row(steps[0].differences[0])
    assert shown.cells[:5] == ("turned", "whaling", "Whaling", "oppose", "support")
    assert shown.sources[0].sentence.startswith("“Whaling is a crime,”")
    assert (shown.sources[0].outlet, shown.sources[0].published) == ("The Post", date(2026, 3, 1))


def test_only_one_issue_or_the_latest_reports(store: Store, tmp_path: Path) -> None:
    """An issue is named by id or label, of the record or of the codebook; reports are counted from the latest."""
    new = WHALING.partition("- id")[0] + QUOTAS

    assert told(tried(store, tmp_path / "a.yaml", new, "whaling")) == [("lost", "whaling", "oppose", None)]
    assert told(tried(store, tmp_path / "b.yaml", new, "Quotas")) == [("gained", "quotas", None, "support")]
    latest = tried(store, tmp_path / "c.yaml", new, limit=1)
    assert [step.report.published for step in latest] == [date(2026, 3, 2)]
    assert latest[0].total == 1


def test_what_cannot_be_tried_is_told_before_anything_is_read(store: Store, tmp_path: Path) -> None:
    """An issue that nobody has, and a file that is no codebook."""
    with pytest.raises(UsageError, match="No issue is 'trees'"):
        trial(store, settings(tmp_path / "a.yaml", WHALING), "trees")
    with pytest.raises(CodebookError):
        trial(store, settings(tmp_path / "b.yaml", "version: 1"))


def test_nothing_is_written(store: Store, tmp_path: Path) -> None:
    """The record is as it was."""
    before = load(store)
    tried(store, tmp_path / "more.yaml", WHALING + QUOTAS)

    assert load(store) == before


def test_a_record_of_other_stages_can_be_tried(tmp_path: Path) -> None:
    """Statements that the stages do not find are lost."""
    with Store.open(None) as store:
        store.add(samples.full(), "an older version")
        steps = tried(store, tmp_path / "a.yaml", WHALING)

    assert {(kind, issue) for kind, issue, *_ in told(steps)} == {("lost", "dams")}
