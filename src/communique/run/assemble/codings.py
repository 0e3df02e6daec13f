"""Stances with the party of the proposition filled in: codings of statements."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from communique.lexicons import actors
from communique.lexicons.codebook import Codebook, IssueEntry
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import STANCES, IssueStance
from communique.records.resolution import Resolution
from communique.records.rows import Coding, Issue, Statement
from communique.run.assemble.implied import SURE, Implied

# How much less sure a stance is that somebody else reports.
SECOND_HAND = 0.8

OWN_WORDS = {"we", "us", "our", "ourselves", "i", "my"}

# Words that mean somebody named before; where that is no state or body, the party is as good as not named.
PRONOUNS = {"its", "their", "his", "her", "they", "them", "it"}

# Those who deny a deed in reported speech: "denied that it had fired on civilians".
DENIERS = {"it", "they", "he", "she"}


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
    implied = Implied(document)
    codings: dict[int, list[Coding]] = defaultdict(list)
    ruled: dict[str | None, set[str]] = defaultdict(set)
    # What rules read comes first: the model fills in where they find nothing that counts for the same actor.
    stances = document[STANCES]
    for stance in sorted(stances, key=lambda one: one.told):
        entry, row = entries[stance.issue], rows[holder[stance.attribution]]
        coded, ends = codings[holder[stance.attribution]], _ends(row, resolution)
        if stance.told and stance.issue in ruled[ends]:
            continue
        for coding in _codings(stance, entry, row, resolution, usual, implied):
            if all(other.issue != coding.issue for other in coded):
                coded.append(coding)
                ruled[ends] |= set() if stance.told else {stance.issue}
    return {i: replace(row, codings=tuple(codings[i])) if i in codings else row for i, row in rows.items()}


def _ends(row: Statement, resolution: Resolution) -> str | None:
    """Return for whom a statement counts."""
    chain = resolution.chain(row.speaker.actor if row.speaker else None)
    return chain[-1] if chain else None


def _codings(
    stance: IssueStance,
    entry: IssueEntry,
    row: Statement,
    resolution: Resolution,
    usual: Mapping[str, str | None],
    implied: Implied,
) -> Iterator[Coding]:
    """Yield the coding, one for each of two parties; none where the view is another's, or about the speaker's side."""
    chain = resolution.chain(row.speaker.actor if row.speaker else None)
    if not _is_theirs(stance, chain, resolution):
        return
    target, reasons = _target(stance, entry, _meant(stance, row), resolution, usual)
    if stance.told and implied.denied(entry, stance.stance, chain):
        target = chain[-1]
    if stance.told and target in chain and entry.target_own is not None:
        stance, reasons = replace(stance, stance=entry.target_own), (*reasons, "of the speaker's own side")
    elif stance.open:
        return
    taken = target is None and stance.target is None and entry.target is not None and entry.target_from_report
    both = implied.both(stance.attribution) if taken else ()
    if taken and not both and stance.issue not in usual:
        target, reasons = _implied(stance, entry, chain, resolution, implied)
    confidence, because = stance.confidence, (*stance.because, *reasons)
    if taken and target:
        confidence = round(confidence * SURE, 3)
    if row.reported_by is not None:
        confidence, because = round(confidence * SECOND_HAND, 3), (*because, "said at second hand")
    for party in both or (target,):
        if _may_be_about(party, stance, entry, chain, resolution):
            yield Coding(_issue(entry, party, resolution), stance.stance, because, confidence, stance.conditional)


def _may_be_about(
    party: str | None, stance: IssueStance, entry: IssueEntry, chain: tuple[str, ...], resolution: Resolution
) -> bool:
    """Tell whether a stance can be about a party, None for none: not where it would be about the speaker's own side."""
    if entry.target_other and (party is None or party in chain):
        return False
    if party is None and entry.target is not None and entry.kind != "claim" and not _official(chain, resolution):
        return False  # a bystander judges somebody, and nobody can tell whom
    # Nobody is against their own deeds, or charges themselves.
    return not (stance.told and party in chain and entry.target_own not in (None, stance.stance))


