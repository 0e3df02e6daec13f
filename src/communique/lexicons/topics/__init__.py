"""Words that tell nothing about what is talked about."""

from functools import cache
from importlib.resources import files


@cache
def function_words() -> frozenset[str]:
    """Return the words, in lower case."""
    text = files(__name__).joinpath("function_words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
