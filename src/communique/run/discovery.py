"""What is talked about in a record and not in its codebook: statements without a coding, grouped by what they say."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from communique.annotate.stance.matching import Vector, likely, vector
from communique.query.base import Row, Table, cited
from communique.query.record import merge
from communique.query.view import words
from communique.records.report import Report
from communique.records.rows import Issue, Mention, Statement
from communique.run.grouping import groups
from communique.run.phrases import Phrase, Phrases, telling, words_of
from communique.store.database import Store
from communique.store.scope import Scope

# Fewer words say too little to be compared ("Yes, he did"), and so do those of which not two tell anything ("that he
# would not do it again").
WORDS, TELLING = 5, 2

# Two groups become one topic while their mean cosine is at least this. The statements of our 35 reports that are coded
# and the sentences of tests/stances/heldout.tsv (187) were grouped together with the 639 statements that are not coded.
# Of the pairs that came into one topic this share is on one issue, and of those on one issue this share came together:
# 0.40: 0.74 and 0.33; 0.45: 0.75 and 0.27; 0.50: 0.91 and 0.21; 0.55: 0.90 and 0.10. What is found is shown to a
# person, so few and clean is better. Topics whose members are all like one statement ("leader clustering") are worse:
# 0.68 and 0.28 or 0.87 and 0.18 at best. A share of the title's vector, or vectors less their mean, gain little.
ALIKE = 0.5

# Topics that one speaker raised in one report are no topics of the record.
SOURCES = 2

# A topic has a phrase that this share of its statements have; others are alike in tone only ("the door is open").
SHARED = 0.5

# A topic is near an issue of the record when its statements speak to the proposition rather than not.
NEAR = 0.5

# Suggested at most; so many terms make a label.
TERMS, PARTIES, LABEL = 6, 3, 2

# Actors whose names tell nothing about the topic; those of bodies may ("the court").
NAMES = ("state", "person")

# Not the apostrophe of a possessor ("the islands’ concern").
_QUOTES = re.compile(r"""[“”"«»‘]|(?<!\w)'|(?<=[.,!?…])['’]|['’]$""")


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that nobody has coded.

    Attributes:
        words: what is said.
        plain: the same without names of states and people.
        states: names of the states that it names.
    """

    statement: Statement
    report: Report
    words: str
    plain: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A statement's vector, and how many statements have theirs, of how many."""

    vector: Vector
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Topic:
    """Statements that say something about the same.

    Attributes:
        label: its most characteristic phrases.
        proposition: one sentence of the statement in the middle; a draft, to be worded by a person.
        terms: characteristic phrases of several statements, those of most first.
        parties: the states named most.
        near: the record's issue that it may belong to; None for none.
        said: the statements, those in the middle first.
        speakers, reports: how many different ones.
    """

    label: str
    proposition: str
    terms: tuple[str, ...]
    parties: tuple[str, ...]
    near: Issue | None
    said: tuple[Said, ...]
    speakers: int
    reports: int


class Topics(Table):
    """The topics as a table."""

    columns = ("topic", "statements", "speakers", "reports", "proposition", "terms", "parties", "near")


def row(topic: Topic) -> Row:
    """Return a topic as a line of the table, with its statements as its evidence."""
    counts = (float(len(topic.said)), float(topic.speakers), float(topic.reports))
    near = topic.near.label if topic.near else None
    cells = (topic.label, *counts, topic.proposition, ", ".join(topic.terms), ", ".join(topic.parties), near)
    return Row(cells, tuple(cited(one.statement, one.report) for one in topic.said))


def uncoded(store: Store, scope: Scope) -> tuple[Said, ...]:
    """Return the first-hand statements that have no coding and say enough, sorted by their words, each wording once.

    Args:
        store: the record.
        scope: which part of it.
    """
    reports = {report.id: report for report in store.reports(scope)}
    names = {actor.id: actor.name for actor in merge(store.actors(scope)) if actor.kind in NAMES}
    mentions: dict[str, list[tuple[Mention, str]]] = defaultdict(list)
    for actor, found in store.mentions(scope).items():
        for mention in found:
            if actor in names:
                mentions[mention.report].append((mention, actor))
    said = (
        _said(statement, reports[statement.report], mentions[statement.report], names)
        for statement in store.statements(scope)
        if statement.content and not (statement.codings or statement.reported_by or statement.same_as)
    )
    enough = {one.words.casefold(): one for one in said if _says_enough(one)}
    return tuple(enough[key] for key in sorted(enough))


