"""The door for Python programs."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Literal

from communique.core.errors import NotAReport
from communique.core.settings import Settings
from communique.ingest.inputs import Given, report_from_text
from communique.query.record import load
from communique.records.rows import Record
from communique.run.batch import read_into
from communique.run.pipeline import Pipeline
from communique.store.database import Store


def read(
    source: Path | str | Iterable[Path | str],
    *,
    published: date | None = None,
    outlet: str | None = None,
    title: str | None = None,
    codebook: Path | None = None,
    attribution: Literal["model", "rules"] = "model",
    threads: int = 0,
    actors: Path | None = None,
) -> Record:
    """Read one report or several and return what was found; nothing is written to disk.

    Args:
        source: a path (file, folder, pattern), several paths, or the text of one report. A string with a line break
            is a text, any other string a path.
        published: publication date, for what the input does not say.
        outlet: who published it.
        title: the headline.
        codebook: a codebook file in place of the built-in one.
        attribution: who finds who said what: the trained model, or the rules alone.
        threads: how many threads run the model; 0 for one a core. No result depends on it.
        actors: a file of actors, other names and offices beside the built-in ones.

    Raises:
        InputError: an input cannot be read; nothing is returned then.
        CodebookError: the codebook does not follow the format.
        ActorsError: the file of actors does not.
        ModelError: the trained tagger is missing or damaged.
    """
    given, settings = Given(published, outlet, title), Settings(codebook, attribution, threads, actors)
    with Store.open(None) as store:
        if isinstance(source, str) and "\n" in source:
            store.add(Pipeline(settings)(report_from_text(source, given)), "read")
        else:
            paths = [source] if isinstance(source, (str, Path)) else list(source)
            _read_paths(store, [str(path) for path in paths], given, settings)
        return load(store)


def _read_paths(store: Store, paths: list[str], given: Given, settings: Settings) -> None:
    outcomes = list(read_into(store, paths, given, settings))
    for outcome in outcomes:
        if outcome.error:
            raise outcome.error
    if not outcomes:
        raise NotAReport(", ".join(paths), "there is no report in it", "Name a file, a folder or a text.")
