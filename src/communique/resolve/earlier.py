"""Who introduced before is meant by a description without a name: "the minister", "the agency's director"."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet

from communique.lexicons import actors
from communique.resolve import words
from communique.resolve.cast import Cast, Figure
from communique.resolve.describing import Describer
from communique.resolve.nouns import Description
from communique.resolve.scene import UNKNOWN, Scene
from communique.resolve.ties import Tie, Ties

# How many sentences back a plural finds those whom it takes up.
NEAR = 4
# How many sentences back one person is looked for.
FAR = 60


class Earlier:
    """Finds the people whom descriptions take up.

    Args:
        cast: the figures so far.
        scene: what has been named so far.
        ties: finds the bodies that descriptions name.
        describer: reads the words of descriptions.
    """

    def __init__(self, cast: Cast, scene: Scene, ties: Ties, describer: Describer) -> None:
        self.cast, self.scene, self.ties, self.describer = cast, scene, ties, describer
        self.either: dict[int, frozenset[str]] = {}  # by the role's last token: those whom it may equally mean

    def antecedent(self, description: Description, *, ahead: bool = False) -> Figure | None:
        """Return the person introduced before (or, for a summary line, later) who fits the description."""
        noun = description.role
        last = noun.split()[-1]
        broader = {last, *words.groups("broader").get(noun, ()), *words.groups("broader").get(last, ())}
        exact = self._one(description, {noun}, ahead=ahead)
        return exact if exact or description.head in self.either else self._one(description, broader, ahead=ahead)

    def _one(self, description: Description, nouns: AbstractSet[str], *, ahead: bool) -> Figure | None:
        """Return the person introduced with one of the nouns; None for nobody or where two are equally likely."""
        tie = self.ties.of(description)
        noun = description.role
        gender = actors.roles()[noun].gender if noun in actors.roles() else None
        anyone = tie.body is not None and noun in words.members("of_any_body")  # "the WHO official"

        def fits(figure: Figure) -> bool:
            if figure.kind != "person" or figure.id == UNKNOWN or (gender and figure.gender not in (None, gender)):
                return False
            if not (figure.heads & nouns or anyone) or (description.former and not figure.former):
                return False
            return self._compatible(figure, tie) and self._qualified(figure, description)

        if ahead:
            return self.scene.first_after(description.head, fits)
        near = {
            entry.figure.id
            for _, entry in self.scene.back(description.head, quoted=False, reach=3)
            if fits(entry.figure)
        }
        if len(near) > 1:
            best = self.scene.best(description.head, lambda entry: fits(entry.figure), quoted=False)
            if best is None:
                self.either[description.head] = frozenset(near)
            return best[0] if best else None
        if self._named_together(description, fits):
            return None
        return self.scene.last(description.head, fits)

    def _named_together(self, description: Description, fits: Callable[[Figure], bool]) -> bool:
        """Tell whether the sentence that names a fitting person last names two: either may be meant."""
        found: dict[str, int] = {}
        for distance, entry in self.scene.back(description.head, quoted=False, reach=FAR):
            if found and distance > min(found.values()):
                break
            if fits(entry.figure):
                found.setdefault(entry.figure.id, distance)
        if len(found) > 1:
            self.either[description.head] = frozenset(found)
        return len(found) > 1

    def antecedents(self, description: Description, count: int | None) -> list[Figure]:
        """Return the people whom a plural takes up: "the ministers" after two ministers, "the three envoys".

        Args:
            description: with an article, and no body or state of its own.
            count: how many there must be; None for two or more.
        """
        noun = description.role
        last = (actors.roles()[noun].office or noun).split()[-1]
        found = {
            entry.figure.id: entry.figure
            for _, entry in self.scene.back(description.head, quoted=False, reach=NEAR)
            if entry.figure.kind == "person" and any(head.split()[-1] == last for head in entry.figure.heads)
        }
        return list(found.values()) if len(found) == count or (count is None and len(found) > 1) else []

    def _qualified(self, figure: Figure, description: Description) -> bool:
        """Tell whether a person's role has the nouns that a description adds: the band leader is not any leader."""
        nouns = (w for w in description.plain if self.describer.is_noun(description, w))
        known = f"{figure.role or ''} {figure.name}".lower()
        return all(word in known for word in nouns)

    def _compatible(self, figure: Figure, tie: Tie) -> bool:
        """Tell whether a person's connections allow those of a description."""
        chain = self.cast.chain(figure.id)
        if tie.body is not None and tie.body.id not in chain:
            return False
        if tie.person is not None and tie.person.id not in chain:
            return False
        return tie.state is None or figure.country == tie.state
