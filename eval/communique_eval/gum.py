"""GUM: who the sources of attributions are, by coreference chain.

The texts are written from the CoNLL-U files, where ``SpaceAfter=No`` says how tokens stand; paragraphs are separated
by one empty line. A chain is all mentions that the annotators took to mean the same.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from communique_eval.detokenise import join
from communique_eval.gold import Gold
from communique_eval.metrics import Range

ROWS = "gum/attributions.jsonl"
TEXTS = "gum/conllu"

_ENTITY = re.compile(r"\((?P<chain>[^-()]+)-?(?P<kind>[^-()]*)[^()]*(?P<single>\))?|(?P<ends>[^-()]+)\)")
_BESIDE = ("figure", "caption")


@dataclass(frozen=True, slots=True)
class Word:
    """A token: its form, Penn tag, dependency label, and the index of its head (its own for a root)."""

    form: str
    tag: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens ``first`` (inclusive) to ``last`` (exclusive) that mean one chain's entity of a kind ("person")."""

    chain: str
    kind: str
    first: int
    last: int


@dataclass(frozen=True)
class Source:
    """The source of an attribution.

    Attributes:
        place: its tokens (first, last exclusive).
        kind: kind of entity ("person", "organization", "place", …).
        chain: the mentions of the entity, in text order.
        wiki: title of its Wikipedia article, with spaces; None where there is none.
        content: tokens of the elementary discourse unit that is attributed to it (first, last exclusive); None where
            its words are not found.
    """

    place: Range
    kind: str
    chain: tuple[Mention, ...]
    wiki: str | None
    content: Range | None = None


@dataclass
class GumText:
    """A document: its words, its text with each word's range, and the sources of its attributions."""

    doc: str
    genre: str
    words: list[Word] = field(default_factory=list)
    text: str = ""
    ranges: tuple[Range, ...] = ()
    mentions: list[Mention] = field(default_factory=list)
    sources: tuple[Source, ...] = ()

    def characters(self, place: Range) -> Range:
        """Return the characters of a range of tokens."""
        return self.ranges[place[0]][0], self.ranges[place[1] - 1][1]


def texts(gold: Gold, genres: tuple[str, ...]) -> Iterator[GumText]:
    """Yield the documents of the genres that have rows, sorted by name.

    Sources that are no single stretch of text, that stand in a picture's caption, or that have no chain are left out.
    """
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in gold.rows(ROWS):
        if row["genre"] in genres:
            rows[row["doc"]].append(row)
    for doc in sorted(rows):
        conllu = gold.path(TEXTS) / f"{doc}.conllu"
        document, aside = _parse(doc, rows[doc][0]["genre"], conllu.read_text(encoding="utf-8"))
        found = (_source(document, row) for row in rows[doc])
        document.sources = tuple(one for one in found if one is not None and one.place[0] not in aside)
        yield document


def _source(document: GumText, row: Mapping[str, Any]) -> Source | None:
    """Return the source of a row with its chain; None where the row names none that can be told."""
    place = row["source_tok"][0], row["source_tok"][1] + 1
    words = " ".join(word.form for word in document.words[slice(*place)])
    if "chain_size" not in row or words != row["source"]:
        return None
    chains: dict[str, list[Mention]] = defaultdict(list)
    for mention in document.mentions:
        chains[mention.chain].append(mention)
    fitting = [
        mention
        for mention in document.mentions
        if place[0] <= mention.last - 1 and mention.first < place[1]
        if len(chains[mention.chain]) == row["chain_size"] and mention.kind == row["entity_type"]
    ]
    if not fitting:
        return None
    best = min(fitting, key=lambda one: (abs(one.first - place[0]) + abs(one.last - place[1]), one.first))
    wiki = row["wiki"].replace("_", " ") if row["wiki"] else None
    return Source(place, row["entity_type"], tuple(chains[best.chain]), wiki, _content(document, row, place))


def _content(document: GumText, row: Mapping[str, Any], source: Range) -> Range | None:
    """Return the place of the attributed unit's words that is nearest to the source."""
    wanted = row.get("content_edu", "").split()
    forms = [word.form for word in document.words]
    starts = [i for i in range(len(forms)) if wanted and forms[i : i + len(wanted)] == wanted]
    first = min(starts, key=lambda i: (abs(i - source[0]), i), default=None)
    return None if first is None else (first, first + len(wanted))


def _parse(doc: str, genre: str, conllu: str) -> tuple[GumText, frozenset[int]]:
    """Read a CoNLL-U file; also return the tokens that stand in a figure or caption."""
    reader = _Reader(GumText(doc, genre))
    for line in conllu.splitlines():
        if line.startswith("# newpar_block"):
            reader.aside = any(word in line for word in _BESIDE)
        elif line.startswith("# newpar"):
            reader.paragraph()
        elif line.startswith("# sent_id"):
            reader.offset = len(reader.document.words)
        elif line[:1].isdigit():
            reader.token(line.split("\t"))
    return reader.finish(), frozenset(reader.beside)


class _Reader:
    """Collects the tokens of a document as its lines are read."""

    def __init__(self, document: GumText) -> None:
        self.document = document
        self.aside = False
        self.beside: set[int] = set()
        self.offset = 0
        self._after: list[str] = []
        self._glued_until = 0
        self._contraction_space = " "
        self._open: dict[str, list[tuple[int, str]]] = defaultdict(list)

    def paragraph(self) -> None:
        """Begin a paragraph."""
        if self._after:
            self._after[-1] = "\n\n"

    def token(self, fields: list[str]) -> None:
        """Take a token line: a word, or the range of a contraction such as "I've", whose words stand together."""
        number, misc = fields[0], fields[9]
        space = "" if "SpaceAfter=No" in misc.split("|") else " "
        if "-" in number:
            self._glued_until = self.offset + int(number.partition("-")[2])
            self._contraction_space = space
        elif number.isdigit():
            self._word(fields, space)

    def _word(self, fields: list[str], space: str) -> None:
        i = len(self.document.words)
        head = self.offset + int(fields[6]) - 1 if int(fields[6]) else i
        self.document.words.append(Word(fields[1], fields[4], fields[7], head))
        if i + 1 < self._glued_until:
            space = ""
        elif i + 1 == self._glued_until:
            space = self._contraction_space
        self._after.append(space)
        if self.aside:
            self.beside.add(i)
        value = next((part[7:] for part in fields[9].split("|") if part.startswith("Entity=")), "")
        self._entities(value, i)

    def _entities(self, value: str, i: int) -> None:
        """Open and close mentions at word ``i``."""
        for found in _ENTITY.finditer(value):
            if found["ends"]:
                first, kind = self._open[found["ends"]].pop()
                self.document.mentions.append(Mention(found["ends"], kind, first, i + 1))
            elif found["single"]:
                self.document.mentions.append(Mention(found["chain"], found["kind"], i, i + 1))
            else:
                self._open[found["chain"]].append((i, found["kind"]))

    def finish(self) -> GumText:
        """Write the text."""
        document = self.document
        forms = [word.form for word in document.words]
        document.text, document.ranges = join(zip(forms, self._after, strict=True))
        document.text = document.text.rstrip()
        document.mentions.sort(key=lambda one: (one.first, -one.last))
        return document
