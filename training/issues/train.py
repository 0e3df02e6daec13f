"""Train the issues model: on which issues of the built-in codebook a passage takes a side, and which.

``PYTHONPATH=eval python -m training.issues.train GOLD OUT [--seed 1] [--epochs 3]`` trains on the passages, briefs
and reports of this project and on real news as coded here (MPQA's without fold 2, PolNeAR's, PLV's), prints after each
epoch what it does on the briefs and the articles kept apart and on the news of fold 2, and keeps the weights of each.
"""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional
from training.encoder import FORBIDDEN, WIDTH, Encoder, mean_over, padded, vocabulary, word_pieces
from training.issues.data import (
    BRIEFS,
    PASSAGES,
    REPORTS,
    Passage,
    articles,
    events,
    examples,
    measured,
    news,
    passages,
    split,
    written,
)
from training.loop import Steps, batches, options

from communique.annotate.stance.pairs import BOTH, HOLDER, Pair, pair
from communique.lexicons import codebook
from communique.models.wordpiece import WordPieces
from communique_eval.news import HELD_OUT

# Spread of weights that begin anew, as BERT's. The score of an issue before anything is learnt: few passages
# take a side. How sharply issues tell pieces apart at the beginning; the rest they learn.
NEW, SELDOM, SHARPNESS = 0.02, -4.0, 0.4

# How often the context is left out in training, so that the model reads the passage first.
WITHOUT_CONTEXT = 0.3


# Of briefs and single passages, in which nearly everybody takes a side, an epoch draws one in so many: reports and news
# are more like what is read.
DENSE = 2


class Issues(Encoder):
    """For each issue, how likely a passage takes a side on it, and which side.

    Each issue looks at the pieces by itself (as labels do in Mullenbach et al. 2018, arXiv 1802.05695); what it sees is
    judged together with the passage as a whole and the holder, by weights that the issues share and some of its own.
    """

    def __init__(self, vocabulary: int, issues: int, dropout: float = 0.1) -> None:
        super().__init__(vocabulary, dropout)
        self.role = nn.Embedding(BOTH + 1, WIDTH, padding_idx=0)
        self.looks, self.named = (nn.Parameter(torch.randn(issues, WIDTH) * NEW) for _ in range(2))
        self.key, self.value, self.whole = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH), nn.Linear(3 * WIDTH, WIDTH)
        self.hidden, self.shared = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 2)
        self.own, self.bias = nn.Parameter(torch.randn(issues, WIDTH, 2) * NEW), nn.Parameter(torch.zeros(issues, 2))
        nn.init.normal_(self.role.weight, std=NEW)
        with torch.no_grad():
            self.role.weight[0] = 0
            self.bias[:, 0] = SELDOM

    def forward(self, pieces: Tensor, roles: Tensor, inside: Tensor) -> tuple[Tensor, Tensor]:
        """Return scores [batch, issues] for taking a side and for the side being support.

        Args:
            pieces, roles: [batch, pieces], as ``pair`` gives them.
            inside: [batch, pieces], 1 for the pieces of the passage.
        """
        x = self.dropout(self.encoded(pieces, self.role(roles)))
        parts = [x[:, 0], mean_over(x, inside != 0), mean_over(x, (roles == HOLDER) | (roles == BOTH))]
        looked = SHARPNESS * torch.matmul(self.looks, self.key(x).transpose(1, 2))
        looked = looked + ((pieces == 0).float() * FORBIDDEN)[:, None, :]
        seen = torch.matmul(looked.softmax(2), self.value(x))
        y = functional.gelu(seen + self.whole(torch.cat(parts, 1))[:, None, :] + self.named)
        y = self.dropout(y + functional.gelu(self.hidden(y)))
        scores = self.shared(y) + (y[..., None] * self.own).sum(2) + self.bias
        return scores[..., 0], scores[..., 1]


@dataclass(frozen=True)
class Sample:
    """A passage as the model reads it, with and without its context."""

    passage: Passage
    whole: Pair
    alone: Pair


def sample(one: Passage, encode: WordPieces) -> Sample:
    """Return the passage as pieces."""
    words, holder = one.words.split(), one.holder.split()
    return Sample(one, pair(words, holder, one.context.split(), encode), pair(words, holder, (), encode))


def inputs(pairs: Sequence[Pair]) -> tuple[Tensor, Tensor, Tensor]:
    """Return what ``Issues`` reads: pieces, roles, and which pieces are the passage's."""
    inside = [(0, *([1] * one.size)) for one in pairs]
    pieces = padded([one.pieces for one in pairs])
    marks = torch.zeros_like(pieces)
    for i, row in enumerate(inside):
        marks[i, : len(row)] = torch.tensor(row)
    return pieces, padded([one.roles for one in pairs]), marks


