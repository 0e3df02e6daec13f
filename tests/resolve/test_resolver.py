"""What the resolver promises of any text: no crash, the same answer in any order, chains that end."""

import pickle
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.records.evidence import Evidence
from communique.records.resolution import Resolution
from communique.resolve.resolver import Resolver

from .support import asked, document, speech

PASSAGE = (
    "Kenyan Foreign Minister Rose Achieng met Ugandan President Paul Okello in Kampala. “We agree,” Achieng said. "
    "He did not. A diplomat said the two sides were far apart. Another diplomat said they were not."
)
WORDS = [
    "The", "a", "former", "minister", "spokesman", "of", "China", "Chinese", "’s", ",", "“", "”", ".", "said", "he",
    "who", "Liu", "Wang", "Mr", "von", "der", "-", "embassy", "in", "Washington", "President", "EU", "(", ")", "and",
    "University", "they", "it", "\n\n", "May", "Ms", "•", "I", "we", "Q", ":", "aide", "to", "analysts", "US",
]  # fmt: skip


def resolve(text: str, *words: str, **settings: object) -> Resolution:
    """Resolve words of a text."""
    doc = document(text, **settings)  # type: ignore[arg-type]
    return Resolver()(doc, [asked(text, one) for one in words])


def all_words(text: str) -> list[Evidence]:
    """Return the range of each word of a text."""
    found, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        found.append(Evidence.of(text, at, at + len(word)))
        at += len(word)
    return found


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
def test_any_words_are_answered(chosen: list[str]) -> None:
    """Every word of a text without sense gets an answer, and each actor named is there with a chain that ends."""
    text = " ".join(chosen).strip() or "."
    doc = document(text)
    wanted = all_words(text)

    resolution = Resolver()(doc, wanted)

    assert set(resolution.answers) == {(one.start, one.end) for one in wanted}
    for actor in resolution.actors.values():
        assert actor.on_behalf_of is None or actor.on_behalf_of in resolution.actors
        assert len(resolution.chain(actor.id)) <= 5


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=80))
def test_any_characters_are_answered(text: str) -> None:
    """Characters of any kind, marks without partners and empty texts do not stop the resolver."""
    doc = document(text)

    resolution = Resolver()(doc, all_words(text))

    assert all(answer.actor is None or answer.actor in resolution.actors for answer in resolution.answers.values())


def test_order_of_questions_does_not_matter() -> None:
    """The same words mean the same actors whatever is asked first."""
    doc = document(PASSAGE, attributions=[speech(PASSAGE, "[Achieng] said", "“We agree")])
    wanted = all_words(PASSAGE)

    forward = Resolver()(doc, wanted)
    backward = Resolver()(doc, wanted[::-1])

    assert forward == backward


def test_mentions_are_words_of_the_text() -> None:
    """Each mention of each actor is there word for word, in order and once."""
    resolution = resolve(PASSAGE, "Rose Achieng", "A diplomat")

    for actor in resolution.actors.values():
        places = [mention.evidence for mention in actor.mentions]
        assert places == sorted(set(places))
        assert all(PASSAGE[place.start : place.end] == place.words for place in places)


def test_a_person_has_role_country_sector_and_mentions() -> None:
    """What the text says of a person is in the row: role with its body, country, sector, other names, mentions."""
    person = resolve(PASSAGE, "Rose Achieng").actors["person:rose-achieng"]

    assert (person.name, person.kind, person.country) == ("Rose Achieng", "person", "KEN")
    assert person.role == "Foreign Minister, Kenyan foreign ministry"
    assert person.sectors == ("GOV",)
    assert person.aliases == ("Achieng",)
    assert [mention.evidence.words for mention in person.mentions] == [
        "Kenyan Foreign Minister", "Rose Achieng", "Achieng",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("Rep. Dana Vorhees, D-Calif., said so.", "USA"),
        ("Sen. Dana Vorhees (R-S.C.) said so.", "USA"),
        ("Irish Senator Dana Vorhees (D-Cork) said so.", "IRL"),
        ("Rep. Dana Vorhees (R-North Dakota) said so.", "USA"),
        ("Mr Dana Vorhees, D-Day veteran and baker, said so.", None),
    ],
)
def test_letters_of_party_and_home_tell_the_country(words: str, country: str | None) -> None:
    """Who has letters of party and home behind the name is from the United States, unless another state is told."""
    assert resolve(words, "Dana Vorhees").actors["person:dana-vorhees"].country == country


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("Rep. Dana Vorhees, the top Democrat on the House Intelligence Committee, said so.", "USA"),
        ("Dana Vorhees, who chairs the Senate Foreign Relations Committee, said so.", "USA"),
        ("Dana Vorhees, who lectured the House Judiciary Committee, said so.", None),
        ("Dana Vorhees, the top Democrat on the Harbour Committee, said so.", None),
    ],
)
def test_members_of_a_committee_of_congress_are_from_the_united_states(words: str, country: str | None) -> None:
    """Whoever sits in a parliament is from its country; guests before a committee are from anywhere."""
    assert resolve(words, "Dana Vorhees").actors["person:dana-vorhees"].country == country


