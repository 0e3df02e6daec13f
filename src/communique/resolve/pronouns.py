"""Whom pronouns mean: he, she, they, it, who, I, we."""

from collections.abc import Callable

from communique.records.evidence import Evidence
from communique.records.syntax import Token
from communique.resolve.cast import Figure
from communique.resolve.firstperson import FirstPerson
from communique.resolve.reading import Hit, Reading
from communique.resolve.scene import ALONE, UNKNOWN, Contents, Entry
from communique.resolve.together import Together, is_pair_noun, members_of

GENDERS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
THINGS = frozenset(("it", "its", "itself"))
MANY = frozenset(("they", "them", "their", "themselves", "theirs"))
SPEAKER = frozenset(("i", "me", "my", "myself", "mine"))
SPEAKERS = frozenset(("we", "us", "our", "ours", "ourselves"))
RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
ALL = frozenset(GENDERS) | THINGS | MANY | SPEAKER | SPEAKERS | RELATIVE

Found = tuple[Figure | None, str]


class Pronouns:
    """Resolves the pronouns of a report in text order, so that one may rest on an earlier one.

    Args:
        reading: the report as read so far.
        together: finds the two of "both sides".
        speaker: returns the figure of the source of an attribution, by its index.
    """

    def __init__(self, reading: Reading, together: Together, speaker: Callable[[int], Figure | None]) -> None:
        self.reading, self.scene, self.syntax = reading, reading.scene, reading.syntax
        self.together, self.speaker = together, speaker
        self.contents = Contents(reading.attributions)
        self.first = FirstPerson(reading)
        self.found: dict[int, Found] = {}

    def read(self) -> None:
        """Resolve the reporter's own he and she, which later pronouns go on from."""
        self._add_pairs()
        for token in self.syntax.tokens:
            if token.lower in ("he", "she") and token.dep == "nsubj" and self.scene.quote(token.i) is None:
                self.of(token)

    def _add_pairs(self) -> None:
        """Let "they" find "A and B" and "both sides", and be hidden by plural subjects that are nobody known."""
        for token in self.syntax.tokens:
            hit = self.reading.hits.get(token.i)
            both = self._both(token)
            if both is not None:
                self.reading.hits[token.i] = Hit(token.i, token.i + 1, *both)
                self.scene.replace(token.i, both[0])
                continue
            if token.dep == "conj" and hit and not self.syntax.children(token.i, "conj"):
                figures = list(members_of(self.syntax, self.reading.hits, token))
                known = {one.id: one for one in figures if one}
                if len(known) == len(figures) > 1:
                    self.scene.add(token.i, self.reading.cast.together(known.values()), plural=True)
            elif hit is None and token.dep in ("nsubj", "nsubjpass") and token.tag == "NNS":
                self.scene.add(token.i, Figure(UNKNOWN, "", "group", plural=True), plural=True)

    def _both(self, token: Token) -> tuple[Figure, str] | None:
        """Return the two that a noun such as "sides" means together with the words in front of it."""
        if not is_pair_noun(token):
            return None
        first = self.reading.phrases.start_of(token.i)
        return self.together.of(self.syntax.tokens[first : token.i + 1], token)

    def of(self, token: Token) -> Found:
        """Return whom a pronoun means and why; asked again, it answers the same."""
        if token.i not in self.found:
            self.found[token.i] = (None, f"“{token.words}”: not told")  # for a pronoun that would rest on itself
            self.found[token.i] = self._resolve(token)
            figure = self.found[token.i][0]
            if figure is not None and self.scene.quote(token.i) is None and token.lower not in RELATIVE:
                self.scene.add(token.i, figure)
            elif figure is None and token.lower in ("he", "she") and self.scene.quote(token.i) is None:
                self.scene.add_unknown(token.i, GENDERS[token.lower])
        return self.found[token.i]

    def _resolve(self, token: Token) -> Found:
        low = token.lower
        if low in SPEAKER or low in SPEAKERS:
            return self._first_person(token)
        if low in RELATIVE:
            return self._relative(token)
        twin = self._twin(token)
        if twin is not None:
            return self.of(twin)
        fits = self._fitting(token)
        subject = self._subject_of_frame(token, fits)
        if subject is not None:
            subject.gender = subject.gender or GENDERS.get(token.lower)
            return subject, f"“{token.words}”: {subject.name}, whose words these are"
        if subject is None and self._frame_unknown(token):
            return None, f"“{token.words}”: may be the speaker, who is not told"
        ahead = self._subject_ahead(token, fits)
        if ahead is not None:
            return ahead, f"“{token.words}”: {ahead.name}, subject of the main clause"
        if token.lower in THINGS:
            thing = self._after_a_thing(token)
            if thing is not None:
                owner = self._owner_of(thing) if token.lower == "its" else None
                said = f"{owner.name}, whose {thing.words} it is" if owner else "may mean a thing"
                return owner, f"“{token.words}”: {said}"
        return self._best(token, fits)

    def _twin(self, token: Token) -> Token | None:
        """Return the same pronoun as the subject of the clause that this one's is joined to: "It says …, and it …"."""
        verb = self.syntax.tokens[token.head]
        if token.dep != "nsubj" or verb.dep != "conj" or verb.head >= verb.i:
            return None
        subjects = self.syntax.children(verb.head, "nsubj")
        return subjects[0] if subjects and subjects[0].lower == token.lower else None

    def _best(self, token: Token, fits: Callable[[Entry], bool]) -> Found:
        """Return the most prominent one before; "they" means somebody single only where nobody plural is there."""
        quoted = self.scene.quote(token.i) is not None
        gender = GENDERS.get(token.lower)
        best = self.scene.best(token.i, fits, quoted=quoted, gender=gender)
        nobody = best is None and not any(fits(entry) for _, entry in self.scene.back(token.i, quoted=quoted))
        if nobody and token.lower in MANY:
            best = self._single_they(token, quoted=quoted)
        if best is None:
            return None, f"“{token.words}”: nobody or several fit"
        if best[1] == ALONE:
            best[0].gender = best[0].gender or gender
        return best[0], f"“{token.words}”: {best[0].name}, {best[1]}"

    def _single_they(self, token: Token, *, quoted: bool) -> tuple[Figure, str] | None:
        """Return the one whom "they" may mean: in a quotation a state or body, elsewhere a person of unknown gender."""
        barred = {one for figure in self._barred(token) for one in self.reading.cast.chain(figure)}

        def fits(entry: Entry) -> bool:
            figure = entry.figure
            if quoted:
                return figure.kind in ("state", "body") and figure.id not in barred and self._near(entry, token)
            return figure.kind == "person" and figure.gender is None and figure.unnamed and figure.id not in barred

        found = self.scene.best(token.i, fits, quoted=quoted)
        return found if found is not None and found[1] == ALONE else None

    def _near(self, entry: Entry, token: Token) -> bool:
        """Tell whether an entry stands in the paragraph or in the quotation of a token."""
        quote = self.scene.quote(token.i)
        start = self.syntax.tokens[entry.token].start
        return (quote is not None and quote[0] <= start) or "\n" not in self.syntax.text[start : token.start]

    def _fitting(self, token: Token) -> Callable[[Entry], bool]:
        gender = GENDERS.get(token.lower)
        barred, own = self._barred(token), self.scene.contents_of(token.i)

        def fits(entry: Entry) -> bool:
            figure = entry.figure
            if figure.id in barred or (figure.id == UNKNOWN and self.scene.stands_in(entry.token, own)):
                return False
            if gender:
                return figure.kind == "person" and not figure.plural and figure.gender in (None, gender)
            if token.lower in THINGS:
                return figure.kind in ("state", "body")
            quote = self.scene.quote(token.i)
            return entry.plural and (quote is None or self.scene.quote(entry.token) == quote)

        return fits

    def _after_a_thing(self, token: Token) -> Token | None:
        """Return the subject before where it is a thing, no actor: "The statement does not … It says"."""
        sentence = self.syntax.tokens[token.i].sentence
        first = self.syntax.sentences[sentence].first
        before = [t for t in self.syntax.tokens[first : token.i] if t.dep in ("nsubj", "nsubjpass")]
        own = self.scene.contents_of(token.i)
        before = [t for t in before if not self.scene.stands_in(t.i, own)]
        if not before and sentence > 0:
            span = self.syntax.sentences[sentence - 1]
            roots = [t for t in self.syntax.tokens[span.first : span.last] if t.head == t.i]
            before = [t for root in roots for t in self.syntax.children(root.i, "nsubj", "nsubjpass")]
        subject = before[-1] if before else None
        if subject is None or subject.i in self.reading.hits:
            return None
        if subject.lower in THINGS and self.of(subject)[0] is None:
            return subject
        return subject if subject.pos == "NOUN" and subject.tag == "NN" else None

    def _owner_of(self, thing: Token) -> Figure | None:
        """Return the state or body whose thing it is: "China's restraint … its statement"."""
        hits = [self.reading.hits.get(owner.i) for owner in self.syntax.children(thing.i, "poss")]
        figure = hits[0].figure if hits and hits[0] else None
        return figure if figure is not None and figure.kind in ("state", "body") else None

    def _barred(self, token: Token) -> set[str]:
        """Return whom the pronoun cannot mean: the speaker of the quotation, the subject of its own clause."""
        found: set[str] = set()
        if self.scene.quote(token.i) is not None:
            speaker = self._speaker_around(token)
            if speaker:
                found.add(speaker.id)
        if token.dep in ("dobj", "dative", "pobj") and not token.lower.endswith(("self", "selves")):
            found |= {figure.id for figure in self._doers(self.syntax.tokens[token.head]) if figure}
        return found

    def _doers(self, verb: Token) -> list[Figure | None]:
        """Return who does what a verb says: its subject, or that of the verb it depends on ("before asking her")."""
        while True:
            subjects = self.syntax.children(verb.i, "nsubj")
            if subjects:
                hits = (self.reading.hits.get(subject.i) for subject in subjects)
                return [hit.figure for hit in hits if hit]
            if verb.dep not in ("advcl", "pcomp", "xcomp", "conj", "prep") or verb.head == verb.i:
                return []
            verb = self.syntax.tokens[verb.head]

    def _speaker_around(self, token: Token) -> Figure | None:
        at = Evidence(token.start, token.end, token.words)
        index = self.contents.holder(at)
        return self.speaker(index) if index is not None else None

    def _subject_of_frame(self, token: Token, fits: Callable[[Entry], bool]) -> Figure | None:
        """Return X for "X said he …": the pronoun opens the content and nobody else is named between."""
        told = token.dep in ("dobj", "dative") and token.lower in GENDERS
        if self.scene.quote(token.i) is not None or not (told or token.dep in ("nsubj", "nsubjpass", "poss")):
            return None
        at = Evidence(token.start, token.end, token.words)
        index = self.contents.holder(at)
        if index is None:
            return None
        attribution = self.reading.attributions[index]
        if attribution.source is None or attribution.source.holds(at) or attribution.source.start > token.start:
            return None
        speaker = self.speaker(index)
        if speaker is None or not fits(Entry(token.i, speaker, 1.0, False)):
            return None
        source_end = attribution.source.end
        between = [
            e for d, e in self.scene.back(token.i, quoted=False, reach=0)
            if self.syntax.tokens[e.token].start >= source_end and e.figure.id != speaker.id and fits(e)
        ]  # fmt: skip
        return speaker if not between else None

    def _frame_unknown(self, token: Token) -> bool:
        """Tell whether the words around have a speaker in front who agrees in number and is not known."""
        index = self.contents.holder(Evidence(token.start, token.end, token.words))
        source = self.reading.attributions[index].source if index is not None else None
        if index is None or source is None or source.start >= token.start or self.speaker(index) is not None:
            return False
        head = self.syntax.head_of(source.start, source.end)
        many = head is not None and (
            head.tag in ("NNS", "NNPS") or head.lower in ("some", "others", "many", "they", "both")
        )
        return many == (token.lower in MANY)

    def _subject_ahead(self, token: Token, fits: Callable[[Entry], bool]) -> Figure | None:
        """Return X for "Asked whether he …, X said": a pronoun in a clause in front of the main one."""
        if self.scene.quote(token.i) is not None:
            return None
        sentence = self.syntax.sentence_of(token.i)
        for up in self.syntax.ancestors(token.i):
            if up.dep == "advcl" and up.i < up.head:
                subjects = [s for s in self.syntax.children(up.head, "nsubj", "nsubjpass") if s.i > token.i]
                hits = [self.reading.hits.get(s.i) for s in subjects if sentence.first <= s.i < sentence.last]
                figure = hits[0].figure if hits and hits[0] else None
                if figure is not None and fits(Entry(token.i, figure, 1.0, False)):
                    return figure
        return None

    def _first_person(self, token: Token) -> Found:
        speaker = self._speaker_around(token)
        if speaker is None and token.lower in SPEAKER and self.scene.quote(token.i) is None:
            return self.first.of(token)
        if speaker is None:
            return None, f"“{token.words}”: whose words these are is not told"
        if token.lower in SPEAKERS and speaker.on_behalf_of:
            chain = self.reading.cast.chain(speaker.id)
            figure = self.reading.cast.get(chain[-1] if chain[-1].startswith("state:") else chain[1])
            return figure, f"“{token.words}”: {figure.name}, for whom {speaker.name} speaks"
        if token.lower in SPEAKERS and speaker.kind == "person":
            return None, f"“{token.words}”: {speaker.name} and others, who are not told"
        return speaker, f"“{token.words}”: {speaker.name}, whose words these are"

    def _relative(self, token: Token) -> Found:
        verb = self.syntax.tokens[token.head] if token.head != token.i else token
        heads = [verb.head] if verb.dep == "relcl" else []
        before = token.i - 1
        if before >= 0 and self.syntax.tokens[before].words == ",":
            before -= 1
        for at in (*heads, before):
            hit = self.reading.hits.get(at) or self._phrase_ending(at)
            if hit and hit.figure and token.lower in ("who", "whom") and hit.figure.kind in ("body", "state"):
                hit = self._with_place(at)
            if hit and hit.figure:
                return hit.figure, f"“{token.words}”: {hit.figure.name}"
        return None, f"“{token.words}”: nobody named stands before it"

    def _with_place(self, at: int) -> Hit | None:
        """Return those who are at a body or state, where "who" follows it: "the envoys in Lima, who …"."""
        step = self.syntax.tokens[self.syntax.tokens[at].head]
        hit = self.reading.hits.get(step.head) if step.dep == "prep" else None
        return hit if hit and hit.figure and hit.figure.kind in ("person", "group") else None

    def _phrase_ending(self, at: int) -> Hit | None:
        near = (self.reading.hits.get(i) for i in range(at, max(at - 12, -1), -1))
        return next((hit for hit in near if hit and hit.last == at + 1), None)
