"""What hangs on a word: its negation, its modal verbs, its subject; small questions to the parse."""

from collections.abc import Collection
from itertools import islice

from communique.annotate.stance import parties
from communique.annotate.stance.lexicon import operators, polarity, words
from communique.annotate.stance.patterns import forms
from communique.lexicons.codebook import IssueEntry
from communique.records.syntax import Syntax, Token

FAR = 8  # joined verbs; no sentence of prose has more

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")


def lemma(token: Token) -> str:
    """Return the dictionary form in lower case."""
    return token.lemma.casefold()


def part(token: Token) -> str:
    """Return the part of speech as the word lists name it; "" for words that they do not have."""
    return {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}.get(token.pos, "")


def negations(syntax: Syntax, token: Token, coming_from: int) -> list[Token]:
    """Return the words that negate a token, the one that the way came from aside; "not only" does not negate."""
    found = [
        child for child in syntax.children(token.i, "neg", "det", "preconj", "advmod", "cc") if _negates(syntax, child)
    ]
    if token.pos in ("VERB", "AUX"):
        for child in syntax.children(token.i, *SUBJECTS):
            found += [] if child.i == coming_from else _nobody(syntax, child)
    return [child for child in found if child.i != coming_from]


def _negates(syntax: Syntax, token: Token) -> bool:
    if token.lower == "longer":  # "no longer welcome"
        return any(child.lower in ("no", "not") for child in syntax.children(token.i))
    if token.lower not in words("negation"):
        return False
    return _next_word(syntax, token) not in ("only", "least", "doubt")


def negates_in_part(syntax: Syntax, token: Token) -> bool:
    """Tell whether a negation leaves open what holds: "the deal cannot simply be signed", "not just a truce"."""
    return _next_word(syntax, token) in words("in part")


def _next_word(syntax: Syntax, token: Token) -> str:
    """Return the word after a token in small letters; "" after the last."""
    following = syntax.tokens[token.i + 1 : token.i + 2]
    return following[0].lower if following else ""


def _nobody(syntax: Syntax, subject: Token) -> list[Token]:
    """Return the word in a subject that negates its clause: "nobody", "no one", "no state"."""
    if subject.lower in ("nobody", "none", "nothing", "neither"):
        return [subject]
    return [child for child in syntax.children(subject.i, "det", "neg") if child.lower in ("no", "neither")]


def modals(syntax: Syntax, token: Token) -> frozenset[str]:
    """Return the auxiliary verbs of a verb, as written, in lower case; "is going to" counts as "will"."""
    found = {child.lower for child in syntax.children(token.i, "aux", "auxpass")}
    going = token.lower == "going" and "be" in {lemma(child) for child in syntax.children(token.i, "aux")}
    return frozenset(found | {"will"} if going and syntax.children(token.i, "xcomp") else found)


def finite(syntax: Syntax, token: Token) -> bool:
    """Tell whether a verb says that something is so: it has a tense, or an auxiliary verb that has one."""
    if part(token) != "verb":
        return False
    return token.tag in ("VBD", "VBZ", "VBP", "MD") or bool(modals(syntax, token) - {"to", "being", "having"})


def imperative(syntax: Syntax, token: Token) -> bool:
    """Tell whether a verb is an order: its bare form without subject, auxiliary verb or "to", heading its clause."""
    joined = [token]  # "stop and think": all of them are orders, or none is
    while token.dep == "conj" and token.head < token.i and len(joined) < FAR:
        token = syntax.tokens[token.head]
        joined.append(token)
    if token.dep not in ("ROOT", "ccomp") or any(verb.tag != "VB" for verb in joined):
        return False
    before = (child for verb in joined for child in syntax.children(verb.i, *SUBJECTS, "aux", "mark", "expl", "dobj"))
    return not [child for child in before if child.i < child.head and lemma(child) != "do"]


def subject(syntax: Syntax, token: Token) -> Token | None:
    """Return the grammatical subject of a verb; that of the first of several joined verbs if it has none itself."""
    for _ in range(FAR):
        found = syntax.children(token.i, *SUBJECTS)
        if found:
            return found[0]
        if token.dep != "conj" or token.head == token.i:
            return None
        token = syntax.tokens[token.head]
    return None


def finite_modifier(token: Token) -> bool:
    """Tell whether a verb in the present tense was parsed as an adjective of its object: short sentences often are."""
    return token.tag in ("VBP", "VBZ") and token.dep in ("amod", "compound", "nmod")


def swallowed(syntax: Syntax, node: Token, head: Token) -> Token | None:
    """Return the verb between two nouns that was parsed as a modifier: "sanctions exacerbate tensions"."""
    between = syntax.children(head.i, "amod", "compound", "nmod")
    return next((token for token in between if node.i < token.i < head.i and finite_modifier(token)), None)


def holder(syntax: Syntax, verb: Token) -> Token | None:
    """Return whose view a verb of liking tells: its subject, or the "by" of a passive; None where nobody is named."""
    if not syntax.children(verb.i, "auxpass"):
        return subject(syntax, verb)
    agents = (noun for agent in syntax.children(verb.i, "agent") for noun in syntax.children(agent.i, "pobj"))
    return next(agents, None)


def classes(syntax: Syntax, token: Token, role: str, preposition: str = "") -> tuple[str, ...]:
    """Return what a word does to a thing in the given role, by the longest entry that fits: "call for" before "call".

    A verb acts on what follows a preposition only if the lists have it with that preposition.
    """
    kind = part(token)
    for word in _entries(syntax, token, preposition):
        found = operators().get((kind, role, word)) or (
            operators().get(("verb", role, word)) if _verbal(token) else None
        )
        if found:
            return found
    return ()