def _implied(
    stance: IssueStance, entry: IssueEntry, chain: tuple[str, ...], resolution: Resolution, implied: Implied
) -> tuple[str | None, tuple[str, ...]]:
    """Return the party that the report's talk and the speaker's side imply, with the reason."""
    home = resolution.actors[chain[0]].country if chain else None
    found = implied.party(entry, stance.stance, stance.attribution, chain[-1], home) if chain else None
    return found, (f"taken to be about {_called(found, resolution)}",) if found else ()


def _meant(stance: IssueStance, row: Statement) -> str | None:
    """Return the speaker where the words of the target mean the speaker: "our", "it" of a denial."""
    own = OWN_WORDS | (DENIERS if row.act == "deny" else set())
    return row.speaker.actor if row.speaker and stance.target and stance.target.words.casefold() in own else None


def _is_theirs(stance: IssueStance, chain: tuple[str, ...], resolution: Resolution) -> bool:
    """Tell whether the speaker speaks for whoever the words name as holder of the view, and in office if need be."""
    if stance.official and not _official(chain, resolution):
        return False
    return stance.holder is None or _state_or_actor(_answer(stance.holder, resolution), resolution) in chain


def _official(chain: tuple[str, ...], resolution: Resolution) -> bool:
    """Tell whether a speaker is or speaks for a state or a body."""
    return any(resolution.actors[actor].kind in ("state", "body") for actor in chain)


def _named(stance: IssueStance, entry: IssueEntry, resolution: Resolution) -> str | None:
    """Return the actor that the words of the target mean, as far as the slot can hold it."""
    if stance.target is None or entry.target is None:
        return None
    found = _held(_answer(stance.target, resolution), entry, resolution)
    return None if found and _is_pronoun(stance) and resolution.actors[found].kind == "group" else found


def _is_pronoun(stance: IssueStance) -> bool:
    return stance.target is not None and stance.target.words.casefold() in PRONOUNS


def _answer(words: Evidence, resolution: Resolution) -> str | None:
    answer = resolution.answers.get((words.start, words.end))
    return answer.actor if answer else None


def _held(actor: str | None, entry: IssueEntry, resolution: Resolution) -> str | None:
    """Return the state that an actor is or speaks for; where the slot holds actors, one without a state itself."""
    found = _state_or_actor(actor, resolution)
    return found if found is None or entry.target == "actor" or resolution.actors[found].kind == "state" else None


def _state_or_actor(actor: str | None, resolution: Resolution) -> str | None:
    chain = resolution.chain(actor)
    states = [one for one in chain if resolution.actors[one].kind == "state"]
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
    stance: IssueStance,
    entry: IssueEntry,
    speaker: str | None,
    resolution: Resolution,
    usual: Mapping[str, str | None],
) -> tuple[str | None, tuple[str, ...]]:
    """Return who fills the slot; words that mean no actor leave it empty, no words and pronouns inherit."""
    named = _named(stance, entry, resolution) or _held(speaker, entry, resolution)
    if named or not entry.target_from_report or not (stance.target is None or _is_pronoun(stance)):
        return named, ()
    inherited = usual.get(stance.issue)
    if inherited:
        return inherited, (f"about {resolution.actors[inherited].name}, as elsewhere in the report",)
    return None, ()


def _issue(entry: IssueEntry, target: str | None, resolution: Resolution) -> Issue:
    if target is None:
        return entry.about(None, None)
    return entry.about(_short(target), _called(target, resolution))


def _called(actor: str, resolution: Resolution) -> str:
    known = resolution.actors.get(actor)
    return known.name if known else actors.states()[_short(actor)].name


def _short(actor: str) -> str:
    """Return the id of a state without its kind; other ids whole."""
    return actor.removeprefix("state:")
