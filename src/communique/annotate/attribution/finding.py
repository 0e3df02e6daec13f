"""Attributions from the parse: verbs, nouns and phrases that report, with their source and content."""

import re
from collections.abc import Iterator

from communique.annotate.attribution.contents import chars, complement
from communique.annotate.attribution.cues import cue_range, is_negated, lemma_of, nominal, verbal
from communique.annotate.attribution.draft import Draft, Ranges, without
from communique.annotate.attribution.interruption import after_colon, clause_of, interrupted
from communique.annotate.attribution.sources import (
    inverted_source,
    parties,
    phrase,
    source_of,
    subject_of,
    trim,
    with_comma,
)
from communique.lexicons import cues as lexicon
from communique.lexicons.cues import Cue
from communique.records.syntax import Span, Syntax, Token

# Share of right drafts (source, cue and content overlapping the gold's) by construction, on the first 400 training
# articles of PolNeAR, rounded to .05: 1,958 drafts by quotation or interruption, 2,446 clauses, 187 phrases, 1,293
# objects, 312 prepositional, 262 infinitives, 162 persons with an infinitive, 80 nouns, 52 passives.
CONFIDENCE = {"q": 0.9, "c": 0.9, "phrase": 0.95, "passive": 0.8, "x": 0.7, "p": 0.7, "i": 0.7, "o": 0.7, "noun": 0.5}


# Tokens of a day with its preposition ("on Monday", "late on Monday evening"); longer phrases are part of what is said.
DAY = 4

# Sources that are nobody in particular.
NOBODY = {"nobody", "none", "anybody", "anyone", "whoever", "everybody", "everyone", "no"}

# Verbs that make a report possible, due or aimed at, and are none themselves.
ENABLING = {"allow", "enable", "help", "let", "need", "require", "cause", "lead", "force", "permit", "try", "attempt"}

# What unnamed sources ask for is no statement of theirs.
ANONYMITY = re.compile(r"(?:not to be (?:named|identified|quoted)|to (?:remain|stay) anonymous|anonymity)\b", re.I)


def find(syntax: Syntax) -> Iterator[Draft]:
    """Yield the drafts of a report, in no particular order."""
    yield from _verbs(syntax)
    yield from _passives(syntax)
    yield from _phrases(syntax)
    yield from _nouns(syntax)


def _verbs(syntax: Syntax) -> Iterator[Draft]:
    taken: set[int] = set()
    for verb, cue in verbal(syntax):
        if verb.i not in taken:
            draft = _verb(syntax, verb, cue)
            if draft:
                taken.add(verb.i)
                yield draft


def _verb(syntax: Syntax, verb: Token, cue: Cue) -> Draft | None:
    speech = "q" in cue.frames
    source = source_of(syntax, verb) or (inverted_source(syntax, verb) if speech else None)
    if source is None or is_nobody(syntax, source) or is_naming(syntax, cue.lemma, source):
        return None
    frame, content = _content(syntax, verb, cue, source)
    if (not content and not speech) or _is_no_report(syntax, verb, source, frame):
        return None
    content = without(content, _days(syntax, verb), syntax.text)
    if content and ANONYMITY.match(syntax.text[content[0][0] : content[0][1]]):
        return None
    return Draft(
        cue.lemma,
        with_comma(syntax, source, verb),
        cue_range(syntax, verb, cue),
        content,
        CONFIDENCE[frame],
        is_negated(syntax, verb),
        _addressee(syntax, verb, cue),
        speech,
        parties(syntax, source, verb),
        clause=_clause_chars(syntax, verb, source),
    )


def is_nobody(syntax: Syntax, source: Span | None) -> bool:
    """Tell sources that are nobody in particular."""
    return source is not None and syntax.tokens[source.first].lower in NOBODY


def is_naming(syntax: Syntax, lemma: str, source: Span | None) -> bool:
    """Tell a name given in passing ("the shoal, which it calls Ren’ai Jiao") from a judgement."""
    return lemma == "call" and source is not None and syntax.tokens[max(0, source.first - 1)].lower == "which"


def _clause_chars(syntax: Syntax, verb: Token, source: Span) -> tuple[int, int]:
    words = syntax.evidence(clause_of(syntax, verb, source))
    return words.start, words.end


