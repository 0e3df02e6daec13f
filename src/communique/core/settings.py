"""What a user can set for the stages."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices that change what the stages find; part of a row's origin.

    Attributes:
        codebook: a codebook file in place of the built-in one.
    """

    codebook: Path | None = None
