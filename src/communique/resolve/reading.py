"""The reading of one report in text order: each name, state, body and role finds its figure."""

from dataclasses import dataclass

from communique.lexicons import actors
from communique.records.document import Document
from communique.records.layers import ATTRIBUTIONS, QUOTATIONS, SYNTAX
from communique.records.syntax import Span
from communique.resolve import words
from communique.resolve.bodies import NEAR, Bodies
from communique.resolve.cast import Cast, Figure, prefix
from communique.resolve.describing import Describer
from communique.resolve.earlier import Earlier
from communique.resolve.names import Names
from communique.resolve.newbodies import NewBodies
from communique.resolve.nouns import Description
from communique.resolve.people import People, Person, is_short, parts
from communique.resolve.phrases import Phrases
from communique.resolve.pieces import Piece
from communique.resolve.places import is_place
from communique.resolve.scene import Scene
from communique.resolve.ties import Tie, Ties, speaks

# A byline of more words is no person's name.
LONGEST_NAME = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens and whom they mean; ``figure`` is None where they mean nobody, and the reason says why."""

    first: int
    last: int
    figure: Figure | None
    because: str


class Reading:
    """All that is known of a report's actors; ``hits`` by token, those of descriptions by the role's last token."""

    def __init__(self, document: Document) -> None:
        self.report = document.report
        self.syntax = document[SYNTAX]
        self.attributions = document[ATTRIBUTIONS]
        self.phrases = Phrases(self.syntax)
        self.cast = Cast(self.report.id, self.report.published)
        quotations = document[QUOTATIONS]
        self.scene = Scene(self.syntax, quotations, self.attributions)
        self.names = Names(self.phrases, self.scene)
        self.people = People(self.report.published)
        self.bodies = Bodies(self.report, self.phrases, self.cast, self.scene, NewBodies(self.names, self.cast))
        self.ties = Ties(self.bodies, self.figure_of_name)
        self.hits: dict[int, Hit] = {}
        self.waiting: list[Description] = []
        self._persons: dict[int, Figure | None] = {}
        self.describer = Describer(
            self.phrases, self.cast, self.scene, self.ties, dated=self.report.published is not None
        )
        self.earlier = Earlier(self.cast, self.scene, self.ties, self.describer)

    def read(self) -> None:
        """Go through the text once."""
        self._add_people()
        steps = {
            "name": self._name, "state": self._state, "role": self._role, "body": self._body, "place": self._nothing,
            "institution": self._body, "organisation": self._body, "acronym": self._body, "title": self._nothing,
            "noun": self._noun,
        }  # fmt: skip
        for piece in self.phrases.pieces:
            steps[piece.kind](piece)
        for description in self.waiting:
            self._look_ahead(description)

    def _nothing(self, piece: Piece) -> None:
        """Places and titles mean nobody."""

    # People

    def _add_people(self) -> None:
        """Collect the full names, so that a surname that comes first finds its person."""
        found = {
            piece.first: self.people.add(self.names.said(piece), piece.first, self.names.gender(piece))
            for piece in self.names.full()
            if self.bodies.body_of(piece) is None and self.names.is_person(piece)
        }
        for piece in self.names.full():
            person = found.get(piece.first)
            alias = self.names.alias_behind(piece) if person else None
            if person and alias:
                other = self.people.rename(person, self.names.said(alias))
                found = {first: person if one is other else one for first, one in found.items()} | {alias.first: person}
        # Only now is each person's fullest name known, which makes the id.
        self._persons = {first: self._figure(person) for first, person in found.items()}

    def _figure(self, person: Person) -> Figure:
        """Return the figure of a person, with what the offices table says of the name."""
        known = person.id in self.cast.figures
        figure = self.cast.person(person.name, person.id)
        figure.gender = figure.gender or person.gender
        if not known and (term := self.people.term(person)):
            self.describer.take_office(figure, term)
        elif not known and (past := self.people.past(person)):
            self.describer.leave_office(figure, past)
        return figure

    def figure_of_name(self, piece: Piece) -> Figure | None:
        """Return the figure of a name; None when it is nobody's or two are equally likely."""
        if piece.first not in self._persons:
            self._persons[piece.first] = self._short(piece) if self.bodies.body_of(piece) is None else None
        return self._persons[piece.first]

    def _short(self, piece: Piece) -> Figure | None:
        said = self.names.said(piece)
        gender = self.names.gender(piece)
        person = self._in_office_here(piece) or self.people.called(said, piece.first, gender)
        person = person or self._by_role(piece, gender)
        if (
            person is None
            and (self.names.is_person(piece) or self.scene.in_source(piece.first))
            and not self._shared(said)
        ):
            person = self._by_office(piece)
            if person is None and not self._contradicted(piece):
                person = self.people.known(said, named=self.phrases.context.named)
        if person:
            return self._figure(person)
        if self.names.only_modifies(piece):
            return None
        if is_short(parts(said)) and self.names.label(piece) in ("PERSON", "") and not self._shared(said):
            sure = piece.first in self.phrases.of_name or self.names.titled(piece)
            if sure or (self.names.label(piece) == "PERSON" and self.scene.in_source(piece.first)):
                return self._figure(self.people.add(said, piece.first, gender))
        return None

    def _in_office_here(self, piece: Piece) -> Person | None:
        """Return the office-holder whose office stands in front of the surname, where a namesake has none."""
        ones = self.people.candidates(self.names.said(piece), self.names.gender(piece))
        roles = {description.role for description in self.phrases.of_name.get(piece.first, ())}
        if not ones or not roles or any(office.role in roles for one in ones for office in one.offices):
            return None
        if any(self.cast.figures[p.id].heads & roles for p in ones if p.id in self.cast.figures):
            return None
        return self._by_office(piece)

    def _contradicted(self, piece: Piece) -> bool:
        """Tell whether a role behind a surname is none of an office: "Mr Charles, a taxi driver"."""
        ones = (actors.roles().get(d.role) for d in self.phrases.of_name.get(piece.first, ()))
        return any(role is not None and not role.speaks_for_body for role in ones)

    def _by_role(self, piece: Piece, gender: str | None) -> Person | None:
        """Return the one of several people of a surname who was introduced with the role beside it here."""
        roles = {description.role for description in self.phrases.of_name.get(piece.first, ())}
        ones = self.people.candidates(self.names.said(piece), gender) if roles else []
        fits = [p for p in ones if p.id in self.cast.figures and self.cast.figures[p.id].heads & roles]
        return fits[0] if len(fits) == 1 else None

    def _shared(self, said: str) -> bool:
        """Tell whether several people of the report have this name."""
        return self.people.shared(said)

    def _by_office(self, piece: Piece) -> Person | None:
        """Return the office-holder of this surname whose role and state stand beside the name."""
        for description in self.phrases.of_name.get(piece.first, ()):
            state = self.ties.of(description).state
            person = self.people.known(self.names.said(piece), description.role, f"state:{state}" if state else None)
            if person:
                return person
        return None

    def _name(self, piece: Piece) -> None:
        if self.bodies.body_of(piece) is not None:
            self._body(piece)
            return
        figure = self._somebody_else(piece) or self.figure_of_name(piece)
        if figure is None or self._is_one_of_several(piece):
            self._unknown_name(piece)
            return
        said = self.names.said(piece)
        title = self.phrases.piece_at.get(piece.first - 1)
        if title and title.value in words.pairs("title_roles"):
            figure.heads.add(words.pairs("title_roles")[title.value])
        for description in self.phrases.of_name.get(piece.first, ()):
            self.describer.describe(figure, description)
        self.describer.affiliate(figure, piece)
        self.describer.seat(figure, piece)
        reason = f"“{said}”: {figure.name}" if said != figure.name else figure.name
        self._put(piece.first, piece.last, figure, reason, name=said)

    def _somebody_else(self, piece: Piece) -> Figure | None:
        """Return a new person for a full name that "a" introduces anew, from another state than the one known so far.

        "Lithuanian minister Name … Name, a Latvian businessman": two people. Where the name is several people's and
        nothing is said beside it, the one spoken of last is meant.
        """
        said, descriptions = self.names.said(piece), self.phrases.of_name.get(piece.first, ())
        if is_short(parts(said)):
            return None
        if not descriptions and (ones := self.people.namesakes(said)):
            person = self.people.nearest(ones, piece.first)
            self._persons[piece.first] = self._figure(person) if person else None
            return None
        known = self.figure_of_name(piece)
        ties = (self.ties.of(one) for one in descriptions if one.article == "a")
        lands = {tie.state or tie.land for tie in ties} - {None}
        if known is None or known.country is None or not known.places or not lands or known.country in lands:
            return None
        mark = f"-{str(min(map(str, lands))).lower()}"
        self._persons[piece.first] = self._figure(self.people.homonym(said, piece.first, mark))
        return self._persons[piece.first]

    def _is_one_of_several(self, piece: Piece) -> bool:
        """Tell whether a full name is several people's and nothing tells which."""
        return self._persons.get(piece.first, self) is None and bool(self.people.namesakes(self.names.said(piece)))

    def _unknown_name(self, piece: Piece) -> None:
        halves = self._halves(piece) or self._words_of_headline(piece)
        if any(halves):
            for half, figure in halves.items():
                said = self.names.said(half)
                if figure:
                    self._put(half.first, half.last, figure, f"“{said}”: {figure.name}", name=said)
            return
        known = self._shared(self.names.said(piece)) or self.phrases.of_name.get(piece.first)
        if self.names.label(piece) == "ORG" and not known:
            before = self.phrases.piece_at.get(piece.first - 1)
            first = before.first if before and before.kind in ("body", "acronym") else piece.first  # "Google Analytics"
            said = self.names.said(Piece(first, piece.last, "name"))
            self._put(first, piece.last, self.cast.organisation(said, loose=True), f"“{said}”")
            return
        if known or self.names.label(piece) == "PERSON" or self.scene.in_source(piece.first):
            self.scene.add_unknown(piece.last - 1)
        self._nobody(piece, f"“{self.names.said(piece)}”: nobody known by that name, or several")

    def _halves(self, piece: Piece) -> dict[Piece, Figure | None]:
        """Return the two people of "Xi-Putin", as far as they are known."""
        if piece.last - piece.first != 3 or self.syntax.tokens[piece.first + 1].words != "-":
            return {}
        ends = (Piece(piece.first, piece.first + 1, "name"), Piece(piece.last - 1, piece.last, "name"))
        return {half: self.figure_of_name(half) or self._office_holder(half) for half in ends}

    def _words_of_headline(self, piece: Piece) -> dict[Piece, Figure | None]:
        """Return the person whom one word of a run in title capitals names: "Okoro Seeks Allies"."""
        if not self.phrases.in_headline(piece.first) or piece.last - piece.first < 2:
            return {}
        ones = (Piece(i, i + 1, "name") for i in range(piece.first, piece.last))
        return {one: self.figure_of_name(one) for one in ones if self._shared(self.names.said(one))}

    def _office_holder(self, piece: Piece) -> Figure | None:
        person = self.people.known(self.names.said(piece), named=self.phrases.context.named)
        return self._figure(person) if person else None

    def labelled(self, name: str, title: str, inside: str, at: int) -> Figure | None:
        """Return the person whom the label of a transcript names.

        Args:
            name: in capitals; a word for any questioner ("QUESTION") where the person is named in brackets.
            title: form of address; "" for none.
            inside: what stands in brackets: the name, then the outlet; "" for nothing.
            at: character where the label begins.
        """
        token = self.syntax.token_at(at)
        asks = name.lower() in words.members("questioners")
        said = inside.split(",")[0].strip() if asks else name.title() if name.isupper() else name
        gender = words.pairs("titles").get(title.lower()) or None
        if token is None or not said or (asks and is_short(parts(said))):
            return None
        form = parts(said)
        surname = form[-1] if form and (is_short(form) or name.isupper()) and not asks else ""
        person = self.people.called(surname, token.i, gender) if surname else None
        if person is None and (asks or not is_short(parts(said))):
            person = self.people.add(said, token.i, gender)
        figure = self._figure(person) if person else None
        if figure is not None and asks:
            figure.role, figure.sectors = figure.role or "journalist", figure.sectors or ("JRN",)
        return figure

    def author(self) -> Figure | None:
        """Return the one person whom the byline names."""
        names = self.report.authors
        if len(names) != 1 or is_short(parts(names[0])) or len(parts(names[0])) > LONGEST_NAME:
            return None
        figure = self._figure(self.people.add(names[0], -1, None))
        figure.role = figure.role or "author"
        return figure

    # States and bodies

    def _state(self, piece: Piece) -> None:
        said = self.names.said(piece)
        if is_place(self.syntax, piece):
            self._nobody(piece, f"“{said}”: a place here")
            return
        figure = self.cast.state(piece.value)
        if piece.how == "people" and self.phrases.word(piece.first - 1) != "the":
            figure = self.cast.group(said, f"{prefix(figure.id)}-people")
            figure.country, figure.sectors = piece.value, ("CVL",)
        reason = f"“{said}”: {piece.how} of {figure.name}" if said != figure.name else figure.name
        people = piece.how == "people" or (piece.how == "adjective" and self._stands_alone(piece))
        self._put(
            piece.first, piece.last, figure, reason, name=said if piece.how == "name" else None,
            names_it=piece.how != "adjective" or people, plural=people,
        )  # fmt: skip

    def _stands_alone(self, piece: Piece) -> bool:
        """Tell whether an adjective is used as a noun: "the Chinese"."""
        return self.phrases.word(piece.first - 1) == "the" and self.syntax.tokens[piece.last - 1].dep in (
            "nsubj",
            "pobj",
            "dobj",
        )

    def _nobody(self, piece: Piece, reason: str) -> None:
        for i in range(piece.first, piece.last):
            self.hits[i] = Hit(piece.first, piece.last, None, reason)

    def _body(self, piece: Piece) -> None:
        said = self.names.said(piece)
        if piece.how == "capital" and is_place(self.syntax, piece):
            self._nobody(piece, f"“{said}”: a place here")
            return
        figure = self.bodies.body_of(piece)
        if figure is None:
            self._unknown_body(piece, said)
            return
        self._learn_acronym(piece, figure)
        if self.phrases.is_some_of(piece):
            figure = self._some_members(said, figure)
        named = piece.kind in ("body", "organisation", "acronym", "name")
        reason = f"“{said}”: {figure.name}" if said != figure.name else figure.name
        first = self.phrases.start_of(piece.first) if piece.kind == "institution" else piece.first
        self._put(piece.first, piece.last, figure, reason, name=said if named else None, begins=first)

    def _some_members(self, said: str, party: Figure) -> Figure:
        figure = self.cast.group(said, f"some-{said}")
        figure.country, figure.sectors = party.country, party.sectors
        return figure

    def _noun(self, piece: Piece) -> None:
        """Keep whom a common noun for a body means; one that means nobody is left to be a thing."""
        figure = self.bodies.body_of(piece)
        if figure is not None:
            begins = self.phrases.start_of(piece.first)
            said = self.names.said(piece)
            self._put(piece.first, piece.last, figure, f"“{said}”: {figure.name}", begins=begins)

    def _unknown_body(self, piece: Piece, said: str) -> None:
        label = self.names.label(piece)
        if piece.kind == "acronym" and label == "ORG":
            self._put(piece.first, piece.last, self.cast.organisation(said, loose=True), f"“{said}”", name=said)
        elif piece.kind == "institution" and piece.first < self._body_start() and self._is_definite(piece):
            self.waiting.append(self._as_description(piece))
        else:
            self._nobody(piece, f"“{said}”: it is not told whose")

    def _body_start(self) -> int:
        token = self.syntax.token_at(self.report.body_start)
        return token.i if token and self.report.body_start else 0

    def _is_definite(self, piece: Piece) -> bool:
        return self.phrases.word(self.phrases.start_of(piece.first)) == "the"

    def _as_description(self, piece: Piece) -> Description:
        return Description(piece.first, piece.last, piece.value, (piece.first, piece.last), "the", False, False, ())

    def _learn_acronym(self, piece: Piece, figure: Figure) -> None:
        """Note "(IAEA)" behind a name."""
        at = piece.last
        if self.phrases.word(at) == "(" and self.phrases.word(at + 2) == ")":
            short = self.syntax.tokens[at + 1].words
            if short.isupper() and short.isalpha():
                self.bodies.aliases[short] = figure
                figure.names.add(short)

    # Roles

    def _role(self, piece: Piece) -> None:
        description = self.phrases.descriptions[piece.last - 1]
        name = self.phrases.name_of.get(description.head)
        if name is not None:
            self._beside_name(description, name)
            return
        if self.phrases.is_nobody(description):
            return
        twin = self._joined_to(description)
        if twin is not None:
            self._put_description(description, twin.figure, twin.because)
            return
        if self._may_be_named_later(description):
            self.waiting.append(description)
            return
        figure, reason = self._described_one(description)
        self._put_description(description, figure, reason)

    def _may_be_named_later(self, description: Description) -> bool:
        """Tell whether "the embassy spokesman" comes before the name: in the summary, or where nobody fits so far."""
        if description.plural or description.former or description.role in words.members("collective"):
            return False
        summary = description.first < self._body_start()
        if description.article != "the" and not (summary and description.article == ""):
            return False
        tied = summary or self.ties.of(description).body is not None
        return tied and self.earlier.antecedent(description) is None

    def _joined_to(self, description: Description) -> Hit | None:
        """Return the hit of the description that one without an article goes on from: "the minister and general"."""
        head = self.syntax.tokens[description.head]
        earlier = self.phrases.descriptions.get(head.head) if head.dep == "conj" else None
        if earlier is None or description.article or description.plural:
            return None
        return self.hits.get(head.head) if earlier.article and not earlier.plural else None

    def _beside_name(self, description: Description, name: int) -> None:
        piece = self.phrases.piece_at[name]
        figure = self.figure_of_name(piece)
        if figure is None:
            return
        unnamed = self._described_before(description)
        for one in self._waiting_for(description):
            self.waiting.remove(one)
            self.describer.describe(figure, one)
            self._put_description(one, figure, f"“{self.describer.words(one)}”: {figure.name}, named later")
        self.describer.describe(figure, description)
        if unnamed is not None and figure.kind == "person":
            self._is_same(unnamed, figure)
        self._put_description(description, figure, f"{figure.name}: “{self.describer.words(description)}”")

    def _names_now(self, description: Description) -> bool:
        """Tell whether a description takes somebody up whom only now the name tells: "the minister, Name"."""
        name = self.phrases.piece_at[self.phrases.name_of[description.head]]
        behind = description.last < name.first and self.phrases.word(description.last) == ","
        return description.article == "the" and behind and self.ties.of(description).is_open

    def _waiting_for(self, description: Description) -> list[Description]:
        """Return the one description in front that says more of the same person, and waits for the name."""
        if not self._names_now(description):
            return []
        last = description.role.split()[-1]
        fits = [one for one in self.waiting if one.head < description.head and one.role.split()[-1] == last]
        return fits if len(fits) == 1 else []

    def _described_before(self, description: Description) -> Figure | None:
        """Return somebody without a name whom "the minister, Name" names now: "a Norwegian minister"."""
        earlier = self.earlier.antecedent(description) if self._names_now(description) else None
        return earlier if earlier is not None and earlier.unnamed and "@" in earlier.id else None

    def _is_same(self, unnamed: Figure, figure: Figure) -> None:
        """Let a person have all that was said of the same one before the name came."""
        if figure.on_behalf_of is None or figure.guessed:
            figure.on_behalf_of, figure.country = unnamed.on_behalf_of, unnamed.country or figure.country
            figure.sectors, figure.role = unnamed.sectors, unnamed.role
        figure.heads |= unnamed.heads
        figure.places |= unnamed.places
        unnamed.places.clear()
        for i, hit in self.hits.items():
            if hit.figure is unnamed:
                self.hits[i] = Hit(
                    hit.first, hit.last, figure, f"{hit.because.split(':')[0]}: {figure.name}, named later"
                )
        self.scene.rename(unnamed, figure)

    # Descriptions without a name

    def _described_one(self, description: Description) -> tuple[Figure | None, str]:
        """Return whom a description without a name means, and why."""
        said = self.describer.words(description)
        if description.plural or description.role in words.members("collective"):
            together = self._taken_up(description)
            return together or self.describer.several(
                description
            ), f"“{said}”: {together.name if together else 'a group'}"
        if description.article in ("the", "possessive", "") and not self._is_another(description):
            earlier = self.earlier.antecedent(description)
            if earlier:
                return earlier, f"“{said}”: {earlier.name}, named before"
        tie = self.ties.of(description)
        if self._is_another(description):
            return self.describer.unnamed(description, tie), f"“{said}”: not named"
        if description.article in ("the", "possessive", "") and not description.former:
            holder = self._holder(description, tie)
            if holder:
                return holder, f"“{said}”: {holder.name}, in office then"
            if tie.is_open and (tie == Tie() or not speaks(description)):
                return None, f"“{said}”: nobody named before fits"
        if description.article == "the" and description.former and tie.is_open:
            return None, f"“{said}”: nobody named before fits"
        return self.describer.unnamed(description, tie), f"“{said}”: not named"

    def _is_another(self, description: Description) -> bool:
        """Tell whether a description sets its bearer apart from those named before: "the other elder"."""
        front = range(description.first, description.noun[0])
        return any(self.phrases.word(i) in ("other", "another", "second", "third") for i in front)

    def _taken_up(self, description: Description) -> Figure | None:
        """Return those named before whom a plural with "the" or "both" means; None where it says more."""
        front = [self.phrases.word(i) for i in range(description.first, description.noun[0])]
        counts = words.pairs("counts")
        if not front or any(word not in ("the", "these", "those", *counts) for word in front):
            return None
        if description.inside:
            return None
        count = next((int(counts[word]) for word in front if word in counts), None)
        if description.role in words.members("collective"):
            noun = description.role.split()[-1]
            return self.scene.last(description.head, lambda f: f.kind == "body" and f.may_be(noun), NEAR)
        found = self.earlier.antecedents(description, count)
        return self.cast.together(found) if found else None

    def _holder(self, description: Description, tie: Tie) -> Figure | None:
        """Return who held the office on the day of the report; not for "the first president", "the next chancellor"."""
        front = range(description.first, description.noun[0])
        if description.future or any(self.phrases.word(i) in words.members("not_now") for i in front):
            return None
        of = tie.body.id if tie.body and tie.body.kind != "state" else f"state:{tie.state}" if tie.state else None
        person = self.people.holder(description.role, of) if of else None
        own = tie.body is None or tie.body.on_behalf_of == f"state:{tie.state}"
        if person is None and tie.state and own:
            of = f"state:{tie.state}"
            person = self.people.holder(description.role, of)
        if person is None:
            return None
        figure = self._figure(person)
        office = next((o for o in person.offices if o.role == description.role and o.of == of), None)
        if office is not None and not figure.places and self.people.in_office(office):
            self.describer.take_office(figure, office)  # of several offices the one that is named
        return figure

    def _look_ahead(self, description: Description) -> None:
        """Resolve a description in the title or the summary by what the body tells."""
        if description.role in actors.institutions():
            noun = description.role.split()[-1]
            figure = self.scene.first_after(description.head, lambda f: f.kind == "body" and f.may_be(noun))
        else:
            figure = self.earlier.antecedent(description, ahead=True)
        said = self.describer.words(description)
        reason = f"“{said}”: {figure.name}, named later" if figure else f"“{said}”: nobody named before or later fits"
        if figure is None and description.role in actors.roles():
            figure, reason = self._described_one(description)
        self._put_description(description, figure, reason)

    # Keeping

    def _put(
        self, first: int, last: int, figure: Figure, reason: str, *, name: str | None = None, begins: int | None = None,
        names_it: bool = True, plural: bool = False,
    ) -> None:  # fmt: skip
        """Keep whom tokens mean: ``begins`` is where the whole phrase does, ``names_it`` whether this is a mention."""
        for i in range(first, last):
            self.hits[i] = Hit(first, last, figure, reason)
        if name and name != figure.name:
            figure.names.add(name)
        if names_it:
            figure.places.add(self.syntax.evidence(Span(first if begins is None else begins, last)))
        self.scene.add(last - 1, figure, plural=plural)

    def _put_description(self, description: Description, figure: Figure | None, reason: str) -> None:
        for i in range(*description.noun):
            self.hits[i] = Hit(description.first, description.last, figure, reason)
        definite = description.article == "the" and not description.plural
        if figure is None and definite and description.role in actors.roles():
            self.scene.add_unknown(description.head)
            for either in self.earlier.either.get(description.head, ()):
                self.people.saw(either, description.head)
        if figure is not None:
            self.people.saw(figure.id, description.head)
            figure.places.add(self.syntax.evidence(Span(description.first, description.last)))
            self.scene.add(description.head, figure)
