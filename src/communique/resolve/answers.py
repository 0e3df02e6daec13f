"""The answer to a question: whom do these words mean?"""

import re
from bisect import bisect_left
from itertools import pairwise

from communique.lexicons import actors
from communique.records.evidence import Evidence
from communique.records.resolution import Resolved
from communique.records.syntax import Token
from communique.resolve import words
from communique.resolve.cast import Figure
from communique.resolve.pronouns import ALL, Pronouns
from communique.resolve.reading import Hit, Reading
from communique.resolve.together import Together

# A speaker's label: a name in capitals, perhaps with a form of address, perhaps with words in brackets.
LABEL = re.compile(
    r"(?:(?P<title>(?:MR|MRS|MS|DR|SIR|DAME|LORD|LADY)\.?) )?(?P<name>[A-Z][A-Z’'. -]+?)(?: \((?P<inside>[^()]+)\))?"
)
INVERTED = re.compile(r"(?P<family>[^\W\d_a-z][\w’'-]+), (?P<given>[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){0,2})")
KINDS = {"person": 0, "group": 1, "body": 2, "state": 3}


# Speakers of whom each waits for the one around it. No report goes a tenth as deep; beyond it nobody is found.
DEEPEST = 50


class Answers:
    """Answers for one report.

    Args:
        reading: the report, read.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.syntax = reading.syntax
        self.together = Together(reading)
        self.pronouns = Pronouns(reading, self.together, self.speaker)
        self._speakers: dict[int, Figure | None] = {}
        self._waiting = 0
        sources = (one.source for one in reading.attributions if one.source and one.reported_by is None)
        self._named = sorted((one for one in sources if one.words not in ("A", "Answer")), key=lambda one: one.start)
        self._answered: tuple[int, Figure | None] = 0, None  # so many sources were looked at, and who answers there
        self._found: dict[Evidence, tuple[Figure | None, str]] = {}

    def speaker(self, index: int) -> Figure | None:
        """Return the figure of the source of an attribution; that of the earlier one where its speaker goes on."""
        if index not in self._speakers and self._waiting < DEEPEST:
            self._speakers[index] = None  # for attributions that would go on from one another in a ring
            self._waiting += 1
            self._speakers[index] = self._speaker(index)
            self._waiting -= 1
        return self._speakers.get(index)

    def _speaker(self, index: int) -> Figure | None:
        attribution = self.reading.attributions[index]
        if attribution.source is not None:
            return self.find(attribution.source)[0]
        return self.speaker(attribution.continues) if attribution.continues is not None else None

    def of(self, wanted: Evidence) -> Resolved:
        """Return whom the words mean, with the chain of reasons; None where it cannot be told."""
        figure, reason = self.find(wanted)
        if figure is None:
            return Resolved(None, (reason,))
        because = [reason]
        for actor in self.reading.cast.chain(figure.id):
            because += [one for one in self.reading.cast.get(actor).because if one not in because]
        chain = self.reading.cast.chain(figure.id)
        names = [self.reading.cast.get(actor).name for actor in chain]
        because += [f"{a} speaks for {b}" for a, b in pairwise(names)]
        return Resolved(figure.id, tuple(because))

    def find(self, wanted: Evidence) -> tuple[Figure | None, str]:
        """Return the figure that the words mean and why; asked again, it answers the same."""
        if wanted not in self._found:
            self._found[wanted] = self._find(wanted)
        return self._found[wanted]

    def _find(self, wanted: Evidence) -> tuple[Figure | None, str]:
        if wanted.words in ("A", "Answer") and self.syntax.text[wanted.end : wanted.end + 1] == ":":
            return self._answering(wanted)
        tokens = self.syntax.tokens_in(wanted.start, wanted.end)
        head = self.syntax.head_of(wanted.start, wanted.end)
        labelled = self._labelled(wanted) or self._inverted(wanted)
        if labelled:
            return labelled
        if head is None:
            return None, f"“{wanted.words}”: no words"
        plain = [token for token in tokens if token.tag not in ("POS", "DT") and token.pos != "PUNCT"]
        if len(plain) == 1 and plain[0].lower in ALL and plain[0].i not in self.reading.hits:
            return self.pronouns.of(plain[0])
        special = self._part_of_group(wanted, tokens) or self._own_country(tokens, head) or self._pair(tokens, head)
        if special:
            return special
        hits = self._hits(tokens)
        several = self._joined(tokens, head)
        if several:
            return several
        hit = self._head_hit(head, hits, plain)
        if hit is not None and hit.figure is not None:
            return hit.figure, hit.because
        figure, reason = self._nobody(wanted, head, plain)
        return figure, reason if figure is not None or hit is None else hit.because

    def _answering(self, wanted: Evidence) -> tuple[Figure | None, str]:
        """Return who answers in a transcript with "Q:" and "A:": the last person named in front of a turn."""
        before = bisect_left(self._named, wanted.start, key=lambda source: source.start)
        known, figure = self._answered if self._answered[0] <= before else (0, None)
        for source in reversed(self._named[known:before]):
            found = self.find(source)[0]
            if found is not None and found.kind == "person":
                figure = found
                break
        self._answered = before, figure
        if figure is None:
            return None, f"“{wanted.words}”: nobody named before answers"
        return figure, f"“{wanted.words}”: {figure.name}, who answers"

    def _labelled(self, wanted: Evidence) -> tuple[Figure, str] | None:
        """Return the person whom a label of a transcript names: "MS OKAFOR:", "QUESTION (Lena Hardt, Courier):"."""
        label = LABEL.fullmatch(wanted.words.removesuffix(":"))
        if label is None or ":" not in self.syntax.text[wanted.end - 1 : wanted.end + 1]:
            return None
        figure = self.reading.labelled(label["name"] or "", label["title"] or "", label["inside"] or "", wanted.start)
        return (figure, f"“{wanted.words}”: {figure.name}, by the label") if figure else None

    def _inverted(self, wanted: Evidence) -> tuple[Figure, str] | None:
        """Return the person of a name with the family name in front: "Berg, Anna"."""
        name = INVERTED.fullmatch(wanted.words)
        if name is None or actors.find_state(name["given"]) or actors.find_place(name["given"]):
            return None
        figure = self.reading.labelled(f"{name['given']} {name['family']}", "", "", wanted.start)
        return (figure, f"“{wanted.words}”: {figure.name}") if figure else None

    def _part_of_group(self, wanted: Evidence, tokens: tuple[Token, ...]) -> tuple[Figure | None, str] | None:
        """Return a person without a name for "one of the diplomats"."""
        if len(tokens) < 3 or tokens[0].lower not in ("one", "another") or tokens[1].lower != "of":
            return None
        groups = [hit for hit in self._hits(tokens) if hit.figure and hit.figure.kind == "group"]
        if not groups or groups[0].figure is None:
            return None
        group = groups[0].figure
        stem = group.id.split(":")[1]
        figure = self.reading.cast.unnamed(wanted.words, f"one of {stem}")
        figure.country, figure.sectors, figure.on_behalf_of = group.country, group.sectors, group.on_behalf_of
        return figure, f"“{wanted.words}”: not named"

    def _pair(self, tokens: tuple[Token, ...], head: Token) -> tuple[Figure, str] | None:
        """Return the two that "both sides" mean, also as those of "figures from both governments"."""
        found = self.together.of(tokens, head)
        if found or head.lower not in words.members("documents"):
            return found
        for step in self.syntax.children(head.i, "prep"):
            for owner in self.syntax.children(step.i, "pobj") if step.lower in ("by", "from", "of") else ():
                found = self.together.of(tuple(t for t in tokens if step.i < t.i <= owner.i), owner)
        return found

    def _own_country(self, tokens: tuple[Token, ...], head: Token) -> tuple[Figure | None, str] | None:
        """Return the state for "her country", "his government" and "the Thai side"."""
        if head.lower in words.members("sides"):
            codes = {h.figure.country for h in self._hits(tokens) if h.figure and h.figure.kind == "state"}
            if len(codes) == 1 and (code := codes.pop()):
                figure = self.reading.cast.state(code)
                return figure, f"“{head.words}”: {figure.name}'s"
        if head.lower == "office" and (found := self._office(head)):
            return found
        if head.lower in ("country", "government", "nation") and tokens[0].tag == "PRP$" and tokens[0].lower in ALL:
            person = self.pronouns.of(tokens[0])[0]
            if person is not None and person.country:
                figure = self.reading.cast.state(person.country)
                return figure, f"“{head.words}” of {person.name}: {figure.name}"
        return None

    def _office(self, head: Token) -> tuple[Figure, str] | None:
        """Return for whom "his office" speaks: the body or state of an official spoken of before."""
        owner = next(iter(self.syntax.children(head.i, "poss")), None)
        person = self.pronouns.of(owner)[0] if owner and owner.lower in ALL else None
        if person is None or person.kind != "person" or person.on_behalf_of is None:
            return None
        figure = self.reading.cast.get(person.on_behalf_of)
        return figure, f"“{head.words}” of {person.name}: {figure.name}"

    def _hits(self, tokens: tuple[Token, ...]) -> list[Hit]:
        found = {}
        for token in tokens:
            hit = self.reading.hits.get(token.i)
            if hit:
                found[hit.first, hit.last] = hit
        return list(found.values())

    def _head_hit(self, head: Token, hits: list[Hit], plain: list[Token]) -> Hit | None:
        """Return the hit of the phrase's head; of a phrase parsed wrongly, the person in it."""
        direct = self.reading.hits.get(head.i)
        if direct and (direct.figure or len(hits) == 1):
            return self._better(direct, hits)
        around = [hit for hit in hits if hit.first <= head.i < hit.last and hit.figure]
        if around:
            return around[0]
        people = [hit for hit in hits if hit.figure and hit.figure.kind == "person"]
        owners = {hit.figure.id for hit in people if hit.figure and self._owns(hit)}
        people = [hit for hit in people if hit.figure and hit.figure.id not in owners]
        if people and (
            head.pos != "NOUN" or (len({id(hit.figure) for hit in people}) == 1 and self._opens(people[0], plain))
        ):
            return people[0]
        if direct is None and head.pos == "NOUN":
            return next((hit for hit in hits if hit.figure and self._is_apposed(hit, head, plain)), None)
        if direct or head.pos == "PRON":
            return direct
        near = [hit for hit in hits if hit.figure and hit.first <= head.i + 1]
        ranked = sorted(near, key=lambda hit: (KINDS[hit.figure.kind] if hit.figure else 9, hit.first))
        return next(iter(ranked or hits), None)

    def _is_apposed(self, hit: Hit, head: Token, plain: list[Token]) -> bool:
        """Tell whether a hit ends a phrase behind a comma: "the ship's operator, Shiokaze Lines"."""
        comma = self.syntax.tokens[hit.first - 1].words == ","
        return comma and head.i == hit.first - 2 and plain[-1].i < hit.last

    def _owns(self, hit: Hit) -> bool:
        """Tell whether a possessive ending follows: "the envoy's office" is not the envoy."""
        after = self.syntax.tokens[hit.last] if hit.last < len(self.syntax.tokens) else None
        return after is not None and after.tag == "POS"

    def _better(self, direct: Hit, hits: list[Hit]) -> Hit:
        """Prefer a person whose description holds the state or body that a wrong parse makes the head."""
        if direct.figure and direct.figure.kind in ("state", "body"):
            wider = [
                h
                for h in hits
                if h.figure
                and h.figure.kind in ("person", "group")
                and h.first <= direct.first
                and direct.last <= h.last
            ]
            return wider[0] if wider else direct
        return direct

    def _opens(self, hit: Hit, plain: list[Token]) -> bool:
        return bool(plain) and hit.first <= plain[0].i

    def _joined(self, tokens: tuple[Token, ...], head: Token) -> tuple[Figure | None, str] | None:
        """Return a group for "A and B" as one source."""
        ids = {token.i for token in tokens}
        heads = [head, *self._conjuncts(head, ids)]
        if len(heads) < 2:
            return None
        one = self._one_person(heads)
        if one is not None:
            return one, f"two roles of one: {one.name}"
        figures = {hit.figure.id: hit.figure for one in heads if (hit := self.reading.hits.get(one.i)) and hit.figure}
        if len(figures) < 2 or len(figures) < len(heads):
            return None
        group = self.reading.cast.together(figures.values())
        return group, f"several together: {group.name}"

    def _one_person(self, heads: list[Token]) -> Figure | None:
        """Return the person in front of whose name two roles are joined: "the academic and broadcaster Name"."""
        hits = [self.reading.hits.get(one.i) for one in sorted(heads, key=lambda token: token.i)]
        first, last = (hits[0], hits[-1]) if len(hits) == 2 else (None, None)
        if first is None or last is None or first.figure is None or last.figure is None:
            return None
        article = any(t.tag in ("DT", "PRP$") for t in self.syntax.tokens[first.last : last.first])
        joined = first.figure.unnamed and not first.figure.plural and not article
        return last.figure if joined and last.figure.kind == "person" and not last.figure.unnamed else None

    def _conjuncts(self, head: Token, ids: set[int]) -> list[Token]:
        found: list[Token] = []
        at = head
        while True:
            nexts = [token for token in self.syntax.children(at.i, "conj") if token.i in ids]
            if not nexts:
                return found
            at = nexts[0]
            found.append(at)

    def _author(self, head: Token) -> Figure | None:
        """Return who speaks through "a statement from the ministry", "Chile's note", "her administration"."""
        owner = [self.reading.hits.get(t.i) for t in self.syntax.children(head.i, "poss")]
        if head.lower in ("administration", "government", "cabinet") and owner and owner[0] and owner[0].figure:
            person = owner[0].figure
            return self.reading.cast.state(person.country) if person.country and person.on_behalf_of else None
        if head.lower not in words.members("documents"):
            return None
        if owner:
            return owner[0].figure if owner[0] else None
        at = head.i + 1
        if self.reading.phrases.word(at) in ("published", "issued", "released"):
            at += 1
        if self.reading.phrases.word(at) not in ("by", "from", "of"):
            return None
        step = self.syntax.tokens[at]
        objects = self.syntax.children(step.i, "pobj")
        hit = self.reading.hits.get(objects[0].i) if objects else None
        return hit.figure if hit else None

    def _union(self, head: Token) -> Figure | None:
        """Return the body between states whose panel or mission speaks: "a UN panel of experts"."""
        hit = self.reading.hits.get(head.i - 1) if head.lower in words.members("panels") else None
        figure = hit.figure if hit else None
        return figure if figure is not None and figure.kind == "body" and "IGO" in figure.sectors else None

    def _by_kind(self, head: Token) -> Figure | None:
        """Return the state that "the kingdom" or "the emirate" means: the only one of the text that is called one."""
        if head.lower not in words.members("kinds_of_states") or self.reading.phrases.word(head.i - 1) != "the":
            return None
        called = head.lower.capitalize()
        named = (actors.states()[code] for code in self.reading.phrases.context.named if code in actors.states())
        found = [one.code for one in named if any(called in name.split() for name in one.names)]
        return self.reading.cast.state(found[0]) if len(found) == 1 else None

    def _nobody(self, wanted: Evidence, head: Token, plain: list[Token]) -> tuple[Figure | None, str]:
        body = self._author(head)
        if body is not None:
            return body, f"“{wanted.words}”: {body.name}"
        if head.lower in words.members("nobody"):
            return None, f"“{wanted.words}”: nobody in particular"
        state = self._by_kind(head)
        if state is not None:
            return state, f"“{head.words}”: {state.name}"
        union = self._union(head)
        if union is not None:
            return union, f"“{wanted.words}”: of {union.name}"
        if head.lower in ALL and plain:
            return self.pronouns.of(head)
        return None, f"“{wanted.words}”: names no actor that is known"
