"""Statements of several: "Chad and Niger called for …" is one statement of each."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from communique.core.ids import hashed
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import ATTRIBUTIONS
from communique.records.resolution import Resolution, Resolved
from communique.records.rows import Speaker, Statement


def by_party(document: Document, resolution: Resolution, rows: Mapping[int, Statement]) -> Iterator[Statement]:
    """Yield the statements in text order, one for each known party of a source that names several.

    The first keeps the id, so that rows that refer to the statement stay right.
    """
    for i in sorted(rows):
        known = list(_known(document[ATTRIBUTIONS][i].parties, resolution))
        if len({answer.actor for _, answer in known}) < 2:
            yield rows[i]
            continue
        for place, (words, answer) in enumerate(known):
            yield _of_party(rows[i], words, answer, resolution, first=place == 0)


def _known(parties: tuple[Evidence, ...], resolution: Resolution) -> Iterator[tuple[Evidence, Resolved]]:
    for words in parties:
        answer = resolution.answers.get((words.start, words.end))
        if answer and answer.actor:
            yield words, answer


def _of_party(row: Statement, words: Evidence, answer: Resolved, resolution: Resolution, *, first: bool) -> Statement:
    actor = resolution.actors[answer.actor or ""]
    return replace(
        row,
        id=row.id if first else hashed("statement", row.id, actor.id),
        speaker=Speaker(actor.id, words, answer.because),
        on_behalf_of=actor.on_behalf_of,
    )
