"""Train the issues model: on which issues of the built-in codebook a passage takes a side, and which.

``PYTHONPATH=eval python -m training.issues.train GOLD OUT [--seed 1] [--epochs 6]`` trains on the passages and briefs
of this project, prints after each epoch what it does on the briefs kept apart, and keeps the weights of each. GOLD is
not read: the command line is that of the other models.
"""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional
from training.encoder import WIDTH, Encoder, mean_over, padded, vocabulary, word_pieces
from training.issues.data import BRIEFS, PASSAGES, Passage, briefs, examples, passages, split
from training.loop import Steps, batches, options

from communique.annotate.stance.pairs import BOTH, HOLDER, Pair, pair
from communique.lexicons import codebook
from communique.models.wordpiece import WordPieces

# How often the context is left out in training, so that the model reads the passage first.
WITHOUT_CONTEXT = 0.3


class Issues(Encoder):
    """For each issue, how likely a passage takes a side on it, and which side."""

    def __init__(self, vocabulary: int, issues: int, dropout: float = 0.1) -> None:
        super().__init__(vocabulary, dropout)
        self.role = nn.Embedding(BOTH + 1, WIDTH, padding_idx=0)
        self.hidden, self.takes, self.side = (
            nn.Linear(3 * WIDTH, 2 * WIDTH),
            nn.Linear(2 * WIDTH, issues),
            nn.Linear(2 * WIDTH, issues),
        )
        nn.init.normal_(self.role.weight, std=0.02)
        with torch.no_grad():
            self.role.weight[0] = 0
            self.takes.bias.fill_(-4.0)

    def forward(self, pieces: Tensor, roles: Tensor, inside: Tensor) -> tuple[Tensor, Tensor]:
        """Return scores [batch, issues] for taking a side and for the side being support.

        Args:
            pieces, roles: [batch, pieces], as ``pair`` gives them.
            inside: [batch, pieces], 1 for the pieces of the passage.
        """
        x = self.dropout(self.encoded(pieces, self.role(roles)))
        parts = [x[:, 0], mean_over(x, inside != 0), mean_over(x, (roles == HOLDER) | (roles == BOTH))]
        hidden = self.dropout(functional.gelu(self.hidden(torch.cat(parts, 1))))
        return self.takes(hidden), self.side(hidden)


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
    gold = torch.zeros_like(takes)
    known, sides = torch.zeros_like(takes), torch.full_like(takes, 0.5)
    for i, one in enumerate(batch):
        for issue, value in one.passage.sides.items():
            gold[i, names[issue]], known[i, names[issue]], sides[i, names[issue]] = 1, 1, value
    sided = functional.binary_cross_entropy_with_logits(side, sides * 0.94 + 0.03, weight=known, reduction="sum")
    taken = functional.binary_cross_entropy_with_logits(takes, gold, reduction="sum")
    return (taken + sided) / len(batch)


@torch.no_grad()
def answers(model: Issues, data: Sequence[Sample], context: bool = True) -> tuple[Tensor, Tensor]:
    """Return how likely a side is taken and how likely it is support, [samples, issues] each."""
    model.eval()
    found = []
    for i in range(0, len(data), 32):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            takes, side = model(*inputs([one.whole if context else one.alone for one in data[i : i + 32]]))
        found.append((takes.float().sigmoid(), side.float().sigmoid()))
    model.train()
    return torch.cat([one for one, _ in found]), torch.cat([one for _, one in found])


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
    given = options(epochs=6, batch=16, rate=1e-4)
    rng, encode = random.Random(given.seed), word_pieces()
    names = {issue.id: i for i, issue in enumerate(codebook.load().issues)}
    own = [brief for file in sorted(BRIEFS.glob("*.txt")) for brief in briefs(file)]
    train, held = split(own, rng)
    data = [sample(one, encode) for one in (*train, *passages(PASSAGES), *examples())]
    kept = [sample(one, encode) for one in held]
    print(len(data), "passages for training,", len(kept), "kept apart", flush=True)
    model = Issues.pretrained(len(vocabulary()), len(names))
    heads = dict.fromkeys(("role", "hidden", "takes", "side"), 5 * given.rate)
    steps = Steps(model, heads, given.rate, given.epochs * -(-len(data) // given.batch))
    for epoch in range(1, given.epochs + 1):
        begun = time.monotonic()
        drawn = batches(data, lambda one: len(one.whole.pieces) // 12, given.batch, rng)
        mean = steps.epoch(loss_of(model, batch, names, rng) for batch in drawn)
        torch.save(model.state_dict(), given.out / f"epoch{epoch}.pt")
        spent = time.monotonic() - begun
        print(f"epoch {epoch}: loss {mean:.4f}, {spent:.0f} s\n{shown(*answers(model, kept), kept, names)}", flush=True)


if __name__ == "__main__":
    main()
