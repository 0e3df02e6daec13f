"""Which names in a report are one person's: full names, surnames, initials, spellings, two orders of the words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from communique.core.ids import slug
from communique.lexicons import actors
from communique.resolve import spelling, words

# Of several people with one surname, the one named within the last NEAR tokens is meant when every other was named more
# than twice as long ago and MARGIN tokens before; closer ones are left open.
NEAR, MARGIN, FAR = 150, 60, 10**6
# For somebody who was named only once, as in a list.
NEAR_ONCE = 60
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


@dataclass(eq=False)
class Person:
    """One person of the report.

    Attributes:
        name: the fullest name, or the table's where the person is in it.
        forms: the names found, each as normalised words.
        gender: as far as it is known from titles, roles, tables and given names.
        offices: the terms that the tables give this name.
        seen: the tokens where a full name of the person begins, in order.
        mark: what tells the id from that of somebody with the same name.
    """

    name: str
    forms: set[tuple[str, ...]]
    gender: str | None = None
    offices: tuple[actors.Office, ...] = ()
    seen: list[int] = field(default_factory=list)
    mark: str = ""

    @property
    def id(self) -> str:
        """The actor id."""
        return f"person:{slug(self.name)}{self.mark}"


def parts(name: str) -> tuple[str, ...]:
    """Return the words of a name without accents, capitals and suffixes; hyphens stay inside words."""
    found = (slug(word) for word in re.sub(r"\.", " ", name).replace("- ", "-").split())
    return tuple(word for word in found if word and word not in SUFFIXES)


def is_short(form: Sequence[str]) -> bool:
    """Tell whether a name is a surname alone, its small words counted with it: "Zhao", "von der Leyen"."""
    return len([word for word in form if word not in words.members("particles")]) < 2 and (
        len(form) < 2 or form[0] in words.members("particles")
    )


def surnames(form: Sequence[str]) -> Iterable[tuple[tuple[str, ...], int]]:
    """Yield the short names that a full name may be called by, with a rank: 0 the usual, 3 the first name."""
    if not form:
        return
    last = len(form) - 1
    while last > 1 and form[last - 1] in words.members("particles"):
        last -= 1
    yield tuple(form[last:]), 0
    if last < len(form) - 1 or form[-1].startswith("al-"):
        yield (form[-1].removeprefix("al-"),), 0
        yield (form[-1],), 0
    given = form[0] in actors.given_names()
    if len(form) > 1 and form[0] in words.members("family_first"):
        yield (form[0],), 0
    elif len(form) > 1:
        yield (form[0],), 3 if given else 1
    for word in form[1:last]:
        yield (word,), 2
    for start in range(1, len(form) - 1):
        yield tuple(form[start:]), 1  # "Restrepo Vélez", two family names


class People:
    """The people of one report.

    Args:
        published: publication date; decides who held an office.
    """

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.persons: list[Person] = []
        self._by_short: dict[tuple[str, ...], list[tuple[int, Person]]] = {}
        self._by_key: dict[str, list[Person]] = {}  # by what spellings of a word of the name share
        self._spelled: dict[str, list[tuple[str, ...]]] = {}  # short names of one word by what their spellings share

    def add(self, name: str, at: int, gender: str | None) -> Person:
        """Add a full name found at a token and return whose it is."""
        form = parts(name)
        person = self._same(form, gender) or self._new(name, form)
        person.gender = person.gender or gender
        person.seen.append(at)
        if len(parts(name)) > len(parts(person.name)) and not person.offices:
            person.name = name
        if form not in person.forms:
            person.forms.add(form)
        self._index(person, form)
        return person

    def homonym(self, name: str, at: int, mark: str) -> Person:
        """Add somebody with the name of another person of the report, told apart by a mark behind the id."""
        form = parts(name)
        known = next((one for one in self.persons if one.mark == mark and form in one.forms), None)
        person = known or Person(name, {form}, gender_of(form), mark=mark)
        if known is None:
            self.persons.append(person)
            self._index(person, form)
        person.seen.append(at)
        return person

    def namesakes(self, name: str) -> list[Person]:
        """Return those who have a full name, where it is several people's."""
        form = parts(name)
        near = self._by_key.get(spelling.key(form[-1]), []) if form else []
        found = [one for one in near if form in one.forms]
        return found if len(found) > 1 else []

    def rename(self, person: Person, alias: str) -> Person | None:
        """Let a person have another name: "known as Old Tom"; return somebody else who was taken to have it."""
        form = parts(alias)
        other = next((one for one in self.persons if form in one.forms and one is not person), None)
        if other is not None:
            self.persons.remove(other)
            for short, ones in self._by_short.items():
                self._by_short[short] = [(rank, one) for rank, one in ones if one is not other]
            for key, people in self._by_key.items():
                self._by_key[key] = [one for one in people if one is not other]
        person.forms.add(form)
        self._index(person, form)
        self._by_short.setdefault(form, []).append((0, person))
        return other

    def _new(self, name: str, form: tuple[str, ...]) -> Person:
        offices = actors.offices_by_name().get(actors.key(name), ())
        offices = offices or (_by_form().get(form, ()) if len(form) > 1 else ())
        person = next(
            (p for p in self.persons if offices and p.offices and p.offices[0].holder == offices[0].holder), None
        )
        if person is None:
            gender = offices[0].gender if offices else gender_of(form)
            person = Person(offices[0].holder if offices else name, {form}, gender, offices)
            self.persons.append(person)
            if offices:
                self._index(person, parts(person.name))
        return person

    def _index(self, person: Person, form: tuple[str, ...]) -> None:
        for word in form:
            same = self._by_key.setdefault(spelling.key(word), [])
            if person not in same:
                same.append(person)
        for short, rank in surnames(form):
            if len(short) == 1 and short not in self._by_short:
                self._spelled.setdefault(spelling.key(short[0]), []).append(short)
            ones = self._by_short.setdefault(short, [])
            if (rank, person) not in ones:
                ones.append((rank, person))

    def _same(self, form: tuple[str, ...], gender: str | None) -> Person | None:
        """Return the person whose name this is, by spelling, initials or missing middle names."""
        near = self._by_key.get(spelling.key(form[-1]), []) if form else []
        allowed = [p for p in near if not _clash(p.gender, gender)]
        for initials in (False, True):
            found = [p for p in allowed if any(alike(form, other, initials=initials) for other in p.forms)]
            if found:
                return found[0] if len(found) == 1 else None
        short = [p for rank, p in self._by_short.get(form, ()) if rank <= 1 and not _clash(p.gender, gender)]
        return short[0] if len(form) > 1 and len(short) == 1 else None

    def called(self, name: str, at: int, gender: str | None) -> Person | None:
        """Return whom a short name means; None when nobody, or when two are equally likely."""
        ones = self.candidates(name, gender) or self.respelled(name, gender)
        person = self.nearest(ones, at) if len(ones) > 1 else next(iter(ones), None)
        if person is not None:
            person.seen.append(at)
        return person

    def saw(self, person: str, at: int) -> None:
        """Note that a person was spoken of without the name, at a token."""
        named = self._by_key.get(spelling.key(person.rpartition("-")[2].rpartition(":")[2]), self.persons)
        for one in named:
            if one.id == person:
                one.seen.append(at)

    def candidates(self, name: str, gender: str | None) -> list[Person]:
        """Return those whom a short name fits best: as a surname before as a first name."""
        found = [(rank, p) for rank, p in self._by_short.get(parts(name), ()) if not _clash(p.gender, gender)]
        best = min((rank for rank, _ in found), default=0)
        return [p for rank, p in found if rank == best]

    def respelled(self, name: str, gender: str | None) -> list[Person]:
        """Return those whose surname is this one in another spelling."""
        form = parts(name)
        if len(form) != 1:
            return []
        near = self._spelled.get(spelling.key(form[0]), [])
        forms = [short for short in near if spelling.same(short[0], form[0])]
        found = {id(p): p for short in forms for rank, p in self._by_short[short] if rank == 0}
        return [person for person in found.values() if not _clash(person.gender, gender)]

    def nearest(self, ones: Sequence[Person], at: int) -> Person | None:
        """Return the one named last, when the others were named much longer ago."""
        gaps = sorted((min((at - seen for seen in p.seen if seen <= at), default=FAR), i) for i, p in enumerate(ones))
        near = NEAR if len(ones[gaps[0][1]].seen) > 1 else NEAR_ONCE
        if gaps[0][0] > near or gaps[1][0] < 2 * gaps[0][0] + MARGIN:
            return None
        return ones[gaps[0][1]]

    def shared(self, name: str) -> bool:
        """Tell whether the report has people with this short name."""
        return parts(name) in self._by_short

    def known(
        self, name: str, role: str | None = None, of: str | None = None, named: Mapping[str, int] | None = None
    ) -> Person | None:
        """Return the holder of an office with this surname, if only one held any on the day of the report.

        Args:
            name: the surname.
            role: only holders of this office, where the text tells it.
            of: only those of this state, where the text tells it.
            named: the states that the text names, by code; other states' office-holders are left out.
        """
        offices = [office for office in _by_surname().get(parts(name), ()) if self.in_office(office)]
        if role is not None:
            offices = [office for office in offices if office.role == role and of in (None, office.of)]
        found = {office.holder: office for office in offices}
        if len(found) != 1:
            return None
        holder = next(iter(found))
        if named is not None and not any(_in_play(office, named) for office in offices):
            return None
        return self.add(holder, -FAR, found[holder].gender)

    def in_office(self, office: actors.Office) -> bool:
        """Tell whether a term covers the day of the report; without a day every term counts."""
        return self.published is None or office.held_on(self.published)

    def term(self, person: Person) -> actors.Office | None:
        """Return the person's office on the day of the report; without a day, the latest that is known."""
        held = [office for office in person.offices if self.in_office(office)]
        return max(held, key=lambda office: (office.first or date.min, office.of)) if held else None

    def past(self, person: Person) -> actors.Office | None:
        """Return the office that the person left last before the day of the report; None without a day."""
        day = self.published
        left = [office for office in person.offices if day and office.last and office.last < day]
        return max(left, key=lambda office: (office.last or date.min, office.of)) if left else None

    def holder(self, role: str, of: str) -> Person | None:
        """Return the one holder of an office on the day of the report; None without a day or with two."""
        if self.published is None:
            return None
        found = {o.holder: o for o in actors.offices_of(of) if o.role == role and o.held_on(self.published)}
        if len(found) != 1:
            return None
        holder = next(iter(found))
        return self.add(holder, -FAR, found[holder].gender)


