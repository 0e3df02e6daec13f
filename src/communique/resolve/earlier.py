"""Who introduced before is meant by a description without a name: "the minister", "the agency's director"."""

from communique.lexicons import actors
from communique.resolve import words
from communique.resolve.cast import Cast, Figure
from communique.resolve.describing import Describer
from communique.resolve.nouns import Description
from communique.resolve.scene import Scene
from communique.resolve.ties import Tie, Ties


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

    def antecedent(self, description: Description, *, ahead: bool = False) -> Figure | None:
        """Return the person introduced before (or, for a summary line, later) who fits the description."""
        tie = self.ties.of(description)
        noun = description.role
        nouns = {noun, noun.split()[-1], *words.groups("broader").get(noun, ())}
        gender = actors.roles()[noun].gender if noun in actors.roles() else None

        def fits(figure: Figure) -> bool:
            if figure.kind != "person" or not figure.heads & nouns or (gender and figure.gender not in (None, gender)):
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
            return best[0] if best else None
        return self.scene.last(description.head, fits)

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
