"""Whom pronouns mean: he, she, they, it, who, I, we."""

from collections.abc import Callable

from communique.records.evidence import Evidence
from communique.records.syntax import Token
from communique.resolve.cast import Figure
from communique.resolve.reading import Hit, Reading
from communique.resolve.scene import ALONE, Entry, holder

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
        speaker: returns the figure of the source of an attribution, by its index.
    """

    def __init__(self, reading: Reading, speaker: Callable[[int], Figure | None]) -> None:
        self.reading, self.scene, self.syntax = reading, reading.scene, reading.syntax
        self.speaker = speaker
        self.found: dict[int, Found] = {}

    def read(self) -> None:
        """Resolve the reporter's own he and she, which later pronouns go on from."""
        for token in self.syntax.tokens:
            if token.lower in ("he", "she") and token.dep == "nsubj" and self.scene.quote(token.i) is None:
                self.of(token)

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
        if token.lower in THINGS and self._after_a_thing(token):
            return None, f"“{token.words}”: may mean a thing"
        quoted = self.scene.quote(token.i) is not None
        best = self.scene.best(token.i, fits, quoted=quoted, gender=GENDERS.get(token.lower))
        if best is None:
            return None, f"“{token.words}”: nobody or several fit"
        if best[1] == ALONE:
            best[0].gender = best[0].gender or GENDERS.get(token.lower)
        return best[0], f"“{token.words}”: {best[0].name}, {best[1]}"

    def _fitting(self, token: Token) -> Callable[[Entry], bool]:
        gender = GENDERS.get(token.lower)
        barred = self._barred(token)

        def fits(entry: Entry) -> bool:
            figure = entry.figure
            if figure.id in barred:
                return False
            if gender:
                return figure.kind == "person" and not figure.plural and figure.gender in (None, gender)
            if token.lower in THINGS:
                return figure.kind in ("state", "body")
            return entry.plural or (figure.kind == "person" and figure.gender is None and figure.unnamed)

        return fits

    def _after_a_thing(self, token: Token) -> bool:
        """Tell whether the subject before is a thing, no actor: "The statement does not … It says"."""
        sentence = self.syntax.tokens[token.i].sentence
        first = self.syntax.sentences[sentence].first
        before = [t for t in self.syntax.tokens[first : token.i] if t.dep in ("nsubj", "nsubjpass")]
        if not before and sentence > 0:
            span = self.syntax.sentences[sentence - 1]
            roots = [t for t in self.syntax.tokens[span.first : span.last] if t.head == t.i]
            before = [t for root in roots for t in self.syntax.children(root.i, "nsubj", "nsubjpass")]
        return (
            bool(before)
            and before[-1].pos == "NOUN"
            and before[-1].tag == "NN"
            and before[-1].i not in self.reading.hits
        )

    def _barred(self, token: Token) -> set[str]:
        """Return whom the pronoun cannot mean: the speaker of the quotation, the subject of its own clause."""
        found: set[str] = set()
        if self.scene.quote(token.i) is not None:
            speaker = self._speaker_around(token)
            if speaker:
                found.add(speaker.id)
        if token.dep in ("dobj", "dative", "pobj") and not token.lower.endswith(("self", "selves")):
            for subject in self.syntax.children(token.head, "nsubj"):
                hit = self.reading.hits.get(subject.i)
                if hit and hit.figure and subject.i != token.i:
                    found.add(hit.figure.id)
        return found

    def _speaker_around(self, token: Token) -> Figure | None:
        at = Evidence(token.start, token.end, token.words)
        index = holder(self.reading.attributions, at)
        return self.speaker(index) if index is not None else None

    def _subject_of_frame(self, token: Token, fits: Callable[[Entry], bool]) -> Figure | None:
        """Return X for "X said he …": the pronoun opens the content and nobody else is named between."""
        if self.scene.quote(token.i) is not None or token.dep not in ("nsubj", "nsubjpass", "poss"):
            return None
        at = Evidence(token.start, token.end, token.words)
        index = holder(self.reading.attributions, at)
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
        index = holder(self.reading.attributions, Evidence(token.start, token.end, token.words))
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
        if speaker is None:
            return None, f"“{token.words}”: whose words these are is not told"
        if token.lower in SPEAKERS and speaker.on_behalf_of:
            figure = self.reading.cast.get(speaker.on_behalf_of)
            return figure, f"“{token.words}”: {figure.name}, for whom {speaker.name} speaks"
        return speaker, f"“{token.words}”: {speaker.name}, whose words these are"

    def _relative(self, token: Token) -> Found:
        verb = self.syntax.tokens[token.head] if token.head != token.i else token
        heads = [verb.head] if verb.dep == "relcl" else []
        before = token.i - 1
        if before >= 0 and self.syntax.tokens[before].words == ",":
            before -= 1
        for at in (*heads, before):
            hit = self.reading.hits.get(at) or self._phrase_ending(at)
            if hit and hit.figure:
                return hit.figure, f"“{token.words}”: {hit.figure.name}"
        return None, f"“{token.words}”: nobody named stands before it"

    def _phrase_ending(self, at: int) -> Hit | None:
        near = (self.reading.hits.get(i) for i in range(at, max(at - 12, -1), -1))
        return next((hit for hit in near if hit and hit.last == at + 1), None)
