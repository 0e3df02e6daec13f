"""Which bodies a text names: those of the tables, every state's institutions, organisations that no table has."""

from communique.lexicons import actors
from communique.records.report import Report
from communique.resolve import words
from communique.resolve.cast import BROAD, Cast, Figure
from communique.resolve.newbodies import NewBodies
from communique.resolve.phrases import Phrases
from communique.resolve.pieces import Piece, text_of
from communique.resolve.places import is_place
from communique.resolve.scene import Scene

# How many sentences back a noun finds its body: "the organisation" may be anybody's, "the council" only a council's.
NEAR, FAR = 6, 60


class Bodies:
    """Finds the bodies of a text.

    Args:
        report: for its dateline.
        phrases: pieces and descriptions.
        cast: the figures so far.
        scene: what has been named so far.
        new: the names that are bodies.
    """

    def __init__(self, report: Report, phrases: Phrases, cast: Cast, scene: Scene, new: NewBodies) -> None:
        self.report, self.phrases, self.cast, self.scene, self.new = report, phrases, cast, scene, new
        self.aliases: dict[str, Figure] = {}
        self._found: dict[int, Figure | None] = {}

    def body_of(self, piece: Piece) -> Figure | None:
        """Return the figure of whatever may name a body; asked again, it answers the same."""
        if piece.first not in self._found:
            self._found[piece.first] = self._body(piece)
        return self._found[piece.first]

    def _body(self, piece: Piece) -> Figure | None:
        said = text_of(self.phrases.syntax, piece.first, piece.last)
        if piece.kind == "name":
            return self.new.of(piece) or self._shortened(piece, said.lower())
        if piece.kind == "body":
            return self.aliases.get(said) or self._of_other_state(piece, said) or self.cast.body(piece.value)
        if piece.kind == "organisation":
            return self.cast.organisation(said, code=self._owner_in_front(piece))
        if piece.kind == "acronym":
            return self.aliases.get(said) or self.new.of(piece)
        if piece.kind == "noun":
            return self._own(piece) or self._taken_up(piece)
        return self._institution(piece)

    def _shortened(self, piece: Piece, noun: str) -> Figure | None:
        """Return the body named before of whose name "the Commission" is the last word; with the EU named, its own."""
        if noun not in words.groups("organisations") or piece.last - piece.first > 1:
            return None
        named = self.scene.last(piece.first, lambda f: f.kind == "body" and f.name.lower().split()[-1] == noun)
        union = noun == "commission" and "body:eu" in self.cast.figures
        return named or (self.cast.body("body:eu-commission") if union else None)

    def _institution(self, piece: Piece) -> Figure | None:
        key = piece.value
        slug = actors.institutions()[key].slug
        named = self._in_apposition(piece)
        if named is not None:
            return named
        owner = self.owner(piece)
        if slug in ("embassy", "consulate"):
            return self._embassy(piece, owner)
        if self._other_one(piece):
            return None
        if slug == "court" and self._seat_behind(piece):
            return self.cast.organisation(text_of(self.phrases.syntax, piece.first, self._seat_behind(piece)))
        near = self._body_beside(piece) if owner is None else None
        if near is not None:
            return near
        owner = owner or self.capital_in_front(self.phrases.start_of(piece.first))
        if slug == "government" and owner is None and self._only_owns(piece):
            owner = self._capital_behind(piece)
        if owner is None and slug != "government" and key not in words.members("vague"):
            return None if self._somebodys(piece) else self._without_owner(piece, slug)
        if owner is None and key in words.members("vague"):
            return self._taken_up(piece)
        if owner is None or (key in words.members("vague") and key not in ("forces", "troops")):
            return None
        return self._of_state(piece, owner, slug)

    def _owner_in_front(self, piece: Piece) -> str | None:
        """Return the state right in front of an organisation: "Peru's Liberal Party"."""
        before = self.phrases.piece_at.get(piece.first - 1) or self.phrases.piece_at.get(piece.first - 2)
        adjacent = before is not None and before.last + (self.phrases.tokens[before.last].tag == "POS") == piece.first
        return before.value if before and adjacent and before.kind == "state" and not self.only_based(before) else None

    def _of_other_state(self, piece: Piece, said: str) -> Figure | None:
        """Return another state's body of the same name: "the South's Joint Chiefs of Staff" are not the American."""
        country = actors.bodies()[piece.value].country
        owner = self._owner_in_front(piece) if country else None
        if owner is None or owner == country:
            return None
        front = self.phrases.piece_at.get(piece.first - 1)
        if front and front.how == "name" and said.lower() not in words.members("common_names"):
            return self.cast.organisation(text_of(self.phrases.syntax, front.first, piece.last))  # one name: no owner's
        twin = f"body:{owner.lower()}-{piece.value.split('-', 1)[-1]}"
        return self.cast.body(twin) if twin in actors.bodies() else self.cast.namesake(piece.value, owner, said)

    def _in_apposition(self, piece: Piece) -> Figure | None:
        """Return the body that an institution describes: "KCNA, the state news agency", "the charity Name"."""
        behind = self.phrases.piece_at.get(piece.last)
        if behind and behind.kind == "name" and self.body_of(behind):
            return self.body_of(behind)
        comma = self.phrases.start_of(piece.first) - 1
        front = self.phrases.piece_at.get(comma - 1) if self.phrases.word(comma) == "," else None
        if front is None or front.kind not in ("body", "organisation", "acronym", "name"):
            return None
        head = self.phrases.tokens[piece.last - 1]
        return self.body_of(front) if head.dep == "appos" and front.first <= head.head < front.last else None

    def _own(self, piece: Piece) -> Figure | None:
        """Return a body of a state that no table has: "Ghana's rural development agency"."""
        found = [self.phrases.piece_at.get(i) for i in range(self.phrases.start_of(piece.first), piece.first)]
        states = [one for one in found if one and one.kind == "state" and not self.only_based(one)]
        if not states or self._only_modifies(piece):
            return None
        first = states[-1].last + (self.phrases.tokens[states[-1].last].tag == "POS")
        if piece.value == "mission" and first == piece.first and self._names_the_un():
            return self.cast.institution("mission to the united nations", states[-1].value)
        if piece.value not in words.groups("organisations"):
            return None
        if first == piece.first:
            return None
        return self.cast.own_body(states[-1].value, text_of(self.phrases.syntax, first, piece.last))

    def _names_the_un(self) -> bool:
        """Tell whether the text has named the United Nations or a body of theirs."""
        return any("body:un" in self.cast.chain(one) for one in list(self.cast.figures) if one.startswith("body:un"))

    def _taken_up(self, piece: Piece) -> Figure | None:
        """Return the body named last that "the council", "the agency" can mean."""
        start = self.phrases.start_of(piece.first)
        behind = self.phrases.piece_at.get(piece.last)
        beside = behind is not None and self._stand_for_one(piece, behind)
        if behind is not None and beside and behind.kind == "name" and self.body_of(behind) is not None:
            return self.body_of(behind)  # "the group Name"
        definite = self.phrases.word(start) == "the" and piece.first - start <= 2
        if not definite or piece.value not in words.groups("hypernyms") or self._only_modifies(piece):
            return None
        if self._other_one(piece):
            return None
        reach = NEAR if piece.value in BROAD else FAR
        named = self.scene.last(piece.first, lambda f: f.kind == "body" and piece.value in f.heads, reach)
        return named or self.scene.last(piece.first, lambda f: f.kind == "body" and piece.value in f.broad, NEAR)

    def _stand_for_one(self, piece: Piece, behind: Piece) -> bool:
        """Tell whether a noun and the name behind it are one phrase, whichever the parser takes for its head."""
        noun, name = self.phrases.tokens[piece.last - 1], self.phrases.tokens[behind.last - 1]
        return noun.head in range(behind.first, behind.last) or (name.dep == "appos" and name.head == noun.i)

    def _only_modifies(self, piece: Piece) -> bool:
        """Tell whether a noun belongs to the one behind it: "council members"."""
        token = self.phrases.tokens[piece.last - 1]
        return token.dep in ("compound", "nmod") and token.head >= piece.last

    def _without_owner(self, piece: Piece, slug: str) -> Figure | None:
        """Return the institution of a state that no words beside it name."""
        definite = self.phrases.word(self.phrases.start_of(piece.first)) == "the"
        owner = None if definite else self._capital_behind(piece)
        if owner is None:
            earlier = self.named_before(piece.last - 1, slug, piece.value, several=definite)
            if earlier is not None:
                return earlier
            if actors.institutions()[piece.value].sectors[0] not in words.members("state_sectors"):
                return None  # a charity or company in the capital is anybody's
            codes = self._states_of_sentence(piece)
            owner = self._capital_behind(piece) or (next(iter(codes)) if len(codes) == 1 else None)
            owner = owner or self._state_speaking(piece) or (None if codes else self.phrases.context.leading)
            owner = owner or self.state_of_dateline()
        return self._of_state(piece, owner, slug) if owner else None

    def _state_speaking(self, piece: Piece) -> str | None:
        """Return the state that spoke in the sentence in front: "China's navy said no. A defence ministry aide …"."""
        token = self.phrases.tokens[piece.first]
        before = self.scene.speaker_before(piece.first)
        if before is None or "\n" in self.phrases.syntax.text[self.phrases.tokens[before.token].start : token.start]:
            return None
        return self.cast.state_of(before.figure)

    def _of_state(self, piece: Piece, owner: str, slug: str) -> Figure:
        return self._ministry(piece, owner) if slug == "ministry" else self.cast.institution(piece.value, owner)

    def _somebodys(self, piece: Piece) -> bool:
        """Tell whether an institution is a person's: "Haas's ministry", "her ministry"."""
        start = self.phrases.start_of(piece.first)
        first = self.phrases.piece_at.get(start)
        return self.phrases.word(start) in ("his", "her") or (first is not None and first.kind == "name")

    def _other_one(self, piece: Piece) -> bool:
        """Tell whether a word in front keeps the noun from meaning the one named before: "the other party"."""
        start = self.phrases.start_of(piece.first)
        return any(self.phrases.word(i) in words.members("other_ones") for i in range(start, piece.first))

    def _body_beside(self, piece: Piece) -> Figure | None:
        """Return the body that stands in front of the noun for its kind: "the AWP party"."""
        before = self.phrases.piece_at.get(piece.first - 1)
        body = self.body_of(before) if before and before.kind in ("body", "acronym") else None
        return body if body is not None and body.may_be(piece.value.split()[-1]) else None

    def _only_owns(self, piece: Piece) -> bool:
        """Tell whether an institution only says whose somebody is: "a government spokesman"."""
        after = self.phrases.piece_at.get(piece.last)
        return after is not None and after.kind == "role"

    def _seat_behind(self, piece: Piece) -> int:
        """Return the end of the place where courts of many states sit, behind a court: "in The Hague"; 0 for none."""
        at = piece.last + 1 + (self.phrases.word(piece.last + 1) == "the")
        found = self.phrases.word(piece.last) == "in" and self.phrases.word(at) in words.members("seats_of_courts")
        return at + 1 if found else 0

    def _ministry(self, piece: Piece, code: str) -> Figure:
        """Return a ministry that the table lacks: "Sudan's irrigation ministry"."""
        at = piece.first
        while self.phrases.tokens[at - 1].pos == "NOUN" and at - 1 not in self.phrases.piece_at and at > 0:
            at -= 1
        if at == piece.first:
            return self.cast.institution(piece.value, code)
        return self.cast.own_body(code, text_of(self.phrases.syntax, at, piece.last))

    def named_before(self, token: int, slug: str, key: str, *, several: bool = True) -> Figure | None:
        """Return the institution of this kind that was named last: "the ministry", "the embassy".

        Args:
            token: where to look from.
            slug, key: of the institution.
            several: whether the last will do where those of several states were named.
        """
        noun = key.split()[-1]
        exact = self.scene.named(token, lambda f: f.kind == "body" and f.id.endswith(f"-{slug}") and f.may_be(noun))
        if not exact and " " not in key:
            exact = self.scene.named(token, lambda f: f.kind == "body" and f.may_be(noun))
        return exact[0] if exact and (several or len(exact) == 1) else None

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
            if after and after.kind == "place" and self.phrases.word(at) == "in" and not embassy:
                return after.value or None
        return None

    def _state_before(self, piece: Piece) -> str | None:
        start = self.phrases.start_of(piece.first)
        at = piece.first - 1
        while at >= start:
            found = self.phrases.piece_at.get(at)
            if found and found.kind == "state" and not self.only_based(found):
                return found.value
            if self.takes_up_state(at):
                state = self.scene.best(at, lambda e: e.figure.kind == "state", quoted=False)
                return state[0].country if state else None
            at = found.first - 1 if found else at - 1
        return None

    def takes_up_state(self, at: int) -> bool:
        """Tell whether a word in front of an institution means the state in mind: "its army", "the country's army"."""
        if self.phrases.tokens[at].tag == "PRP$":
            return self.phrases.word(at) == "its"
        return self.phrases.word(at) in ("country", "nation") and self.phrases.tokens[at + 1].tag == "POS"

    def only_based(self, piece: Piece) -> bool:
        """Tell whether a state's name only says where somebody is or whom they follow: "Lima-based"."""
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
            if self._is_where(p):
                return p.value if p else None
        return None

    def _is_where(self, piece: Piece | None) -> bool:
        """Tell whether a piece is a capital as the place of something: "in Lima"."""
        capital = piece is not None and piece.kind == "state" and piece.how in ("capital", "seat")
        return capital and piece is not None and self.phrases.word(piece.first - 1) == "in"

    def capital_in_front(self, start: int) -> str | None:
        """Return the state of the capital that opens the sentence in front of a phrase: "In Lima, the minister …"."""
        first = self.phrases.syntax.sentence_of(start).first
        place = self.phrases.piece_at.get(first + 1)
        if place is None or self.phrases.word(first) != "in" or not self._is_where(place):
            return None
        return place.value if start == place.last + 1 else None

    def _states_of_sentence(self, piece: Piece) -> set[str]:
        """Return the states whose places the sentence names."""
        sentence = self.phrases.syntax.sentence_of(piece.first)
        named = (self.phrases.piece_at.get(i) for i in range(sentence.first, sentence.last))
        places = [one for one in named if one and one.value and one.kind in ("state", "place")]
        return {one.value for one in places if one.kind == "place" or is_place(self.phrases.syntax, one)}

    def state_of_dateline(self) -> str | None:
        """Return the state whose capital the report was written in."""
        place = self.report.dateline.place if self.report.dateline else None
        state = actors.find_state(place) if place else None
        named = state is not None and self.phrases.context.named.get(state[0], 0) > 1  # more than in the dateline
        return state[0] if state and named and state[1] == "capital" else None
