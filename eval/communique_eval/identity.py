"""Whether an actor is the one that the gold means, judged by names.

The gold knows an entity as a chain of mentions, the tool as an actor with a name and aliases. They are the same when
their names agree, and never because one name merely occurs in a phrase about another ("the head of Nato" is not
Nato): only the name that a mention's head word belongs to counts.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from communique.records.rows import Actor
from communique_eval.gum import GumText, Mention, Source, Word

Name = tuple[str, ...]
Verdict = Literal["right", "wrong", "none"]

_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those"})
_STATE = frozenset({"government", "of", "the"})


def names_of(document: GumText, source: Source) -> tuple[Name, ...]:
    """Return the names of a source's chain, folded, without repetition; empty when no mention names it.

    A mention names a person by its proper head word with the words joined to it as one name ("Ambassador Hamdullah
    Mohib"), by such words joined to a common head word ("coauthor Colette Heald"), or by an apposition to it; not
    where it begins with a determiner ("the Home Secretary") or means several people. A mention names anything else
    when its head word is a proper noun: the whole without its determiner and possessive ending, and also the proper
    nouns around the head ("the security firm Secunia"). The title of the Wikipedia article is a name too. A person's
    name of one word is left out where there are longer ones.
    """
    find = _personal_names if source.kind == "person" else _other_names
    found = [fold(words) for mention in source.chain for words in find(document.words, mention)]
    if source.wiki:
        found.append(fold(re.sub(r" \(.*\)$", "", source.wiki)))
    longer = [name for name in found if len(name) > 1 and source.kind == "person"]
    return tuple(dict.fromkeys(longer or [name for name in found if name]))


def _head(words: Sequence[Word], mention: Mention) -> int:
    inside = range(mention.first, mention.last)
    return next((i for i in inside if words[i].head not in inside or words[i].head == i), mention.first)


def _personal_names(words: Sequence[Word], mention: Mention) -> Iterator[str]:
    head = _head(words, mention)
    children = [i for i in range(mention.first, mention.last) if words[i].head == head and i != head]
    several = any(words[i].dep == "conj" for i in children)
    if several or words[mention.first].form.lower() in _DETERMINERS:
        return
    for top in (head, *(i for i in children if words[i].dep == "appos")):
        joined = [i for i in range(mention.first, mention.last) if _joins(words[i], top)]
        name = [i for i in (top, *joined) if words[i].tag.startswith("NNP")]
        if name:
            yield " ".join(word.form for word in words[min(name) : max(name) + 1])


def _joins(word: Word, top: int) -> bool:
    return word.head == top and word.dep.startswith("flat")


def _other_names(words: Sequence[Word], mention: Mention) -> Iterator[str]:
    first = _head(words, mention)
    if words[first].tag.startswith("NNP"):
        last = first + 1
        while first > mention.first and words[first - 1].tag.startswith("NNP"):
            first -= 1
        while last < mention.last and words[last].tag.startswith("NNP"):
            last += 1
        yield " ".join(word.form for word in words[mention.first : mention.last])
        yield " ".join(word.form for word in words[first:last])


def fold(words: str) -> Name:
    """Return the words in lower case without accents, punctuation, leading determiner and possessive ending."""
    plain = unicodedata.normalize("NFKD", words.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    found = re.findall(r"[^\W_]+", re.sub(r"\s?'s?(?=\s|$)", "", plain).replace(".", ""))
    return tuple(found[1:] if len(found) > 1 and found[0] in _DETERMINERS else found)


def named(actor: Actor) -> bool:
    """Tell whether an actor has a name rather than a description ("US analysts").

    The last word of a name begins with a capital or digit; of a body's or state's name, any word ("American
    agriculture ministry").
    """
    words = re.findall(r"\w+", actor.name)
    telling = words if actor.kind in ("body", "state") else words[-1:]
    return any(not word[0].islower() for word in telling)


def judge(actor: Actor | None, kind: str, names: Sequence[Name]) -> Verdict:
    """Judge an answer about a source that the gold names.

    Args:
        actor: the answer. None, or an actor that is only described, is no answer (``none``).
        kind: GUM's kind of entity.
        names: what `names_of` returned; not empty.
    """
    if actor is None or not named(actor):
        return "none"
    if (kind == "person") != (actor.kind == "person"):
        return "wrong"
    same = same_person if kind == "person" else same_body
    return "right" if same(actor, names) else "wrong"


def same_person(actor: Actor, names: Sequence[Name]) -> bool:
    """Tell whether a person has one of the names.

    Two names of several words agree when one has the other's words in their order, first names possibly shortened
    ("Cres Eastman", "Creswell Eastman"). A single word agrees with a name that begins or ends with it; but where both
    sides have a full name, the full names decide.
    """
    own = fold(actor.name)
    full = [name for name in names if len(name) > 1]
    if len(own) == 1 or not full:
        return any(_single(own, name) for name in names)
    return any(_agree(own, name) for name in full)


def _single(one: Name, other: Name) -> bool:
    short, long = sorted((one, other), key=len)
    return bool(short) and len(short) == 1 and short[0] in (long[0], long[-1])


def _agree(one: Name, other: Name) -> bool:
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(any(_same_word(word, candidate) for candidate in rest) for word in short)


def _same_word(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) >= 3 and (one.startswith(other) or other.startswith(one)))


def same_body(actor: Actor, names: Sequence[Name]) -> bool:
    """Tell whether a body, state or group has one of the names, in the same words.

    Its own are its name, its aliases and the words that the text names it by. For a state its government counts as
    itself ("the UK government"); a body of a known country may go without the country's words in front.
    """
    mentions = (one.evidence.words for one in actor.mentions)
    own = [fold(words) for words in (actor.name, *actor.aliases, *mentions)]
    if actor.kind == "state":
        return bool(set(_bare(own)) & set(_bare(names)))
    return any(one == name or (actor.country and _ends_with(name, one)) for one in own for name in names)


def _ends_with(name: Name, end: Name) -> bool:
    return len(end) > 1 and name[-len(end) :] == end


def _bare(names: Iterable[Name]) -> list[Name]:
    bare = (tuple(word for word in name if word not in _STATE) for name in names)
    return [name for name in bare if name]
