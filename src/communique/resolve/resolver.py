"""Who is meant: from words to actors, for one report."""

from collections.abc import Sequence
from typing import ClassVar

from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.resolution import Resolution
from communique.resolve.answers import Answers
from communique.resolve.reading import Reading


class Resolver:
    """Resolves names, descriptions and pronouns of one report to actors.

    Attributes:
        version: raised whenever the results may change; part of each row's origin.
    """

    version: ClassVar[int] = 6

    def __call__(self, document: Document, wanted: Sequence[Evidence]) -> Resolution:
        """Return the actors of a report and the answer for each wanted range.

        Args:
            document: a report with the layers ``SYNTAX``, ``QUOTATIONS``, ``ATTRIBUTIONS`` and ``TIMES``.
            wanted: ranges of its text to be answered, each a noun phrase, a possessive or an adjective; in any order.

        Returns:
            All actors that the report names, with their mentions, and the answers by range.
        """
        reading = Reading(document)
        reading.read()
        answers = Answers(reading)
        answers.pronouns.read()
        ordered = sorted(set(wanted))
        return reading.cast.resolution({(one.start, one.end): answers.of(one) for one in ordered})
