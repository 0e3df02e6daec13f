"""Fit the confidence of the shipped tagger, and print how far it can be trusted.

``python calibrate.py GOLD`` runs the stage over PolNeAR's development articles and writes two numbers, ``confidence``,
into the model's manifest: base and slope of a line through the logits (Platt 1999). An attribution is right when
source, cue and content overlap the gold's; what the rules alone found is left out, and so are attributions inside
others, which the corpus does not mark. The table it prints for the card is of five folds: each article is judged by a
line that was fitted without it.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np

from communique.annotate.attribution import finding, layout, nesting
from communique.annotate.tagging.tagger import MODEL, logit
from communique.core.settings import Settings
from communique.models import session
from communique.records.layers import ATTRIBUTIONS
from communique_eval import polnear
from communique_eval.gold import Gold
from communique_eval.metrics import alike, matches
from communique_eval.pipeline import read, triples

FOLDS = 5
EDGES = np.linspace(0, 1, 11)


# What the rules are sure of is no matter of the line: constants.
FIXED = {*finding.CONFIDENCE.values(), layout.CONFIDENCE, nesting.GOES_ON}


def judged(gold: Gold) -> np.ndarray:
    """Return rows of (article, logit of what the tagger says, right or not), one for each of its attributions."""
    found = []
    for k, article in enumerate(one for one in polnear.articles(gold) if one.primary):
        rows = read(article.text, Settings())[ATTRIBUTIONS]
        kept = [row for row in rows if row.reported_by is None and (row.cue is not None or row.continues is None)]
        right = {j for _, j in matches(article.attributions, triples(rows), alike)}
        for j, row in enumerate(kept):
            if row.confidence not in FIXED:
                found.append((k, logit(row.confidence), j in right))
    return np.array(found, dtype=float)


def fitted(rows: np.ndarray) -> np.ndarray:
    """Return base and slope of the logistic regression of right on the logit, by Newton's method."""
    inputs, right, line = np.column_stack([np.ones(len(rows)), rows[:, 1]]), rows[:, 2], np.array([0.0, 1.0])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-inputs @ line))
        curve = inputs.T @ (inputs * (chance * (1 - chance))[:, None])
        line = line + np.linalg.solve(curve, inputs.T @ (right - chance))
    return line


def table(rows: np.ndarray) -> str:
    """Return the reliability of each tenth of the scale, each article judged by a line fitted without it."""
    said = np.zeros(len(rows))
    for fold in range(FOLDS):
        out = rows[:, 0] % FOLDS == fold
        base, slope = fitted(rows[~out])
        said[out] = 1 / (1 + np.exp(-base - slope * rows[out, 1]))
    lines = ["| confidence | statements | mean confidence | right |", "|---|---|---|---|"]
    gap = 0.0
    for low, high in pairwise(EDGES):
        here = (said >= low) & (said < high)
        if here.any():
            mean, right = said[here].mean(), rows[here, 2].mean()
            gap += here.mean() * abs(mean - right)
            lines.append(f"| {low:.1f} to {high:.1f} | {here.sum()} | {mean:.2f} | {right:.2f} |")
    return "\n".join([*lines, "", f"Expected calibration error {100 * gap:.1f} points."])


def main(gold: Gold) -> None:
    """Fit, print, write."""
    path = session.folder(MODEL) / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["confidence"] = [0.0, 1.0]
    path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    rows = judged(gold)
    print(table(rows))
    manifest["confidence"] = [round(float(x), 4) for x in fitted(rows)]
    path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Gold(Path(sys.argv[1])))