def _days(syntax: Syntax, verb: Token) -> list[tuple[int, int]]:
    """Return the days of the saying itself, which may stand amid the content: "accused Oman on Monday of spying"."""
    found = []
    for child in syntax.children(verb.i, "prep", "npadvmod"):
        span = syntax.subtree(child.i)
        entity = syntax.entity_of(span.last - 1)
        owns = syntax.tokens[span.last - 1].tag == "POS"  # "last week's call": part of a name for the call
        if entity is not None and entity.label == "DATE" and span.last - span.first <= DAY and not owns:
            found.append((syntax.tokens[span.first].start, syntax.tokens[span.last - 1].end))
    return found


def _content(syntax: Syntax, verb: Token, cue: Cue, source: Span) -> tuple[str, Ranges]:
    """Return the frame and the content: a complement, else the clause that the cue interrupts or follows.

    A speech cue without either keeps no content: a quotation in its paragraph may be its words.
    """
    frame, content = complement(syntax, verb, cue)
    if "q" not in cue.frames or frame in ("c", "i", "x"):
        return frame, content
    clause = clause_of(syntax, verb, source)
    if frame and not _follows_quotation(syntax, clause):
        return frame, content
    around = after_colon(syntax, clause) or interrupted(syntax, verb, clause)
    return ("q", around) if around or not frame else (frame, content)


def _is_no_report(syntax: Syntax, verb: Token, source: Span, frame: str) -> bool:
    """Tell cues that report nothing: what is yet to be done or made possible, a noun, work and not words.

    "to discuss the plan", "allows it to determine whether …", "a passion for the defending", "work defending inmates".
    """
    if syntax.children(verb.i, "det"):
        return True
    head = syntax.tokens[verb.head]
    if any(child.tag == "TO" for child in syntax.children(verb.i, "aux")):
        return frame in ("o", "p") or head.lemma in ENABLING
    return verb.dep == "acl" and frame in ("o", "p", "i", "x") and head.pos == "NOUN" and source.last > head.i


def _follows_quotation(syntax: Syntax, clause: Span) -> bool:
    return clause.first > 0 and syntax.tokens[clause.first - 1].words in {"”", '"', "''", "’", "'"}


def _addressee(syntax: Syntax, verb: Token, cue: Cue) -> Span | None:
    """Return the person spoken to: "told reporters", "said to the council"."""
    if "a" in cue.frames:
        for child in syntax.children(verb.i, "dobj", "dative"):
            if child.i > verb.i and child.pos in ("NOUN", "PROPN", "PRON"):
                return phrase(syntax, child)
    for to in syntax.children(verb.i, "prep", "dative"):
        if to.lower == "to" and "c" in cue.frames:
            for noun in syntax.children(to.i, "pobj"):
                return phrase(syntax, noun)
    return None


def _passives(syntax: Syntax) -> Iterator[Draft]:
    """ "is expected to …", "was quoted as saying …"."""
    table = lexicon.passives()
    for verb in syntax.tokens:
        if verb.tag != "VBN" or lemma_of(verb) not in table or not syntax.children(verb.i, "auxpass"):
            continue
        subject = subject_of(syntax, verb)
        if subject is None:
            continue
        entry = table[lemma_of(verb)]
        draft = (
            _quoted_as(syntax, verb, subject, entry) if "s" in entry.frames else _said_to(syntax, verb, subject, entry)
        )
        if draft:
            yield draft


def _quoted_as(syntax: Syntax, verb: Token, subject: Token, entry: Cue) -> Draft | None:
    for preposition in syntax.children(verb.i, "prep"):
        for saying in syntax.children(preposition.i, "pcomp"):
            source, say = phrase(syntax, subject), lexicon.verbs()["say"]
            frame, content = complement(syntax, saying, say)
            clause = Span(source.first, max(saying.i + 1, clause_of(syntax, saying, source).last))
            if frame != "c":
                content = after_colon(syntax, clause) or interrupted(syntax, verb, clause)
            words = syntax.evidence(clause)
            cue = cue_range(syntax, verb, entry)[0], saying.end
            return Draft("say", source, cue, content, CONFIDENCE["q"], speech=True, clause=(words.start, words.end))
    return None


def _said_to(syntax: Syntax, verb: Token, subject: Token, entry: Cue) -> Draft | None:
    for infinitive in syntax.children(verb.i, "xcomp"):
        span = syntax.subtree(infinitive.i)
        if span.first > verb.i:
            content = chars(syntax, syntax.subtree(subject.i)), chars(syntax, span)
            cue = cue_range(syntax, verb, entry)
            return Draft(entry.lemma, None, cue, content, CONFIDENCE["passive"], clause=cue)
    return None


