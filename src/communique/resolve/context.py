"""Which states a whole text is about, as far as single names tell."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from communique.lexicons import actors
from communique.records.syntax import Syntax, Token

# A state is in play where it is named at least a third as often as the one that is named most.
SHARE = 3
LEAD = 2
KOREAS = frozenset(("KOR", "PRK"))


class Context:
    """The states that a text names.

    Attributes:
        named: how often each state, its people, places and bodies are named, by code.
    """

    def __init__(self, syntax: Syntax) -> None:
        self.tokens = syntax.tokens
        self.named: Mapping[str, int] = _count(syntax)
        self._most = max(self.named.values(), default=0)

    @cached_property
    def ranked(self) -> Sequence[str]:
        """The codes of the states that the text names, most often first."""
        return sorted(self.named, key=lambda code: (-self.named[code], code))

    @property
    def two(self) -> list[str] | None:
        """Codes of the two states that the text is about: each named LEAD times as often as any third."""
        ranked, named = self.ranked, self.named
        if len(ranked) < 2 or (len(ranked) > 2 and named[ranked[1]] < LEAD * named[ranked[2]]):
            return None
        return list(ranked[:2])

    @property
    def leading(self) -> str | None:
        """Code of the one state that the text is about: named at least SHARE times, and LEAD times as often as any."""
        ranked = self.ranked
        second = self.named[ranked[1]] if len(ranked) > 1 else 0
        return ranked[0] if ranked and self.named[ranked[0]] >= max(SHARE, LEAD * second) else None

    def in_play(self, code: str | None) -> bool:
        """Tell whether a state is one that the text is about; True for None and where the text names none."""
        return code is None or not self._most or self.named.get(code, 0) * SHARE >= self._most

    def meaning(self, several: actors.Ambiguous) -> str:
        """Return the meaning to take of a name that several states' bodies share; "word" where none is in play."""
        if not several.by_country:
            return several.meanings[0]
        for meaning in several.meanings:
            body = actors.bodies().get(meaning)
            if body is None or self.in_play(body.country):
                return meaning
        return "word"

    def korea(self, i: int) -> str | None:
        """Return the code of the half of Korea that "the North" or "the South" means in a text about both."""
        token = self.tokens[i]
        if token.words not in ("North", "South") or i == 0 or self.tokens[i - 1].lower != "the":
            return None
        if not all(self.named.get(code) for code in KOREAS) or _goes_on(self.tokens, i + 1):
            return None
        return "PRK" if token.words == "North" else "KOR"


def _goes_on(tokens: tuple[Token, ...], i: int) -> bool:
    """Tell whether a longer name or a direction goes on at a token: "the North Sea", "the south of the city"."""
    if i >= len(tokens):
        return False
    return tokens[i].words[0].isupper() or tokens[i].lower in ("of", "-") or tokens[i].pos in ("NOUN", "PROPN", "ADJ")


def _count(syntax: Syntax) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    tokens = syntax.tokens
    i = 0
    while i < len(tokens):
        width = 1
        if tokens[i].words[0].isupper():
            for width in (3, 2, 1):
                last = min(i + width, len(tokens)) - 1
                code = _code(syntax.text[tokens[i].start : tokens[last].end])
                if code:
                    found[code] += 1
                    break
        i += width
    return found


def _code(said: str) -> str | None:
    if actors.key(said) in actors.ambiguous():
        several = actors.ambiguous()[actors.key(said)].meanings[0]
        return several.removeprefix("state:") if several.startswith("state:") else None
    state = actors.find_state(said)
    if state:
        return state[0]
    body = actors.find_body(said)
    return (actors.bodies()[body].country if body else None) or actors.find_place(said)
