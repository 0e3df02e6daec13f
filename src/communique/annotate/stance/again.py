"""Words that mean an issue because the report has named it before: "the measures", "them"."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from communique.annotate.stance import drafts, parties
from communique.annotate.stance.clause import SUBJECTS, judgement
from communique.annotate.stance.lexicon import words
from communique.annotate.stance.naming import Naming, namings
from communique.annotate.stance.patterns import forms
from communique.lexicons.codebook import Codebook, IssueEntry
from communique.records.syntax import Span, Syntax, Token

_PLURAL = {"they", "them", "these", "those"}
_SINGULAR = {"it", "this", "that"}


class Report:
    """The issues that a report raises, sentence by sentence.

    Args:
        syntax: the parse of the report.
        codebook: the issues.
        speaking: indices of the tokens in cues; who is their subject speaks, and no pronoun for a thing means them.
    """

    def __init__(self, syntax: Syntax, codebook: Codebook, speaking: frozenset[int] = frozenset()) -> None:
        self.syntax = syntax
        self.speaking = speaking
        self.nouns = _nouns(codebook)
        self.first: dict[str, int] = {}
        self.drafts: dict[tuple[str, int], IssueEntry] = {}
        self.found: list[tuple[Naming, ...]] = []
        for sentence in syntax.sentences:
            self._read(sentence, codebook)
        self.parties = self._parties(codebook)

    def _read(self, sentence: Span, codebook: Codebook) -> None:
        named = list(namings(self.syntax, sentence, codebook))
        for naming in named:
            self.first.setdefault(naming.issue.id, naming.tokens[0])
        taken = {i for naming in named for i in naming.tokens}
        for token in self.syntax.tokens[sentence.first : sentence.last]:
            if token.i not in taken:
                named += self._again(token) or self._draft(token) or self._pronoun(token, named)
        for naming in named:
            if not naming.polar and (sign := drafts.drafted(self.syntax, naming)):
                self.drafts[naming.issue.id, sign] = naming.issue
        self.found.append(tuple(sorted(named, key=lambda naming: (naming.tokens, naming.issue.id))))

    def _again(self, token: Token) -> list[Naming]:
        """Return the issue that a definite noun takes up, if the report has raised only one that it may mean."""
        if token.pos not in ("NOUN", "PROPN"):
            return []
        meant = {issue.id: (issue, sign) for form in forms(token) for issue, sign in self.nouns.get(form, ())}
        raised = [pair for id, pair in meant.items() if self.first.get(id, token.i) < token.i]
        if len(raised) != 1 or not _definite(self.syntax, token, raised[0][0]):
            return []
        issue, sign = raised[0]
        return [Naming(issue, (token.i,), token.i, sign, False, issue.label)]

    def _draft(self, token: Token) -> list[Naming]:
        """Return the issue that the report's draft is about, if it is about one."""
        if len(self.drafts) != 1 or not drafts.is_draft(token):
            return []
        ((_, sign), issue), *_ = self.drafts.items()
        known = any(child.lower in words("definite") for child in self.syntax.children(token.i, "det"))
        return [Naming(issue, (token.i,), token.i, sign, False, issue.label)] if known else []

    def _pronoun(self, token: Token, here: list[Naming]) -> list[Naming]:
        """Return what a pronoun for a thing takes up: what it alone can mean in its sentence and the one before."""
        if token.pos != "PRON" or token.lower not in _PLURAL | _SINGULAR or token.dep == "expl":
            return []
        before = self._before(token)
        named = {naming.top: naming for naming in (*here, *(self.found[-1] if before else ())) if not naming.polar}
        if token.dep in SUBJECTS:  # "the deal … because it was never kept" says why, not what should be
            named = {top: old for top, old in named.items() if self.syntax.tokens[top].sentence != token.sentence}
        first = before.first if before else self.syntax.sentence_of(token.i).first
        meant = self._only(token, first)
        if meant is None and before and token.dep not in SUBJECTS:
            meant = self._topic(token, before)
        if meant is None or meant.i not in named:
            return []
        old = named[meant.i]
        return [Naming(old.issue, (token.i,), token.i, old.sign, False, old.means or meant.words)]

    def _before(self, token: Token) -> Span | None:
        """Return the sentence before that of a token, if it stands in the same paragraph."""
        if not token.sentence:
            return None
        before = self.syntax.sentences[token.sentence - 1]
        paragraph = self.syntax.text[self.syntax.tokens[before.first].start : token.start]
        return None if "\n" in paragraph else before

    def _only(self, token: Token, first: int) -> Token | None:
        """Return the one noun before a pronoun that has its number, and is a subject if the pronoun is."""
        plural, subject = token.lower in _PLURAL, token.dep in SUBJECTS
        if not plural and not subject and self._names_before(first, token):
            return None
        nouns = [noun for noun in self._things(first, token.i) if (noun.tag in ("NNS", "NNPS")) == plural]
        nouns = [noun for noun in nouns if noun.dep in SUBJECTS] if subject else nouns
        return nouns[0] if len({noun.lemma for noun in nouns}) == 1 else None

    def _topic(self, token: Token, before: Span) -> Token | None:
        """Return what the sentence before is about: its subject, or what the same pronoun means in the same place."""
        for other in self.syntax.tokens[before.first : before.last]:
            if other.lower == token.lower and other.dep == token.dep:
                return other
            root = self.syntax.tokens[other.head]
            number = (other.tag == "NNS") == (token.lower in _PLURAL)
            if other.dep == "nsubj" and other.pos == "NOUN" and number and root.dep == "ROOT":
                return other
        return None

    def _names_before(self, first: int, pronoun: Token) -> bool:
        """Tell whether "it" may mean a name: one stands before it that is not the subject of its own verb."""
        named = (token for token in self.syntax.tokens[first : pronoun.i] if token.pos == "PROPN")
        return any(token.head != pronoun.head and token.dep != "compound" for token in named)

    def _things(self, first: int, last: int) -> Iterator[Token]:
        """Yield the nouns that a pronoun for a thing may mean: no names, times, speakers or parts of names."""
        for token in self.syntax.tokens[first:last]:
            entity = self.syntax.entity_of(token.i)
            if token.pos != "NOUN" or token.dep == "compound" or entity:
                continue
            if not (token.dep in SUBJECTS and token.head in self.speaking):
                yield token

    def _parties(self, codebook: Codebook) -> Mapping[str, tuple[parties.Party, ...]]:
        """Return for each issue the one party, or the parties named together, that the report names with it."""
        found: defaultdict[str, dict[tuple[str, ...], tuple[parties.Party, ...]]] = defaultdict(dict)
        for naming in (naming for named in self.found for naming in named):
            slot = parties.named(self.syntax, naming) if naming.issue.target_from_report else ()
            if slot:
                found[naming.issue.id].setdefault(tuple(sorted({party.id for party in slot})), slot)
        alone = {issue: next(iter(slots.values())) for issue, slots in found.items() if len(slots) == 1}
        likes = {
            issue.id: issue.target_like for issue in codebook.issues if issue.target_like and issue.id not in found
        }
        return {**alone, **{issue: alone[like] for issue, like in likes.items() if like in alone}}


