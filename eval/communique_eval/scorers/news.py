"""What the model suggests in sentences of real news, against codes of our own."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique import coding
from communique_eval import news
from communique_eval.base import Figure, Row, Scorer, Scores
from communique_eval.gold import Gold
from communique_eval.news import Spoken

# From here on a suggestion is shown as likely, as in `suggestions`.
LIKELY, FIRST = 0.5, 3

Coded = tuple[str, str]


class NewsScorer(Scorer):
    """Issue and side, party aside, of who speaks in a sentence, holder given; silence where the reader coded nothing.

    One sentence is asked about at a time, with the one before. A ``mixed`` code is met by either side.
    """

    about = "codings suggested in real news of 2001 and 2002 (MPQA's texts, fold 2, codes of our own)"
    needs = ("mpqa",)

    def run(self, gold: Gold) -> Scores:
        """Ask the model about every holder of fold 2."""
        asked = [_asked(one) for one in news.spoken(gold.folder, news.HELD_OUT)]
        digest = hashlib.sha256(gold.sha256(self.needs).encode() + news.HELD_OUT.read_bytes())
        rows = sorted(
            (row for one in asked for row in _wrong(one)),
            key=lambda row: (row["kind"], row["words"], row["holder"], row["gold"]),
        )
        return Scores(tuple(_figures(asked)), tuple(rows), digest.hexdigest())


@dataclass(frozen=True)
class _Asked:
    """A sentence with the codes that are right there, the first suggestions, and those of them that are likely."""

    spoken: Spoken
    right: frozenset[Coded]
    first: tuple[Coded, ...]
    likely: tuple[Coded, ...]


def _asked(one: Spoken) -> _Asked:
    found = coding.suggest(one.words, one.holder, one.context)
    sides = {(issue, side) for issue, side in one.codes.items() if side != "mixed"}
    either = {(issue, side) for issue in one.codes for side in ("support", "oppose") if one.codes[issue] == "mixed"}
    first = tuple((each.issue, each.stance) for each in found[:FIRST])
    likely = tuple((each.issue, each.stance) for each in found if each.likelihood >= LIKELY)
    return _Asked(one, frozenset(sides | either), first, likely)


def _figures(asked: Sequence[_Asked]) -> Iterator[Figure]:
    there = sum(len(one.spoken.codes) for one in asked)
    yield Figure.share(f"among the first {FIRST}", sum(len(_issues(one.first, one)) for one in asked), there)
    likely = [(one, code) for one in asked for code in one.likely]
    yield Figure.share("right of likely ones", sum(code in one.right for one, code in likely), len(likely))
    silent = [one for one in asked if not one.right]
    yield Figure.share("silent where nothing is coded", sum(not one.likely for one in silent), len(silent))


def _issues(given: Sequence[Coded], one: _Asked) -> set[str]:
    """Return the issues on which a suggestion is right."""
    return {code[0] for code in given if code in one.right}


def _wrong(one: _Asked) -> Iterator[Row]:
    told = "; ".join(" ".join(code) for code in one.first)
    base = {"holder": one.spoken.holder, "words": one.spoken.words, "suggested": told}
    for issue in sorted(one.spoken.codes.keys() - _issues(one.first, one)):
        yield {"kind": "not offered", "gold": f"{issue} {one.spoken.codes[issue]}", **base}
    for code in one.likely:
        if code not in one.right:
            yield {"kind": "likely and wrong", "gold": " ".join(code), **base}
