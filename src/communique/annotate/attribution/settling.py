"""Drafts to attributions: quotations settled, each with its form, those inside others and those that go on marked."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from communique.annotate.attribution import nesting, quoting
from communique.annotate.attribution.draft import Draft, Places, Ranges, merged, without
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import QUOTATIONS, SYNTAX, Attribution
from communique.records.syntax import Syntax
from communique.records.words import Form

# Sources that, inside quotation marks, are the speaker or the person spoken to.
QUOTED_PERSONS = {"i", "we", "you"}


def settled(document: Document, drafts: Iterable[Draft], labelled: Sequence[Draft]) -> tuple[Attribution, ...]:
    """Return the attributions in the order of their cues.

    Args:
        document: the report with its parse and quotations.
        drafts: the attributions as they were found.
        labelled: those of them that the layout tells; their contents are speech.
    """
    syntax, quotations = document[SYNTAX], document[QUOTATIONS]
    paragraphs = list(document.report.paragraphs())
    places = Places([(q.evidence.start, q.evidence.end) for q in quotations])
    whole = _cleared(syntax, quoting.complete(distinct(drafts), places))
    speech = Places(merged([*quoting.spoken(quotations).ranges, *(p for d in labelled for p in d.content)]))
    verbatim = Places(merged([*places.ranges, *(piece for draft in labelled for piece in draft.content)]))
    complete, free = quoting.assign(_spoken(syntax, whole, speech, verbatim), quotations, paragraphs)
    told = {draft.cue for draft in labelled}
    found = [_attribution(syntax, draft, "direct" if draft.cue in told else None, places) for draft in complete]
    return nesting.linked(found, free, paragraphs)


def distinct(drafts: Iterable[Draft]) -> list[Draft]:
    """Keep one draft for a cue, in the order of the cues; of two that overlap, the longer cue."""
    found: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.cue[0], -d.cue[1], -d.confidence)):
        if not found or draft.cue[0] >= found[-1].cue[1]:
            found.append(draft)
    return found


def _spoken(syntax: Syntax, drafts: Iterable[Draft], speech: Places, quoted: Places) -> list[Draft]:
    """Drop what the quoted say of themselves ("“I believe …”") and cues in speech that have no words yet."""
    known = [d for d in drafts if d.content or not speech.touching(*d.cue)]
    return [d for d in known if not (quoted.touching(*d.cue) and _first_person(syntax, d))]


def _first_person(syntax: Syntax, draft: Draft) -> bool:
    return draft.source is not None and syntax.evidence(draft.source).words.lower() in QUOTED_PERSONS


def _cleared(syntax: Syntax, drafts: Iterable[Draft]) -> list[Draft]:
    """Take a draft's own source and cue out of its content."""
    found = []
    for draft in drafts:
        holes = [draft.cue]
        if draft.source:
            source = syntax.evidence(draft.source)
            holes.append((source.start, source.end))
        found.append(replace(draft, content=without(draft.content, holes, syntax.text)))
    return found


def _attribution(syntax: Syntax, draft: Draft, form: Form | None, places: Places) -> Attribution:
    text = syntax.text
    return Attribution(
        source=syntax.evidence(draft.source) if draft.source else None,
        cue=Evidence.of(text, *draft.cue),
        content=tuple(Evidence.of(text, *piece) for piece in _joined(text, draft.content)),
        form=form or _form(text, draft.content, places),
        lemma=draft.lemma,
        negated=draft.negated,
        addressee=syntax.evidence(draft.addressee) if draft.addressee else None,
        confidence=draft.confidence,
        parties=tuple(syntax.evidence(party) for party in draft.parties),
    )


def _joined(text: str, content: Ranges) -> Ranges:
    """Make one range of pieces with only spaces between them."""
    found: list[tuple[int, int]] = []
    for start, end in content:
        if found and not text[found[-1][1] : start].strip(" "):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def _form(text: str, content: Ranges, places: Places) -> Form:
    """Direct when every word stands in quotation marks mixed when some do."""
    outside = quoted = False
    for start, end in content:
        at = start
        for inner, outer in places.touching(start, end):
            quoted = True
            outside = outside or _has_word(text[at:inner])
            at = max(at, outer)
        outside = outside or _has_word(text[at:end])
    return "indirect" if not quoted else "mixed" if outside else "direct"


def _has_word(words: str) -> bool:
    return any(c.isalnum() for c in words)