@lru_cache(maxsize=4)
def _nouns(codebook: Codebook) -> Mapping[str, tuple[tuple[IssueEntry, int], ...]]:
    found: defaultdict[str, list[tuple[IssueEntry, int]]] = defaultdict(list)
    for issue in codebook.issues:
        for terms, sign in ((issue.again_terms, 1), (issue.again_opposite_terms, -1)):
            for term in terms:
                found[term.casefold()].append((issue, sign))
    return {term: tuple(pairs) for term, pairs in found.items()}


def _definite(syntax: Syntax, noun: Token, issue: IssueEntry) -> bool:
    """Tell whether a noun takes something up: it has "the", an owner or a state before it, and nothing of its own.

    "The Polish measures" need not be the sanctions that the report speaks of; "the Chinese exercise" is the party's.
    """
    known = False
    for child in syntax.children(noun.i, "det", "poss", "amod", "compound", "nmod", "nummod"):
        state = bool(parties.names(syntax, child.i, child.i + 1))
        if child.dep != "poss" and state and not issue.target_before:
            return False
        if child.dep == "poss" or child.lower in words("definite") or state:
            known = True
        elif child.lower in ("a", "an"):
            continue
        elif child.lower not in words("again") and not (child.dep == "amod" and judgement(syntax, child)):
            return False
    joined = (child for child in syntax.children(noun.i, "prep") if child.lower in words("belonging"))
    after = (phrase for child in joined for phrase in syntax.children(child.i, "pobj"))
    return known and all(_of_party(syntax, phrase) for phrase in after)


def _of_party(syntax: Syntax, noun: Token) -> bool:
    """Tell whether what hangs on a noun by a preposition names a state, a body or a day."""
    span = syntax.subtree(noun.i)
    entity = syntax.entity_of(noun.i)
    return bool(parties.names(syntax, span.first, span.last)) or bool(entity and entity.label in ("DATE", "TIME"))
