"""What a user can set for the stages."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices that change what the stages find; part of a row's origin.

    Attributes:
        codebook: a codebook file in place of the built-in one.
        attribution: who finds attributions and adds to the stances that rules find: the trained models, or the rules
            alone.
        actors: a file of actors, other names and offices beside the built-in ones.
        threads: how many threads run a model; 0 for one a core. No result depends on it.
    """

    codebook: Path | None = None
    attribution: Literal["model", "rules"] = "model"
    threads: int = 0
    actors: Path | None = None
