"""Topics as a codebook to accept and edit."""

from collections.abc import Iterable, Iterator

import yaml

from communique.core.ids import slug
from communique.query.view import passage
from communique.run.discovery import Topic

HEAD = """\
# Drafted from what is talked about in a record and not in its codebook; nothing here was judged by a person.
# Of each issue: drop it, or word the proposition so that one party would sign it and another would not, say in the
# description what belongs to it, and keep the terms that take no side. Then: communique codebook check THIS_FILE
version: 1
issues:
"""

# Sentences shown with an issue.
SHOWN = 3


def stub(topics: Iterable[Topic]) -> str:
    """Return a codebook with an issue for each topic; there must be one at least."""
    ids: set[str] = set()
    return HEAD + "".join(f"\n{_issue(topic, _new(slug(topic.label), ids))}" for topic in topics)


def _new(wanted: str, ids: set[str]) -> str:
    """Return an id that is not among those given out, and add it."""
    found = next(id for id in _numbered(wanted) if id not in ids)
    ids.add(found)
    return found


def _numbered(wanted: str) -> Iterator[str]:
    yield wanted
    number = 2
    while True:
        yield f"{wanted}-{number}"
        number += 1


def _issue(topic: Topic, id: str) -> str:
    fields = {
        "id": id,
        "label": topic.label,
        "description": f"Drafted from {len(topic.said)} statements; say what belongs to the issue and what does not.",
        "proposition": topic.proposition.replace("{", "(").replace("}", ")"),
        "terms": list(topic.terms),
    }
    written = yaml.safe_dump([fields], sort_keys=False, allow_unicode=True, width=120)
    return "".join(f"# {' '.join(line.split())}\n" for line in _remarks(topic)) + written


def _remarks(topic: Topic) -> Iterator[str]:
    if topic.near:
        yield f"These statements speak to the issue '{topic.near.label}', yet none has a coding."
    if topic.parties:
        yield f"States named: {', '.join(topic.parties)}. Put {{target}} in the proposition if it can be about several."
    for one in topic.said[:SHOWN]:
        yield f"Said: {passage(one.statement, one.report.text).words}"
