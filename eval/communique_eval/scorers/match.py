"""Does a statement speak to a proposition? Key-point matching."""

from collections.abc import Iterator
from pathlib import Path

from communique import coding
from communique.core.errors import UsageError
from communique_eval.base import Figure, Row, Scorer, Scores
from communique_eval.gold import Gold
from communique_eval.keypoints import Arguments, arguments, mean_average_precision, read


class MatchScorer(Scorer):
    """Mean average precision of the best key point of each argument, as in the shared task of 2021.

    Strict takes pairs that the annotators were undecided about for wrong, relaxed for right.
    """

    about = "key points that arguments express (ArgKP-2021, development topics)"
    needs = ("keypoints",)

    def run(self, gold: Gold) -> Scores:
        """Match all arguments of the development topics."""
        return _scores(arguments(gold.folder, "dev"), gold.sha256(self.needs))

    def run_file(self, file: Path) -> Scores:
        """Match the arguments of a file ``arguments_PART.csv`` with the key points and labels beside it.

        Raises:
            UsageError: the file is not named so, or the other two are not beside it.
        """
        part = file.stem.removeprefix("arguments_")
        if part == file.stem or file.suffix != ".csv":
            raise UsageError(
                f"'{file}' is not arguments_PART.csv. Name that file; key points and labels lie beside it."
            )
        try:
            data = read(file.parent, part)
        except (OSError, KeyError, ValueError) as error:
            raise UsageError(f"'{file}' or a file beside it cannot be read as key-point data: {error}.") from error
        return _scores(data, "")


def _scores(data: Arguments, corpus_hash: str) -> Scores:
    strict, relaxed = mean_average_precision(data, lambda one, point: coding.match(one.text, point.text))
    figures = Figure("mAP, strict", strict), Figure("mAP, relaxed", relaxed)
    return Scores(figures, tuple(sorted(_wrong(data), key=lambda row: (row["kind"], row["argument"]))), corpus_hash)


def _wrong(data: Arguments) -> Iterator[Row]:
    """Yield the arguments whose best key point is labelled as not theirs."""
    for one in data.arguments:
        points = [p for p in data.key_points.values() if (p.topic, p.side) == (one.topic, one.side)]
        share, _, best = max((coding.match(one.text, point.text), point.id, point) for point in points)
        if data.labels.get(one.id, {}).get(best.id) == 0:
            yield {"kind": one.topic, "argument": one.text, "found": best.text, "match": f"{share:.2f}"}
