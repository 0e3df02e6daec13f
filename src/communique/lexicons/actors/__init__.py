"""Who is who: states, bodies, offices with their holders, role words, given names. Tables beside this file, read once.

Every table is tab-separated text: comment lines begin with ``#``, the first other line names the columns, ``|`` parts
the members of a list, an empty cell means "none" or "not known". Rows are sorted by their first column(s).

A surface form is looked up by its ``key``. Forms that are written in capitals throughout ("US", "WHO") keep their
case, so that neither the pronoun "us" nor the word "who" is taken for them; ``find_state`` and ``find_body`` also
take off an article and a possessive ending and never answer for words without a capital letter.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Literal, ParamSpec, TypeVar, cast

from communique.core.errors import ActorsError
from communique.lexicons.actors import own

# The longest short form whose capitals inside tell it from a word: "LeT" is no form of "let".
SHORT = 5

How = Literal["name", "adjective", "people", "capital", "seat"]
BodyKind = Literal[
    "igo", "executive", "ministry", "agency", "military", "legislature", "court", "party", "armed-group", "company",
    "ngo", "think-tank", "university", "media", "group",
]  # fmt: skip
Gender = Literal["f", "m"]
# former: held no longer; future: not held yet (in both cases nobody speaks for the body); kept: held all the same.
Effect = Literal["former", "future", "kept"]


P = ParamSpec("P")
T = TypeVar("T")


def per_tables(build: Callable[P, T]) -> Callable[P, T]:
    """Wrap a function so that it is computed once for the same arguments and the same tables.

    The tables differ by what the user adds (`own.using`).
    """
    found: dict[tuple[object, ...], T] = {}

    @wraps(build)
    def get(*args: P.args, **kwargs: P.kwargs) -> T:
        key = (own.current().digest, *args, *kwargs.items())
        if key not in found:
            found[key] = build(*args, **kwargs)
        return found[key]

    return get


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory that acts under its own name.

    Attributes:
        code: ISO 3166-1 alpha-3; Kosovo, which has none, is ``XKX`` from the range that ISO leaves to users.
        name: short neutral name for display.
        names: all names, ``name`` first: official, common, former, abbreviations.
        adjectives: "Chinese", "British".
        people: nouns for its people that are not adjectives too: "Briton", "Americans".
        capital: its name in English; None where there is none.
        seats: names that stand for its government: the capital, "the Kremlin", "Downing Street".
    """

    code: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capital: str | None
    seats: tuple[str, ...]

    @property
    def id(self) -> str:
        """The actor id: ``state:CHN``."""
        return f"state:{self.code}"


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation, or a group of states or people that is spoken of as one.

    Attributes:
        id: ``body:un-security-council``; ``group:the-west`` for kind ``group``.
        name: neutral name for display.
        names: all names, ``name`` first: aliases, acronyms.
        kind: what sort of body it is.
        country: code of the state that it belongs to; None for international ones.
        sectors: PLOVER sector codes, most specific first.
        on_behalf_of: id of the state or body that it speaks for: ``state:USA`` for the Pentagon; None where it speaks
            for itself.
    """

    id: str
    name: str
    names: tuple[str, ...]
    kind: BodyKind
    country: str | None
    sectors: tuple[str, ...]
    on_behalf_of: str | None


@dataclass(frozen=True, slots=True)
class Office:
    """One person's term in one office.

    Attributes:
        role: "president", "foreign minister", "secretary-general".
        of: id of the state or body.
        holder: full name as most reports in English write it.
        names: all spellings, ``holder`` first.
        first, last: first and last day in office, as far as known; a day that is known to the month or year only is
            its first day (``first``) or its last (``last``); ``last`` is None while in office or where not known.
        gender: of the holder.
        source: where the row comes from.
    """

    role: str
    of: str
    holder: str
    names: tuple[str, ...]
    first: date | None
    last: date | None
    gender: Gender | None
    source: str

    def held_on(self, day: date) -> bool:
        """Tell whether the day lies in the term; an open end counts as in office."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Role:
    """A noun that says what somebody is.

    Attributes:
        words: the noun as looked up, singular or plural: "foreign minister", "rebels", "MP".
        sector: PLOVER sector code.
        speaks_for_body: whether such a person's words count as those of the body that he or she belongs to (of the
            state, if no body is named and the sector is one of the state's own): yes for a spokesman or a minister,
            no for an analyst or a former official.
        gender: where the word tells it.
        number: ``singular`` or ``plural``.
        office: the first singular form of its row, the same for all forms of one office: "foreign minister" for
            "external affairs minister" and "foreign ministers".
    """

    words: str
    sector: str
    speaks_for_body: bool
    gender: Gender | None
    number: Literal["singular", "plural"]
    office: str = ""