def _phrases(syntax: Syntax) -> Iterator[Draft]:
    """ "according to the ministry": the rest of the clause is content."""
    for first in syntax.tokens:
        for words, cue in lexicon.phrases().items():
            last = first.i + len(words.split())
            if [t.lower for t in syntax.tokens[first.i : last]] != words.split():
                continue
            draft = _phrase(syntax, first, last, cue)
            if draft:
                yield draft


def _phrase(syntax: Syntax, first: Token, last: int, cue: Cue) -> Draft | None:
    inside = syntax.children(last - 1, "pobj")
    if not inside:
        return None
    source = trim(syntax, Span(last, _before_quotation(syntax, inside[0].i, syntax.subtree(inside[0].i).last)))
    around = _clause_around(syntax, first)
    pieces = [Span(around.first, first.i), _resumed(syntax, Span(syntax.subtree(inside[0].i).last, around.last))]
    content = tuple(chars(syntax, piece) for piece in pieces if _has_words(syntax, piece))
    cue_chars, end = (first.start, syntax.tokens[last - 1].end), syntax.tokens[source.last - 1].end
    if cue.lemma == "in the words of":  # what is quoted, not the clause around it
        return Draft(cue.lemma, source, cue_chars, (), CONFIDENCE["q"], speech=True, clause=(first.start, end))
    clause = first.start, end
    return Draft(cue.lemma, source, cue_chars, content, CONFIDENCE["phrase"], clause=clause) if content else None


def _resumed(syntax: Syntax, rest: Span) -> Span:
    """Return the words after a phrase that go on with its clause; a joined clause is the reporter's again."""
    words = [t for t in syntax.tokens[rest.first : rest.last] if t.pos != "PUNCT"]
    return Span(rest.first, rest.first) if words and words[0].pos == "CCONJ" else rest


def _before_quotation(syntax: Syntax, first: int, last: int) -> int:
    """End a noun phrase before a quotation that the parser took for part of it."""
    return next((i for i in range(first, last) if syntax.tokens[i].words in ("“", '"', "‘")), last)


def _clause_around(syntax: Syntax, token: Token) -> Span:
    """Return the coordinate clause that a phrase belongs to; the sentence if there is only one."""
    for ancestor in syntax.ancestors(token.i):
        if ancestor.dep == "conj" and subject_of(syntax, ancestor):
            return syntax.subtree(ancestor.i)
    return syntax.sentence_of(token.i)


def _has_words(syntax: Syntax, span: Span) -> bool:
    return any(t.pos not in ("PUNCT", "CCONJ", "SPACE") for t in syntax.tokens[span.first : span.last])


# Verbs that hand a reporting noun to their subject: "voiced the fear that", "made the claim that".
LIGHT = {"make", "voice", "express", "have", "give", "issue", "repeat", "renew", "share", "raise", "hold", "deliver"}


def _nouns(syntax: Syntax) -> Iterator[Draft]:
    """ "the minister's claim that …", "the ministry's refusal to …"."""
    for noun, cue in nominal(syntax):
        clauses = [c for c in syntax.children(noun.i, "acl", "ccomp", "relcl", "xcomp") if _completes(syntax, noun, c)]
        source = _possessor(syntax, noun)
        for clause in clauses:
            span = syntax.subtree(clause.i)
            if source and syntax.tokens[span.first].lower in ("that", "to"):
                cue_chars = (noun.start, noun.end)
                content = (chars(syntax, span),)
                yield Draft(cue.lemma, source, cue_chars, content, CONFIDENCE["noun"], clause=cue_chars)
                break


def _completes(syntax: Syntax, noun: Token, clause: Token) -> bool:
    """Tell a complement ("the claim that it failed") from a relative clause ("the pact that lets them in")."""
    parts = syntax.children(clause.i, "nsubj", "nsubjpass", "dobj")
    return clause.i > noun.i and not any(part.lower in ("that", "which", "who") for part in parts)


def _possessor(syntax: Syntax, noun: Token) -> Span | None:
    for owner in syntax.children(noun.i, "poss"):
        span = syntax.subtree(owner.i)
        ends_in_s = syntax.tokens[span.last - 1].tag == "POS"
        return trim(syntax, Span(span.first, span.last - ends_in_s))
    for by in syntax.children(noun.i, "prep"):
        if by.lower in ("by", "among"):
            for owner in syntax.children(by.i, "pobj"):
                return phrase(syntax, owner)
    head = syntax.tokens[noun.head]
    if noun.dep == "dobj" and head.lemma in LIGHT:
        return source_of(syntax, head)
    return None
