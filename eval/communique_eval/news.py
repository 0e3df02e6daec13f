"""News of 2001 and 2002 (MPQA's texts) and of 2015 and 2016 (PolNeAR's) with codes of our own: who takes which side.

A file of codes has no words of the texts, only places. For MPQA: part, document, sentence, the holder's tokens ("-" for
the article's author), codes as ``issue:PARTY=side`` or "-". For PolNeAR: article, number of the attribution, codes.
Where somebody speaks in a document that the file names and has no line, the reader coded nothing.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

from communique.annotate.stance.suggesting import context
from communique.query.passages import sentence, sentence_before
from communique_eval.detokenise import detokenise

# The codes of fold 2, on which nothing is trained.
HELD_OUT = Path(str(resources.files("communique_eval").joinpath("data", "news.tsv")))

# The codes of some of PolNeAR's articles, its training part, on which no model of issues is trained: those that rules
# and thresholds were chosen by, and those that were coded before anybody had seen what the program makes of them.
ARTICLES, UNREAD = HELD_OUT.with_name("articles.tsv"), HELD_OUT.with_name("unread.tsv")

Range = tuple[int, int]
Line = tuple[Range | None, str]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence with somebody who speaks in it.

    Attributes:
        context: the sentence before, and in PolNeAR the title in front of it.
        words: the sentence, or the sentences of an attribution.
        holder: words of it that name who speaks; "" for the article's author, and where PolNeAR names none.
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


@dataclass(frozen=True, slots=True)
class Article:
    """An article of PolNeAR with codes.

    Attributes:
        text: with the title as its first line.
        attributions: PolNeAR's, as it has them.
        codes: of each attribution, sides by issue.
    """

    text: str
    attributions: tuple[Mapping[str, list[Range]], ...]
    codes: tuple[Mapping[str, str], ...]


def articles(gold: Path, codes: Path, *, listed: bool = False) -> Iterator[Article]:
    """Yield PolNeAR's articles that are coded.

    Args:
        gold: folder of the gold data.
        codes: the file.
        listed: whether only what has a line was read; else all attributions of the articles that it names.

    Raises:
        OSError: a file is missing.
    """
    coded: dict[str, dict[int, str]] = {}
    for line in codes.read_text(encoding="utf-8").splitlines():
        article, number, told = line.split("\t")
        coded.setdefault(article, {})[int(number)] = told
    for line in (gold / "polnear" / "polnear_train.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["primary"] and row["doc"] in coded:
            told_here = coded[row["doc"]]
            numbered = [
                (one, told_here.get(i, "-"))
                for i, one in enumerate(row["attributions"])
                if one["content"] and (i in told_here or not listed)
            ]
            yield Article(row["text"], tuple(one for one, _ in numbered), tuple(sides(told) for _, told in numbered))


def attributed(article: Article) -> Iterator[Spoken]:
    """Yield the attributions of an article, each with its sentences, whatever it is coded on."""
    for one, codes in zip(article.attributions, article.codes, strict=True):
        places, text = [*one["source"], *one["cue"], *one["content"]], article.text
        said = sentence(text, min(first for first, _ in places), max(last for _, last in places))
        told = context(text.partition("\n")[0], sentence_before(text, said.start))
        yield Spoken(told, said.words, " ".join(text[first:last] for first, last in one["source"]), codes)


def _range(place: str) -> Range:
    first, last = place.split("-")
    return int(first), int(last)


def _read(file: Path, lines: Mapping[tuple[str, int], list[Line]]) -> Iterator[Spoken]:
    for document in json.loads(file.read_text(encoding="utf-8")).values():
        name, before = document["document_path"].partition("/docs/")[2], ""
        sentences = (document.get(f"sentence{number}") for number in range(len(document)))
        for number, one in enumerate(filter(None, sentences)):
            text, places = detokenise(one["sentence_tokenized"])
            told = lines.get((name, number), [])
            taken = [holder for holder, _ in told if holder]
            silent = [(other, "-") for other in _holders(one) if not any(_overlap(other, each) for each in taken)]
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
