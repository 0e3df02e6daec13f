"""Many inputs into one record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.core.errors import CommuniqueError, InputError, StageFault
from communique.core.ids import hashed
from communique.core.settings import Settings
from communique.ingest.inputs import Given, find, reports
from communique.query.identity import settle
from communique.records.report import Report
from communique.run.pipeline import Pipeline
from communique.store.database import Store


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one report, or of one input without a report.

    Attributes:
        source: the input as the user named it.
        report: id of the report; None when the input could not be read.
        error: why it could not.
        new: whether the record was changed; False for a report that it already had.
        done, total: inputs finished and inputs in all.
    """

    source: str
    report: str | None
    error: InputError | None
    new: bool
    done: int
    total: int


def read_into(store: Store, names: Sequence[str], given: Given, settings: Settings) -> Iterator[Outcome]:
    """Read inputs into a record, one transaction for each report.

    Args:
        store: the record.
        names: files, folders, patterns, "-" for standard input.
        given: what the user says about the inputs.
        settings: choices for the stages.

    Raises:
        CodebookError: before anything is read.
        StoreError: the record cannot be written; what was finished before stays.
    """
    pipeline = Pipeline(settings)
    store.review()  # what an earlier program was killed before it could apply
    try:
        yield from _read_into(store, pipeline, names, given)
    finally:
        settle(store)


def _read_into(store: Store, pipeline: Pipeline, names: Sequence[str], given: Given) -> Iterator[Outcome]:
    sources, errors = find(names)
    total = len(sources) + len(errors)
    for done, error in enumerate(errors, 1):
        yield Outcome(error.source, None, error, new=False, done=done, total=total)
    for done, source in enumerate(sources, len(errors) + 1):
        for found in reports(source, given):
            if isinstance(found, InputError):
                yield Outcome(found.source, None, found, new=False, done=done, total=total)
            else:
                yield _outcome(store, pipeline, found, done, total)


def _outcome(store: Store, pipeline: Pipeline, report: Report, done: int, total: int) -> Outcome:
    try:
        return Outcome(report.source, report.id, None, _keep(store, pipeline, report), done, total)
    except CommuniqueError:
        raise
    except Exception as fault:  # noqa: BLE001 (the one place where a fault of a stage must not cost the rest of a batch)
        problem = f"a stage failed on it ({type(fault).__name__}: {fault})"
        way_out = "This is a fault of the program: please report it with the text. The other inputs are read."
        return Outcome(
            report.source, None, StageFault(report.source, problem, way_out), new=False, done=done, total=total
        )


def _keep(store: Store, pipeline: Pipeline, report: Report) -> bool:
    """Read a report unless the record has it from the same stages; tell whether the record was changed."""
    # The whole report is part of the origin: a new date or another cleaning makes its old rows stale.
    origin = hashed("origin", pipeline.origin, report)
    return not store.has(report.id, origin) and store.add(pipeline(report), origin)
