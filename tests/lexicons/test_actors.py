"""The tables of states, bodies, offices, roles and names: consistent, sorted, looked up as documented."""

import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date
from importlib import resources
from itertools import pairwise

import pycountry
import pytest

from communique.lexicons import actors

# Offices that several people hold at a time.
SHARED = {
    "adviser",
    "aide",
    "deputy foreign minister",
    "deputy spokesperson",
    "official",
    "special envoy",
    "spokesperson",
    "state councillor",
    "vice premier",
}
TABLES = sorted(
    entry.name for entry in resources.files("communique.lexicons.actors").iterdir() if entry.name.endswith(".tsv")
)


def cells(table: str) -> list[list[str]]:
    """Return the rows of a table without comments and column names."""
    text = resources.files("communique.lexicons.actors").joinpath(table).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")][1:]


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_sorted_and_clean(table: str) -> None:
    """Rows stand in sorted order, each once, and no cell has stray spaces or empty list members."""
    rows = cells(table)
    order = [(row[0], row[1], row[4], row[2]) for row in rows] if table == "offices.tsv" else rows
    members = [member for row in rows for cell in row for member in cell.split("|") if cell]

    assert order == sorted(order)
    assert len(set(map(tuple, rows))) == len(rows)
    assert all(member and member == member.strip() for member in members)


def test_state_codes_are_iso_codes() -> None:
    """Every code is ISO 3166-1 alpha-3, except Kosovo's, which ISO leaves to users."""
    known = {country.alpha_3 for country in pycountry.countries} | {"XKX"}

    assert set(actors.states()) <= known


def test_all_members_of_the_united_nations_are_there() -> None:
    """The table has at least the 193 members, the two observers and other actors of reports."""
    assert len(actors.states()) >= 197
    assert {"PSE", "VAT", "TWN", "HKG", "XKX", "ESH"} <= set(actors.states())


def test_no_form_means_two_states() -> None:
    """A surface form names one state only."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for state in actors.states().values():
        for form in (*state.names, *state.adjectives, *state.people, *state.seats):
            owners[actors.key(form)].add(state.code)

    assert {form: codes for form, codes in owners.items() if len(codes) > 1} == {}


def test_no_name_means_two_bodies() -> None:
    """A name belongs to one body only, once."""
    count = Counter(actors.key(name) for body in actors.bodies().values() for name in body.names)

    assert [name for name, times in count.items() if times > 1] == []


def test_a_form_of_a_state_and_a_body_belongs_to_the_same_country() -> None:
    """Where "the Kremlin" is both a state's seat and a body, the body is that state's."""
    states, bodies = actors.state_names(), actors.body_names()
    shared = {form: (states[form][0], actors.bodies()[bodies[form]].country) for form in states.keys() & bodies.keys()}

    assert [form for form, (code, country) in shared.items() if code != country] == []


def test_no_place_is_a_state() -> None:
    """A city or region in the places table is no state, no adjective, no capital."""
    both = actors.place_names().keys() & actors.state_names().keys()

    assert both == set()
    assert set(actors.place_names().values()) <= set(actors.states())


def test_bodies_point_to_known_states_bodies_and_sectors() -> None:
    """Country, on_behalf_of and sectors name what the tables have, and ids tell groups from bodies."""
    known = {state.id for state in actors.states().values()} | set(actors.bodies())

    for body in actors.bodies().values():
        assert body.id.startswith("group:" if body.kind == "group" else "body:")
        assert body.country is None or body.country in actors.states()
        assert body.on_behalf_of is None or body.on_behalf_of in known
        assert set(body.sectors) <= set(actors.sectors())


def test_chains_of_representation_end() -> None:
    """Following on_behalf_of from any body comes to an end."""
    for body in actors.bodies().values():
        seen = [body.id]
        following = body.on_behalf_of
        while following in actors.bodies():
            seen.append(following)
            following = actors.bodies()[following].on_behalf_of

            assert len(seen) == len(set(seen))


def test_roles_and_institutions_have_known_sectors() -> None:
    """Every sector in the role and institution tables is PLOVER's."""
    institutions = {sector for one in actors.institutions().values() for sector in one.sectors}

    assert {role.sector for role in actors.roles().values()} <= set(actors.sectors())
    assert institutions <= set(actors.sectors())


@pytest.mark.parametrize(("table", "columns"), [("roles.tsv", (0, 1)), ("institutions.tsv", (1,))])
def test_a_word_stands_in_one_row(table: str, columns: tuple[int, ...]) -> None:
    """No role word and no institution word is listed twice."""
    words = [actors.key(word) for row in cells(table) for column in columns for word in row[column].split("|") if word]

    assert [word for word, times in Counter(words).items() if times > 1] == []


def test_offices_belong_to_known_actors_and_are_ordered() -> None:
    """Each term is in a known state or body and ends after it began."""
    known = {state.id for state in actors.states().values()} | set(actors.bodies())

    for office in actors.offices():
        assert office.of in known
        assert office.first is None or office.last is None or office.first < office.last


def test_single_offices_have_one_holder_at_a_time() -> None:
    """Two terms in one office do not overlap, save in offices that several people share."""
    terms: defaultdict[tuple[str, str], list[actors.Office]] = defaultdict(list)
    for office in actors.offices():
        if office.role not in SHARED:
            terms[office.of, office.role].append(office)
    clashes = [
        (before.holder, after.holder)
        for held in terms.values()
        for before, after in pairwise(sorted(held, key=lambda office: office.first or date.min))
        if before.last is None or after.first is None or before.last > after.first
    ]

    assert clashes == []


