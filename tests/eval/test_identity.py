import pytest

from communique.records.evidence import Evidence
from communique.records.rows import Actor
from communique.records.rows import Mention as Mentioned
from communique_eval.gum import GumText, Mention, Source, Word
from communique_eval.identity import fold, judge, named, names_of


def actor(name, kind="person", *aliases):
    """Return an actor of a name and a kind."""
    return Actor(f"{kind}:x", name, kind, aliases=aliases)


@pytest.mark.parametrize(
    ("words", "folded"),
    [
        ("the World Health Organisation's", ("world", "health", "organisation")),
        ("Sérgio Núñez-Vidal", ("sergio", "nunez", "vidal")),
        ("The U.S. Senate", ("us", "senate")),
        ("the", ("the",)),
    ],
)
def test_folding_leaves_the_words_of_the_name(words, folded):
    """Case, accents, determiners, points and possessive endings make no difference."""
    assert fold(words) == folded


@pytest.mark.parametrize(
    ("answer", "names", "verdict"),
    [
        (actor("Marta Orlova"), [("marta", "orlova")], "right"),
        (actor("Orlova"), [("marta", "orlova")], "right"),
        (actor("Marta Orlova"), [("orlova",)], "right"),
        (actor("Mar Orlova"), [("marta", "ivanovna", "orlova")], "right"),
        (actor("Pavel Orlov"), [("marta", "orlova")], "wrong"),
        (actor("Pavel Orlova", "person", "Orlova"), [("marta", "orlova"), ("orlova",)], "wrong"),
        (actor("Orlova", "body"), [("marta", "orlova")], "wrong"),
        (actor("the ministry's spokesman"), [("marta", "orlova")], "none"),
        (None, [("marta", "orlova")], "none"),
    ],
)
def test_people_are_told_by_their_full_names_first(answer, names, verdict):
    """A shared surname is not enough where both sides have a full name; a description is no answer."""
    assert judge(answer, "person", names) == verdict


@pytest.mark.parametrize(
    ("answer", "names", "verdict"),
    [
        (actor("Trade Council", "body"), [("trade", "council")], "right"),
        (actor("Council for Trade", "body", "TC"), [("tc",)], "right"),
        (actor("Nordland", "state"), [("government", "of", "nordland")], "right"),
        (actor("Nordland", "state"), [("nordland", "trade", "council")], "wrong"),
        (actor("Trade", "body"), [("trade", "council")], "wrong"),
        (actor("Trade Council"), [("trade", "council")], "wrong"),
    ],
)
def test_bodies_must_have_the_whole_name(answer, names, verdict):
    """Part of a name is another body; a state's government is the state."""
    assert judge(answer, "organization", names) == verdict


def test_a_national_body_may_go_without_its_country():
    """The country in front of a body's name tells nothing more where the body's country is known."""
    body = Actor("body:x", "Trade Council", "body", country="NOR")
    names = [("norwegian", "trade", "council")]

    assert judge(body, "organization", names) == "right"
    assert judge(actor("Trade Council", "body"), "organization", names) == "wrong"


def test_descriptions_are_not_names():
    """An actor whose last word is written small has no name."""
    assert named(actor("Marta Orlova"))
    assert named(actor("Nordic trade ministry", "body"))
    assert not named(actor("US analysts", "group"))
    assert not named(actor("company", "body"))


def test_a_body_is_known_by_the_words_of_its_mentions():
    """A body whose name comes from a table has the name that the text gives it."""
    mention = Mentioned("r", Evidence(0, 16, "the Trade Council"))
    body = Actor("body:x", "Nordic trade ministry", "body", mentions=(mention,))

    assert judge(body, "organization", [("trade", "council")]) == "right"


def mention_of(words, kind="person", wiki=None):
    """Build a text of one mention; a word is "form/tag/dependency/head"."""
    parts = [word.split("/") for word in words.split()]
    text = GumText("one", "news", [Word(form, tag, dep, int(head)) for form, tag, dep, head in parts])
    return text, Source((0, len(parts)), kind, (Mention("1", kind, 0, len(parts)),), wiki)


@pytest.mark.parametrize(
    ("words", "kind", "names"),
    [
        ("Envoy/NNP/nmod:desc/1 Marta/NNP/root/1 Orlova/NNP/flat/1", "person", (("marta", "orlova"),)),
        ("coauthor/NN/root/0 Marta/NNP/flat/0 Orlova/NNP/flat/0", "person", (("marta", "orlova"),)),
        ("the/DT/det/1 head/NN/root/1 of/IN/case/3 Nato/NNP/nmod/1", "person", ()),
        ("Marta/NNP/root/0 and/CC/cc/2 Pavel/NNP/conj/0", "person", ()),
        ("the/DT/det/1 Minister/NNP/root/1", "person", ()),
        ("the/DT/det/2 firm/NN/compound/2 Nordtek/NNP/root/2", "organization", (("firm", "nordtek"), ("nordtek",))),
        ("Nato/NNP/nmod/1 members/NNS/root/1", "organization", ()),
    ],
)
def test_only_the_head_words_name_is_the_name(words, kind, names):
    """A name inside the phrase that belongs to somebody else is not the source's name."""
    text, source = mention_of(words, kind)

    assert names_of(text, source) == names


def test_the_wikipedia_title_is_a_name():
    """A pronoun's chain can be known by its title alone, without the part in brackets."""
    text, source = mention_of("she/PRP/root/0", wiki="Marta Orlova (diplomat)")

    assert names_of(text, source) == (("marta", "orlova"),)
