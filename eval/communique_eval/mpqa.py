"""MPQA: whose attitude to what is positive or negative, in news of 2001 and 2002 (Wilson 2008; SRL4ORL's JSON)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Attitude types that have a side, by how they begin: sentiment, arguing, agreement, intention.
SIDED = ("sentiment", "arguing", "agree", "intention")

# Texts of the Wall Street Journal, under terms of their own: not used.
LEFT_OUT = "xbank"

Tokens = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Attitude:
    """Somebody's attitude to something in one sentence.

    Attributes:
        words: the sentence's tokens.
        holder, target: places of their tokens; never empty.
        expression: places of the words that express it.
        sign: +1 positive, -1 negative, 0 where no attitude of this holder to this target is marked.
    """

    words: tuple[str, ...]
    holder: Tokens
    target: Tokens
    expression: Tokens
    sign: int

    def said(self, places: Tokens) -> str:
        """Return the words at some places."""
        return " ".join(self.words[i] for i in places)


def attitudes(file: Path) -> list[Attitude]:
    """Read the attitudes with holder, target and side of one file, one for each sentence, holder and target.

    Pairs whose annotations are of both sides are left out, and so are texts of the Wall Street Journal.

    Raises:
        OSError: the file is missing.
    """
    return [one for sentence in _sentences(file) for one in _sided(sentence)]


def unmarked(file: Path) -> list[Attitude]:
    """Return pairs of a holder and what somebody else in the sentence has an attitude to, without one of its own."""
    return [one for sentence in _sentences(file) for one in _without(sentence)]


def _sentences(file: Path) -> Iterator[Mapping[str, Any]]:
    documents = json.loads(file.read_text(encoding="utf-8"))
    for document in documents.values():
        if f"/{LEFT_OUT}/" not in document["document_path"]:
            yield from (
                part for name, part in document.items() if name.startswith("sentence") and isinstance(part, dict)
            )


def _sided(sentence: Mapping[str, Any]) -> Iterator[Attitude]:
    words = tuple(_plain(word) for word in sentence["sentence_tokenized"])
    signs: dict[tuple[Tokens, Tokens], set[int]] = {}
    expressed: dict[tuple[Tokens, Tokens], set[int]] = {}
    for expression, attitude in _attitudes(sentence):
        kind, _, side = attitude["attitudes_types"].rpartition("-")
        if kind not in SIDED:
            continue
        for holder in expression["holders_indices"]:
            for target in attitude["targets_indices"]:
                pair = tuple(holder), tuple(target)
                if all(pair):
                    signs.setdefault(pair, set()).add(1 if side == "pos" else -1)
                    expressed.setdefault(pair, set()).update(expression["ds_indices"])
    for pair, found in signs.items():
        if len(found) == 1:
            yield Attitude(words, *pair, tuple(sorted(expressed[pair])), found.pop())


def _without(sentence: Mapping[str, Any]) -> Iterator[Attitude]:
    words = tuple(_plain(word) for word in sentence["sentence_tokenized"])
    holders, targets, known = dict[Tokens, None](), dict[Tokens, None](), set[tuple[Tokens, Tokens]]()
    for expression in _expressions(sentence):
        holders.update((tuple(holder), None) for holder in expression["holders_indices"])
    for expression, attitude in _attitudes(sentence):
        targets.update((tuple(target), None) for target in attitude["targets_indices"])
        known.update((tuple(h), tuple(t)) for h in expression["holders_indices"] for t in attitude["targets_indices"])
    for holder in holders:
        for target in targets:
            if holder and target and (holder, target) not in known and not set(holder) & set(target):
                yield Attitude(words, holder, target, (), 0)


def _expressions(sentence: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from (part for name, part in sentence.items() if name.startswith("ds") and isinstance(part, dict))


def _attitudes(sentence: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    for expression in _expressions(sentence):
        for i in range(expression["att_num"]):
            yield expression, expression[f"att{i}"]


_PLAIN = {"-LSB-": "[", "-RSB-": "]", "-LRB-": "(", "-RRB-": ")", "-LCB-": "{", "-RCB-": "}", "``": "“", "''": "”"}


def _plain(word: str) -> str:
    """Return a token as it was printed, not as the Penn Treebank writes it."""
    return _PLAIN.get(word, word)