@dataclass(frozen=True, slots=True)
class Institution:
    """A kind of body that every state may have: "foreign ministry", "army", "parliament".

    The body of a state is ``body:<code in lower case>-<slug>``; where it has a name of its own ("the Pentagon"), the
    bodies table has it under that id.

    Attributes:
        slug: "foreign-ministry"; all forms of one institution share it.
        words: the form in lower case: "foreign ministry", "ministry of foreign affairs".
        kind: what sort of body it is.
        sectors: PLOVER sector codes, most specific first.
        speaks_for_state: whether its words count as those of the state: yes for a ministry, no for a parliament.
        name: what to call it beside a state's name: "foreign ministry" for all its forms.
    """

    slug: str
    words: str
    kind: BodyKind
    sectors: tuple[str, ...]
    speaks_for_state: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A name with several meanings.

    Attributes:
        words: the name.
        meanings: actor ids, or ``place``, ``person``, ``word``; the first is the one to take without other evidence.
        hint: what in the context decides.
    """

    words: str
    meanings: tuple[str, ...]
    hint: str

    @property
    def by_country(self) -> bool:
        """Whether the name is one that many states have, so that the state which the text is about decides."""
        return self.hint.startswith("the one of the country")


def load_own(path: Path | None) -> own.Own:
    """Read a user's file of actors, other names and offices, and check it against the tables; None gives nothing.

    Use what it returns with ``own.using``.

    Raises:
        ActorsError: the file cannot be read, does not follow the format, or names codes or ids that are not there.
    """
    found = own.load(path)
    for row in found.rows.get("states.tsv", {}).values():
        if row["code"] not in states():
            raise ActorsError(f"{path}: no state is '{row['code']}'. Give an ISO 3166-1 alpha-3 code.")
    with own.using(found):
        for row in (*found.rows.get("states.tsv", {}).values(), *found.rows.get("bodies.tsv", {}).values()):
            _check(str(path), row)
        for row in found.offices:
            _check(str(path), {**row, "on_behalf_of": row["of"], "name": row["holder"]})
    return found


def _check(path: str, row: Mapping[str, str]) -> None:
    """Complain about a code or id in a user's row that no table has."""
    unknown = [code for code in _list(row.get("sectors", "")) if code not in sectors()]
    if unknown:
        raise ActorsError(f"{path}: '{row['name']}': no sector is '{unknown[0]}'. Sectors are: {', '.join(sectors())}.")
    country = row.get("country", "")
    if country and country not in states():
        raise ActorsError(f"{path}: '{row['name']}': no state is '{country}'. Give an ISO 3166-1 alpha-3 code.")
    actor = row.get("on_behalf_of", "")
    if actor and actor not in bodies() and actor.removeprefix("state:") not in states():
        raise ActorsError(f"{path}: '{row['name']}': no actor is '{actor}'. Add it under 'actors:', or check its id.")


@per_tables
def states() -> Mapping[str, State]:
    """Return the states by code."""
    return MappingProxyType({row["code"]: _state(row) for row in _rows("states.tsv")})


@per_tables
def bodies() -> Mapping[str, Body]:
    """Return the bodies and groups by id."""
    return MappingProxyType({row["id"]: _body(row) for row in _rows("bodies.tsv")})


@per_tables
def offices() -> tuple[Office, ...]:
    """Return the terms of office, sorted by ``of``, ``role`` and first day."""
    return tuple(_office(row) for row in _rows("offices.tsv"))


@per_tables
def as_of() -> date:
    """Return the day up to which the offices table goes: the last day on which somebody in it took office."""
    return max(office.first for office in offices() if office.first)


@per_tables
def roles() -> Mapping[str, Role]:
    """Return the role words by ``key``; plural forms are entries of their own."""
    return MappingProxyType({role.words: role for row in _rows("roles.tsv") for role in _role(row)})


