"""Train the encoder of statements and propositions.

``PYTHONPATH=eval python -m training.match.train GOLD OUT [--seed 1] [--epochs 4]`` prints mean average precision on the
development topics after each epoch and keeps the weights of each.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from training.encoder import Encoder, padded, vocabulary, word_pieces

from communique.lexicons import codebook
from communique_eval.keypoints import Arguments, arguments, mean_average_precision

# Longer texts are cut; the longest key point has 30 pieces, 99 of 100 arguments fewer than 90.
LONGEST = 128

# Sharpness of the choice among propositions (InfoNCE, van den Oord et al. 2018). .03 and .1 do worse on dev.
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


def batches(data: Sequence[Sample], size: int, rng: random.Random) -> Iterator[list[Sample]]:
    """Yield the samples in random order, those of like length together."""
    order = sorted(data, key=lambda one: (len(one.text) // 40, rng.random()))
    found = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(found)
    yield from found


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
    # Of the propositions that nobody labelled for a text, those of its own topic may match: they are left out.
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
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=1e-4)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    rng, encode = random.Random(given.seed), word_pieces()
    train = samples(arguments(given.gold, "train")) + of_codebook()
    dev = arguments(given.gold, "dev")
    model = Matcher.pretrained(len(vocabulary()))
    print("untouched", scores(model, dev, encode), flush=True)
    heads = [model.scale, model.bias]
    body = [p for n, p in model.named_parameters() if p.requires_grad and n not in ("scale", "bias")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": given.rate}, {"params": heads, "lr": 0.02}], weight_decay=0.01
    )
    total = given.epochs * -(-len(train) // given.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: min(1.0, k / (0.1 * total)) * max(0.0, 1 - k / total)
    )
    given.out.mkdir(parents=True, exist_ok=True)
    for epoch in range(1, given.epochs + 1):
        begun, losses = time.monotonic(), []
        for batch in batches(train, given.batch, rng):
            loss = loss_of(model, batch, encode)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        torch.save(model.state_dict(), given.out / f"epoch{epoch}.pt")
        strict, relaxed = scores(model, dev, encode)
        spent = time.monotonic() - begun
        mean = sum(losses) / len(losses)
        print(f"epoch {epoch}: loss {mean:.4f} strict {strict:.4f} relaxed {relaxed:.4f}, {spent:.0f} s", flush=True)


if __name__ == "__main__":
    main()
