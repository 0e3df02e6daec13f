"""Whose "I" it is where nobody is credited with the words: the author of an op-ed, who answers in an interview."""

from bisect import bisect_right
from functools import cached_property

from communique.records.syntax import Token
from communique.resolve.cast import Figure
from communique.resolve.people import is_short, parts
from communique.resolve.reading import Reading

# An interview without labels has at least so many paragraphs that end with a question.
QUESTIONS = 2
# Verbs and nouns by which the lead of an interview says who is asked, with the prepositions that lead to the person.
ASKING = {
    "interview": ("with", "of"),
    "speak": ("with", "to"),
    "talk": ("with", "to"),
    "sit": ("with",),
    "chat": ("with",),
}


class FirstPerson:
    """Finds who says "I" outside all contents.

    Args:
        reading: the report, read.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading, self.syntax = reading, reading.syntax

    def of(self, token: Token) -> tuple[Figure | None, str]:
        """Return whose "I" or "my" a token is, and why."""
        if token.dep not in ("nsubj", "nsubjpass", "poss") or token.lower == "me":
            return None, f"“{token.words}”: whose words these are is not told"
        if self._interviewee is not None:
            at = bisect_right(self._starts, token.start) - 1
            if at > min(self._questions) and at not in self._questions:
                return self._interviewee, f"“{token.words}”: {self._interviewee.name}, who is interviewed"
            return None, f"“{token.words}”: whose words these are is not told"
        author = self.reading.author()
        if author is None:
            return None, f"“{token.words}”: whose words these are is not told"
        return author, f"“{token.words}”: {author.name}, who wrote it"

    @cached_property
    def _starts(self) -> list[int]:
        """Where the paragraphs begin."""
        text = self.syntax.text
        return [0, *(i + 2 for i in range(len(text)) if text.startswith("\n\n", i))]

    @cached_property
    def _questions(self) -> frozenset[int]:
        """The paragraphs that end with a question and are no quotation."""
        text, ends = self.syntax.text, [*(start - 2 for start in self._starts[1:]), len(self.syntax.text)]
        found = (i for i, end in enumerate(ends) if i and text[self._starts[i] : end].rstrip().endswith("?"))
        return frozenset(i for i in found if text[self._starts[i]] not in "“\"‘'")

    @cached_property
    def _interviewee(self) -> Figure | None:
        """The one person whom the lead of an interview names as the one who is asked, or whom title or lead name."""
        if len(self._questions) < QUESTIONS:
            return None
        end = self._starts[min(self._questions)]
        lead = [token for token in self.syntax.tokens if token.start < end]
        if any(token.tag == "NNS" and self._is_asked(token) for token in lead):
            return None  # "we interview experts on …": several
        asked = {figure.id: figure for token in lead if (figure := self._asked(token)) is not None}
        if len(asked) == 1 or not any(token.lemma.lower() == "interview" for token in lead):
            return next(iter(asked.values()), None) if len(asked) == 1 else None
        named = self._named(0, self._starts[1]) or self._named(0, end)
        return named[0] if len(named) == 1 else None

    def _named(self, start: int, end: int) -> list[Figure]:
        """Return the people named in full in a stretch of text."""
        said = self.syntax.text[start:end].casefold()
        people = (self.reading.cast.figures.get(person.id) for person in self.reading.people.persons)
        return [one for one in people if one and any(name.casefold() in said for name in _full(one))]

    def _asked(self, token: Token) -> Figure | None:
        """Return the person whom a token of the lead tells to be asked."""
        hit = self.reading.hits.get(token.i)
        if hit is None or hit.figure is None or hit.figure.kind != "person" or hit.figure.unnamed:
            return None
        return hit.figure if self._is_asked(token) else None

    def _is_asked(self, token: Token) -> bool:
        """Tell whether a token stands where who is asked is named: "Name tells us", "an interview with Name"."""
        head = self.syntax.tokens[token.head]
        if token.dep == "nsubj":
            return head.lemma in ("tell", "sit")
        if token.dep == "dobj":
            return head.lemma == "interview"
        over = self.syntax.tokens[head.head]
        return token.dep == "pobj" and head.lower in ASKING.get(over.lemma.lower(), ())


def _full(figure: Figure) -> list[str]:
    return [name for name in (figure.name, *figure.names) if not is_short(parts(name))]
