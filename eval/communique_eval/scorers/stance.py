"""On which side is somebody? Polarity of attitudes, holder and target given."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from communique import coding
from communique.coding import StanceCode
from communique.core.errors import UsageError
from communique_eval import mpqa
from communique_eval.base import Figure, Row, Scorer, Scores
from communique_eval.gold import Gold
from communique_eval.metrics import Counts

SIDES = ("support", "oppose")


class StanceScorer(Scorer):
    """Positive against negative attitudes (sentiment, arguing, agreement, intention), holder and target given.

    ``polarity`` compares how likely the two sides are; ``stance given`` is what a user sees: neutral answers are wrong
    there. The model was trained on the other parts of MPQA.
    """

    about = "polarity of a holder's attitude to a target (MPQA 2.0, fold 2)"
    needs = ("mpqa",)

    def run(self, gold: Gold) -> Scores:
        """Code all attitudes of fold 2."""
        return _scores(mpqa.attitudes(gold.path("mpqa/test_fold_2.json")), gold.sha256(self.needs))

    def run_file(self, file: Path) -> Scores:
        """Code the attitudes of a file in SRL4ORL's format.

        Raises:
            UsageError: the file is not in that format.
        """
        try:
            return _scores(mpqa.attitudes(file), "")
        except (OSError, KeyError, ValueError, AttributeError, TypeError) as error:
            raise UsageError(f"'{file}' is not in SRL4ORL's format: {error!r}.") from error


@dataclass(frozen=True)
class _Asked:
    attitude: mpqa.Attitude
    code: StanceCode

    @property
    def gold(self) -> str:
        return "support" if self.attitude.sign > 0 else "oppose"

    @property
    def side(self) -> str:
        return "support" if self.code.support > self.code.oppose else "oppose"


def _scores(attitudes: Sequence[mpqa.Attitude], corpus_hash: str) -> Scores:
    asked = [_Asked(one, _code(one)) for one in attitudes]
    f1 = [_f1(side, asked).f1 for side in SIDES]
    figures = (
        Figure.share("polarity", sum(one.side == one.gold for one in asked), len(asked)),
        Figure("polarity, macro-F1", sum(f1) / len(f1)),
        Figure.share("stance given", sum(one.code.stance == one.gold for one in asked), len(asked)),
        Figure.share(
            "always the commoner", max(Counter(one.gold for one in asked).values(), default=0), len(asked), part=True
        ),
    )
    return Scores(figures, tuple(sorted(_wrong(asked), key=lambda row: (row["kind"], row["sentence"]))), corpus_hash)


def _code(one: mpqa.Attitude) -> StanceCode:
    return coding.stance(" ".join(one.words), one.said(one.holder), one.said(one.target))


def _f1(side: str, asked: Sequence[_Asked]) -> Counts:
    right = sum(one.side == one.gold == side for one in asked)
    return Counts(right, sum(one.side == side for one in asked), sum(one.gold == side for one in asked))


def _wrong(asked: Sequence[_Asked]) -> Iterator[Row]:
    for one in asked:
        if one.side != one.gold:
            attitude = one.attitude
            yield {
                "kind": f"{one.gold} as {one.side}", "holder": attitude.said(attitude.holder),
                "target": attitude.said(attitude.target), "expression": attitude.said(attitude.expression),
                "sentence": " ".join(attitude.words), "because": " > ".join(one.code.because),
            }  # fmt: skip
