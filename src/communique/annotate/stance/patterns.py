"""Terms as they are written in a codebook, found in the tokens of a sentence."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from communique.records.syntax import Token

# How many words a "*" may stand for.
GAP = 3

Element = frozenset[str] | None  # the words that fit; None for a gap


@cache
def pattern(term: str) -> tuple[Element, ...]:
    """Return the elements of a term; a hyphen is an element of its own, as it is a token of its own in the text."""
    found: list[Element] = []
    for word in _bare(term).split():
        if word == "*":
            found.append(None)
        elif "|" in word:
            found.append(frozenset(word.split("|")))
        else:
            found.extend(frozenset([piece]) for piece in re.findall(r"-|'s$|(?:(?!'s$)[^-])+", word))
    return tuple(found)


def variants(term: str) -> Iterator[str]:
    """Yield a term with each hyphenated word of its alternatives alone: several tokens cannot be one of a choice."""
    words = term.split()
    for place, word in enumerate(words):
        choices = word.split("|")
        hyphenated = [choice for choice in choices if "-" in choice.strip("-")]
        if len(choices) > 1 and hyphenated:
            plain = [choice for choice in choices if choice not in hyphenated]
            for one in (*(["|".join(plain)] if plain else []), *hyphenated):
                yield from variants(" ".join((*words[:place], one, *words[place + 1 :])))
            return
    yield term


def _bare(term: str) -> str:
    """Return a term without the "to" or "a" that tells its part of speech."""
    term = term.casefold().replace("’", "'")
    return term.removeprefix("to ").removeprefix("a ")


def _fits(term: str, token: Token) -> bool:
    """Tell whether a token may begin a term: "to hack" fits verbs only, "a hack" nouns only."""
    first = term.casefold().split(" ")[0]
    return {"to": token.pos in ("VERB", "AUX"), "a": token.pos in ("NOUN", "PROPN")}.get(first, True)


def forms(token: Token) -> tuple[str, ...]:
    """Return what a word of a term may say for this token: as written, dictionary form, without plural s."""
    lower = token.words.casefold().replace("’", "'").replace("‑", "-")
    return lower, token.lemma.casefold(), lower[:-1] if lower.endswith("s") and len(lower) > 3 else lower


def match(elements: Sequence[Element], tokens: Sequence[Token], start: int) -> tuple[int, ...] | None:
    """Return the positions in ``tokens`` that fit the elements from position ``start`` on; None if they do not fit."""
    if not elements:
        return ()
    if elements[0] is None:
        return next(filter(None, (match(elements[1:], tokens, start + skip) for skip in range(GAP + 1))), None)
    if start >= len(tokens) or elements[0].isdisjoint(forms(tokens[start])):
        return None
    rest = match(elements[1:], tokens, start + 1)
    return None if rest is None else (start, *rest)


@dataclass(frozen=True)
class Index:
    """Terms by the words that they can begin with; looking up costs time in the length of the sentence only.

    Attributes:
        by_word: for each word, the terms that may begin with it, each with a key that the caller understands.
    """

    by_word: Mapping[str, tuple[tuple[str, int], ...]]

    @classmethod
    def of(cls, terms: Iterable[tuple[str, int]]) -> "Index":
        """Build an index of (term, key) pairs."""
        found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for term, key in ((one, key) for whole, key in terms for one in variants(whole)):
            for word in sorted(pattern(term)[0] or ()):
                found[word].append((term, key))
        return cls({word: tuple(pairs) for word, pairs in found.items()})

    def find(self, tokens: Sequence[Token]) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yield (key, indices of the tokens that fit) for every place where a term stands, in text order."""
        for place, token in enumerate(tokens):
            entries = dict.fromkeys(pair for form in forms(token) for pair in self.by_word.get(form, ()))
            for term, key in entries:
                found = match(pattern(term), tokens, place) if _fits(term, token) else None
                if found:
                    yield key, tuple(tokens[k].i for k in found)
