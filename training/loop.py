"""What the training of sentence models has in common: the command line, batches, and one epoch."""

import argparse
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import torch
from torch import Tensor, nn

T = TypeVar("T")


def options(epochs: int, batch: int, rate: float) -> argparse.Namespace:
    """Return what the command line says.

    Args:
        epochs, batch, rate: what is taken when it does not say.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=epochs)
    parser.add_argument("--batch", type=int, default=batch)
    parser.add_argument("--rate", type=float, default=rate)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    given.out.mkdir(parents=True, exist_ok=True)
    return given


def batches(data: Sequence[T], length: Callable[[T], int], size: int, rng: random.Random) -> Iterator[list[T]]:
    """Yield the samples in random order, those of one length (in steps of the caller's) together."""
    order = sorted(data, key=lambda one: (length(one), rng.random()))
    found = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(found)
    yield from found


class Steps:
    """The steps of a run: the rate rises over the first tenth and falls to nothing.

    Args:
        model: what is trained.
        heads: the rates of parameters that are new, by the beginning of their names; the others learn at ``rate``.
        rate: of the encoder.
        total: how many steps there will be.
    """

    def __init__(self, model: nn.Module, heads: Mapping[str, float], rate: float, total: int) -> None:
        self.model = model
        groups: dict[float, list[Tensor]] = {rate: []}
        for name, weights in model.named_parameters():
            if weights.requires_grad:
                own = next((value for head, value in heads.items() if name.startswith(head)), rate)
                groups.setdefault(own, []).append(weights)
        parts = [{"params": weights, "lr": own} for own, weights in groups.items()]
        self.optimizer = torch.optim.AdamW(parts, weight_decay=0.01)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda k: min(1.0, k / (0.1 * total)) * max(0.0, 1 - k / total)
        )

    def epoch(self, losses: Iterable[Tensor]) -> float:
        """Take a step for each loss and return their mean."""
        found = []
        for loss in losses:
            self.optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimizer.step()
            self.schedule.step()
            found.append(loss.item())
        return sum(found) / len(found)