def loss_of(model: Issues, batch: Sequence[Sample], names: dict[str, int], rng: random.Random) -> Tensor:
    """Return the loss of what is taken and of the sides."""
    pairs = [one.alone if rng.random() < WITHOUT_CONTEXT else one.whole for one in batch]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        takes, side = model(*inputs(pairs))
    takes, side = takes.float(), side.float()
    gold, sides = taken(batch, names), torch.full_like(takes, 0.5)
    for i, one in enumerate(batch):
        for issue, value in one.passage.sides.items():
            sides[i, names[issue]] = value
    told = functional.binary_cross_entropy_with_logits(takes, gold, reduction="sum")
    sided = functional.binary_cross_entropy_with_logits(side, sides * 0.94 + 0.03, weight=gold, reduction="sum")
    return (told + sided) / len(batch)


@torch.no_grad()
def scores(model: Issues, data: Sequence[Sample]) -> tuple[Tensor, Tensor]:
    """Return the scores for taking a side and for the side being support, [samples, issues] each."""
    model.eval()
    found = []
    for i in range(0, len(data), 32):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            takes, side = model(*inputs([one.whole for one in data[i : i + 32]]))
        found.append((takes.float(), side.float()))
    model.train()
    return torch.cat([one for one, _ in found]), torch.cat([one for _, one in found])


def taken(data: Sequence[Sample], names: dict[str, int]) -> Tensor:
    """Return 1 where a passage takes a side on an issue and 0 elsewhere, [samples, issues]."""
    gold = torch.zeros(len(data), len(names))
    for i, one in enumerate(data):
        for issue in one.passage.sides:
            gold[i, names[issue]] = 1
    return gold


def shown(takes: Tensor, side: Tensor, data: Sequence[Sample], names: dict[str, int]) -> str:
    """Return, for falling thresholds, how many codings are given, how many are right, and how many there are."""
    sure = takes * torch.maximum(side, 1 - side)
    there = sum(len(one.passage.sides) for one in data)
    ids = list(names)
    lines = []
    for least in (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3):
        given = right = about = 0
        for i, k in (sure > least).nonzero().tolist():
            gold = data[i].passage.sides.get(ids[k])
            given += 1
            about += gold is not None
            right += gold is not None and (gold == 0.5 or (side[i, k] > 0.5) == (gold > 0.5))
        lines.append(f"  at {least}: {right} right of {given} given ({about} on the issue), {there} there")
    return "\n".join(lines)


def main() -> None:
    """Train and report."""
    given = options(epochs=3, batch=16, rate=1e-4)
    rng, encode = random.Random(given.seed), word_pieces()
    names = {issue.id: i for i, issue in enumerate(codebook.load().issues)}
    train, held = split(written(BRIEFS), rng)
    reports = [one for report in written(REPORTS) for one in report]
    real = *news(given.gold), *articles(given.gold), *events(given.gold)
    dense = [sample(one, encode) for one in (*train, *passages(PASSAGES), *examples())]
    plain = [sample(one, encode) for one in (*reports, *real)]
    kept = {"briefs": held, "news": news(given.gold, HELD_OUT), "articles": measured(given.gold)}
    tested = {name: [sample(one, encode) for one in some] for name, some in kept.items()}
    drawn_of_dense = len(dense) // DENSE
    total = len(plain) + drawn_of_dense
    print(total, "passages an epoch,", {name: len(some) for name, some in tested.items()}, flush=True)
    model = Issues.pretrained(len(vocabulary()), len(names))
    new = ("role", "looks", "named", "key", "value", "whole", "hidden", "shared", "own", "bias")
    steps = Steps(model, dict.fromkeys(new, 5 * given.rate), given.rate, given.epochs * -(-total // given.batch))
    for epoch in range(1, given.epochs + 1):
        begun = time.monotonic()
        data = [*plain, *rng.sample(dense, drawn_of_dense)]
        drawn = batches(data, lambda one: len(one.whole.pieces) // 12, given.batch, rng)
        mean = steps.epoch(loss_of(model, batch, names, rng) for batch in drawn)
        torch.save(model.state_dict(), given.out / f"epoch{epoch}.pt")
        print(f"epoch {epoch}: loss {mean:.4f}, {time.monotonic() - begun:.0f} s", flush=True)
        for name, some in tested.items():
            takes, side = scores(model, some)
            print(f"{name}\n{shown(takes.sigmoid(), side.sigmoid(), some, names)}", flush=True)


if __name__ == "__main__":
    main()
