"""One report through all stages."""

from dataclasses import replace
from functools import cached_property

from communique import __version__
from communique.annotate.plan import annotate, stages, versions
from communique.core.ids import hashed
from communique.core.settings import Settings
from communique.lexicons import actors, codebook
from communique.lexicons.actors import own
from communique.models import session
from communique.records.document import Document
from communique.records.report import Report
from communique.records.rows import Reading
from communique.resolve.resolver import Resolver
from communique.run.assemble.cast import named_actors
from communique.run.assemble.codings import with_codings
from communique.run.assemble.events import events, forecasts
from communique.run.assemble.parties import by_party
from communique.run.assemble.statements import statements
from communique.run.assemble.wanted import wanted


class Pipeline:
    """The stages, built once; a callable from a report to its rows.

    Args:
        settings: the user's choices.

    Raises:
        CodebookError: the codebook of the settings does not follow the format.
        ActorsError: the file of actors does not.
    """

    def __init__(self, settings: Settings) -> None:
        self.codebook = codebook.load(settings.codebook)
        self.own = actors.load_own(settings.actors)
        self.stages = stages(settings)
        self.resolver = Resolver()
        self.threads = settings.threads

    @cached_property
    def origin(self) -> str:
        """What the rows came from: a hash of program version, stage versions, codebook and the user's actors."""
        return hashed("origin", __version__, *versions(self.stages), Resolver.version, self.codebook, self.own.digest)

    def __call__(self, report: Report) -> Reading:
        """Return what was read in the report."""
        with own.using(self.own), session.using(self.threads):
            return self._read(report)

    def _read(self, report: Report) -> Reading:
        document = annotate(Document(report), self.stages)
        resolution = self.resolver(document, wanted(document))
        rows, holder = statements(document, resolution)
        coded = with_codings(document, resolution, self.codebook, rows, holder)
        reading = Reading(
            report=report,
            statements=tuple(by_party(document, resolution, coded)),
            events=events(document, resolution, rows, holder),
            forecasts=forecasts(document, rows, holder),
        )
        return replace(reading, actors=named_actors(reading, resolution))
