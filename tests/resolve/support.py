"""Documents with hand-made layers for the tests of the resolve phase."""

import re
from collections.abc import Sequence
from datetime import date

from communique.annotate.annotators.syntax import SyntaxStage
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import ATTRIBUTIONS, QUOTATIONS, SYNTAX, TIMES, Attribution, Quotation
from communique.records.report import Dateline, Report
from communique.records.words import Form


def document(
    text: str,
    *,
    published: date | None = None,
    body_start: int = 0,
    attributions: Sequence[Attribution] = (),
    dateline: Dateline | None = None,
    report: str = "report:0123abcdef012345",
) -> Document:
    """Return a parsed document with quotations by their marks and the attributions given."""
    made = Report(report, "", (), None, (), published, "en", "", "", text, (), dateline, body_start)
    doc = Document(made)
    quotations = [Quotation(Evidence.of(text, *match.span()), "double") for match in re.finditer(r"“[^”]*”", text)]
    doc = doc.with_layer(SYNTAX, SyntaxStage()(doc)).with_layer(QUOTATIONS, tuple(quotations))
    return doc.with_layer(ATTRIBUTIONS, tuple(attributions)).with_layer(TIMES, ())


def asked(text: str, words: str) -> Evidence:
    """Return the range that words ask about: all of them, or those in brackets, the rest telling which occurrence."""
    before, inner = words.partition("[")[0], re.search(r"\[(.+)\]", words)
    if inner is None:
        start = text.index(words)
        return Evidence.of(text, start, start + len(words))
    start = text.index(words.replace("[", "").replace("]", "")) + len(before)
    return Evidence.of(text, start, start + len(inner[1]))


def speech(text: str, source: str, content: str) -> Attribution:
    """Return an attribution: its source and the first words of its content.

    A content in quotation marks goes on to the closing mark, another one to the next full stop or to its source.
    """
    begins, who = text.index(content), asked(text, source)
    quoted = content.startswith("“")
    closing = text.index("”", begins) + 1 if quoted else text.index(".", begins)
    if not quoted and begins < who.start < closing:
        closing = begins + len(text[begins : who.start].rstrip(", "))
    form: Form = "direct" if quoted else "indirect"
    return Attribution(who, None, (Evidence.of(text, begins, closing),), form, "say")
