"""Train the attribution tagger.

``python -m training.attribution.train DATA OUT [--seed 1] [--epochs 6]`` reads what ``data.py`` wrote.
"""

import argparse
import pickle
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from training.attribution.data import Example
from training.attribution.model import LINK, Tagger, allowed, crf_loss
from training.encoder import vocabulary
from training.loop import batches

from communique.annotate.tagging.decoding import WORTH, chosen, spans
from communique.annotate.tagging.features import LABELS, ROLES, SIZES

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"

# The parts of the model that are new; the others come from the encoder.
HEADS = ("feature", "tags", "links", "nobody", "transitions")

# Features that are left out together: shape; parse; quotation marks; rules.
GROUPS = ((0,), (1, 2, 3), (4,), (5,))


def collate(batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Return pieces, features, firsts, padded with 0."""
    size, words = max(len(x.pieces) for x in batch), max(len(x.firsts) for x in batch)
    pieces = torch.zeros(len(batch), size, dtype=torch.long)
    features = torch.zeros(len(batch), size, len(SIZES), dtype=torch.long)
    firsts = torch.zeros(len(batch), words, dtype=torch.long)
    for i, one in enumerate(batch):
        pieces[i, : len(one.pieces)] = torch.from_numpy(one.pieces)
        features[i, : len(one.pieces)] = torch.from_numpy(one.features)
        firsts[i, : len(one.firsts)] = torch.from_numpy(one.firsts)
    return pieces, features, firsts


def without_some(features: Tensor, share: float, generator: torch.Generator) -> Tensor:
    """Leave out each group of features in a share of the windows, so that none is leant on alone."""
    features = features.clone()
    for group in GROUPS:
        out = torch.rand(len(features), generator=generator, device=DEVICE) < share
        for f in group:
            features[out, :, f] = 0
    return features


def sequences(batch: Sequence[Example], scores: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return scores and labels of each stretch as a sequence of its own, and the lengths."""
    lengths = [n for one in batch for n in one.lengths]
    size = max(lengths)
    parts, labels = [], torch.zeros(len(lengths), size, dtype=torch.long)
    k = 0
    for i, one in enumerate(batch):
        at = 0
        for n in one.lengths:
            parts.append(functional.pad(scores[i, at : at + n], (0, 0, 0, size - n)))
            labels[k, :n] = torch.from_numpy(one.labels[at : at + n])
            at, k = at + n, k + 1
    return torch.stack(parts), labels, torch.tensor(lengths)


def means(vectors: Tensor, ranges: Sequence[tuple[int, int]]) -> Tensor:
    """Return the mean vector of each range of words."""
    weights = torch.zeros(len(ranges), len(vectors))
    for i, (first, last) in enumerate(ranges):
        weights[i, first:last] = 1 / (last - first)
    return weights @ vectors


def link_loss(model: Tagger, one: Example, links: Tensor) -> Tensor:
    """Each cue chooses its source or nobody; each content range chooses its cue."""
    total = torch.zeros(())
    if not one.cues:
        return total
    to_source, source, content, to_content = links.split(LINK, dim=1)
    known = [i for i, s in enumerate(one.source_of) if s != -2]
    if known:
        cues = means(to_source, [one.cues[i] for i in known])
        keys = torch.cat([model.nobody[None], means(source, one.sources)]) if one.sources else model.nobody[None]
        gold = torch.tensor([one.source_of[i] + 1 for i in known])
        total = total + functional.cross_entropy(cues @ keys.T / LINK**0.5, gold, reduction="sum")
    known = [i for i, c in enumerate(one.cue_of) if c != -2]
    if known:
        asked, keys = means(content, [one.contents[i] for i in known]), means(to_content, one.cues)
        gold = torch.tensor([one.cue_of[i] for i in known])
        total = total + functional.cross_entropy(asked @ keys.T / LINK**0.5, gold, reduction="sum")
    return total


Ranges = set[tuple[str, int, int]]


def found_ranges(scores: np.ndarray, transitions: np.ndarray) -> Ranges:
    """Return (role, first, last) of each span that decoding takes."""
    return {(one.role, one.first, one.last) for one in chosen(list(spans(scores, transitions, WORTH)))}


def gold_ranges(labels: np.ndarray) -> Ranges:
    """Return (role, first, last) of each span of a label sequence."""
    found: list[tuple[str, int, int]] = []
    for i, label in enumerate(LABELS[k] for k in labels):
        if label.startswith("B-"):
            found.append((label[2:], i, i + 1))
        elif label != "O":
            found[-1] = (label[2:], found[-1][1], i + 1)
    return set(found)


@torch.no_grad()
def evaluate(model: Tagger, examples: Sequence[Example], leave_out: Sequence[int] = ()) -> str:
    """Return exact span F1 by role, and the share of right links given gold spans."""
    model.eval()
    transitions = (model.transitions + allowed()).cpu().numpy()
    right, found, gold = (dict.fromkeys(ROLES, 0) for _ in range(3))
    linked = [0, 0, 0, 0]
    for i in range(0, len(examples), 16):
        batch = examples[i : i + 16]
        pieces, features, firsts = collate(batch)
        for f in leave_out:
            features[:, :, f] = 0
        with torch.autocast(DEVICE, dtype=torch.bfloat16):
            scores, links = model(pieces, features, firsts)
        for k, one in enumerate(batch):
            at = 0
            for n in one.lengths:
                here = found_ranges(scores[k, at : at + n].float().cpu().numpy(), transitions)
                there = gold_ranges(one.labels[at : at + n])
                for role in ROLES:
                    a, b = ({x for x in y if x[0] == role} for y in (here, there))
                    right[role] += len(a & b)
                    found[role] += len(a)
                    gold[role] += len(b)
                at += n
            _count_links(model, one, links[k].float(), linked)
    model.train()
    f1 = [100 * 2 * right[role] / max(1, found[role] + gold[role]) for role in ROLES]
    parts = [
        f"{role} {f:.2f} (P {100 * right[role] / max(1, found[role]):.1f})" for role, f in zip(ROLES, f1, strict=True)
    ]
    return ", ".join(parts) + f"; source link {linked[0] / linked[1]:.4f}, content link {linked[2] / linked[3]:.4f}"


def _count_links(model: Tagger, one: Example, links: Tensor, linked: list[int]) -> None:
    to_source, source, content, to_content = links.split(LINK, dim=1)
    if one.cues:
        keys = torch.cat([model.nobody[None], means(source, one.sources)]) if one.sources else model.nobody[None]
        chosen = (means(to_source, one.cues) @ keys.T).argmax(1) - 1
        for c, s in zip(chosen.tolist(), one.source_of, strict=True):
            if s != -2:
                linked[0] += c == s
                linked[1] += 1
        if one.contents:
            chosen = (means(content, one.contents) @ means(to_content, one.cues).T).argmax(1)
            for c, s in zip(chosen.tolist(), one.cue_of, strict=True):
                if s != -2:
                    linked[2] += c == s
                    linked[3] += 1


def given() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--limit", type=int, default=None)
    return parser.parse_args()


def untrained() -> Tagger:
    """Return the encoder with new heads; its word vectors stay as they are."""
    model = Tagger.pretrained(len(vocabulary()))
    return model.to(DEVICE)


def optimized(model: Tagger, rate: float) -> torch.optim.Optimizer:
    """Return the optimizer: the heads learn faster than the encoder."""
    parts: dict[bool, list[Tensor]] = {True: [], False: []}
    for name, weights in model.named_parameters():
        if weights.requires_grad:
            parts[name.split(".")[0] in HEADS].append(weights)
    groups = [{"params": parts[False], "lr": rate}, {"params": parts[True], "lr": 1e-3}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def losses(model: Tagger, batch: Sequence[Example], generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Return the loss of the labels and that of the links, for each window of a batch on average."""
    pieces, features, firsts = collate(batch)
    features = without_some(features, 0.1, generator)
    with torch.autocast(DEVICE, dtype=torch.bfloat16):
        scores, links = model(pieces, features, firsts)
    found, labels, lengths = sequences(batch, scores.float())
    tags = crf_loss(found, labels, lengths, model.transitions + allowed()) / len(batch)
    return tags, sum(link_loss(model, one, links[i].float()) for i, one in enumerate(batch)) / len(batch)


def main() -> None:
    """Train, report each epoch on the development part, write a checkpoint after each."""
    arguments = given()
    torch.set_default_device(DEVICE)
    torch.manual_seed(arguments.seed)
    rng, generator = random.Random(arguments.seed), torch.Generator(DEVICE).manual_seed(arguments.seed)
    dev, *spellings = (
        pickle.loads((arguments.data / f"{part}.pickle").read_bytes()) for part in ("dev", "train", "respelled")
    )
    docs = sorted({one.doc for one in spellings[0]})
    rng.shuffle(docs)
    model = untrained()
    optimizer = optimized(model, arguments.rate)
    longest = min(max(map(len, spellings)), arguments.limit or sys.maxsize)
    steps = arguments.epochs * -(-longest // arguments.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.06 * steps), max(0.0, (steps - step) / (0.94 * steps)))
    )
    arguments.out.mkdir(parents=True, exist_ok=True)
    step, begun = 0, time.time()
    model.train()
    for epoch in range(arguments.epochs):
        halves = [frozenset(docs[(k + epoch) % 2 :: 2]) for k in range(len(spellings))]
        train = [one for half, part in zip(halves, spellings, strict=True) for one in part if one.doc in half]
        for batch in batches(train[: arguments.limit], lambda one: len(one.pieces) // 16, arguments.batch, rng):
            tags, links = losses(model, batch, generator)
            optimizer.zero_grad()
            (tags + links).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % 20 == 0:
                spent = (time.time() - begun) / step
                print(f"step {step}/{steps} tags {tags:.3f} links {links:.3f} {spent:.2f} s/step", flush=True)
        print(f"epoch {epoch + 1}: {evaluate(model, dev)} ({time.time() - begun:.0f} s)", flush=True)
        torch.save(model.state_dict(), arguments.out / f"epoch{epoch + 1}.pt")
    print("without rules:", evaluate(model, dev, GROUPS[3]))
    print("without parse:", evaluate(model, dev, GROUPS[1]))
    print("without both:", evaluate(model, dev, (*GROUPS[1], *GROUPS[3])))


if __name__ == "__main__":
    main()