def _verbal(token: Token) -> bool:
    """Tell whether a word that was tagged otherwise has the form of a verb: "welcomed", "supporting"."""
    return token.tag in ("VBN", "VBG", "VBD", "VBZ", "VBP", "VB")


def _entries(syntax: Syntax, token: Token, preposition: str) -> list[str]:
    word = lemma(token)
    particles = [child.lower for child in syntax.children(token.i, "prt", "advmod") if _is_particle(child)]
    phrase = " ".join([word, *particles[:1]])
    longer = [f"{phrase} {preposition}", f"{word} {preposition}"] if preposition else []
    return longer if longer and part(token) == "verb" else [*longer, phrase, word, token.lower]


def _is_particle(token: Token) -> bool:
    return token.dep == "prt" or token.lower in ("ahead", "forward")


def judgement(syntax: Syntax, token: Token, issue: IssueEntry | None = None) -> int:
    """Return +1 or -1 for a word that judges, its negation ("no solution") and adjectives counted in; 0 if it does not.

    Args:
        syntax: the parse.
        token: the word.
        issue: its own words come before the general lists.
    """
    own = _own_words(token, issue) if issue else 0
    if issue and issue.kind == "quality":  # "a mistake" is no word on how a vote was held
        return -own if negations(syntax, token, -1) or _after_nor(syntax, token) else own
    own = own or _polarity(token)
    if own > 0 and any(child.lower == "too" for child in syntax.children(token.i, "advmod")):
        return 0  # "too important to abandon" is a reason, not praise
    for child in syntax.children(token.i, "amod", "compound") if part(token) == "noun" else []:
        own = _polarity(child) if part(child) == "adj" and _polarity(child) else own
    if not own and lemma(token) in words("light"):
        own = next((sign for noun in _objects(syntax, token) if (sign := _polarity(noun))), 0)
    return -own if negations(syntax, token, -1) or _after_nor(syntax, token) else own


def _objects(syntax: Syntax, noun: Token) -> list[Token]:
    """Return what a noun is of or for: "an act of aggression", "a rehearsal for war"."""
    joined = (child for child in syntax.children(noun.i, "prep") if child.lower in ("of", "for"))
    return [token for child in joined for token in syntax.children(child.i, "pobj")]


def _after_nor(syntax: Syntax, token: Token) -> bool:
    """Tell whether a word is the second of "neither … nor …"."""
    return token.dep == "conj" and any(child.lower == "nor" for child in syntax.children(token.head, "cc"))


def _own_words(token: Token, issue: IssueEntry) -> int:
    found = set(forms(token))
    return 1 if found & set(issue.for_words) else -1 if found & set(issue.against_words) else 0


def _polarity(token: Token) -> int:
    table = polarity()
    kind = "adj" if token.pos in ("ADJ", "VERB", "ADV") else part(token)
    return table.get((kind, lemma(token))) or table.get((kind, token.lower)) or 0


def leaves(syntax: Syntax, verb: Token) -> bool:
    """Tell whether who leaves goes away: "must leave (the country)", not "must leave room"."""
    things = syntax.children(verb.i, "dobj")
    return all(token.pos in ("PROPN", "PRON") or lemma(token) in words("place") for token in things)


def subject_of_own(syntax: Syntax, token: Token) -> bool:
    """Tell whether a verb has a subject that is not shared with another verb."""
    return bool(syntax.children(token.i, *SUBJECTS, "expl"))


def owned(syntax: Syntax, noun: Token, owners: Collection[str] | None = None) -> bool:
    """Tell whether a noun belongs to the speaker: "our", or any other of the given words before it."""
    found = words("own") if owners is None else owners
    return any(owner.lower in found for owner in syntax.children(noun.i, "poss"))


def naming_verb(syntax: Syntax, head: Token) -> Token:
    """Return the verb that an "as" belongs to: the nearest that names things so, "condemned the strikes as crimes"."""
    above = islice(syntax.ancestors(head.i), FAR)
    found = next((token for token in (head, *above) if lemma(token) in words("naming as")), head)
    return found if head.dep in ("dobj", "relcl") else head


def after_as(syntax: Syntax, node: Token, inside: Collection[int]) -> list[Token]:
    """Return what the thing is described as, where the parse hangs the "as" on another word of its sentence."""
    sentence = syntax.sentence_of(node.i)
    after = (token for token in syntax.tokens[node.i + 1 : sentence.last] if token.i in inside)
    return [child for token in after if token.lower == "as" for child in syntax.children(token.i, "pobj", "amod")]


def states_of(syntax: Syntax, token: Token) -> frozenset[str]:
    """Return the codes of the states that a noun phrase names in its head or right before it."""
    near = [token.i, *(child.i for child in syntax.children(token.i, "amod", "compound", "poss", "nmod"))]
    return frozenset(name.code for name in parties.names(syntax, min(near), max(near) + 1) if name.code)


def asks(syntax: Syntax, verb: Token) -> bool:
    """Tell whether a verb is that of an indirect question: "whether it is right", "on who should pay for the force"."""
    subjects = syntax.children(verb.i, *SUBJECTS)
    if any(mark.lower == "whether" for mark in syntax.children(verb.i, "mark")):
        return True
    return verb.dep in ("ccomp", "pcomp") and any(subject.tag == "WP" for subject in subjects)
