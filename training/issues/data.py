"""What the issues model is trained on: passages, briefs and coded news, each with who takes which side on what."""

import csv
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from communique.lexicons import codebook
from communique_eval.news import ARTICLES as MEASURED
from communique_eval.news import Spoken, attributed, sides, spoken
from communique_eval.news import articles as coded

HERE = Path(__file__).parent
BRIEFS, REPORTS, NEWS = HERE / "briefs", HERE / "reports", HERE / "news.tsv"
ARTICLES, EVENTS = HERE / "articles.tsv", HERE / "events.tsv"
PASSAGES = HERE.parents[1] / "tests" / "stances" / "passages"

SIDES = {"support": 1.0, "oppose": 0.0, "mixed": 0.5}

# One brief in ten is kept apart: its rows choose the epoch and the thresholds.
HELD_OUT = 10


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a report with its holder.

    Attributes:
        context: what the reader has read before: the title, then the passage before.
        words: the passage.
        holder: words of the passage that name who speaks; "" for the reporter.
        sides: issue to side, 1 for support, 0 for oppose and 0.5 for mixed; where they differ by party, 0.5.
    """

    context: str
    words: str
    holder: str
    sides: Mapping[str, float]


def briefs(file: Path) -> list[list[Passage]]:
    """Return the briefs or reports of a file, each as its passages.

    A brief is a line "# title" and a line for each passage: holder, codes, words, separated by tabs; codes are "-" or
    ``issue:PARTY=side``, joined by commas. The holder of the reporter's own words is "reporter".
    """
    found: list[list[Passage]] = []
    title = before = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            title, before = line[2:], ""
            found.append([])
        elif line:
            holder, codes, words = line.split("\t")
            who = "" if holder == "reporter" else holder
            found[-1].append(Passage(f"{title} {before}", words, who, _numbers(codes)))
            before = words
    return found


def written(folder: Path) -> list[list[Passage]]:
    """Return the briefs or reports of the files of a folder, in the order of their names."""
    return [brief for file in sorted(folder.glob("*.txt")) for brief in briefs(file)]


def _numbers(codes: str) -> dict[str, float]:
    return {issue: SIDES[side] for issue, side in sides(codes).items()}


def passages(folder: Path) -> list[Passage]:
    """Return the single passages of the files of a folder: issue, party, side, holder, words; no context.

    A passage that is there for several issues comes once for each holder, with all their sides.
    """
    found: dict[tuple[str, str], dict[str, str]] = {}
    for file in sorted(folder.glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            issue, _, side, holder, words = line.split("\t")
            found.setdefault((words, holder), {})[issue] = side
    return [
        Passage(
            "",
            words,
            holder if holder != "-" else "",
            {issue: SIDES[side] for issue, side in sides.items() if side != "none"},
        )
        for (words, holder), sides in found.items()
    ]


def news(gold: Path, codes: Path = NEWS) -> list[Passage]:
    """Return the sentences of MPQA's news that we coded.

    Args:
        gold: folder of the gold data.
        codes: the file of codes.
    """
    return [_passage(one) for one in spoken(gold, codes)]


def _passage(one: Spoken) -> Passage:
    return Passage(one.context, one.words, one.holder, {issue: SIDES[side] for issue, side in one.codes.items()})


def articles(gold: Path, codes: Path = ARTICLES) -> list[Passage]:
    """Return the attributions of PolNeAR's articles (training part) that we coded.

    Args:
        gold: folder of the gold data.
        codes: article, number of the attribution, codes; only what has a line was read.
    """
    return merged(_passage(one) for article in coded(gold, codes, listed=True) for one in attributed(article))


def measured(gold: Path) -> list[Passage]:
    """Return the attributions of the articles that ``communique score news`` measures, for looking at epochs."""
    return merged(_passage(one) for article in coded(gold, MEASURED) for one in attributed(article))


def events(gold: Path, codes: Path = EVENTS) -> list[Passage]:
    """Return PLV's sentences (training part) with their sources, which we coded.

    Args:
        gold: folder of the gold data.
        codes: number of the row, codes.
    """
    with (gold / "plv" / "train.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    told = (line.split("\t") for line in codes.read_text(encoding="utf-8").splitlines())
    return [Passage("", rows[int(i)]["sentence"], rows[int(i)]["source"], _numbers(code)) for i, code in told]


def merged(passages: Iterable[Passage]) -> list[Passage]:
    """Return passages once for each holder: what reads alike has the codes of all."""
    found: dict[tuple[str, str, str], Passage] = {}
    for one in passages:
        known = found.setdefault((one.context, one.words, one.holder), one)
        found[one.context, one.words, one.holder] = replace(known, sides={**known.sides, **one.sides})
    return list(found.values())


def examples() -> Iterator[Passage]:
    """Yield the example sentences of the built-in codebook."""
    for issue in codebook.load().issues:
        for side, sentences in ((1.0, issue.examples_for), (0.0, issue.examples_against)):
            for words in sentences:
                yield Passage("", words, "", {issue.id: side})


def split(data: Sequence[list[Passage]], rng: random.Random) -> tuple[list[Passage], list[Passage]]:
    """Return the passages for training and those kept apart, whole briefs each."""
    order = list(data)
    rng.shuffle(order)
    kept = len(order) // HELD_OUT
    return [one for brief in order[kept:] for one in brief], [one for brief in order[:kept] for one in brief]
