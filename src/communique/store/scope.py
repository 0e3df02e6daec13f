"""Which part of the record is asked about."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Scope:
    """A choice of reports and days; the default is everything.

    Attributes:
        reports: ids of the reports; None for all.
        outlets: only reports of these outlets, as the record spells them; None for all.
        since, until: first and last day, inclusive, that a statement may be from: the day it was said, else the day
            its report was published. A statement without either lies outside any period.
    """

    reports: tuple[str, ...] | None = None
    outlets: tuple[str, ...] | None = None
    since: date | None = None
    until: date | None = None


EVERYTHING = Scope()
