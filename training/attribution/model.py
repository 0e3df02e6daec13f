"""The tagger as a torch module: MiniLM encoder, features, a tag head with CRF, link heads."""

import torch
from torch import Tensor, nn
from training.encoder import FORBIDDEN, WIDTH, Encoder

from communique.annotate.tagging.features import LABELS, OFFSETS

# Width of the vectors whose products score links: cue to source, source, cue to content, content.
LINK = 64


class Tagger(Encoder):
    """Scores of tags for each word, and vectors for its links."""

    def __init__(self, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__(vocabulary, dropout)
        self.feature = nn.Embedding(OFFSETS[-1] + 1, WIDTH, padding_idx=0)
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
        x = self.encoded(pieces, self.feature(features).sum(2))
        x = torch.gather(x, 1, firsts[:, :, None].expand(-1, -1, WIDTH))
        x = self.dropout(x)
        return self.tags(x), self.links(x)


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
