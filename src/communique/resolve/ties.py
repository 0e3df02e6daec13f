"""Whom a description ties its bearer to: the body, the state or the person that it names."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from communique.lexicons import actors
from communique.records.syntax import Token
from communique.resolve import words
from communique.resolve.bodies import Bodies
from communique.resolve.cast import Cast, Figure
from communique.resolve.nouns import Description
from communique.resolve.pieces import Piece, between

# How many sentences back, in one paragraph, the speaker is found whom "a spokeswoman, Name" speaks for.
LAST_SPEAKER = 2


@dataclass(frozen=True, slots=True)
class Tie:
    """What a description says of its bearer's connections; each None where it does not say.

    Attributes:
        body, state, person: whom they belong to; the state by its code.
        land: code of the state of a city or region that is named; nobody speaks for a state on its account.
    """

    body: Figure | None = None
    state: str | None = None
    person: Figure | None = None
    land: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether no body, state or person is named, a city at most: "the Lagos trader"."""
        return self.body is None and self.state is None and self.person is None


class Ties:
    """Finds who belongs to which body, state or superior.

    Args:
        bodies: finds the bodies of the text.
        figure_of_name: returns the figure of a name piece.
    """

    def __init__(self, bodies: Bodies, figure_of_name: Callable[[Piece], Figure | None]) -> None:
        self.bodies, self.phrases, self.cast, self.scene = bodies, bodies.phrases, bodies.cast, bodies.scene
        self.figure_of_name = figure_of_name

    def of(self, description: Description) -> Tie:
        """Return whom a description ties its bearer to."""
        tie = Tie()
        for piece in reversed(description.before()):
            tie = self._with_before(tie, piece)
        tie = self._with_place(self._with_pronoun(tie, description), description)
        for piece in description.after():
            tie = self._with_after(tie, piece, description)
        return self.with_office(self._of_counterpart(tie, description), description)

    def _of_counterpart(self, tie: Tie, description: Description) -> Tie:
        """Add the ministry of a counterpart, the same as that of the person named before: "her Chilean counterpart"."""
        if description.role not in words.members("counterparts") or tie.state is None or tie.body is not None:
            return tie
        other = self.counterpart_of(description)
        represented = other.on_behalf_of if other else None
        if other is None or represented is None or not represented.startswith(f"body:{str(other.country).lower()}-"):
            return tie
        slug = represented.split("-", 1)[1]
        known = any(one.slug == slug for one in actors.institutions().values())
        return replace(tie, body=self.cast.institution(institution_of(slug), tie.state)) if known else tie

    def counterpart_of(self, description: Description) -> Figure | None:
        """Return the official named last, whose office a counterpart has in another state."""
        return self.scene.last(description.first, lambda f: f.kind == "person" and f.on_behalf_of is not None, reach=3)

    def behind_name(self, tie: Tie, description: Description) -> Tie:
        """Add the body behind the name: "Professor Ann Lee of Hill College"."""
        name = self.phrases.piece_at.get(description.last)
        if (
            tie.body is not None
            or name is None
            or name.kind != "name"
            or self.phrases.word(name.last) not in ("of", "from", "at")
        ):
            return tie
        after = name.last + 1 + (self.phrases.word(name.last + 1) == "the")
        piece = self.phrases.piece_at.get(after)
        if piece and piece.kind == "state" and piece.how == "name" and self.phrases.word(name.last) == "of":
            return self.with_office(replace(tie, state=tie.state or piece.value), description)
        return self._joined(tie, piece) if piece else tie

    def office_in_front(self, name: Piece) -> Figure | None:
        """Return the body that is called as its holder is: "Deputy U.S. Trade Representative Name"."""
        front = self.phrases.piece_at.get(name.first - 1)
        office = front is not None and front.kind == "body" and self.phrases.word(front.last - 1) in actors.roles()
        return self.bodies.body_of(front) if front is not None and office else None

    def body_behind(self, name: Piece) -> Figure | None:
        """Return the body that "of", "from", "at" or "with" joins to a name, a comma before it or not."""
        at = name.last + (self.phrases.word(name.last) == ",")
        if self.phrases.word(at) not in (("of", "from", "at", "with") if at == name.last else ("of", "from")):
            return None
        for i in range(at + 1, min(at + 7, len(self.phrases.tokens))):
            piece = self.phrases.piece_at.get(i)
            if piece and piece.kind in ("body", "institution", "organisation", "acronym", "name"):
                body = self.bodies.body_of(piece)
                if body is not None or piece.kind != "institution":
                    return body  # "of the opposition Hill Party": the opposition is nobody yet
            if self.phrases.tokens[i].pos in ("VERB", "AUX", "PUNCT"):
                break
        return None

    def in_focus(self, description: Description) -> Tie:
        """Return the tie to the state that the paragraph is about: "Tallinn was less patient. … Minister Name said".

        Where the reporter names no state in front, the paragraph before counts; where several are named, the one of
        whom the sentence in front tells, or else the one in whose capital the report was written. A report from a
        capital need not say whose minister it quotes.
        """
        if not _of_state(description) or not self._says_only_the_office(description):
            return Tie()
        code = self._state_in_focus(self.phrases.tokens[description.first].start)
        return self.with_office(Tie(state=code), description) if code else Tie()

    def _state_in_focus(self, start: int) -> str | None:
        home = self.bodies.state_of_dateline()
        for _ in range(2):
            begin = self.phrases.syntax.text.rfind("\n\n", 0, start) + 1
            codes = self._states_between(begin, start)
            if codes:
                told = self._told_of(begin, start) if len(codes) > 1 else next(iter(codes))
                return told if told in codes else home if home in codes else None
            start = max(begin - 1, 0)
        return self.phrases.context.leading or home

    def _told_of(self, start: int, end: int) -> str | None:
        """Return the state of whom the last sentence of a stretch of text tells: the one its subject is or is of."""
        tokens = self.phrases.syntax.tokens_in(start, end)
        spans = {token.sentence: self.phrases.syntax.sentences[token.sentence] for token in tokens}
        for number in sorted(spans, reverse=True):
            for token in self.phrases.tokens[spans[number].first : spans[number].last]:
                head = self.phrases.tokens[token.head]
                if token.dep in ("nsubj", "nsubjpass") and head.dep == "ROOT" and token.start < end:
                    alone = not self.phrases.syntax.children(token.i, "conj")
                    return self._state_of(token) if alone else None
        return None

    def _state_of(self, token: Token) -> str | None:
        figure = self.scene.at(token.i)
        return self.cast.state_of(figure) if figure else None

    def _says_only_the_office(self, description: Description) -> bool:
        """Tell whether nothing but an institution stands beside the role: not "a spokesman for the Greens"."""
        kinds = {piece.kind for piece in description.before()}
        owned = description.article == "possessive" and "institution" not in kinds
        return description.last == description.noun[1] and kinds <= {"institution"} and not owned

    def _states_between(self, start: int, end: int) -> set[str]:
        """Return the states that the reporter names in a stretch of text, by their names, capitals and seats."""
        tokens = self.phrases.syntax.tokens_in(start, end)
        if not tokens:
            return set()
        pieces = between(self.phrases.pieces, tokens[0].i, tokens[-1].i + 1)
        return {p.value for p in pieces if p.kind == "state" and self.scene.quote(p.first) is None}

    def of_own_content(self, description: Description) -> Tie | None:
        """Return the tie to the state or body of which an official tells in the reporter's words before the name.

        "Saudi Arabia is ready to go on, said its envoy, Name"; "the Commission could not agree, spokesman Name said".
        What somebody will do and cannot do is told by their own; what somebody does, might or must do is as often told
        by others. Of bodies only spokespeople are taken to be; of a state, those who are called its ("its envoy") or
        whom the report need not name, being about that state or from its capital.
        """
        for content in self.scene.contents_of(description.head):
            root = self.phrases.syntax.head_of(content.start, content.end)
            if root is None or root.i > description.first or self.scene.quote(root.i) is not None:
                continue
            near = {child.lower for child in self.phrases.syntax.children(root.i, "aux", "acomp", "neg")}
            plans = near & words.members("own_plans") or (near & {"can", "could"} and near & {"not", "n't", "n’t"})
            subject = next(iter(self.phrases.syntax.children(root.i, "nsubj")), None)
            figure = self.scene.at(subject.i) if subject and plans else None
            if figure is not None and figure.kind == "state" and self._is_its(description, figure.country):
                return Tie(state=figure.country)
            if figure is not None and figure.kind == "body" and "spokes" in description.role:
                return Tie(figure)
        return None

    def _is_its(self, description: Description, code: str | None) -> bool:
        owned = self.phrases.word(description.first) in ("its", "their")
        return (
            owned or self._opens(description) or code in (self.bodies.state_of_dateline(), self.phrases.context.leading)
        )

    def _opens(self, description: Description) -> bool:
        """Tell whether a description stands in the first sentence of the report, where nobody was named before."""
        text, start = self.phrases.syntax.text, self.bodies.report.body_start
        first = self.phrases.syntax.token_at(start + len(text[start:]) - len(text[start:].lstrip()))
        return first is not None and first.sentence == self.phrases.tokens[description.first].sentence

    def of_union(self, description: Description) -> Tie | None:
        """Return the tie of somebody in an office of one body, where the report names that body's union."""
        actor = words.pairs("offices_of_unions").get(description.role)
        union = actors.bodies()[actor].on_behalf_of if actor else None
        return Tie(self.cast.body(actor)) if actor and union in self.cast.figures else None

    def of_last_speaker(self, description: Description) -> Tie | None:
        """Return the tie to the state that spoke in the sentence before: "Kenya refused. “No,” said Envoy Name"."""
        if not _of_state(description) or not self.scene.in_source(description.head):
            return None
        sentence = self.phrases.tokens[description.head].sentence
        start = self.phrases.tokens[description.head].start
        for distance, entry in self.scene.back(description.first, quoted=False, reach=LAST_SPEAKER):
            token, figure = self.phrases.tokens[entry.token], entry.figure
            if "\n" in self.phrases.syntax.text[token.start : start]:
                break
            if token.sentence < sentence and distance and self.scene.in_source(entry.token):
                return self._of_state_or_body(figure, any_body="spokes" in description.role)
        return None

    def _of_state_or_body(self, figure: Figure, *, any_body: bool) -> Tie | None:
        """Return the tie to a state, or to a body that speaks for one (or for anybody); None to anybody else."""
        if figure.kind == "state":
            return Tie(state=figure.country)
        speaking = figure.kind == "body" and (any_body or self.cast.chain(figure.id)[-1].startswith("state:"))
        return Tie(figure) if speaking else None

    def _with_before(self, tie: Tie, piece: Piece) -> Tie:
        if self.bodies.only_based(piece):
            return tie
        if piece.kind == "state":
            return tie if tie.state else replace(tie, state=piece.value)
        if piece.kind == "name" and self.bodies.body_of(piece) is None:
            return tie if tie.person else replace(tie, person=self.figure_of_name(piece))
        if piece.kind == "place":
            return tie if not piece.value else replace(tie, land=tie.land or piece.value)
        if tie.body is None and piece.kind == "role":
            return self._with_superior(tie, piece)
        return tie if tie.body else self._joined(tie, piece)

    def _joined(self, tie: Tie, piece: Piece) -> Tie:
        bodies = ("body", "institution", "organisation", "acronym", "name", "noun")
        body = self.bodies.body_of(piece) if piece.kind in bodies else None
        if body is None:
            return tie
        if body.kind == "state":
            return replace(tie, state=tie.state or body.country)
        return replace(tie, body=body)

    def _with_superior(self, tie: Tie, piece: Piece) -> Tie:
        """Add the office of a superior: "the prime minister's special envoy"."""
        inner = self.phrases.descriptions.get(piece.last - 1)
        if inner is None or self.phrases.tokens[piece.last].tag != "POS":
            return tie
        under = self.of(inner)
        office = words.pairs("staffs").get(inner.role)
        if under.state and office:
            return replace(tie, body=self.cast.institution(institution_of(office), under.state))
        return replace(tie, body=under.body, state=tie.state or under.state)

    def _with_after(self, tie: Tie, piece: Piece, description: Description) -> Tie:
        preposition = self._preposition(piece, description)
        sent = description.role in words.members("sent")
        if preposition == "to" and sent:
            return self._sent_to(tie, piece)
        if piece.kind == "state":
            if piece.how == "adjective":
                return tie
            weak = preposition in ("in", "with", "on", "to") and (tie.body is not None or tie.state is not None)
            near = preposition == "in" and (
                self.phrases.word(description.noun[1]) != "in" or (piece.how != "name" and not _of_state(description))
            )
            near = near or (preposition == "in" and (sector_of(description) == "JRN" or sent))
            return tie if weak or near or tie.state or tie.body else replace(tie, state=piece.value)
        if piece.kind == "name" and self.bodies.body_of(piece) is None:
            return tie if tie.person or tie.body else replace(tie, person=self.figure_of_name(piece))
        if piece.kind == "role" and tie.body is None:
            return tie if piece.last - 1 in self.phrases.name_of else self._below(tie, piece)
        if piece.kind == "place":
            return replace(tie, land=tie.land or piece.value or None) if preposition != "in" else tie
        where = preposition == "in" and piece.how == "capital"
        return tie if tie.body or where else self._joined(tie, piece)

    def _below(self, tie: Tie, piece: Piece) -> Tie:
        """Add the office of "an aide to the president", "the spokesman of the prime minister"."""
        inner = self.phrases.descriptions.get(piece.last - 1)
        if inner is None or inner.plural:
            return tie
        under = self.of(inner)
        office = words.pairs("staffs").get(inner.role)
        if under.state and office:
            return replace(tie, body=self.cast.institution(institution_of(office), under.state))
        return replace(tie, body=under.body, state=tie.state or under.state)

    def _sent_to(self, tie: Tie, piece: Piece) -> Tie:
        if tie.state is None:
            return tie
        if piece.kind == "state" and piece.value != tie.state and tie.body is None:
            return replace(tie, body=self.cast.embassy(tie.state, piece.value))
        if piece.kind == "body" and tie.body is None and piece.value in ("body:un", "body:eu"):
            slug = "un-mission" if piece.value == "body:un" else "eu-mission"
            return replace(tie, body=self.cast.institution(institution_of(slug), tie.state))
        return tie

    def _preposition(self, piece: Piece, description: Description) -> str:
        at = piece.first - 1
        while at >= description.noun[1]:
            if self.phrases.tokens[at].pos in ("ADP", "PART"):
                return self.phrases.word(at)
            at -= 1
        return ""

    def _with_pronoun(self, tie: Tie, description: Description) -> Tie:
        """Read "its envoy", "their spokesman" as the state's or body's named before."""
        first = self.phrases.tokens[description.first]
        if tie.body or tie.state or tie.person:
            return tie
        if first.lower == "the":
            return self._with_body_before(tie, description)
        if first.lower == "whose":
            owner = self.scene.last(first.i, lambda figure: figure.kind in ("state", "body"), reach=0)
            return tie if owner is None else Tie(state=owner.country) if owner.kind == "state" else Tie(owner)
        if first.lower not in ("its", "their"):
            return tie
        told = self.of_own_content(description)
        if told is not None:
            return told
        own = self.scene.contents_of(first.i)
        best = self.scene.best(
            first.i,
            lambda e: e.figure.kind in ("state", "body") and not self.scene.stands_in(e.token, own),
            quoted=self.scene.quote(first.i) is not None,
        )
        if best is None:
            return tie
        figure = best[0]
        return Tie(state=figure.country) if figure.kind == "state" else Tie(figure)

    def _with_place(self, tie: Tie, description: Description) -> Tie:
        """Add the state of "In Lima, Trade Minister Name", and the body of "an official there"."""
        if not tie.is_open or not _of_state(description):
            return tie
        if self.phrases.word(description.last) == "there":
            body = self.scene.best(description.first, lambda e: e.figure.kind == "body", quoted=False)
            return Tie(body[0]) if body else tie
        state = self.bodies.capital_in_front(description.first) if speaks(description) else None
        return replace(tie, state=state) if state and description.article in ("", "the") else tie

    def _with_body_before(self, tie: Tie, description: Description) -> Tie:
        """Read "the agency's director" as the director of the body named before, "the country's …" of the state."""
        if self.bodies.takes_up_state(description.first + 1):
            state = self.scene.best(description.first, lambda e: e.figure.kind == "state", quoted=False)
            return replace(tie, state=state[0].country) if state else tie
        noun = self.phrases.word(description.first + 1)
        after = description.first + 2
        if (
            noun not in words.groups("hypernyms")
            or after >= description.noun[0]
            or self.phrases.tokens[after].tag != "POS"
        ):
            return tie
        body = self.scene.last(description.first, lambda f: f.kind == "body" and f.may_be(noun))
        return Tie(body) if body else tie

    def with_office(self, tie: Tie, description: Description) -> Tie:
        """Add the body that a role names by itself: a foreign minister's ministry, an ambassador's embassy."""
        institution = institution_of_role(description.role)
        if institution is None or tie.state is None or tie.body is not None or description.former:
            return tie
        if institution == "embassy":
            return replace(tie, body=self.cast.embassy(tie.state, None))
        return replace(tie, body=self.cast.institution(institution, tie.state))


