"""Which paragraphs can be a headline or a deck line."""

import re

from communique.ingest.cleaning import dateline
from communique.ingest.cleaning.byline import is_outlet
from communique.ingest.cleaning.paragraphs import TERMINAL, Block
from communique.ingest.cleaning.patterns import patterns

# Characters of a headline and of a deck line; the longest of either in newspapers are about three quarters of this.
MAX_TITLE = 250
MAX_DECK = 400
# A line of fewer words under a headline names a section or a place.
MIN_DECK_WORDS = 4
# Of the long words of a headline with a full stop so many have a capital; in a sentence it is a third at most.
MIN_CAPITALS = 0.7
# Words of an outlet's name above a headline, which is longer.
MAX_NAME = 3
# A headline that asks or exclaims is shorter than the sentence of a body that does.
MAX_QUESTION = 150

_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.(?:[A-Z]\.)+|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|St|No|vs|etc)\.)$")
_ASKS = re.compile(r"[?!][\"”’'»)\]]*$")
_SPEAKER = re.compile(r"[\"“‘']?[A-Z][A-Z .’'-]+:\s")


def is_headline(words: str, *, followed: bool, marked: bool) -> bool:
    """Tell whether the first paragraph of a text can be its headline.

    Args:
        words: the paragraph.
        followed: whether any text follows.
        marked: whether a byline, a date or a dateline follows, as under a headline.
    """
    if len(words) > MAX_TITLE or words[-1] in ":,;" or dateline.opening(words):
        return False
    if not ends_sentence(words):
        return True
    if not followed:
        return False
    if _ASKS.search(words):
        return len(words) <= MAX_QUESTION
    return marked or _is_title_case(words)


def is_above(words: str, following: str) -> bool:
    """Tell whether the first line of a text is the name of a section or an outlet that stands above the headline."""
    if words.lower() in patterns().sections:
        return True
    tokens = words.split()
    name = (
        len(tokens) <= MAX_NAME and all(token[0].isupper() and token.isalpha() for token in tokens) and is_outlet(words)
    )
    return name and len(following.split()) > MAX_NAME and not ends_sentence(following)


def ends_sentence(words: str) -> bool:
    """Tell whether the words end like a sentence, not in an abbreviation ("U.S.")."""
    return bool(TERMINAL.search(words)) and not _ABBREVIATION.search(words)


def _is_title_case(words: str) -> bool:
    long = re.findall(r"[^\W\d_]{4,}", words)
    return len(long) >= 3 and sum(word[0].isupper() for word in long) >= MIN_CAPITALS * len(long)


def is_deck_line(block: Block) -> bool:
    """Tell whether a paragraph right under a headline is a deck line by itself: short, and no full sentence."""
    words = block.words
    short = len(words) <= MAX_DECK and words[-1] != ":" and len(words.split()) >= MIN_DECK_WORDS
    return short and not ends_sentence(words) and not dateline.opening(words)


def is_speaker(words: str) -> bool:
    """Tell whether a paragraph opens like a turn in a transcript ("MODERATOR: …")."""
    return bool(_SPEAKER.match(words))
