"""Whom the program takes for the speakers of our own reports, against what a careful reader wrote down."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from communique.core.settings import Settings
from communique.records.rows import Actor, Reading, Statement
from communique.run.pipeline import Pipeline
from communique_eval import own
from communique_eval.base import Figure, Row
from communique_eval.identity import Verdict, fold, named, same_body, same_person
from communique_eval.metrics import Counts
from communique_eval.phrases import kind_of_source

TITLE = "own reports"
# Parts of a content that overlap the gold's by less are another statement.
SHARE = 0.5


@dataclass(frozen=True)
class Judged:
    """One statement of the gold and what the program says of its speaker.

    Attributes:
        report: name of the report.
        gold: what a reader wrote down.
        kind: kind of source.
        found: whether the statement was found.
        actor: who is taken for the speaker.
        speaker: whether that is right; ``none`` where nobody is told.
        chain: the actor and those whom it speaks for.
        because: the reasons.
    """

    report: str
    gold: own.Said
    kind: str
    found: bool
    actor: Actor | None
    speaker: Verdict
    chain: tuple[Actor, ...]
    because: tuple[str, ...]

    @property
    def body(self) -> bool:
        """Whether the body spoken for is right: one of the gold's, or none where the gold allows it.

        A state's government is the state itself.
        """
        bodies = {one.id for one in self.chain if one.kind == "body"}
        none = not set(self.gold.bodies) - {own.NOBODY} or any(b.endswith("-government") for b in self.gold.bodies)
        return bool(bodies & set(self.gold.bodies)) or (not bodies and (none or own.NOBODY in self.gold.bodies))

    @property
    def state(self) -> bool:
        """Whether the state that the words count for is right: one of the gold's, or none where the gold allows it."""
        states = {one.country for one in self.chain if one.kind == "state"}
        if not states:
            return not set(self.gold.states) - {own.NOBODY} or own.NOBODY in self.gold.states
        return bool(states & set(self.gold.states))

    @property
    def sector(self) -> bool:
        """Whether the speaker's first sector is one of the gold's, or none where it has none."""
        first = self.actor.sectors[:1] if self.actor else ()
        return bool(set(first) & set(self.gold.sectors)) if self.gold.sectors else not first


def judged(settings: Settings) -> tuple[Judged, ...]:
    """Read all reports and judge each statement of the gold, in the order of the files."""
    pipeline = _pipeline(settings)
    return tuple(one for coded in own.reports() for one in _judge(coded, pipeline(coded.report)))


@cache
def _pipeline(settings: Settings) -> Pipeline:
    return Pipeline(settings)


def _judge(coded: own.Coded, reading: Reading) -> Iterator[Judged]:
    actors = {actor.id: actor for actor in reading.actors}
    for gold in coded.said:
        statement = _statement(gold, reading.statements)
        speaker = statement.speaker if statement else None
        actor = actors[speaker.actor] if speaker and speaker.actor else None
        kind = kind_of_source(gold.source.words if gold.source else "")
        verdict = _verdict(gold, actor, statement is not None)
        because = speaker.because if speaker else ()
        yield Judged(coded.name, gold, kind, statement is not None, actor, verdict, _chain(actor, actors), because)


def _chain(actor: Actor | None, actors: Mapping[str, Actor]) -> tuple[Actor, ...]:
    found: list[Actor] = []
    while actor is not None and actor not in found:
        found.append(actor)
        actor = actors.get(actor.on_behalf_of) if actor.on_behalf_of else None
    return tuple(found)


def _statement(gold: own.Said, statements: Sequence[Statement]) -> Statement | None:
    """Return the statement with these words and this source, as far as one shares them."""

    def shared(one: Statement) -> float:
        inside = sum(max(0, min(p.end, gold.content.end) - max(p.start, gold.content.start)) for p in one.content)
        size = sum(p.end - p.start for p in one.content)
        same = one.speaker and one.speaker.evidence and gold.source and one.speaker.evidence.overlaps(gold.source)
        return inside / max(size, 1) + (1.0 if same and inside else 0.0)

    best = max(statements, key=shared, default=None)
    return best if best is not None and shared(best) >= SHARE else None


def _verdict(gold: own.Said, actor: Actor | None, found: bool) -> Verdict:
    if own.UNRESOLVED in gold.speakers:
        return "right" if found and (actor is None or _only_described(actor)) else "none" if actor is None else "wrong"
    if actor is None:
        return "none"
    if own.UNNAMED in gold.speakers:
        return "right" if _only_described(actor) or actor.id in gold.bodies else "wrong"
    return "right" if _is_one(gold, actor) else "none" if not named(actor) else "wrong"


def _only_described(actor: Actor) -> bool:
    """Tell whether an actor has no name of its own: "a senior official", "an aide to President X"."""
    local = "@" in actor.id or actor.name.split(" ")[0].lower() in ("a", "an")
    return (actor.kind == "person" and local) or not named(actor)


def _is_one(gold: own.Said, actor: Actor) -> bool:
    names = [fold(name) for name in gold.speakers]
    if actor.kind == "person":
        return same_person(actor, names)
    if actor.kind == "group" and " and " in actor.name and len(names) > 1:
        return all(
            any(fold(part) == name or name[-1:] == fold(part)[-1:] for name in names)
            for part in actor.name.split(" and ")
        )
    of_state = actor.kind == "state" and actor.country in gold.states
    return same_body(actor, names) or actor.id in gold.bodies or (of_state and not _other_bodies(gold))


def _other_bodies(gold: own.Said) -> list[str]:
    return [body for body in gold.bodies if not body.endswith("-government")]


def figures(rows: Sequence[Judged]) -> Iterator[Figure]:
    """Yield the figures: of speakers, of those by kind of source, of body, state and sector."""
    right = sum(one.speaker == "right" for one in rows)
    yield Figure.share(f"right speaker, {TITLE}", right, len(rows))
    yield Figure.share(f"speaker not wrong, {TITLE}", sum(one.speaker != "wrong" for one in rows), len(rows))
    yield Figure.share(f"statement found, {TITLE}", sum(one.found for one in rows), len(rows), part=True)
    for what in ("body", "state", "sector"):
        yield Figure.share(f"right {what}, {TITLE}", sum(getattr(one, what) for one in rows), len(rows))
    for kind in sorted({one.kind for one in rows}):
        here = [one for one in rows if one.kind == kind]
        answered = sum(one.speaker != "none" for one in here)
        counts = Counts(sum(one.speaker == "right" for one in here), answered, len(here))
        yield Figure.f1(f"{TITLE}, {kind}", counts, part=True)


def error_rows(rows: Sequence[Judged]) -> Iterator[Row]:
    """Yield what was wrong, for people to read."""
    for one in rows:
        faults = [what for what in ("body", "state", "sector") if not getattr(one, what)]
        if one.speaker == "right" and not faults:
            continue
        fault = {"right": ", ".join(faults), "none": "unanswered" if one.found else "not found", "wrong": "wrong"}
        yield {
            "kind": fault[one.speaker],
            "setting": TITLE,
            "doc": one.report,
            "kind of source": one.kind,
            "source": one.gold.source.words if one.gold.source else "",
            "names": f"{' or '.join(one.gold.speakers)} ({one.gold.bodies} {one.gold.states} {one.gold.sectors})",
            "answer": " > ".join(f"{a.id} {a.sectors[:1]}" for a in one.chain),
            "because": " > ".join(one.because),
            "sentence": one.gold.content.words,
        }
