"""News of 2001 and 2002 (MPQA's texts) with codes of our own: who takes which side on what, sentence by sentence.

A file of codes has no words of the texts, only places: MPQA's part, document, sentence, the holder's tokens ("-" for
the article's author), codes as ``issue:PARTY=side`` or "-". Where a holder of MPQA's speaks and has no line, the reader
coded nothing.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

from communique_eval.detokenise import detokenise

# The codes of fold 2, on which nothing is trained.
HELD_OUT = Path(str(resources.files("communique_eval").joinpath("data", "news.tsv")))

Range = tuple[int, int]
Line = tuple[Range | None, str]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence with somebody who speaks in it.

    Attributes:
        context: the sentence before.
        words: the sentence.
        holder: words of it that name who speaks; "" for the article's author.
        codes: sides by issue: ``support``, ``oppose`` or ``mixed``; empty for none.
    """

    context: str
    words: str
    holder: str
    codes: Mapping[str, str]


def spoken(gold: Path, codes: Path) -> list[Spoken]:
    """Return the coded sentences, and those in which a holder of MPQA's speaks and takes no side.

    Args:
        gold: folder of the gold data.
        codes: the file; of MPQA's parts that it names, all sentences are read.

    Raises:
        OSError: a file is missing.
    """
    coded: dict[str, dict[tuple[str, int], list[Line]]] = {}
    for line in codes.read_text(encoding="utf-8").splitlines():
        part, document, sentence, place, told = line.split("\t")
        holder = None if place == "-" else _range(place)
        coded.setdefault(part, {}).setdefault((document, int(sentence)), []).append((holder, told))
    return [one for part, lines in coded.items() for one in _read(gold / "mpqa" / f"{part}.json", lines)]


def _range(place: str) -> Range:
    first, last = place.split("-")
    return int(first), int(last)


def _read(file: Path, lines: Mapping[tuple[str, int], list[Line]]) -> Iterator[Spoken]:
    for document in json.loads(file.read_text(encoding="utf-8")).values():
        name, before = document["document_path"].partition("/docs/")[2], ""
        sentences = (document.get(f"sentence{number}") for number in range(len(document)))
        for number, sentence in enumerate(filter(None, sentences)):
            text, places = detokenise(sentence["sentence_tokenized"])
            told = lines.get((name, number), [])
            taken = [holder for holder, _ in told if holder]
            silent = [(other, "-") for other in _holders(sentence) if not any(_overlap(other, one) for one in taken)]
            for holder, codes in (*told, *silent):
                said = text[places[holder[0]][0] : places[holder[1] - 1][1]] if holder else ""
                yield Spoken(before, text, said, sides(codes))
            before = text


def sides(codes: str) -> dict[str, str]:
    """Return the side on each issue: ``issue:PARTY=side``, joined by commas, or "-"; different ones are ``mixed``."""
    found: dict[str, str] = {}
    for code in codes.split(",") if codes != "-" else ():
        name, side = code.split("=")
        issue = name.partition(":")[0]
        found[issue] = side if found.get(issue, side) == side else "mixed"
    return found


def _holders(sentence: Mapping[str, Any]) -> list[Range]:
    """Return where those whom MPQA marks as holders of attitudes are named, each a run of tokens."""
    found = dict[Range, None]()
    for name, part in sentence.items():
        for holder in part["holders_indices"] if name.startswith("ds") and isinstance(part, dict) else ():
            if holder and all(after == before + 1 for before, after in pairwise(holder)):
                found[holder[0], holder[-1] + 1] = None
    return list(found)


def _overlap(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]
