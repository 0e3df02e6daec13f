"""A sentence with where it stands, for people on the terminal."""

from communique.present.cli.page import Styled
from communique.present.export.wording import day
from communique.query.base import Source


def cited(source: Source) -> list[Styled]:
    """Return the sentence and, in brackets, outlet, day and title of its report."""
    told = ", ".join(filter(None, (source.outlet, day(source.published), source.title)))
    return [f"{source.sentence} ", (f"({told})", "dim")]
