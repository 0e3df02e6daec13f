"""The trained tagger on passages of our own: what it gives, that it gives the same, and that no text breaks it."""

import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_attributions import SPEC, WORDS, cases, shown

from communique.annotate.plan import annotate, stages
from communique.core.settings import Settings
from communique.models import session
from communique.records.document import Document
from communique.records.layers import ATTRIBUTIONS, Attribution
from communique.records.report import Report

EXAMPLE = (Path(__file__).parents[2] / "examples" / "border-ceasefire.txt").read_text(encoding="utf-8")

# Lines of tests/spec/attributions.md that the tagger must find as they stand there. They are written for the rules, so
# that this says what the file in the package gives, not how good it is.
PINNED = 48


def attribute(text: str, threads: int = 1) -> tuple[Attribution, ...]:
    """Return the attributions of a text by the tagger."""
    chosen = stages(Settings(attribution="model"), ("syntax", "quotations", "attributions"))
    report = Report("report:0", "", (), None, (), None, "en", "", "", text)
    with session.using(threads):
        return annotate(Document(report), chosen)[ATTRIBUTIONS]


def test_pinned_score(capsys):
    """The model that is shipped finds as many lines of the specification as when it was pinned."""
    wanted = found = 0
    for case in cases():
        passage, expected = case.values
        lines = [line for line in expected if line != "nothing"]
        here = [shown(one) for one in attribute(passage)]
        wanted += len(lines)
        found += sum(line in here for line in lines)
    with capsys.disabled():
        sys.stdout.write(f"\nthe tagger finds {found} of {wanted} lines of the specification ")

    assert found >= PINNED


@pytest.mark.parametrize(("passage", "expected"), list(cases(SPEC.with_name("robustness.md"))))
def test_odd_text(passage, expected):
    """Missing and nested marks, layout, posts, capitals, other languages: what is listed, no more."""
    found = [shown(one) for one in attribute(passage)]

    assert sorted(found) == sorted(line for line in expected if line != "nothing")


def test_threads_and_processes_give_the_same():
    """One thread, two threads, several calls at once and other processes give the same attributions."""
    alone = attribute(EXAMPLE)

    assert attribute(EXAMPLE, threads=2) == alone
    with ThreadPoolExecutor(3) as pool:
        assert all(one == alone for one in pool.map(attribute, [EXAMPLE] * 3))
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert all(one == alone for one in pool.map(attribute, [EXAMPLE] * 2))


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_evidence_is_always_true(words):
    """Whatever the text, every range lies inside it, has its words, and contents stand apart from source and cue."""
    for one in attribute(words):
        own = [e for e in (one.source, one.cue) if e]
        assert all(words[e.start : e.end] == e.words and e.words for e in (*own, *one.content))
        assert not any(piece.overlaps(e) for piece in one.content for e in own)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "“",
        "said",
        "“" * 3000,
        "said “" * 500,
        "a" * 9_000,
        "the minister said that " * 700,
        "是" * 500,
        "He said:\n\n" * 300,
        "A: b\n\n" * 300,
        "\u200b\u202e said \ufeff" * 50,
    ],
)
def test_no_text_breaks_it(text):
    """Empty, only marks, one endless word, one endless sentence, another script: a layer, no crash."""
    assert all(one.content for one in attribute(text))