@per_tables
def role_modifiers() -> Mapping[str, Effect]:
    """Return what a word before (or after, with a hyphen) a role word does to it, by the word in lower case."""
    return MappingProxyType({row["word"]: cast(Effect, row["effect"]) for row in _rows("role_modifiers.tsv")})


def sectors_on(body: str, day: date | None) -> tuple[str, ...]:
    """Return the sectors of a body of the table on a day; without a day, those of the last that is known.

    A movement that governs its state is an executive (``GOV``) first; before and after that it is none.
    """
    sectors, terms = bodies()[body].sectors, _governing().get(body, ())
    if not terms:
        return sectors
    governs = any(
        last is None if day is None else first <= day and (last is None or day <= last) for first, last in terms
    )
    return (*(("GOV",) if governs else ()), *(code for code in sectors if code != "GOV"))


@per_tables
def _governing() -> Mapping[str, tuple[tuple[date, date | None], ...]]:
    found: defaultdict[str, list[tuple[date, date | None]]] = defaultdict(list)
    for row in _rows("governing.tsv"):
        found[row["body"]].append((date.fromisoformat(row["first"]), _day(row["last"])))
    return MappingProxyType({body: tuple(terms) for body, terms in found.items()})


@per_tables
def institutions() -> Mapping[str, Institution]:
    """Return the kinds of bodies that every state may have by their words in lower case."""
    found: dict[str, Institution] = {}
    for row in _rows("institutions.tsv"):
        kind, speaks, forms = cast(BodyKind, row["kind"]), row["speaks_for_state"] == "yes", _list(row["words"])
        name = row["name"] or row["slug"].replace("-", " ")
        for words in forms:
            found[words] = Institution(row["slug"], words, kind, _list(row["sectors"]), speaks, name)
    return MappingProxyType(found)


@per_tables
def sectors() -> Mapping[str, str]:
    """Return PLOVER's sector codes with their meaning."""
    return MappingProxyType({row["code"]: row["meaning"] for row in _rows("sectors.tsv")})


@per_tables
def given_names() -> Mapping[str, Gender]:
    """Return first names in lower case that only women ("f") or only men ("m") usually bear."""
    return MappingProxyType({row["name"]: cast(Gender, row["gender"]) for row in _rows("given_names.tsv")})


@per_tables
def ambiguous() -> Mapping[str, Ambiguous]:
    """Return the names with several meanings by key."""
    rows = (Ambiguous(row["words"], _list(row["meanings"]), row["hint"]) for row in _rows("ambiguous.tsv"))
    return MappingProxyType({key(row.words): row for row in rows})


@per_tables
def state_names() -> Mapping[str, tuple[str, How]]:
    """Return what each surface form says of which state, by key; a form in two columns counts as the first of them."""
    found: dict[str, tuple[str, How]] = {}
    for state in states().values():
        for how, forms in _forms(state):
            for form in forms:
                found.setdefault(key(form), (state.code, how))
    return MappingProxyType(found)


@per_tables
def place_names() -> Mapping[str, str]:
    """Return the code of the state in which a city or region lies, by the key of each of its names; no capitals."""
    rows = _rows("places.tsv")
    return MappingProxyType({key(name): row["country"] for row in rows for name in (row["name"], *_list(row["names"]))})


@per_tables
def body_names() -> Mapping[str, str]:
    """Return the body's id by the key of each of its names."""
    return MappingProxyType({key(name): body.id for body in bodies().values() for name in body.names})


@per_tables
def offices_by_name() -> Mapping[str, tuple[Office, ...]]:
    """Return the terms of office by the key of the holder's full name in each spelling."""
    found: defaultdict[str, list[Office]] = defaultdict(list)
    for office in offices():
        for name in office.names:
            found[key(name)].append(office)
    return MappingProxyType({name: tuple(terms) for name, terms in found.items()})


@per_tables
def offices_of(actor: str) -> tuple[Office, ...]:
    """Return the terms of office in a state or body, given its id."""
    return tuple(office for office in offices() if office.of == actor)


def key(words: str) -> str:
    """Return the form under which words are looked up.

    Spaces are made one, curly apostrophes straight, and letters small unless all of them are capitals ("U.S.", "WHO")
    or a short form has one inside ("LeT", "MoD").
    """
    words = " ".join(words.split()).replace("’", "'")
    inside = len(words) <= SHORT and words[1:] != words[1:].lower()
    return words if words.isupper() or inside else words.casefold()


