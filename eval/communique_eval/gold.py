"""The gold folder: where it is, which sets it has, and the hash that says exactly which data a figure was taken on.

No path is known here: the user names the folder, on the command line or in the environment.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.core.errors import UsageError

VARIABLE = "COMMUNIQUE_GOLD"

# What each set consists of, relative to the gold folder; a folder stands for the files in it.
SETS: Mapping[str, tuple[str, ...]] = {
    "polnear-articles": ("polnear/polnear_dev.jsonl",),
    "polnear-more": ("polnear/polnear_train.jsonl",),
    "polnear-paragraphs": ("polnear/cofenet_valid.jsonl",),
    "actors": ("actors/actor_codes.jsonl",),
    "keypoints": ("keypoints/arguments_dev.csv", "keypoints/key_points_dev.csv", "keypoints/labels_dev.csv"),
    "mpqa": ("mpqa/test_fold_2.json",),
    "gum": ("gum/attributions.jsonl", "gum/conllu"),
}


@dataclass(frozen=True, slots=True)
class Gold:
    """A folder of gold data.

    Attributes:
        folder: the folder that holds ``polnear``, ``gum`` and so on.
    """

    folder: Path

    @classmethod
    def find(cls, folder: Path | None = None, environment: Mapping[str, str] = os.environ) -> "Gold":
        """Return the gold folder that the caller names, or else the environment.

        Raises:
            UsageError: none is named, or the one named is not a folder.
        """
        named = folder or (Path(environment[VARIABLE]) if environment.get(VARIABLE) else None)
        if named is None:
            raise UsageError(f"No gold data to score against. Name its folder with --gold DIR or in {VARIABLE}.")
        if not named.is_dir():
            raise UsageError(f"'{named}' is not a folder. Name the folder of the gold data (--gold DIR or {VARIABLE}).")
        return cls(named)

    def missing(self, sets: Iterable[str]) -> tuple[str, ...]:
        """Return the files of these sets that the folder lacks, relative to it; empty when all are there."""
        return tuple(name for one in sets for name in SETS[one] if not (self.folder / name).exists())

    def path(self, name: str) -> Path:
        """Return the path of a file or folder of a set."""
        return self.folder / name

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """Yield the objects of a file with one JSON object a line."""
        with self.path(name).open(encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    yield json.loads(line)

    def sha256(self, sets: Iterable[str]) -> str:
        """Return the SHA-256 (hex) of the names and bytes of all files of these sets."""
        digest = hashlib.sha256()
        for file in self._files(sets):
            digest.update(file.relative_to(self.folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
        return digest.hexdigest()

    def _files(self, sets: Iterable[str]) -> list[Path]:
        paths = [self.path(name) for one in sets for name in SETS[one]]
        return sorted(file for path in paths for file in (path.iterdir() if path.is_dir() else [path]))