def test_unnamed_people_of_two_reports_are_two() -> None:
    """The ids of people without a name hold for one report; two in one report are kept apart."""
    one = resolve(PASSAGE, "A diplomat", "Another diplomat", report="report:aaaaaa0000000000")
    other = resolve(PASSAGE, "A diplomat", report="report:bbbbbb0000000000")
    ids = {answer.actor for answer in (*one.answers.values(), *other.answers.values())}

    assert ids == {"person:diplomat@aaaaaa", "person:diplomat-2@aaaaaa", "person:diplomat@bbbbbb"}


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Achieng said", "“Achieng”: Rose Achieng"),
        ("Achieng said", "Rose Achieng: “Kenyan Foreign Minister”"),
        ("Achieng said", "Kenyan foreign ministry speaks for Kenya"),
        ("Kampala", "“Kampala”: a place here"),
    ],
)
def test_reasons_can_be_read(words: str, reason: str) -> None:
    """An answer says from which words to which actor it went."""
    asked_for = words.removesuffix(" said")
    answer = next(iter(resolve(PASSAGE, f"[{asked_for}]{words[len(asked_for) :]}").answers.values()))

    assert reason in answer.because


def test_an_office_counts_on_the_day_of_the_report() -> None:
    """Who held an office on the publication date speaks for the state, and for nobody once the term is over."""
    text = "Antony Blinken said the talks were useful."
    then = resolve(text, "Antony Blinken", published=date(2022, 3, 24))
    later = resolve(text, "Antony Blinken", published=date(2030, 3, 24))

    assert then.chain("person:antony-blinken")[-1] == "state:USA"
    assert later.chain("person:antony-blinken") == ("person:antony-blinken",)


@pytest.mark.parametrize(
    ("text", "words", "sector", "represented"),
    [
        ("Former French foreign minister Luc Amiel said no.", "Luc Amiel", "ELI", None),
        ("Ana Prieto, a researcher at Lund University, said no.", "Ana Prieto", "EDU", None),
        ("Opposition leader Jan Novotny said no.", "Jan Novotny", None, None),
        ("Omar Haddad, a spokesman for the Red Cross, said no.", "Omar Haddad", "NGO", "body:icrc"),
    ],
)
def test_only_some_speak_for_others(text: str, words: str, sector: str | None, represented: str | None) -> None:
    """Former officials and scholars speak for nobody; spokespeople speak for their body."""
    resolution = resolve(text, words)
    actor = next(one for one in resolution.actors.values() if one.name == words)

    assert sector is None or sector in actor.sectors
    assert represented is None or actor.on_behalf_of is not None
    assert represented is not None or actor.on_behalf_of is None


def test_the_resolver_can_be_pickled() -> None:
    """Workers in other processes get the resolver by pickle."""
    assert isinstance(pickle.loads(pickle.dumps(Resolver())), Resolver)


def test_a_long_report_takes_time_in_proportion() -> None:
    """A report of a thousand paragraphs is resolved; the search for antecedents stays local."""
    text = "\n\n".join(["Kenya said no. He left. The spokesman agreed with Mr Otieno."] * 300)
    doc = document(text)

    resolution = Resolver()(doc, [asked(text, "Kenya")])

    assert "state:KEN" in resolution.actors
