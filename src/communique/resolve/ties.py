"""Whom a description ties its bearer to: the body, the state or the person that it names."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from communique.lexicons import actors
from communique.records.report import Report
from communique.resolve import words
from communique.resolve.cast import Cast, Figure
from communique.resolve.nouns import Description
from communique.resolve.phrases import Phrases
from communique.resolve.pieces import Piece, text_of
from communique.resolve.scene import Scene


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


class Ties:
    """Finds the bodies of a text and who belongs to them.

    Args:
        report: for its dateline.
        phrases: pieces and descriptions.
        cast: the figures so far.
        scene: what has been named so far.
        figure_of_name: returns the figure of a name piece.
    """

    def __init__(
        self, report: Report, phrases: Phrases, cast: Cast, scene: Scene,
        figure_of_name: Callable[[Piece], Figure | None],
    ) -> None:  # fmt: skip
        self.report, self.phrases, self.cast, self.scene = report, phrases, cast, scene
        self.figure_of_name = figure_of_name
        self.aliases: dict[str, Figure] = {}
        self._found: dict[int, Figure | None] = {}

    # Bodies

    def body_of(self, piece: Piece) -> Figure | None:
        """Return the figure of a body, institution, organisation or acronym; asked again, it answers the same."""
        if piece.first not in self._found:
            self._found[piece.first] = self._body(piece)
        return self._found[piece.first]

    def _body(self, piece: Piece) -> Figure | None:
        said = text_of(self.phrases.syntax, piece.first, piece.last)
        if piece.kind == "body":
            return self.cast.body(piece.value)
        if piece.kind == "organisation":
            return self.cast.organisation(said)
        if piece.kind == "acronym":
            return self.aliases.get(said)
        return self._institution(piece)

    def _institution(self, piece: Piece) -> Figure | None:
        key = piece.value
        slug = actors.institutions()[key].slug
        owner = self.owner(piece)
        if slug in ("embassy", "consulate"):
            return self._embassy(piece, owner)
        if owner is None and (slug == "government" or key in words.members("vague")):
            return None
        if owner is None:
            definite = self.phrases.word(self.phrases.start_of(piece.first)) == "the"
            owner = None if definite else self._capital_behind(piece)
        if owner is None:
            earlier = self.named_before(piece.last - 1, slug, key)
            if earlier is not None:
                return earlier
            owner = self._capital_behind(piece) or self._state_of_dateline()
        if owner is None or (key in words.members("vague") and key not in ("forces", "troops")):
            return None
        if slug == "ministry":
            return self._ministry(piece, owner)
        return self.cast.institution(key, owner)

    def _ministry(self, piece: Piece, code: str) -> Figure:
        """Return a ministry that the table lacks: "Sudan's irrigation ministry"."""
        at = piece.first
        while self.phrases.tokens[at - 1].pos == "NOUN" and at - 1 not in self.phrases.piece_at and at > 0:
            at -= 1
        if at == piece.first:
            return self.cast.institution(piece.value, code)
        return self.cast.own_body(code, text_of(self.phrases.syntax, at, piece.last))

    def named_before(self, token: int, slug: str, key: str) -> Figure | None:
        """Return the institution of this kind that was named last: "the ministry", "the embassy"."""
        noun = key.split()[-1]
        exact = self.scene.last(token, lambda f: f.kind == "body" and f.id.endswith(f"-{slug}") and noun in f.heads)
        return exact or (
            self.scene.last(token, lambda f: f.kind == "body" and noun in f.heads) if " " not in key else None
        )

    def _embassy(self, piece: Piece, owner: str | None) -> Figure | None:
        host = self._host(piece)
        if owner is None:
            return self.scene.last(piece.last - 1, lambda f: "embassy" in f.heads)
        return self.cast.embassy(owner, host if host != owner else None)

    def _host(self, piece: Piece) -> str | None:
        word = self.phrases.word(piece.last)
        place = self.phrases.piece_at.get(piece.last + 1 + (self.phrases.word(piece.last + 1) == "the"))
        if (
            word in ("in", "to")
            and place
            and place.value
            and place.kind in ("state", "place")
            and place.how != "adjective"
        ):
            return place.value
        return None

    def owner(self, piece: Piece) -> str | None:
        """Return the code of the state whose institution this is: "Chinese …", "… of Chile", "… in Seoul"."""
        before = self._state_before(piece)
        if before:
            return before
        at = piece.last
        if self.phrases.word(at) in ("of", "in"):
            after = self.phrases.piece_at.get(at + 1 + (self.phrases.word(at + 1) == "the"))
            embassy = actors.institutions()[piece.value].slug == "embassy"
            if after and after.kind == "state" and not (embassy and self.phrases.word(at) == "in"):
                return after.value if after.how != "adjective" else None
        return None

    def _state_before(self, piece: Piece) -> str | None:
        start = self.phrases.start_of(piece.first)
        at = piece.first - 1
        while at >= start:
            found = self.phrases.piece_at.get(at)
            if found and found.kind == "state" and not self._only_based(found):
                return found.value
            if self.phrases.tokens[at].tag == "PRP$" and self.phrases.word(at) == "its":
                state = self.scene.best(at, lambda e: e.figure.kind == "state", quoted=False)
                return state[0].country if state else None
            at = found.first - 1 if found else at - 1
        return None

    def _only_based(self, piece: Piece) -> bool:
        return self.phrases.word(piece.last) == "-" and self.phrases.word(piece.last + 1) in (
            "based",
            "born",
            "led",
            "backed",
        )

    def _capital_behind(self, piece: Piece) -> str | None:
        """Return the state of the capital that follows soon: "Foreign Ministry spokesman … said in Beijing"."""
        sentence = self.phrases.syntax.sentence_of(piece.first)
        for p in map(self.phrases.piece_at.get, range(piece.last, min(sentence.last, piece.last + 15))):
            if p and p.how in ("capital", "seat") and self.phrases.word(p.first - 1) == "in":
                return p.value
        return None

    def _state_of_dateline(self) -> str | None:
        """Return the state whose capital the report was written in."""
        place = self.report.dateline.place if self.report.dateline else None
        state = actors.find_state(place) if place else None
        return state[0] if state and state[1] == "capital" else None

    # Descriptions

    def of(self, description: Description) -> Tie:
        """Return whom a description ties its bearer to."""
        tie = Tie()
        for piece in reversed(description.before()):
            tie = self._with_before(tie, piece)
        for piece in description.after():
            tie = self._with_after(tie, piece, description)
        tie = self._with_pronoun(tie, description)
        return self._with_office(tie, description)

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
        return self._joined(tie, piece) if piece else tie

    def _with_before(self, tie: Tie, piece: Piece) -> Tie:
        if self._only_based(piece):
            return tie
        if piece.kind == "state":
            return tie if tie.state else replace(tie, state=piece.value)
        if piece.kind == "name":
            return tie if tie.person else replace(tie, person=self.figure_of_name(piece))
        if piece.kind == "place":
            return tie if not piece.value else replace(tie, land=tie.land or piece.value)
        if tie.body is None and piece.kind == "role":
            return self._with_superior(tie, piece)
        return tie if tie.body else self._joined(tie, piece)

    def _joined(self, tie: Tie, piece: Piece) -> Tie:
        body = self.body_of(piece) if piece.kind in ("body", "institution", "organisation", "acronym") else None
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
            near = preposition == "in" and self.phrases.word(description.noun[1]) != "in"
            return tie if weak or near or tie.state or tie.body else replace(tie, state=piece.value)
        if piece.kind == "name":
            return tie if tie.person or tie.body else replace(tie, person=self.figure_of_name(piece))
        if piece.kind == "role" and tie.body is None:
            return tie if piece.last - 1 in self.phrases.name_of else self._below(tie, piece)
        if piece.kind == "place":
            return replace(tie, land=tie.land or piece.value or None) if preposition != "in" else tie
        return tie if tie.body else self._joined(tie, piece)

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
        if first.lower not in ("its", "their"):
            return tie
        best = self.scene.best(
            first.i, lambda e: e.figure.kind in ("state", "body"), quoted=self.scene.quote(first.i) is not None
        )
        if best is None:
            return tie
        figure = best[0]
        return Tie(state=figure.country) if figure.kind == "state" else Tie(figure)

    def _with_body_before(self, tie: Tie, description: Description) -> Tie:
        """Read "the agency's director" as the director of the body named before."""
        noun = self.phrases.word(description.first + 1)
        after = description.first + 2
        if (
            noun not in words.groups("hypernyms")
            or after >= description.noun[0]
            or self.phrases.tokens[after].tag != "POS"
        ):
            return tie
        body = self.scene.last(description.first, lambda f: f.kind == "body" and noun in f.heads)
        return Tie(body) if body else tie

    def _with_office(self, tie: Tie, description: Description) -> Tie:
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
    ministry = role.replace("minister", "ministry")
    return ministry if ministry != role and ministry in actors.institutions() else None


def speaks(description: Description) -> bool:
    """Tell whether the words of somebody so described count as those of the body or state."""
    role = actors.roles().get(description.role)
    return bool(role and role.speaks_for_body and not description.former and not description.future)


@cache
def institution_of(slug: str) -> str:
    """Return a key of the institutions table for a slug."""
    return next(key for key, one in actors.institutions().items() if one.slug == slug)
