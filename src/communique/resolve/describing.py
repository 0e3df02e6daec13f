"""What descriptions say of an actor: role, sectors, state, and for whom it speaks."""

import re

from communique.core.ids import slug
from communique.lexicons import actors
from communique.resolve import words
from communique.resolve.cast import Cast, Figure, adjective, prefix
from communique.resolve.nouns import Description
from communique.resolve.phrases import Phrases
from communique.resolve.pieces import Piece, text_of
from communique.resolve.scene import Scene
from communique.resolve.ties import Tie, Ties, institution_of, office_body, sector_of, speaks

# Party and home of a member of Congress, behind the name, as papers in the United States write them (AP Stylebook,
# "party affiliation"): "Name, D-Calif.", "Name (R-Ohio)".
_OF_CONGRESS = re.compile(r"\s*[,(]\s*[DRI]-[A-Z][A-Za-z.]+(?: [A-Z][a-z]+)?[,)]")


class Describer:
    """Fills figures with what the text and the offices table say of them.

    Args:
        phrases: the pieces and descriptions of the text.
        cast: the figures so far.
        scene: what has been named so far.
        ties: finds the bodies that descriptions name.
        dated: whether the report has a date, so that the offices table can be trusted.
    """

    def __init__(self, phrases: Phrases, cast: Cast, scene: Scene, ties: Ties, *, dated: bool) -> None:
        self.dated = dated
        self.phrases, self.cast, self.scene, self.ties = phrases, cast, scene, ties
        self.syntax = phrases.syntax
        self._described: set[tuple[str, int]] = set()

    def describe(self, figure: Figure, description: Description) -> None:
        """Add to a person what a description says; the first one decides for whom they speak."""
        if (figure.id, description.head) in self._described:
            return
        first = not any(one == figure.id for one, _ in self._described)
        self._described.add((figure.id, description.head))
        tie = self.ties.behind_name(self.ties.of(description), description)
        guessed = tie == Tie() and speaks(description)
        if guessed:
            tie = self._guess(description)
        figure.heads |= role_heads(description.role)
        other = self.ties.counterpart_of(description) if description.role in words.members("counterparts") else None
        figure.heads |= other.heads if other else set()
        figure.note(f"{figure.name}: “{self.words(description)}”")
        if first or figure.role is None or self._says_more(figure, description, tie):
            self._apply(figure, description, tie)
            figure.guessed = guessed and tie != Tie()
        else:
            figure.sectors = tuple(dict.fromkeys((*figure.sectors, *self._sectors(description, tie))))
            figure.country = figure.country or _home(description, tie)

    def _guess(self, description: Description) -> Tie:
        """Return whom an official belongs to whose state or body the words beside do not name."""
        bare = not description.inside and description.last == description.noun[1]
        told = self.ties.of_own_content(description) if bare else None
        if told is not None:
            return self.ties.with_office(told, description)
        union = self.ties.of_union(description)
        return union or self.ties.of_last_speaker(description) or self.ties.in_focus(description)

    def _says_more(self, figure: Figure, description: Description, tie: Tie) -> bool:
        """Tell whether a later description says more than the first: "Colonel Name, spokesman for the ministry"."""
        if figure.former or not speaks(description):
            return False
        tied = tie.body is not None or tie.state is not None
        nearer = tie.body is not None and (figure.guessed or figure.on_behalf_of == f"state:{tie.body.country}")
        left_open = figure.on_behalf_of is None and figure.country is None
        first = (figure.role or "").lower()
        rank = first in words.members("ranks") and description.role not in words.members("ranks")
        return (tied and left_open and first in actors.roles()) or (nearer and first in actors.roles()) or rank

    def _apply(self, figure: Figure, description: Description, tie: Tie) -> None:
        role = actors.roles().get(description.role)
        untied = tie.body is None and tie.state is None and tie.person is None
        sure = self.dated or (role is not None and role.speaks_for_body)
        named = figure.on_behalf_of and not figure.guessed
        if named and (untied or self._by_context(description)) and sure and not description.former:
            return  # the offices table says more than a bare "President"
        figure.role = self._role_words(description, tie)
        figure.former = description.former
        figure.country = _home(description, tie) or figure.country
        figure.gender = figure.gender or (role.gender if role else None)
        figure.sectors = self._sectors(description, tie)
        if not untied or description.former or figure.on_behalf_of is None or self._runs(description):
            figure.on_behalf_of = self._represented(description, tie)

    def _runs(self, description: Description) -> bool:
        """Tell whether a report without a date has somebody run for the office that the table may give them later."""
        return not self.dated and description.role.split()[-1] in words.members("seeking_office")

    def take_office(self, figure: Figure, office: actors.Office) -> None:
        """Add to a person the office that the table gives them."""
        at = self.cast.get(office.of)
        figure.role, figure.country, figure.on_behalf_of = f"{office.role}, {at.name}", at.country, at.id
        body = office_body(self.cast, office.role, at)
        role = actors.roles().get(office.role)
        figure.on_behalf_of = body.id if role is None or role.speaks_for_body else None
        figure.sectors = (_of_state(role.sector),) if role and at.kind == "state" else body.sectors
        figure.heads |= role_heads(office.role)
        figure.note(f"{figure.name}: {office.role} of {at.name} ({office.source})")

    def affiliate(self, figure: Figure, name: Piece) -> None:
        """Add to a person the body behind the name: "Name of India's health ministry", "Name of the Hill Party"."""
        elected = figure.role is not None and figure.sectors[:1] in (("LEG",), ("PTY",))
        if figure.on_behalf_of is not None or figure.former or (figure.role is not None and not elected):
            return
        body = self.ties.office_in_front(name) or self.ties.body_behind(name)
        if body is None or body.kind != "body":
            return
        if elected and "PTY" not in body.sectors:
            return
        figure.country, figure.sectors = figure.country or body.country, body.sectors
        state = self.cast.chain(body.id)[-1].startswith("state:")
        cause = not words.members("causes").isdisjoint(body.sectors)
        figure.on_behalf_of = body.id if state or cause else None
        figure.note(f"{figure.name}: of {body.name}")

    def seat(self, figure: Figure, name: Piece) -> None:
        """Add to a person the country that letters of party and home behind the name tell."""
        if figure.country is None and _OF_CONGRESS.match(self.syntax.text, self.syntax.tokens[name.last - 1].end):
            figure.country = "USA"
            figure.note(f"{figure.name}: a member of Congress")

    def leave_office(self, figure: Figure, office: actors.Office) -> None:
        """Add to a person the office that the table says they have left: such a person speaks for nobody."""
        at = self.cast.get(office.of)
        figure.role, figure.country, figure.former = f"former {office.role}, {at.name}", at.country, True
        figure.sectors = ("ELI",)
        figure.heads |= role_heads(office.role)
        figure.note(f"{figure.name}: {office.role} of {at.name} until {office.last} ({office.source})")

    def _by_context(self, description: Description) -> bool:
        """Tell whether a description names its body by kind only: "Foreign Ministry spokesman"."""
        return bool(description.inside) and all(piece.kind == "institution" for piece in description.inside)

    def _role_words(self, description: Description, tie: Tie) -> str:
        said = " ".join(text_of(self.syntax, *description.noun).split())
        if description.noun[0] == description.first and description.role not in actors.roles():
            return self.words(description)  # a clause: "heads the delegation"
        if tie.body is not None and not description.former:
            return f"{said}, {tie.body.name}"
        bare = self.words(description)
        for article in ("the ", "a ", "an "):
            bare = bare[len(article) :] if bare.lower().startswith(article) else bare
        return bare

    def _sectors(self, description: Description, tie: Tie) -> tuple[str, ...]:
        role = actors.roles().get(description.role)
        if description.former:
            return ("ELI",)
        if description.role == "deputy" and description.article == "possessive":
            return (
                tie.body.sectors if tie.body is not None and tie.body.sectors else ("GOV",)
            )  # "the minister's deputy"
        if role and role.speaks_for_body and tie.body is not None and (tie.body.sectors or tie.body.country is None):
            own = (role.sector,) if role.sector in (*tie.body.sectors, "BUS") and role.sector != "GOV" else ()
            return tuple(dict.fromkeys((*own, *tie.body.sectors)))
        kinds = [piece for piece in description.before() if piece.kind == "institution"]
        if tie.body is None and kinds and description.role.split()[-1] in words.members("of_any_body"):
            return actors.institutions()[
                kinds[-1].value
            ].sectors  # "an intelligence agency officer", nobody knows whose
        if role is None and description.role.endswith(("ologist", "ographer")):
            return ("EDU",)
        if role is None:
            return tie.body.sectors[:1] if tie.body is not None and tie.body.kind != "state" else ()
        if tie.body is not None and role.sector in ("UNK", "CVL") and tie.body.sectors:
            return tie.body.sectors  # "an analyst at a brokerage"
        if role.sector == "UNK" or (tie.is_open and self._heads_something(description)):
            return ()
        return (role.sector,)

    def _heads_something(self, description: Description) -> bool:
        """Tell whether somebody heads what no table knows: "the president of the community" is no state's."""
        return description.role in words.members("any_head") and description.last > description.noun[1]

    def _represented(self, description: Description, tie: Tie) -> str | None:
        if not speaks(description):
            runs = sector_of(description) == "PTY" and tie.body is not None and self._is_party(description, tie.body)
            return tie.body.id if tie.body is not None and runs and not description.former else None
        if tie.body is not None:
            return None if self._scholarly(description, tie.body) or _is_member(description, tie.body) else tie.body.id
        if tie.person is not None:
            return tie.person.id if tie.person.country is None else self._office_of(tie.person).id
        if sector_of(description) in ("JUD", "LEG"):
            return None  # courts and parliaments speak for themselves
        return f"state:{tie.state}" if tie.state else None

    def _is_party(self, description: Description, body: Figure) -> bool:
        """Tell whether a body is a party; one of which somebody is the candidate is, whatever its name says."""
        runs = description.role.split()[-1] in words.members("seeking_office") and body.kind == "body"
        if runs and body.id not in actors.bodies() and body.country is None:
            body.sectors = ("PTY",)
        return "PTY" in body.sectors

    def _scholarly(self, description: Description, body: Figure) -> bool:
        """Tell whether somebody works at a university or institute without being its voice."""
        voices = ("president", "rector", "chancellor", "vice-chancellor")
        return body.sectors[:1] == ("EDU",) and "spokes" not in description.role and description.role not in voices

    def _office_of(self, person: Figure) -> Figure:
        """Return the body of a person's staff: the presidency for a president's aide."""
        office = next(
            (words.pairs("staffs")[head] for head in sorted(person.heads) if head in words.pairs("staffs")), None
        )
        if office and person.country:
            return self.cast.institution(institution_of(office), person.country)
        return self.cast.get(person.on_behalf_of) if person.on_behalf_of else person

    # Those without a name

    def unnamed(self, description: Description, tie: Tie) -> Figure:
        """Return a new person for a description without a name; the aide to somebody known is one in all reports."""
        noun = text_of(self.syntax, *description.noun).lower()
        if tie.person is not None and speaks(description):
            label = f"{noun} {self._joint(description)} {tie.person.name}"
            figure = self.cast.unnamed(f"{'an' if noun[0] in 'aeiou' else 'a'} {label}", label, local=False)
        else:
            figure = self.cast.unnamed(self.words(description), " ".join(self._label_words(description, tie)))
        role = actors.roles().get(description.role)
        figure.heads |= role_heads(description.role)
        figure.gender = role.gender if role else None
        figure.country = (
            tie.state or (tie.body.country if tie.body else None) or (tie.person.country if tie.person else None)
        )
        figure.role, figure.former = self._role_words(description, tie), description.former
        figure.sectors = self._sectors(description, tie)
        figure.on_behalf_of = self._represented(description, tie)
        return figure

    def _joint(self, description: Description) -> str:
        """Return the preposition between a role and its superior: "aide to", "spokesman for"."""
        word = self.phrases.word(description.noun[1])
        return word if word in ("to", "for", "of") else "to"

    def _label_words(self, description: Description, tie: Tie) -> list[str]:
        """Return what the id of an unnamed person or a group says: state or body, plain words, role."""
        found = [prefix(f"state:{tie.state}")] if tie.state else []
        if tie.person is not None:
            found = [slug(tie.person.name)]
        if tie.body is not None and (not tie.state or not tie.body.id.split(":")[1].startswith(tie.state.lower())):
            found.append(prefix(tie.body.id))
        elif tie.body is not None:
            found = [prefix(tie.body.id)]
        found += ["former"] if description.former else []
        plain = (
            description.plain
            if not description.plural
            else [w for w in description.plain if self.is_noun(description, w)]
        )
        return [*found, *plain, slug(text_of(self.syntax, *description.noun))]

    def is_noun(self, description: Description, word: str) -> bool:
        """Tell whether a word in front of a role is a noun or another word that tells groups apart."""
        before = self.syntax.tokens[description.first : description.noun[0]]
        return any(t.lower == word and t.pos in ("NOUN", "PROPN") for t in before) or word in (
            "western",
            "regional",
            "foreign",
        )

    def several(self, description: Description) -> Figure:
        """Return the group that a description in the plural means: the one named before for a bare "the analysts"."""
        tie = self.ties.of(description)
        states = sorted({piece.value for piece in description.inside if piece.kind == "state"})
        if len(states) > 1:
            return self._of_several_states(description, states)
        if description.article == "the" and tie == Tie() and not description.plain:
            noun = description.role
            earlier = self.scene.last(description.head, lambda f: f.kind == "group" and noun in f.heads)
            if earlier:
                return earlier
        labels = self._label_words(description, tie)
        owner = tie.body or tie.person
        whose = adjective(tie.state) if tie.state else owner.name if owner else ""
        name = " ".join([*([whose] if whose else []), *labels[bool(whose) :]])
        figure = self.cast.group(name, " ".join(labels))
        figure.heads |= {description.role, description.role.split()[-1]}
        figure.country = tie.state or tie.land or (tie.body.country if tie.body else None)
        figure.sectors = self._sectors(description, tie)
        figure.on_behalf_of = self._represented(description, tie)
        noun = text_of(self.syntax, *description.noun).lower()
        if noun in words.members("state_forces") and tie.state:
            figure.on_behalf_of = f"state:{tie.state}"
        return figure

    def _of_several_states(self, description: Description, states: list[str]) -> Figure:
        """Return "the presidents of Chile and Bolivia", who speak for no one state."""
        noun = text_of(self.syntax, *description.noun).lower()
        name = f"{noun} of {' and '.join(actors.states()[code].name for code in states)}"
        figure = self.cast.group(name, "-and-".join(prefix(f"state:{code}") for code in states) + "-" + noun)
        figure.heads |= role_heads(description.role)
        role = actors.roles().get(description.role)
        figure.sectors = (role.sector,) if role else ()
        return figure

    def words(self, description: Description) -> str:
        """Return a description as the text has it."""
        return text_of(self.syntax, description.first, description.last)


def _of_state(sector: str) -> str:
    """Return the sector of an office of a state: the chief executive of a territory governs it."""
    return "GOV" if sector == "BUS" else sector


def _home(description: Description, tie: Tie) -> str | None:
    """Return the code of the country that a description gives a person: a parliament has only its own people."""
    body = tie.body
    ours = body is not None and (speaks(description) or _is_member(description, body))
    return tie.state or tie.land or (body.country if body and ours else None)


def _is_member(description: Description, body: Figure) -> bool:
    """Tell whether somebody sits in a parliament without being its voice: "the Senate's majority leader"."""
    return body.sectors[:1] == ("LEG",) and "spokes" not in description.role and description.role != "speaker"


def role_heads(role: str) -> set[str]:
    """Return the nouns that may stand for somebody with this role: "detective superintendent" for all three."""
    first, *_, last = f"{role} {role}".split()
    rank = first in actors.roles() and first not in words.members("deputies")
    return {role, last, *([first] if rank else [])}
