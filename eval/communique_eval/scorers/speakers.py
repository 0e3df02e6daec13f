"""Who the sources are: against GUM's coreference chains in news and interviews, and in reports of our own."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.core.settings import Settings
from communique.records.evidence import Evidence
from communique.records.layers import ATTRIBUTIONS
from communique.records.resolution import Resolution
from communique.records.rows import Actor
from communique.resolve.resolver import Resolver
from communique_eval import gum, own, speaking
from communique_eval.base import Figure, Row, Scorer, Scores
from communique_eval.gold import Gold
from communique_eval.identity import Name, Verdict, judge, named, names_of
from communique_eval.metrics import Counts
from communique_eval.phrases import KINDS, kind_of_source
from communique_eval.pipeline import read

GENRES = ("news", "interview")
GIVEN, OWN = "gold source", "end to end"


class SpeakersScorer(Scorer):
    """The right actor for a source.

    Each source of the gold is asked in two settings: ``gold source`` gives its words to the resolver; ``end to end``
    takes the first attribution found whose source overlaps those words. An answer is right when the actor's name is
    that of the chain (`communique_eval.identity`). No actor, or one that is only described ("a senior official"), is
    no answer. Precision asks how many answers are right, recall how many sources got the right one.

    ``I, we, you`` are left out of the totals and shown by themselves: the interviews do not say who is speaking.
    Sources whose chain has no name are not part of either; for them the right answer is none.

    The reports of our own (`communique_eval.speaking`) are read as a user's are: a statement of theirs that was not
    found has no speaker. Of an unnamed speaker, and of one whom the text leaves open, no name is the right answer.
    """

    about = "speakers of attributions in 31 news texts and interviews (GUM) and in 17 reports of our own"
    needs = ("gum",)

    def run(self, gold: Gold) -> Scores:
        """Resolve the sources of all texts and compare."""
        resolver = Resolver()
        asked = [one for document in gum.texts(gold, GENRES) for one in _ask(document, resolver, self.settings)]
        rows = sorted((_row(one) for one in asked if _is_wrong(one)), key=lambda row: (row["kind"], row["setting"]))
        figures = [figure for setting in (GIVEN, OWN) for figure in _figures(setting, asked)]
        judged = speaking.judged(self.settings)
        hashes = hashlib.sha256((gold.sha256(self.needs) + own.sha256()).encode()).hexdigest()
        return Scores((*figures, *speaking.figures(judged)), (*rows, *speaking.error_rows(judged)), hashes)


@dataclass(frozen=True)
class _Asked:
    """One source in one setting, and the answer."""

    setting: str
    doc: str
    genre: str
    words: str
    kind: str
    names: tuple[Name, ...]
    actor: Actor | None
    because: tuple[str, ...]
    verdict: Verdict
    sentence: str


def _ask(text: gum.GumText, resolver: Resolver, settings: Settings) -> Iterator[_Asked]:
    document = read(text.text, settings)
    places = [Evidence.of(text.text, *text.characters(source.place)) for source in text.sources]
    own = [one.source for one in document[ATTRIBUTIONS] if one.source is not None]
    given_answers = resolver(document, tuple(dict.fromkeys(places)))
    own_answers = resolver(document, tuple(dict.fromkeys(own)))
    for source, place in zip(text.sources, places, strict=True):
        found = next((one for one in own if one.overlaps(place)), None)
        yield _asked(GIVEN, text, source, place, given_answers, place)
        yield _asked(OWN, text, source, place, own_answers, found)


def _asked(
    setting: str, text: gum.GumText, source: gum.Source, place: Evidence, answers: Resolution, found: Evidence | None
) -> _Asked:
    resolved = answers.answers.get((found.start, found.end)) if found else None
    actor = answers.actors[resolved.actor] if resolved and resolved.actor else None
    names = names_of(text, source)
    return _Asked(
        setting, text.doc, text.genre, place.words, kind_of_source(place.words), names, actor,
        resolved.because if resolved else (), _verdict(actor, source, names), _around(text.text, place),
    )  # fmt: skip


def _verdict(actor: Actor | None, source: gum.Source, names: tuple[Name, ...]) -> Verdict:
    """Judge the answer; for a source without a name, any named actor is wrong."""
    if names:
        return judge(actor, source.kind, names)
    return "wrong" if actor is not None and named(actor) else "none"


def _around(text: str, place: Evidence) -> str:
    """Return the words with 120 characters on either side."""
    return " ".join(text[max(0, place.start - 120) : place.end + 120].split())


def _figures(setting: str, asked: Sequence[_Asked]) -> Iterator[Figure]:
    here = [one for one in asked if one.setting == setting]
    with_name = [one for one in here if one.names]
    total = [one for one in with_name if one.kind != "I, we, you"]
    yield Figure.f1(f"right speaker, {setting}", _counts(total))
    answered = [one for one in total if one.verdict != "none"]
    yield Figure.share(f"precision when it answers, {setting}", _right(answered), len(answered))
    yield Figure.share(f"coverage, {setting}", len(answered), len(total), part=True)
    for kind in KINDS:
        rows = [one for one in with_name if one.kind == kind]
        if rows:
            yield Figure.f1(f"{setting}, {kind}", _counts(rows), part=True)
    for genre in GENRES:
        yield Figure.f1(f"{setting}, {genre}", _counts([one for one in total if one.genre == genre]), part=True)
    nameless = [one for one in here if not one.names]
    left = sum(one.verdict == "none" for one in nameless)
    yield Figure.share(f"nameless left nameless, {setting}", left, len(nameless))


def _counts(rows: Sequence[_Asked]) -> Counts:
    return Counts(_right(rows), sum(one.verdict != "none" for one in rows), len(rows))


def _right(rows: Sequence[_Asked]) -> int:
    return sum(one.verdict == "right" for one in rows)


def _is_wrong(one: _Asked) -> bool:
    return one.verdict == "wrong" or (bool(one.names) and one.verdict == "none")


def _row(one: _Asked) -> Row:
    fault = "unanswered" if one.verdict == "none" else "wrong" if one.names else "named the nameless"
    return {
        "kind": fault,
        "setting": one.setting,
        "doc": one.doc,
        "kind of source": one.kind,
        "source": " ".join(one.words.split()),
        "names": "; ".join(" ".join(name) for name in one.names),
        "answer": f"{one.actor.id} ({one.actor.name})" if one.actor else "",
        "because": " > ".join(one.because),
        "sentence": one.sentence,
    }