def alike(a: Sequence[str], b: Sequence[str], *, initials: bool) -> bool:
    """Tell whether two full names can be one person's: equal but for spelling, or one leaves out words of the other.

    Args:
        a, b: the names as normalised words.
        initials: whether an initial may stand for a first name ("A. Lee"), then only with as many words.
    """
    short, long = sorted((tuple(a), tuple(b)), key=len)
    if len(short) == len(long) == 2 and short == long[::-1]:
        return True  # the family name in front, and behind
    if len(short) < 2 or not spelling.same(short[-1], long[-1]):
        return False
    if initials:
        return len(short) == len(long) and all(_shortens(x, y) for x, y in zip(short, long, strict=True))
    rest = iter(long)
    return spelling.same(short[0], long[0]) and all(any(spelling.same(word, one) for one in rest) for word in short)


def _in_play(office: actors.Office, named: Mapping[str, int]) -> bool:
    """Tell whether a bare surname can mean the holder: the text names the state, or the office is widely known."""
    if office.of.startswith("state:"):
        return not named or named.get(office.of.removeprefix("state:"), 0) > 0
    code = actors.bodies()[office.of].country
    return named.get(code, 0) > 0 if code else office.role in words.members("well_known")


def _shortens(a: str, b: str) -> bool:
    return spelling.same(a, b) or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))


def _clash(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and a != b


def gender_of(form: Sequence[str]) -> str | None:
    """Return the gender that a given name tells; None where neither end of the name is one that tells."""
    names = actors.given_names()
    if not form:
        return None
    return names.get(form[0]) or (names.get(form[1]) if len(form) > 1 and len(form[0]) == 1 else None)


@actors.per_tables
def _by_form() -> Mapping[tuple[str, ...], tuple[actors.Office, ...]]:
    found: dict[tuple[str, ...], tuple[actors.Office, ...]] = {}
    for name, offices in actors.offices_by_name().items():
        found.setdefault(parts(name), offices)
    return found


@actors.per_tables
def _by_surname() -> Mapping[tuple[str, ...], list[actors.Office]]:
    found: dict[tuple[str, ...], list[actors.Office]] = {}
    for office in actors.offices():
        shorts = {short for name in office.names for short, rank in surnames(parts(name)) if rank == 0}
        for short in sorted(shorts):
            found.setdefault(short, []).append(office)
    return found
