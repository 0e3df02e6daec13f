"""The tagger as a torch module: MiniLM encoder, features, a tag head with CRF, link heads."""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from communique.annotate.tagging.features import LABELS, OFFSETS

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536

# Width of the vectors whose products score links: cue to source, source, cue to content, content.
LINK = 64

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


class Tagger(nn.Module):
    """Scores of tags for each word, and vectors for its links."""

    def __init__(self, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, WIDTH)
        self.place = nn.Embedding(512, WIDTH)
        self.feature = nn.Embedding(OFFSETS[-1] + 1, WIDTH, padding_idx=0)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(WIDTH, len(LABELS))
        self.links = nn.Linear(WIDTH, 4 * LINK)
        self.nobody = nn.Parameter(torch.zeros(LINK))
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        nn.init.normal_(self.feature.weight, std=0.01)
        with torch.no_grad():
            self.feature.weight[0] = 0

    def forward(self, pieces: Tensor, features: Tensor, firsts: Tensor) -> tuple[Tensor, Tensor]:
        """Return the scores of tags [batch, words, labels] and the link vectors [batch, words, 4 * LINK].

        Args:
            pieces: numbers of word pieces [batch, pieces]; 0 is padding.
            features: [batch, pieces, features]; 0 is none.
            firsts: place of each word's first piece [batch, words].
        """
        size = pieces.shape[1]
        told = self.feature(features).sum(2)
        x = self.word(pieces) + self.place.weight[:size] + told
        x = self.dropout(self.norm(x))
        mask = ((pieces == 0).float() * FORBIDDEN)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        x = torch.gather(x, 1, firsts[:, :, None].expand(-1, -1, WIDTH))
        x = self.dropout(x)
        return self.tags(x), self.links(x)

    @classmethod
    def pretrained(cls, folder: Path, vocabulary: int) -> "Tagger":
        """Return a tagger whose encoder has the weights of a folder with a BERT ``model.safetensors``."""
        found, model = load_file(folder / "model.safetensors"), cls(vocabulary)
        state = {
            "word.weight": found["embeddings.word_embeddings.weight"],
            # The one token type that is used is the same everywhere, so it goes into the places.
            "place.weight": found["embeddings.position_embeddings.weight"]
            + found["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": found["embeddings.LayerNorm.weight"],
            "norm.bias": found["embeddings.LayerNorm.bias"],
        }
        for i in range(LAYERS):
            base = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                parts = [found[f"{base}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                state[f"layers.{i}.qkv.{kind}"] = torch.cat(parts)
                for ours, theirs in (
                    ("out", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"),
                    ("up", "intermediate.dense"), ("down", "output.dense"), ("norm2", "output.LayerNorm"),
                ):  # fmt: skip
                    state[f"layers.{i}.{ours}.{kind}"] = found[f"{base}{theirs}.{kind}"]
        missing, unexpected = model.load_state_dict(state, strict=False)
        wrong = [*unexpected, *(name for name in missing if name.startswith("layers"))]
        if wrong:
            raise ValueError(f"{folder} has no MiniLM encoder: {wrong}")
        return model


def allowed() -> Tensor:
    """Return what is added to transitions: 0, or FORBIDDEN for an inside label that does not go on from its own."""
    found = torch.zeros(len(LABELS), len(LABELS))
    for j, label in enumerate(LABELS):
        if label.startswith("I-"):
            role = label[2:]
            for i, before in enumerate(LABELS):
                if before not in (f"B-{role}", f"I-{role}"):
                    found[i, j] = FORBIDDEN
    return found


def starts() -> Tensor:
    """Return what is added to the scores of a first word: inside labels cannot begin."""
    return torch.tensor([FORBIDDEN if label.startswith("I-") else 0.0 for label in LABELS])


def crf_loss(scores: Tensor, labels: Tensor, lengths: Tensor, transitions: Tensor) -> Tensor:
    """Return the negative log-likelihood of label sequences, summed.

    Args:
        scores: [sequences, words, labels], float32.
        labels: [sequences, words].
        lengths: words of each sequence.
        transitions: [labels, labels], forbidden ones included.
    """
    size = scores.shape[1]
    inside = torch.arange(size)[None, :] < lengths[:, None]
    first = scores[:, 0] + starts()
    gold = (scores.gather(2, labels[:, :, None])[..., 0] * inside).sum()
    gold = gold + (transitions[labels[:, :-1], labels[:, 1:]] * inside[:, 1:]).sum()
    alpha = first
    for t in range(1, size):
        step = torch.logsumexp(alpha[:, :, None] + transitions[None], dim=1) + scores[:, t]
        alpha = torch.where(inside[:, t, None], step, alpha)
    return torch.logsumexp(alpha, dim=1).sum() - gold
