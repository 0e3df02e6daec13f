"""Stances with the party of the proposition filled in: codings of statements."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace

from communique.lexicons.codebook import Codebook, IssueEntry
from communique.records.document import Document
from communique.records.layers import STANCES, IssueStance
from communique.records.resolution import Resolution
from communique.records.rows import Coding, Issue, Statement

# What stands in the slot when the report never says who is meant.
NOBODY_NAMED = {"state": "a state", "actor": "a party"}


def with_codings(
    document: Document,
    resolution: Resolution,
    codebook: Codebook,
    rows: Mapping[int, Statement],
    holder: Mapping[int, int],
) -> dict[int, Statement]:
    """Return the statements with their stances on issues; those of held attributions go to the holder."""
    entries = {entry.id: entry for entry in codebook.issues}
    usual = _usual_targets(document, resolution, entries)
    codings: dict[int, list[Coding]] = defaultdict(list)
    for stance in document[STANCES]:
        entry = entries[stance.issue]
        target, reasons = _target(stance, entry, resolution, usual)
        issue = _issue(entry, target, resolution)
        coding = Coding(issue, stance.stance, (*stance.because, *reasons), stance.confidence)
        coded = codings[holder[stance.attribution]]
        if all(other.issue != issue for other in coded):
            coded.append(coding)
    return {i: replace(row, codings=tuple(codings[i])) if i in codings else row for i, row in rows.items()}


def _named(stance: IssueStance, entry: IssueEntry, resolution: Resolution) -> str | None:
    """Return the actor that the words of the target mean, as far as the slot can hold it."""
    if stance.target is None or entry.target is None:
        return None
    answer = resolution.answers.get((stance.target.start, stance.target.end))
    chain = resolution.chain(answer.actor if answer else None)
    states = [actor for actor in chain if resolution.actors[actor].kind == "state"]
    if entry.target == "state":
        return states[0] if states else None
    return states[0] if states else (chain[0] if chain else None)


def _usual_targets(
    document: Document, resolution: Resolution, entries: Mapping[str, IssueEntry]
) -> dict[str, str | None]:
    """Return for each issue the one party that the report names with it; None where it names several or none."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for stance in document[STANCES]:
        target = _named(stance, entries[stance.issue], resolution)
        if target:
            counts[stance.issue][target] += 1
    return {issue: next(iter(found)) if len(found) == 1 else None for issue, found in counts.items()}


def _target(
    stance: IssueStance, entry: IssueEntry, resolution: Resolution, usual: Mapping[str, str | None]
) -> tuple[str | None, tuple[str, ...]]:
    named = _named(stance, entry, resolution)
    if named or not entry.target_from_report:
        return named, ()
    inherited = usual.get(stance.issue)
    if inherited:
        return inherited, (f"about {resolution.actors[inherited].name}, as elsewhere in the report",)
    return None, ()


def _issue(entry: IssueEntry, target: str | None, resolution: Resolution) -> Issue:
    if entry.target is None:
        return Issue(entry.id, entry.label, entry.proposition)
    if target is None:
        return Issue(entry.id, entry.label, _filled(entry.proposition, NOBODY_NAMED[entry.target]))
    name = resolution.actors[target].name
    return Issue(f"{entry.id}:{_short(target)}", f"{entry.label}: {name}", _filled(entry.proposition, name))


def _filled(proposition: str, party: str) -> str:
    words = proposition.format(target=party)
    return words[0].upper() + words[1:]


def _short(actor: str) -> str:
    """Return the id of a state without its kind; other ids whole."""
    return actor.removeprefix("state:")