def find_state(words: str) -> tuple[str, How] | None:
    """Return the state's code and how the words name it; None if they name none.

    Takes "the Netherlands", "China's", "UKRAINE"; names nothing for words without a capital letter ("us", "turkey").
    """
    names = state_names()
    return next((names[form] for form in _spellings(words) if form in names), None)


def find_body(words: str) -> str | None:
    """Return the body's id that the words name; None if they name none. Reads words as ``find_state`` does."""
    names = body_names()
    return next((names[form] for form in _spellings(words) if form in names), None)


def find_place(words: str) -> str | None:
    """Return the code of the state in which the named city or region lies; None if none is named."""
    names = place_names()
    return next((names[form] for form in _spellings(words) if form in names), None)


def _spellings(words: str) -> Iterator[str]:
    """Yield the keys to try, nearest first: as written, without article and possessive, capitals made small."""
    if words.islower():
        return
    forms = [words]
    bare = words.replace("’", "'").removesuffix("'s").removesuffix("'")
    forms.append(bare)
    if bare[:4].lower() == "the ":
        forms.append(bare[4:])
    for form in forms:
        yield key(form)
    # A headline in capitals; short ones are left alone ("WHO", "US").
    yield from (form.casefold() for form in forms if form.isupper() and len(form) > 4)


def _forms(state: State) -> tuple[tuple[How, tuple[str, ...]], ...]:
    capital = (state.capital,) if state.capital else ()
    return (
        ("name", state.names),
        ("adjective", state.adjectives),
        ("people", state.people),
        ("capital", capital),
        ("seat", state.seats),
    )


def _state(row: dict[str, str]) -> State:
    capital = row["capital"] or None
    return State(
        code=row["code"],
        name=row["name"],
        names=(row["name"], *_list(row["names"])),
        adjectives=_list(row["adjectives"]),
        people=_list(row["people"]),
        capital=capital,
        seats=((capital,) if capital else ()) + _list(row["seats"]),
    )


def _body(row: dict[str, str]) -> Body:
    return Body(
        id=row["id"],
        name=row["name"],
        names=(row["name"], *_list(row["names"])),
        kind=cast(BodyKind, row["kind"]),
        country=row["country"] or None,
        sectors=_list(row["sectors"]),
        on_behalf_of=row["on_behalf_of"] or None,
    )


def _role(row: dict[str, str]) -> Iterator[Role]:
    speaks, gender = row["speaks_for_body"] == "yes", _gender(row["gender"])
    office = key(_list(row["singular"])[0])
    for words in _list(row["singular"]):
        yield Role(key(words), row["sector"], speaks, gender, "singular", office)
    for words in _list(row["plural"]):
        yield Role(key(words), row["sector"], speaks, gender, "plural", office)


def _office(row: dict[str, str]) -> Office:
    return Office(
        role=row["role"],
        of=row["of"],
        holder=row["holder"],
        names=(row["holder"], *_list(row["names"])),
        first=_day(row["first"]),
        last=_day(row["last"]),
        gender=_gender(row["gender"]),
        source=row["source"],
    )


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _gender(cell: str) -> Gender | None:
    return cast(Gender, cell) if cell else None


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _rows(table: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table beside this file with what the user adds, column name to cell."""
    added = dict(own.current().rows.get(table, {}))
    for row in _built_in(table):
        yield _changed(row, added.pop(next(iter(row.values())), None)) if added else row
    columns = _columns(table)
    for row in added.values():
        yield dict.fromkeys(columns, "") | row | {"kind": row["kind"] or "ngo"}
    if table == "offices.tsv":
        yield from own.current().offices


def _changed(row: dict[str, str], user: Mapping[str, str] | None) -> dict[str, str]:
    """Return a row as the user changes it: the built-in name becomes one of the names."""
    if user is None:
        return row
    names = [*_list(row["names"]), *_list(user["names"]), *([row["name"]] if user["name"] else [])]
    given = {field: value for field, value in user.items() if value and field != "names"}
    return row | given | {"names": "|".join(dict.fromkeys(names))}


def _columns(table: str) -> list[str]:
    return _lines(table)[0].split("\t")


def _built_in(table: str) -> Iterator[dict[str, str]]:
    columns = _columns(table)
    for line in _lines(table)[1:]:
        yield dict(zip(columns, line.split("\t"), strict=True))


def _lines(table: str) -> list[str]:
    text = resources.files(__package__).joinpath(table).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
