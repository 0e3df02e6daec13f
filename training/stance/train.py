"""Train the stance model: a holder's attitude to a target, or a proposition, in a sentence.

``PYTHONPATH=eval python -m training.stance.train GOLD OUT [--seed 1] [--epochs 3]`` trains on MPQA's parts but fold 2,
on arguments of debates and on the codebook's examples, prints polarity accuracy on fold 2 after each epoch, and keeps
the weights of each.
"""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from training.encoder import WIDTH, Encoder, mean_over, padded, vocabulary, word_pieces
from training.loop import Steps, batches, options

from communique.annotate.stance.pairs import BOTH, HOLDER, TARGET, Pair, pair
from communique.lexicons import codebook
from communique.models.wordpiece import WordPieces
from communique_eval import keypoints, mpqa
from communique_eval.mpqa import Attitude

TRAIN, HELD_OUT = ("dev", "test_fold_0", "test_fold_1"), "test_fold_2"


# Shares of an epoch, in samples for each marked attitude of MPQA: pairs of its sentences without an attitude, and
# arguments with their topic.
UNMARKED_SHARE, DEBATE_SHARE = 0.35, 0.8


class Judge(Encoder):
    """Scores of the classes for a sentence with holder and target, and of each piece for being what expresses it."""

    def __init__(self, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__(vocabulary, dropout)
        self.role = nn.Embedding(BOTH + 1, WIDTH, padding_idx=0)
        self.hidden, self.classes = nn.Linear(3 * WIDTH, WIDTH), nn.Linear(WIDTH, 3)
        self.expresses = nn.Linear(WIDTH, 1)
        nn.init.normal_(self.role.weight, std=0.02)
        with torch.no_grad():
            self.role.weight[0] = 0

    def forward(self, pieces: Tensor, roles: Tensor) -> tuple[Tensor, Tensor]:
        """Return scores of the classes [batch, 3] and of the pieces [batch, pieces]."""
        x = self.dropout(self.encoded(pieces, self.role(roles)))
        parts = [x[:, 0], mean_over(x, roles >= TARGET), mean_over(x, (roles == HOLDER) | (roles == BOTH))]
        hidden = self.dropout(functional.gelu(self.hidden(torch.cat(parts, 1))))
        return self.classes(hidden), self.expresses(x)[:, :, 0]


@dataclass(frozen=True)
class Sample:
    """What the model reads, its class, and which pieces express it; None where that is not known."""

    pair: Pair
    label: int
    expresses: tuple[int, ...] | None


def sample(one: Attitude, encode: WordPieces) -> Sample:
    """Return an attitude of MPQA as a sample."""
    read = pair(one.words, [one.words[i] for i in one.holder], [one.words[i] for i in one.target], encode)
    marked = [int(i in one.expression) for i, word in enumerate(one.words) for _ in encode(word)]
    kept = (0, *marked[read.first : read.first + read.size])
    return Sample(read, one.sign + 1, (*kept, *[0] * (len(read.pieces) - len(kept))))


def debates(gold: Path, encode: WordPieces) -> list[Sample]:
    """Return arguments for and against a demand, by nobody in particular."""
    data = keypoints.arguments(gold, "train")
    return [Sample(pair(one.text.split(), (), one.topic.split(), encode), one.side + 1, None) for one in data.arguments]


def of_codebook(encode: WordPieces) -> list[Sample]:
    """Return the example sentences of the built-in codebook, each towards its proposition."""
    found = []
    for issue in codebook.load().issues:
        target = issue.proposition.replace("{target}", "it").split()
        for label, sentences in ((2, issue.examples_for), (0, issue.examples_against)):
            found += [Sample(pair(sentence.split(), (), target, encode), label, None) for sentence in sentences]
    return found


def loss_of(model: Judge, batch: Sequence[Sample]) -> Tensor:
    """Return how far the model is from the classes, and from the words that express them where those are known."""
    pieces, roles = padded([one.pair.pieces for one in batch]), padded([one.pair.roles for one in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        classes, expresses = model(pieces, roles)
    loss = functional.cross_entropy(classes.float(), torch.tensor([one.label for one in batch]), label_smoothing=0.05)
    known = [i for i, one in enumerate(batch) if one.expresses is not None]
    if known:
        gold = padded([batch[i].expresses for i in known]).float()
        scores = expresses[known][:, : gold.shape[1]].float()
        inside = (pieces[known][:, : gold.shape[1]] != 0).float()
        loss = loss + 0.5 * functional.binary_cross_entropy_with_logits(scores, gold, weight=inside)
    return loss


@torch.no_grad()
def answers(model: Judge, data: Sequence[Sample]) -> Tensor:
    """Return the probabilities of the classes [samples, 3]."""
    model.eval()
    found = []
    for i in range(0, len(data), 32):
        batch = data[i : i + 32]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            classes, _ = model(padded([one.pair.pieces for one in batch]), padded([one.pair.roles for one in batch]))
        found.append(classes.float().softmax(1))
    model.train()
    return torch.cat(found)


def polarity(found: Tensor, data: Sequence[Sample]) -> float:
    """Return the share of samples whose side is right, no side not being an answer."""
    right = [(row[2] > row[0]).item() == (one.label == 2) for row, one in zip(found, data, strict=True)]
    return sum(right) / len(right)


def main() -> None:
    """Train and report."""
    given = options(epochs=3, batch=16, rate=8e-5)
    rng, encode = random.Random(given.seed), word_pieces()
    files = [given.gold / "mpqa" / f"{name}.json" for name in TRAIN]
    marked = [sample(one, encode) for file in files for one in mpqa.attitudes(file)]
    unmarked = [sample(one, encode) for file in files for one in mpqa.unmarked(file) if len(one.words) < 120]
    others, own = debates(given.gold, encode), of_codebook(encode)
    dev = [sample(one, encode) for one in mpqa.attitudes(given.gold / "mpqa" / f"{HELD_OUT}.json")]
    model = Judge.pretrained(len(vocabulary()))
    heads = dict.fromkeys(("role", "hidden", "classes", "expresses"), 5 * given.rate)
    shares = [(unmarked, int(UNMARKED_SHARE * len(marked))), (others, int(DEBATE_SHARE * len(marked)))]
    size = len(marked) + len(own) + sum(share for _, share in shares)
    steps = Steps(model, heads, given.rate, given.epochs * -(-size // given.batch))
    for epoch in range(1, given.epochs + 1):
        begun = time.monotonic()
        data = [*marked, *(one for pool, share in shares for one in rng.sample(pool, share)), *own]
        drawn = batches(data, lambda one: len(one.pair.pieces) // 12, given.batch, rng)
        mean = steps.epoch(loss_of(model, batch) for batch in drawn)
        torch.save(model.state_dict(), given.out / f"epoch{epoch}.pt")
        right, spent = polarity(answers(model, dev), dev), time.monotonic() - begun
        print(f"epoch {epoch}: loss {mean:.4f} polarity {right:.4f}, {spent:.0f} s", flush=True)


if __name__ == "__main__":
    main()
