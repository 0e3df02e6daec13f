"""Whether two words can be spellings of one name: "Zelensky" and "Zelenskiy", "Al-Tayeb" and "Eltayeb"."""

import re

from rapidfuzz.distance import OSA

# Shorter names differ from other people's by one letter too often ("Kim", "Lim").
SHORTEST = 5
# At most so many letters differ, fewer in names of at most MIDDLE letters.
EDITS, MIDDLE = 2, 6
# Romanisations of one sound, applied in this order; the sources are the tables of ALA-LC, BGN/PCGN and ISO 9 for
# Arabic, Persian and Cyrillic, where these letters stand for each other.
SOUNDS = (
    ("kh", "h"), ("zh", "j"), ("dj", "j"), ("sch", "sh"), ("ts", "c"), ("tz", "c"), ("ph", "f"), ("gh", "g"),
    ("q", "k"), ("ck", "k"), ("c", "k"), ("w", "v"), ("x", "ks"), ("y", "i"), ("j", "i"),
)  # fmt: skip
ARTICLE = re.compile(r"^(?:al|el|ul|as|ash|ad|an|ar|at|az)-|^(?:al|el)(?=\w{5})")


# Vowels that stand for each other: short ones are written as they are heard.
VOWELS = (frozenset("ae"), frozenset("ei"), frozenset("ou"))


def same(a: str, b: str) -> bool:
    """Tell whether two words may be one name: the same consonants by sound, like vowels, few letters that differ.

    A name and its form for women ("Ivanov", "Ivanova") are two names.

    Args:
        a, b: words in lower-case ASCII.
    """
    if a == b:
        return True
    a, b = ARTICLE.sub("", a), ARTICLE.sub("", b)
    if min(len(a), len(b)) < SHORTEST or a in (f"{b}a", f"{b}na") or b in (f"{a}a", f"{a}na"):
        return a == b
    edits = 1 if min(len(a), len(b)) <= MIDDLE else EDITS
    a, b, distance = _sounds(a), _sounds(b), OSA.distance(a, b, score_cutoff=edits)
    return distance <= edits and _consonants(a) == _consonants(b) and _like_vowels(a, b)


def key(word: str) -> str:
    """Return what all spellings of a word share: its consonants by sound."""
    return _consonants(_sounds(ARTICLE.sub("", word)))


def _sounds(word: str) -> str:
    for one, other in SOUNDS:
        word = word.replace(one, other)
    return word


def _consonants(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", re.sub(r"(?<=.)[aeiou]", "", word))


def _like_vowels(a: str, b: str) -> bool:
    """Tell whether the vowels between the consonants are alike; more or fewer of them are let through."""
    ones, others = re.findall("[aeiou]+", a), re.findall("[aeiou]+", b)
    return len(ones) != len(others) or all(map(_like, ones, others))


def _like(a: str, b: str) -> bool:
    return bool(set(a) & set(b)) or any(set(a + b) <= pair for pair in VOWELS)