def office_body(cast: Cast, role: str, at: Figure) -> Figure:
    """Return the body through which an office-holder speaks for a state: a foreign minister's ministry."""
    institution = institution_of_role(role)
    if institution is None or at.kind != "state" or institution == "embassy":
        return at
    return cast.institution(institution, str(at.country))


def institution_of_role(role: str) -> str | None:
    """Return the key of the institution that a role belongs to by itself: an interior minister's ministry."""
    slug = words.pairs("role_bodies").get(role)
    if slug is not None:
        return institution_of(slug)
    first, _, rest = role.partition(" ")
    if first in words.members("deputies"):
        return institution_of_role(rest)
    ministry = role.replace("minister", "ministry")
    known = ministry in actors.institutions() and ministry not in (role, "ministry")
    return ministry if known else None


def sector_of(description: Description) -> str:
    """Return the sector of a description's role; "" for a role that no table has."""
    role = actors.roles().get(description.role)
    return role.sector if role else ""


def _of_state(description: Description) -> bool:
    """Tell whether the role is one of a state's own, so that the capital says which state's: "officials in Lima"."""
    return sector_of(description) in words.members("state_sectors")


def speaks(description: Description) -> bool:
    """Tell whether the words of somebody so described count as those of the body or state."""
    role = actors.roles().get(description.role)
    return bool(role and role.speaks_for_body and not description.former and not description.future)


@cache
def institution_of(slug: str) -> str:
    """Return a key of the institutions table for a slug."""
    return next(key for key, one in actors.institutions().items() if one.slug == slug)
