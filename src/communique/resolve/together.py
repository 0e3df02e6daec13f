"""Whom "both sides", "the two countries" and "the two leaders" mean: exactly two who are in play."""

from collections.abc import Callable, Iterator, Mapping

from communique.lexicons import actors
from communique.records.syntax import Syntax, Token
from communique.resolve import words
from communique.resolve.cast import Cast, Figure
from communique.resolve.context import Context
from communique.resolve.reading import Hit, Reading

# How many sentences back "A and B" may have named the two.
REACH = 2


class Together:
    """Finds the two of a pair.

    Args:
        reading: the report, read.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.syntax: Syntax = reading.syntax
        self.cast: Cast = reading.cast
        self.context: Context = reading.phrases.context

    def of(self, tokens: tuple[Token, ...], head: Token) -> tuple[Figure, str] | None:
        """Return the group of the two that a phrase means and why; None where it is no such phrase or not sure."""
        if not self._is_pair(tokens, head):
            return None
        people = head.lower in words.members("pairs_of_people")
        found = self._people(head) if people else self._states(head)
        if found is None:
            return None
        group = self.cast.together(found)
        return group, f"“{' '.join(token.words for token in tokens)}”: {group.name}"

    def _is_pair(self, tokens: tuple[Token, ...], head: Token) -> bool:
        if not is_pair_noun(head):
            return False
        front = [token.lower for token in tokens if token.i < head.i]
        plain = all(word in ("the", "these", "those", "both", "two", "neighbouring", "neighboring") for word in front)
        return plain and any(word in ("both", "two") for word in front)

    def _states(self, head: Token) -> list[Figure] | None:
        here = self._joined(head, 0, self._state)
        codes = here or self.context.two or self._joined(head, REACH, self._state)
        return [self.cast.state(str(code)) for code in codes] if codes else None

    def _people(self, head: Token) -> list[Figure] | None:
        ids = self._joined(head, REACH, lambda figure: figure.id if figure.kind == "person" else None)
        return [self.cast.get(one) for one in ids] if ids else None

    @staticmethod
    def _state(figure: Figure) -> str | None:
        of_state = figure.kind in ("state", "body") or (figure.kind == "person" and figure.on_behalf_of is not None)
        return figure.country if of_state and figure.country in actors.states() else None

    def _joined(self, head: Token, reach: int, value: Callable[[Figure], str | None]) -> list[str] | None:
        """Return the values of the last "A and B" in front, with exactly two members; None where there is none."""
        last = head.sentence
        low = self.syntax.sentences[max(last - reach, 0)].first
        for token in reversed(self.syntax.tokens[low : head.i]):
            if token.dep == "conj" and not self.syntax.children(token.i, "conj"):
                members = list(members_of(self.syntax, self.reading.hits, token))
                values = {found for one in members if one and (found := value(one))}
                if len(members) == 2 and len(values) == 2:
                    return sorted(values)
        return None


def is_pair_noun(token: Token) -> bool:
    """Tell whether a noun may mean two: "sides", "countries", "leaders"."""
    return token.lower in words.members("pairs_of_people") or token.lower in words.members("pairs_of_states")


def members_of(syntax: Syntax, hits: Mapping[int, Hit], last: Token) -> Iterator[Figure | None]:
    """Yield the figures of a coordination, last member first; None for one that is nobody known."""
    at = last
    while True:
        hit = hits.get(at.i)
        yield hit.figure if hit else None
        if at.dep != "conj" or at.head >= at.i:
            return
        at = syntax.tokens[at.head]