def test_offices_cover_many_states_and_organisations() -> None:
    """The offices table keeps its breadth: 45 states, 25 international bodies."""
    seats = {office.of for office in actors.offices()}
    international = {seat for seat in seats & set(actors.bodies()) if actors.bodies()[seat].country is None}

    assert len({seat for seat in seats if seat.startswith("state:")}) >= 45
    assert len(international) >= 25


def test_ambiguous_names_point_to_known_actors() -> None:
    """Each meaning is the id of a known actor or one of the three words for other things."""
    known = {state.id for state in actors.states().values()} | set(actors.bodies()) | {"place", "person", "word"}

    for entry in actors.ambiguous().values():
        assert set(entry.meanings) <= known
        assert entry.hint


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the Netherlands", ("NLD", "name")),
        ("U.S.", ("USA", "name")),
        ("China’s", ("CHN", "name")),
        ("the United States'", ("USA", "name")),
        ("UKRAINE", ("UKR", "name")),
        ("Swedish", ("SWE", "adjective")),
        ("Britons", ("GBR", "people")),
        ("Kyiv", ("UKR", "capital")),
        ("the Kremlin", ("RUS", "seat")),
        ("us", None),
        ("turkey", None),
        ("Korean", None),
        ("Atlantis", None),
    ],
)
def test_states_are_found_by_their_forms(words: str, expected: tuple[str, str] | None) -> None:
    """Articles, possessives and headline capitals do not matter; words in small letters name nothing."""
    found = actors.find_state(words)

    assert found == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("NATO", "body:nato"),
        ("Nato’s", "body:nato"),
        ("the Pentagon", "body:usa-defence-ministry"),
        ("WHO", "body:who"),
        ("Who", None),
        ("the West", "group:the-west"),
        ("the west", None),
        ("West", None),
        ("HAMAS", "body:hamas"),
    ],
)
def test_bodies_are_found_by_their_names(words: str, expected: str | None) -> None:
    """Acronyms keep their case; "the West" needs its article and its capital letter."""
    found = actors.find_body(words)

    assert found == expected


def test_places_are_found_by_their_names() -> None:
    """A city tells the state in which it lies."""
    found = actors.find_place("Shanghai's")

    assert found == "CHN"


def test_a_term_of_office_knows_its_days() -> None:
    """The first and the last day belong to the term; an open end goes on."""
    closed = actors.Office(
        "mayor", "state:UTO", "Ada Lovegood", ("Ada Lovegood",), date(2019, 1, 2), date(2020, 3, 4), "f", ""
    )
    open_end = actors.Office("mayor", "state:UTO", "Ben Quill", ("Ben Quill",), date(2020, 3, 4), None, "m", "")

    assert closed.held_on(date(2019, 1, 2))
    assert closed.held_on(date(2020, 3, 4))
    assert not closed.held_on(date(2020, 3, 5))
    assert open_end.held_on(date(2033, 1, 1))


def test_holders_are_found_by_every_spelling() -> None:
    """All spellings of a name lead to the same terms."""
    first = actors.offices_by_name()[actors.key("Volodymyr Zelensky")]
    second = actors.offices_by_name()[actors.key("Volodymyr Zelenskyy")]

    assert first == second
    assert {office.of for office in first} == {"state:UKR"}


def test_role_words_know_number_gender_and_voice() -> None:
    """A spokeswoman speaks for her body, analysts for themselves, and abbreviations keep their case."""
    roles = actors.roles()

    assert (roles["spokeswoman"].gender, roles["spokeswoman"].speaks_for_body) == ("f", True)
    assert (roles["analysts"].number, roles["analysts"].speaks_for_body) == ("plural", False)
    assert "MP" in roles
    assert "mp" not in roles


def test_given_names_are_of_one_gender() -> None:
    """Names are in lower case, a few hundred, and those that both bear are left out."""
    names = actors.given_names()

    assert len(names) >= 300
    assert all(name == name.casefold() for name in names)
    assert not {"andrea", "jean", "kim", "chris", "alex"} & set(names)


def test_tables_load_fast() -> None:
    """All tables are read within the time of a blink, in a fresh process."""
    program = (
        "import time, communique.lexicons.actors as a\n"
        "start = time.process_time()\n"
        "for table in (a.state_names, a.body_names, a.offices_by_name, a.roles, a.institutions, a.role_modifiers,"
        " a.place_names, a.given_names, a.ambiguous): table()\n"
        "print(time.process_time() - start)"
    )
    seconds = min(
        float(subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout)
        for _ in range(3)
    )

    # 50 ms on an idle machine; room for a busy one.
    assert seconds < 0.15


def test_tables_are_read_once() -> None:
    """A second call returns the same object."""
    assert actors.states() is actors.states()
    assert actors.offices() is actors.offices()


def test_forms_of_one_office_are_known_as_one() -> None:
    """An external affairs minister holds the office of a foreign minister; a deputy holds another."""
    roles = actors.roles()

    assert roles["external affairs minister"].office == roles["foreign ministers"].office == "foreign minister"
    assert roles["deputy foreign minister"].office != "foreign minister"