def _said(
    statement: Statement, report: Report, mentions: Iterable[tuple[Mention, str]], names: Mapping[str, str]
) -> Said:
    here = [
        (mention.evidence, actor)
        for mention, actor in mentions
        if any(part.holds(mention.evidence) for part in statement.content)
    ]
    states = dict.fromkeys(names[actor] for _, actor in here if actor.startswith("state:"))
    gaps = {i for evidence, _ in here for i in range(evidence.start, evidence.end)}
    plain = (
        "".join("," if i in gaps else letter for i, letter in enumerate(part.words, part.start))
        for part in statement.content
    )
    return Said(statement, report, words(statement), " … ".join(plain), tuple(states))


def _says_enough(said: Said) -> bool:
    return len(said.words.split()) >= WORDS and len(telling(words_of(said.plain))) >= TELLING


def vectors(said: Sequence[Said]) -> Iterator[Compared]:
    """Yield the vector of each statement.

    Raises:
        ModelError: the model is missing or damaged.
    """
    for done, one in enumerate(said, 1):
        yield Compared(vector(one.words), done, len(said))


def topics(store: Store, said: Sequence[Said], compared: Sequence[Compared], least: int) -> list[Topic]:
    """Return the topics, the largest first.

    Args:
        store: the record, for its issues.
        said: the statements.
        compared: their vectors.
        least: how many statements a topic has at least.
    """
    table = np.array([one.vector for one in compared], dtype=np.float32)
    large = [group for group in groups(table, ALIKE) if len(group) >= least]
    phrases = Phrases(one.plain for one in said)
    issues = store.issues()
    found = []
    for group in large:
        shown = phrases.of(frozenset(group))
        members = _from_the_middle(table, group)
        topic = _topic([said[i] for i in members], shown, _nearest(table[group], issues))
        if _is_shared(shown, group) and max(topic.speakers, topic.reports) >= SOURCES:
            found.append(topic)
    return sorted(found, key=lambda topic: (-len(topic.said), topic.label, topic.proposition))


def _from_the_middle(table: Vector, group: Sequence[int]) -> list[int]:
    """Return the members of a group, those that are most like the others first."""
    likeness = table[group].astype(np.float64) @ table[group].sum(axis=0, dtype=np.float64)
    return [i for _, i in sorted(zip(-likeness.round(6), group, strict=True))]


def _is_shared(phrases: Sequence[Phrase], group: Sequence[int]) -> bool:
    return any(phrase.texts >= max(2, SHARED * len(group)) for phrase in phrases)


def _topic(said: Sequence[Said], phrases: Sequence[Phrase], near: Issue | None) -> Topic:
    terms = [phrase.words for phrase in sorted(phrases, key=lambda phrase: -phrase.texts) if phrase.texts > 1]
    states = Counter(state for one in said for state in one.states)
    parties = sorted(states, key=lambda state: (-states[state], state))
    speakers = {one.statement.speaker.actor for one in said if one.statement.speaker} - {None}
    return Topic(
        label=", ".join(terms[:LABEL]).capitalize(),
        proposition=_draft(said[0]),
        terms=tuple(terms[:TERMS]),
        parties=tuple(parties[:PARTIES]),
        near=near,
        said=tuple(said),
        speakers=len(speakers),
        reports=len({one.report.id for one in said}),
    )


def _draft(said: Said) -> str:
    """Return the first sentence of what is said, without quotation marks and with a capital."""
    first = " ".join(_QUOTES.sub("", said.statement.content[0].words).split())
    sentence = re.split(r"(?<=[.!?])\s", first.removeprefix("that "))[0].strip(" ,;:.…–-")
    return sentence[:1].upper() + sentence[1:]


def _nearest(vectors: Vector, issues: Sequence[Issue]) -> Issue | None:
    """Return the issue whose proposition the statements speak to most; None when they speak to none."""
    scored = [(likely(float((vectors @ vector(issue.proposition)).mean())), issue) for issue in issues]
    share, issue = max(scored, key=lambda one: one[0], default=(0.0, None))
    return issue if share >= NEAR else None
