"""Phrases of one or two words that some texts have and others have not."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

from communique.lexicons.topics import function_words

_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_BREAK = re.compile(r"[^\w\s'-]+|\d+")

# A phrase is characteristic when the odds of it are so many standard errors higher than elsewhere (one-sided 5 %).
SURE = 1.645


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a group.

    Attributes:
        texts: how many of the group's texts have it.
        score: by how many standard errors its odds are higher than in the other texts.
    """

    words: str
    texts: int
    score: float


def words_of(text: str) -> list[list[str]]:
    """Return the words of a text in lower case, in runs without punctuation or number between them."""
    plain = text.replace("’", "'").replace("‘", "'").casefold()
    runs = (_WORD.findall(run) for run in _BREAK.split(plain))
    return [[word.removesuffix("'s") for word in run] for run in runs if run]


def telling(runs: Iterable[Sequence[str]]) -> set[str]:
    """Return the words that tell something about what is talked about."""
    return set(chain.from_iterable(runs)) - function_words()


class Phrases:
    """The phrases of texts.

    Args:
        texts: all of them, groups and others.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self.runs = [words_of(text) for text in texts]

    @cached_property
    def _each(self) -> list[frozenset[str]]:
        """The phrases of each text."""
        return [frozenset(self._phrases(runs)) for runs in self.runs]

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        """How many texts have each phrase."""
        return Counter(chain.from_iterable(self._each))

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(chain.from_iterable(self.runs)))

    def _phrases(self, runs: Iterable[Sequence[str]]) -> Iterator[str]:
        """Yield words and pairs of words without function words; plurals as singulars where some text has those."""
        common = function_words()
        for run in runs:
            singular = [word[:-1] if word.endswith("s") and word[:-1] in self._words else word for word in run]
            kept = ["" if {word, short} & common else short for word, short in zip(run, singular, strict=True)]
            yield from (word for word in kept if len(word) > 1)
            yield from (" ".join(pair) for pair in pairwise(kept) if all(pair))

    def of(self, group: Set[int]) -> list[Phrase]:
        """Return the characteristic phrases of some texts, the most characteristic first.

        They are ranked by the logarithm of the odds ratio in its standard errors (Woolf 1955), counted in texts, half
        a text added to each count (Haldane 1956, Anscombe 1956). Of phrases that the same texts have the longest stays.

        Args:
            group: places of the texts.
        """
        inside = Counter(chain.from_iterable(self._each[i] for i in group))
        scored = (Phrase(words, count, self._score(words, count, len(group))) for words, count in inside.items())
        ranked = sorted((one for one in scored if one.score >= SURE), key=lambda one: (-one.score, one.words))
        return [one for one in ranked if not any(_covers(other, one) for other in ranked)]

    def _score(self, words: str, inside: int, group: int) -> float:
        outside, others = self._counts[words] - inside, len(self._each) - group
        with_it, without = (inside + 0.5, outside + 0.5), (group - inside + 0.5, others - outside + 0.5)
        ratio = math.log(with_it[0] * without[1] / (with_it[1] * without[0]))
        return ratio / math.sqrt(sum(1 / count for count in (*with_it, *without)))


def _covers(other: Phrase, one: Phrase) -> bool:
    """Tell whether a longer phrase has the words of one, in as many texts."""
    return other.texts >= one.texts and one.words != other.words and one.words in other.words.split()
