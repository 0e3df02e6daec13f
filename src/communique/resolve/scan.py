"""A first reading of the tokens, left to right, longest match first: table entries, names, organisations, titles.

It decides what words are, not who is meant.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from communique.core.ids import slug
from communique.lexicons import actors
from communique.records.syntax import Syntax
from communique.resolve import words
from communique.resolve.context import Context
from communique.resolve.pieces import Piece

# The longest entry of the tables has fewer tokens; a bound keeps the search linear.
LONGEST = 12


@actors.per_tables
def _openers() -> Mapping[str, int]:
    """Return the first words of all table entries with the number of tokens of the longest entry."""
    found: defaultdict[str, int] = defaultdict(int)
    tables: tuple[Iterable[str], ...] = (
        actors.state_names(), actors.body_names(), actors.place_names(), actors.institutions(), actors.roles(),
        words.groups("hypernyms"), words.groups("organisations"),
    )  # fmt: skip
    for table in tables:
        for entry in table:
            parts = re.findall(r"\w+|[^\w\s]", entry.casefold().removeprefix("the "))
            if parts:
                found[parts[0]] = max(found[parts[0]], len(parts))
    return MappingProxyType(dict(found))


def find(syntax: Syntax, context: Context) -> tuple[Piece, ...]:
    """Return the pieces of a text in order; none overlaps another."""
    return _Scan(syntax, context).pieces()


class _Scan:
    """Walks over the tokens of one text."""

    def __init__(self, syntax: Syntax, context: Context) -> None:
        self.syntax, self.context = syntax, context
        self.tokens = syntax.tokens
        self.text = syntax.text
        self.openers = _openers()
        self.last_role = -1
        self.placed: set[str] = set()
        self._entries: dict[int, Piece | None] = {}
        self.titles = words.pairs("titles")
        self.ends = [span.last for span in syntax.sentences]
        self.starts = [span.first for span in syntax.sentences]
        self.headline = headline(syntax)
        people = [span for span in syntax.entities if span.label == "PERSON" and span.last - span.first > 1]
        self.surnames = {syntax.tokens[span.last - 1].words for span in people}
        proper = {token.words for token in syntax.tokens if token.pos == "PROPN" and len(token.words) > 2}
        self.proper = proper | {slug(said).capitalize() for said in proper if not said.isascii()}

    def pieces(self) -> tuple[Piece, ...]:
        found: list[Piece] = []
        i = 0
        while i < len(self.tokens):
            piece = self._at(i)
            if piece:
                found.append(piece)
                i = piece.last
                self._note(piece)
            else:
                i += 1
        return tuple(found)

    def _note(self, piece: Piece) -> None:
        """Keep where a role ends, and family names that are a place's word too."""
        single = piece.kind == "role" and actors.roles()[piece.value].number == "singular"
        person = single and piece.value not in words.members("collective")
        self.last_role = piece.last if person else -1
        last = piece.last - 1
        if piece.kind == "name" and last > piece.first and self._is_named_like_a_place(last):
            self.placed.add(self.tokens[last].words)

    def _at(self, i: int) -> Piece | None:
        token = self.tokens[i]
        if not token.words[0].isalnum():
            return None
        korea = self.context.korea(i)
        if korea:
            return Piece(i, i + 1, "state", korea, "seat")
        return self._organisation(i) or self._known(i) or self._title(i) or self._acronym(i) or self._name(i)

    def _end(self, i: int) -> int:
        return self.ends[bisect_right(self.starts, i) - 1]

    # Tables

    def _known(self, i: int) -> Piece | None:
        """Return the longest table entry that begins here, unless it is part of a person's name."""
        entry = self._entry(i)
        if entry and entry.kind in ("state", "place", "role") and self._is_given_name(i, entry.last):
            return None
        if entry and entry.kind == "role" and self._is_surname(i, entry.last):
            return None
        if entry and self._is_placed_surname(i):
            return None
        if entry and entry.value == "deputy" and self._below(entry.last):
            return None
        titled = i > 0 and self.tokens[i - 1].lower in self.titles and self.tokens[i - 1].words[0].isupper()
        return None if entry and titled and entry.kind in ("state", "place") else entry

    def _below(self, i: int) -> bool:
        """Tell whether an office follows whose holder has a deputy: "deputy energy minister"."""
        for at in range(i, min(i + 3, self._end(i - 1))):
            if self.tokens[at].pos not in ("NOUN", "PROPN", "ADJ"):
                return False
            if self.tokens[at].lower in (
                "minister",
                "secretary",
                "governor",
                "chief",
                "director",
                "head",
                "mayor",
                "commander",
            ):
                return True
        return False

    def _entry(self, i: int) -> Piece | None:
        """Return the longest table entry that begins at a token."""
        if i not in self._entries:
            self._entries[i] = self._find_entry(i)
        return self._entries[i]

    def _find_entry(self, i: int) -> Piece | None:
        token = self.tokens[i]
        longest = self.openers.get(_opener(token.words))
        if not longest:
            return None
        end = min(self._end(i), i + longest + 2, i + LONGEST)
        for last in range(end, i, -1):
            piece = self._lookup(i, last)
            if piece:
                return self._opening_body(piece) or piece
        return None

    def _opening_body(self, piece: Piece) -> Piece | None:
        """Return the body in front of a role that has both: "State Department official"."""
        if piece.kind != "role" or piece.last - piece.first < 2:
            return None
        for cut in range(piece.last - 1, piece.first, -1):
            front, back = self._lookup(piece.first, cut), self._lookup(cut, piece.last)
            bodies = front and front.kind in ("body", "institution") and front.value not in words.members("vague")
            if front and bodies and not front.value.startswith("group:") and back and back.kind == "role":
                return front
        return None

    def _lookup(self, i: int, last: int) -> Piece | None:
        said = self.text[self.tokens[i].start : self.tokens[last - 1].end]
        if "\n" in said or self.tokens[last - 1].tag == "POS":
            return None
        if said[0].isupper() or said[0].isdigit():
            named = self._lookup_name(i, last, said)
            if named:
                return named
        low = " ".join(said.replace("’", "'").casefold().split())
        if low in actors.roles() and not (low in words.members("collective") and low in actors.institutions()):
            return Piece(i, last, "role", low) if self._is_noun(last - 1) else None
        if low in actors.institutions() and self.tokens[last - 1].pos not in ("VERB", "ADJ", "AUX"):
            return Piece(i, last, "institution", low)
        common = low in words.groups("hypernyms") or low in words.groups("organisations")
        return Piece(i, last, "noun", low) if common and said == low and self.tokens[i].pos == "NOUN" else None

    def _is_noun(self, i: int) -> bool:
        """Tell whether a role word is a noun here; "academic" in front of a name is one whatever its tag."""
        if self.tokens[i].pos in ("NOUN", "PROPN", "X"):
            return True
        return self.tokens[i].pos == "ADJ" and i + 1 < self._end(i) and self._nameish(i + 1)

    def _lookup_name(self, i: int, last: int, said: str) -> Piece | None:
        several = actors.ambiguous().get(actors.key(said))
        if several:
            return self._first_meaning(i, last, several, said)
        if (body := actors.find_body(said)) and not self._is_elsewhere(body, said):
            return Piece(i, last, "body", body)
        if state := actors.find_state(said):
            return Piece(i, last, "state", *state)
        if country := actors.find_place(said):
            return Piece(i, last, "place", country)
        return None

    def _is_elsewhere(self, body: str, said: str) -> bool:
        """Tell whether a name that bodies of many states have means none of its state: "the Senate" in Zimbabwe."""
        country = actors.bodies()[body].country
        common = said.lower().removeprefix("the ") in words.members("common_names")
        return common and country is not None and not self.context.in_play(country)

    def _first_meaning(self, i: int, last: int, several: actors.Ambiguous, said: str) -> Piece | None:
        """Return the meaning of a name with several: the one of a state that the text is about, else the first."""
        meaning = self.context.meaning(several)
        how = "capital" if "place" in several.meanings else ""
        if meaning.startswith("state:"):
            found = actors.find_state(said)
            return Piece(i, last, "state", meaning.removeprefix("state:"), found[1] if found else "name")
        if meaning.startswith(("body:", "group:")):
            return Piece(i, last, "body", meaning, how)
        if meaning == "place":
            state = actors.find_state(said)
            if state and state[1] == "capital" and self.context.named.get(state[0]):
                return Piece(
                    i, last, "state", *state
                )  # one of several towns, in a text about the state that it governs
            return Piece(i, last, "place", actors.find_place(said) or "")
        return None

    def _is_surname(self, i: int, last: int) -> bool:
        """Tell whether a role's word is the surname of somebody named in full: "Dean said" beside "Howard Dean"."""
        token, before = self.tokens[i], self._word(i - 1) if i else ""
        if last - i != 1 or token.words not in self.surnames or not token.words[0].isupper() or token.tag == "NNPS":
            return False
        return before not in ("the", "a", "an") and not (last < self._end(i) and self._nameish(last))

    def _is_given_name(self, i: int, last: int) -> bool:
        """Tell whether a table word opens a person's name: "Jordan Peters", "Chad Moss"."""
        after = self.tokens[last] if last < self._end(i) else None
        if last - i != 1 or after is None or not self._nameish(last) or after.start != self.tokens[i].end + 1:
            return False
        named = self._entry(last) and not self._is_named_like_a_place(last)
        if named or not self.tokens[i].words[0].isupper():
            return False
        if self._is_named_like_a_place(last):
            return self.tokens[i].lower in actors.given_names() or self.tokens[i].lower in words.members("place_given")
        one = self.syntax.entity_of(i)
        person = one is not None and one.label == "PERSON" and one.last > last
        state = actors.find_state(self.tokens[i].words)
        several = actors.ambiguous().get(actors.key(self.tokens[i].words))
        given = self.tokens[i].lower in actors.given_names() or (several is not None and "person" in several.meanings)
        title = self._entry(i)
        return person and (given or (state is None and not (title and title.kind == "role")))

    def _is_named_like_a_place(self, i: int) -> bool:
        """Tell whether a token is the one word of a state or town, as a family name may be: "Ana Lima"."""
        entry = self._entry(i)
        if entry is None or entry.kind not in ("state", "place") or entry.last - i != 1:
            return False
        owns = entry.last < self._end(i) and self.tokens[entry.last].tag == "POS"
        return entry.how not in ("adjective", "people") and not owns

    def _is_placed_surname(self, i: int) -> bool:
        """Tell whether a place's word is somebody's family name here: behind a role, or known from a full name."""
        if not self._is_named_like_a_place(i):
            return False
        if self.tokens[i].words in self.placed:
            return self.tokens[i].dep in ("nsubj", "nsubjpass", "appos")
        role = self.tokens[i - 1].words[0].isupper() and self.last_role == i
        return role and self.tokens[i].dep in ("nsubj", "nsubjpass", "appos", "pobj", "ROOT")

    # Titles and names

    def _title(self, i: int) -> Piece | None:
        low = self.tokens[i].lower
        if low in self.titles and self.tokens[i].words[0].isupper() and self._follows_name(i + 1):
            dotted = i + 1 < len(self.tokens) and self.tokens[i + 1].words == "."
            return Piece(i, i + 1 + dotted, "title", low)
        return None

    def _follows_name(self, i: int) -> bool:
        dotted = i < len(self.tokens) and self.tokens[i].words == "."
        return i + dotted < len(self.tokens) and (self._nameish(i + dotted) or self._particle(i + dotted))

    def _label(self, i: int) -> str:
        entity = self.syntax.entity_of(i)
        return entity.label if entity else ""

    def _nameish(self, i: int) -> bool:
        """Tell whether a token can be a word of a proper name."""
        token = self.tokens[i]
        if token.words == "He" and token.dep == "compound":  # the surname: "He Lifeng"
            return self.tokens[token.head].pos == "PROPN"
        if not token.words[0].isupper() or token.lower in words.members("not_names"):
            return False
        if token.pos == "PROPN" or self._label(i) == "PERSON":
            return True
        if token.lower in actors.given_names() and token.dep == "compound":
            return True
        if token.words in self.proper and token.pos not in ("DET", "PRON", "AUX", "ADP") and not self._in_headline(i):
            return True
        opens = i in self.starts or not self.text[token.start - 1 : token.start].isspace()
        return not opens and not self._in_headline(i) and token.pos in ("NOUN", "ADJ", "X", "VERB", "INTJ", "AUX")

    def _in_headline(self, i: int) -> bool:
        return self.tokens[i].start < self.headline

    def _particle(self, i: int) -> bool:
        """Tell whether a small word belongs to a name: followed by a name word, or by another small word."""
        j = i
        while j < len(self.tokens) and self.tokens[j].lower in words.members("particles") and j - i < 3:
            j += 1
            if j < len(self.tokens) and self.tokens[j].words == "-":
                j += 1
        return j > i and j < len(self.tokens) and self._nameish(j)

    def _name(self, i: int) -> Piece | None:
        """Return a run of name words."""
        if not self._nameish(i) and not (self._particle(i) and self.tokens[i].lower not in ("y", "a")):
            return None
        if self._label(i) in ("NORP", "LANGUAGE", "DATE", "TIME"):
            return None
        end, j = self._end(i), i + 1
        while j < end and self._goes_on(j):
            j += 1
        while self.tokens[j - 1].words in ("-", "’", "'") and j > i + 1:
            j -= 1
        return Piece(i, j, "name")

    def _goes_on(self, j: int) -> bool:
        """Tell whether a token goes on with the name in front of it."""
        token, before = self.tokens[j], self.tokens[j - 1]
        glued = token.start == before.end
        if glued and token.words in ("-", "’", "'"):
            after = self.tokens[j + 1] if j + 1 < len(self.tokens) else None
            return after is not None and after.start == token.end and after.words[0].isalpha()
        if glued and before.words in ("-", "’", "'"):
            return token.words[0].isalpha() and token.lower not in words.members("suffixes")
        if token.words == "." and len(before.words) == 1:
            return True
        if self._particle(j) and not glued:
            return True
        inside = token.lower in words.members("inside_names") and token.words[0].isupper() and self._follows_name(j + 1)
        if not (self._nameish(j) or inside) or token.start > before.end + 1:
            return False
        return not self._known_inside(j)

    def _known_inside(self, j: int) -> bool:
        """Tell whether a table entry begins here that is not part of the name."""
        low = self.tokens[j].lower
        if low in self.titles and self._follows_name(j + 1):
            return True
        entry = self._entry(j)
        if entry is None:
            return False
        given = (
            self.tokens[j - 1].lower in words.members("place_given") or self.tokens[j - 1].lower in actors.given_names()
        )
        if given and self._is_named_like_a_place(j):
            return False
        one = self.syntax.entity_of(j)
        return not (one and one.label == "PERSON" and one.first <= j - 1 and entry.last - j == 1)

    # Organisations

    def _organisation(self, i: int) -> Piece | None:
        """Return a capitalised run with a noun for an organisation in it that the tables do not explain."""
        if not self._opens_organisation(i):
            return None
        heads, last, seen = words.groups("organisations"), 0, False
        end, j = self._end(i), i
        while j < end:
            token = self.tokens[j]
            if token.words[0].isupper() and token.pos != "PRON":
                if j > i and (self._stops(j) or (seen and self._label(j) == "PERSON" != self._label(i))):
                    break
                seen = seen or token.lower in heads
                last = j + 1 if seen else last
                j += 1
            elif step := self._connector(j, seen) or self._of_members(i, j):
                j += step
            else:
                break
        if not seen or last - i < 2 or self._explained(i, last) or self._only_follows(i, last):
            return None
        if self._word(last) in ("minister", "secretary", "ministers"):
            return None  # the field of an office: "Energy and Mines Minister"
        return Piece(i, last, "organisation")

    def _opens_organisation(self, i: int) -> bool:
        token = self.tokens[i]
        if not token.words[0].isupper() or token.pos not in ("PROPN", "NOUN", "ADJ") or token.lower in self.titles:
            return False
        entry = self._entry(i)
        if self._in_headline(i):
            return self._label(i) == "ORG"
        if entry is not None and entry.kind == "role":
            role = actors.roles()[entry.value]
            after = i + 1 + self._of_members(i, min(i + 1, len(self.tokens) - 1))
            inside = i not in self.starts and after < self._end(i) and self.tokens[after].words[0].isupper()
            return not role.speaks_for_body and not role.gender and (inside or token.tag in ("JJ", "NNP"))
        return True

    def _stops(self, j: int) -> bool:
        entry = self._entry(j)
        inside = self.tokens[j - 1].pos in ("ADP", "DET", "CCONJ")
        name = entry is not None and entry.last < self._end(j) and self._is_head(entry.last)  # "Fishers Association"
        head = j > 0 and self._is_head(j) and self.tokens[j - 1].words[0].isupper()  # "Ports Authority"
        own = inside or name or head
        return bool(entry and entry.kind == "role" and not own and not self._are_members(entry)) or (
            self.tokens[j].lower in self.titles
        )

    def _are_members(self, role: Piece) -> bool:
        """Tell whether a plural role ends the name of a body of such people: "Council of Patriotic Officers"."""
        i = role.first - 1
        while i > 0 and self.tokens[i].words[0].isupper() and not self._is_whole_name(i):
            i -= 1
        several = actors.roles()[role.value].number == "plural" and self.tokens[role.last - 1].words[0].isupper()
        return several and i < role.first - 1 and self.tokens[i].lower in ("of", "for")

    def _is_whole_name(self, i: int) -> bool:
        """Tell whether a token is a name of its own: "Bank of England Governors"."""
        entry = self._entry(i)
        return entry is not None and entry.kind in ("state", "place", "body") and entry.how != "adjective"

    def _is_head(self, i: int) -> bool:
        """Tell whether a token is a capitalised noun for an organisation."""
        return self.tokens[i].words[0].isupper() and self.tokens[i].lower in words.groups("organisations")

    def _connector(self, j: int, seen: bool) -> int:
        """Return how many small words join the run to its next capitalised word; 0 for none."""
        low = self.tokens[j].lower
        if low not in ("of", "for", "on", "at", "and", "de", "du", "des", "-", "&") or (
            low not in ("-", "&") and not seen
        ):
            return 0
        step = 1
        if low in ("of", "for", "on", "at") and self._word(j + 1) in ("the", "a", "an"):
            step = 2
        following = self._word(j + step)
        if not following or not self.tokens[j + step].words[0].isupper():
            return 0
        if low == "at" and self.tokens[j + step].pos != "PROPN":
            return 0
        return step

    def _of_members(self, i: int, j: int) -> int:
        """Return the width of the possessive ending behind those whose body it is: "People's National Party"."""
        plural = j == i + 1 and self.tokens[i].tag in ("NNS", "NNPS") and self.tokens[j].tag == "POS"
        return int(plural and j + 1 < len(self.tokens) and self.tokens[j + 1].words[0].isupper())

    def _word(self, i: int) -> str:
        return self.tokens[i].lower if i < len(self.tokens) else ""

    def _explained(self, i: int, last: int) -> bool:
        """Tell whether table entries cover all capitalised words of the run."""
        j = i
        while j < last:
            entry = self._entry(j)
            if entry and (entry.kind == "place" or (entry.kind == "institution" and self._of_something(entry))):
                return False
            if entry and entry.kind == "institution" and entry.last - j > 1 and self._is_own_name(entry):
                return False
            if entry and entry.kind == "role" and entry.last < last and self._word(last - 1) in words.members("united"):
                return False  # "Workers Party"
            if entry:
                j = entry.last
            elif self.tokens[j].words[0].isupper():
                return False
            else:
                j += 1
        return True

    def _is_own_name(self, entry: Piece) -> bool:
        """Tell whether the words for a kind of body are one body's name: "Liberal Party", not "ruling party"."""
        own = actors.institutions()[entry.value].slug in words.members("with_own_names")
        return own and all(self.tokens[i].words[0].isupper() for i in range(entry.first, entry.last))

    def _only_follows(self, i: int, last: int) -> bool:
        """Tell whether a body of the tables opens the run and no other organisation's noun comes after it."""
        entry = self._entry(i)
        if entry is None or entry.kind != "body":
            return False
        return not any(token.lower in words.groups("organisations") for token in self.tokens[entry.last : last])

    def _of_something(self, entry: Piece) -> bool:
        """Tell whether "of" goes on from an institution that makes a name with what follows: "University of Ghana"."""
        return entry.value in words.members("vague") and self._word(entry.last) == "of"

    def _acronym(self, i: int) -> Piece | None:
        token = self.tokens[i]
        short = token.words.replace(".", "")
        if not (2 <= len(short) <= 8 and short.isupper() and short.isalnum() and token.pos in ("PROPN", "NOUN")):
            return None
        if i + 1 < self._end(i) and self._nameish(i + 1) and self._label(i) == "PERSON":
            return None
        return Piece(i, i + 1, "acronym")


def _opener(said: str) -> str:
    """Return the first word inside a token, as the tables' first words are cut: "U.S." is "u"."""
    parts = re.findall(r"\w+|[^\w\s]", said.casefold())
    return parts[0] if parts else ""


def headline(syntax: Syntax) -> int:
    """Return the end of a first paragraph in title capitals; 0 where the text has none."""
    end = syntax.text.find("\n\n")
    inside = syntax.tokens_in(0, end) if 0 < end < 300 else ()
    long = [token for token in inside if len(token.words) > 3 and token.words.isalpha()]
    return end if long and sum(token.words[0].isupper() for token in long) > 0.7 * len(long) else 0
