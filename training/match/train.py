"""Train the encoder of statements and propositions.

``PYTHONPATH=eval python -m training.match.train GOLD OUT [--seed 1] [--epochs 4]`` prints mean average precision on the
development topics after each epoch and keeps the weights of each.
"""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional
from training.encoder import Encoder, padded, vocabulary, word_pieces
from training.loop import Steps, batches, options

from communique.annotate.stance import matching
from communique.lexicons import codebook
from communique_eval.keypoints import Arguments, arguments, mean_average_precision

# Longer texts are cut. The longest argument of the training part has 50 pieces, the longest key point 26.
LONGEST = matching.LONGEST

# Sharpness of the choice among propositions (InfoNCE, van den Oord et al. 2018); a usual value, not tuned.
TEMPERATURE = 0.05


class Matcher(Encoder):
    """A text to a vector of length one; the cosine of two says how well they match."""

    def __init__(self, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__(vocabulary, dropout)
        self.scale, self.bias = nn.Parameter(torch.tensor(10.0)), nn.Parameter(torch.tensor(-5.0))

    def forward(self, pieces: Tensor) -> Tensor:
        """Return [batch, WIDTH] of texts given as word pieces [batch, pieces]."""
        inside = (pieces != 0).float()[:, :, None]
        mean = (self.encoded(pieces).float() * inside).sum(1) / inside.sum(1)
        return functional.normalize(mean, dim=1)


@dataclass(frozen=True)
class Sample:
    """A text and what is known of it: the propositions that it matches, and those that it does not."""

    text: str
    matches: frozenset[str]
    others: frozenset[str]


def samples(data: Arguments) -> list[Sample]:
    """Return the labelled arguments."""
    found = []
    for one in data.arguments:
        labels = {data.key_points[k].text: label for k, label in data.labels.get(one.id, {}).items()}
        yes, no = (frozenset(text for text, label in labels.items() if label == want) for want in (1, 0))
        found.append(Sample(one.text, yes, no))
    return found


def of_codebook() -> list[Sample]:
    """Return the example sentences of the built-in codebook: each is about its issue's proposition, on either side."""
    issues = codebook.load().issues
    wholes = {issue.id: issue.proposition.replace("{target}", "a state") for issue in issues}
    every = frozenset(wholes.values())
    return [
        Sample(sentence, frozenset([wholes[issue.id]]), frozenset())
        for issue in issues
        for sentence in (*issue.examples_for, *issue.examples_against)
    ] + [Sample(text, frozenset([text]), every - {text}) for text in wholes.values()]


def pieces_of(texts: Sequence[str], encode) -> Tensor:
    """Return word pieces with both marks [texts, pieces]."""
    rows = [[p for word in text.split() for p in encode(word)][: LONGEST - 2] for text in texts]
    return padded([[encode.start, *row, encode.end] for row in rows])


def loss_of(model: Matcher, batch: Sequence[Sample], encode) -> Tensor:
    """Return how far the model is from the labels, and from choosing a text's propositions among all of the batch."""
    props = sorted({p for one in batch for p in one.matches | one.others})
    place = {p: i for i, p in enumerate(props)}
    with torch.autocast("cpu", dtype=torch.bfloat16):
        vectors = model(pieces_of([one.text for one in batch], encode))
        targets = model(pieces_of(props, encode))
    cosines = vectors @ targets.T
    labels = torch.full(cosines.shape, float("nan"))
    for i, one in enumerate(batch):
        for known, value in ((one.matches, 1.0), (one.others, 0.0)):
            for p in known:
                labels[i, place[p]] = value
    known = ~labels.isnan()
    judged = functional.binary_cross_entropy_with_logits((model.scale * cosines + model.bias)[known], labels[known])
    yes = labels == 1
    if not yes.any():
        return judged
    # Each right proposition is chosen among those that are not right for the text; its other right ones are left out.
    rows, columns = yes.nonzero(as_tuple=True)
    logits = (cosines / TEMPERATURE)[rows].masked_fill(yes[rows], float("-inf"))
    logits[torch.arange(len(rows)), columns] = cosines[rows, columns] / TEMPERATURE
    return judged + functional.cross_entropy(logits, columns)


@torch.no_grad()
def scores(model: Matcher, data: Arguments, encode) -> tuple[float, float]:
    """Return mean average precision, strict and relaxed."""
    model.eval()

    def vectors(texts: list[str]) -> Tensor:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return torch.cat([model(pieces_of(texts[i : i + 64], encode)) for i in range(0, len(texts), 64)])

    known = vectors([point.text for point in data.key_points.values()])
    rows = vectors([one.text for one in data.arguments]) @ known.T
    cosine = {
        (one.id, k): float(rows[i, j]) for i, one in enumerate(data.arguments) for j, k in enumerate(data.key_points)
    }
    model.train()
    return mean_average_precision(data, lambda argument, point: cosine[argument.id, point.id])


def main() -> None:
    """Train and report."""
    given = options(epochs=4, batch=64, rate=1e-4)
    rng, encode = random.Random(given.seed), word_pieces()
    train = samples(arguments(given.gold, "train")) + of_codebook()
    dev = arguments(given.gold, "dev")
    model = Matcher.pretrained(len(vocabulary()))
    print("untouched", scores(model, dev, encode), flush=True)
    heads = {"scale": 0.02, "bias": 0.02}
    steps = Steps(model, heads, given.rate, given.epochs * -(-len(train) // given.batch))
    for epoch in range(1, given.epochs + 1):
        begun = time.monotonic()
        drawn = batches(train, lambda one: len(one.text) // 40, given.batch, rng)
        mean = steps.epoch(loss_of(model, batch, encode) for batch in drawn)
        torch.save(model.state_dict(), given.out / f"epoch{epoch}.pt")
        strict, relaxed = scores(model, dev, encode)
        spent = time.monotonic() - begun
        print(f"epoch {epoch}: loss {mean:.4f} strict {strict:.4f} relaxed {relaxed:.4f}, {spent:.0f} s", flush=True)


if __name__ == "__main__":
    main()
