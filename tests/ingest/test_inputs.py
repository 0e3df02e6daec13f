"""From names to reports."""

import io
import json
import os
import sys
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.core.errors import InputError, NotAReport, NotText, UnsupportedLanguage
from communique.ingest import assemble
from communique.ingest.inputs import Given, Source, find, report_from_text, reports
from communique.ingest.readers.jsonl import JsonReader
from communique.records.report import Report

TEXT = "Talks go on in Port Merrow\n\nThe envoy of Vessia said on Tuesday that the talks would go on.\n"
NOTHING = Given()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with reports, which is the current one."""
    for name in ("b.txt", "a.md", "sub/c.html", "sub/d.jsonl", ".hidden.txt", ".git/e.txt", "notes.docx", "README.md"):
        path = tmp_path / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(sources: list[Source]) -> list[str]:
    """Return the names of sources."""
    return [source.name for source in sources]


def only(source: Source, given: Given = NOTHING) -> Report | InputError:
    """Return the one result of an input."""
    (found,) = reports(source, given)
    return found


def test_folder(folder: Path) -> None:
    """A folder gives its files of known formats, sorted, without hidden ones and without what is about the folder."""
    found, errors = find(["reports"])

    assert names(found) == ["reports/a.md", "reports/b.txt", "reports/sub/c.html", "reports/sub/d.jsonl"]
    assert errors == []


def test_pattern(folder: Path) -> None:
    """A quoted pattern is looked up; two stars go into folders."""
    assert names(find(["reports/*.txt"])[0]) == ["reports/b.txt"]
    assert names(find(["reports/**/*.html"])[0]) == ["reports/sub/c.html"]


def test_each_once(folder: Path) -> None:
    """An input that is named twice, also through its folder, is read once, in the place of its first name."""
    assert names(find(["reports/b.txt", "reports", "./reports/b.txt"])[0])[:2] == ["reports/b.txt", "reports/a.md"]


def test_named_file(folder: Path) -> None:
    """A file that is named is an input whatever its ending, and a name with pattern characters is first a name."""
    (folder / "odd[1].story").write_text(TEXT)
    found, errors = find(["odd[1].story"])

    assert errors == []
    assert isinstance(only(found[0]), Report)


def test_missing(folder: Path) -> None:
    """What is not there gives an error with a way out, and the others go on."""
    (folder / "empty").mkdir()
    found, errors = find(["none.txt", "*.pdf", "empty", "", "reports/b.txt"])

    assert names(found) == ["reports/b.txt"]
    assert [error.source for error in errors] == ["none.txt", "*.pdf", "empty", ""]
    assert all(error.way_out for error in errors)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable(folder: Path) -> None:
    """A file without permission gives an error that says so."""
    path = folder / "reports/b.txt"
    path.chmod(0)

    assert "permission denied" in str(only(Source("b.txt", path)))


def test_vanished(folder: Path) -> None:
    """A file that has gone since it was found gives an error."""
    found = only(Source("gone.txt", folder / "gone.txt"))

    assert isinstance(found, InputError)
    assert "no such file" in str(found)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """``-`` is standard input, in whatever format it comes."""
    lines = json.dumps({"text": TEXT}) + "\n" + json.dumps({"text": TEXT * 2})
    (source,), _ = find(["-"])
    for data, number in ((TEXT, 1), (lines, 2), (f"<html><body><p>{TEXT}</p></body></html>", 1)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))

        found = list(reports(source, NOTHING))

        assert [type(one) for one in found] == [Report] * number
        assert source.name == "standard input"


def test_large_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is lost between the bytes that readers bid for and the rest."""
    text = TEXT + "\n".join(f"\nThe envoy spoke for the {i}th time that day." for i in range(1_000))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    found = only(Source("standard input", None))

    assert isinstance(found, Report)
    assert found.text.endswith("for the 999th time that day.")


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"", NotAReport),
        ("a.txt", b" \n ", NotAReport),
        ("a.txt", b"%PDF-1.7", NotText),
        ("a.docx", b"PK\x03\x04" + b"\x00" * 50, NotText),
        ("a.txt", b"1,2,3\n4,5,6\n7.5,8,9\n", NotAReport),
        ("a.txt", b"--- *** !!! ...", NotAReport),
        (
            "a.py",
            b"def f(x):\n    return {x[0]: [y_1 for y_1 in x]}  # {}\n\nif __name__ == '__main__':\n    f({})\n",
            NotAReport,
        ),
        ("a.txt", "Le ministre a dit que les négociations ne sont pas terminées.".encode(), UnsupportedLanguage),
        ("a.json", b'{"title": "x"', NotText),
        ("a.html", b"<html></html>", NotAReport),
    ],
)
def test_bad_inputs(tmp_path: Path, name: str, data: bytes, kind: type[InputError]) -> None:
    """What is no report gives one error of the right kind that names the input and a way out."""
    path = tmp_path / name
    path.write_bytes(data)

    found = only(Source(name, path))

    assert type(found) is kind
    assert found.source.startswith(name)
    assert found.way_out


def test_pdf_is_named(tmp_path: Path) -> None:
    """The message says what kind of file it is."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")

    assert "this is a PDF file" in str(only(Source("a.pdf", tmp_path / "a.pdf")))


def test_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text longer than a book is refused with its length."""
    monkeypatch.setattr(assemble, "MAX_CHARACTERS", 100)
    with pytest.raises(NotAReport, match="characters"):
        report_from_text(TEXT * 3, NOTHING)


def test_language_of_a_line(tmp_path: Path) -> None:
    """In a collection, a report in another language gives an error with its line, and the others are read."""
    path = tmp_path / "a.jsonl"
    lines = ("The talks go on.", "Les négociations ne sont pas terminées et la ville est calme.", "They end.")
    path.write_text("\n".join(json.dumps({"text": line}) for line in lines))

    found = list(reports(Source("a.jsonl", path), NOTHING))

    assert [type(one) for one in found] == [Report, UnsupportedLanguage, Report]
    assert "a.jsonl, line 2: this is in French (fr)" in str(found[1])


def test_given_wins(tmp_path: Path) -> None:
    """The user's word stands above what the input says."""
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"title": "Other", "date": "2025-01-01", "source": "Other", "text": TEXT}))
    found = only(Source("a", path), Given(date(2026, 3, 3), "Harbour Post", "Talks go on in Port Merrow"))

    assert isinstance(found, Report)
    assert (found.published, found.outlet, found.title) == (
        date(2026, 3, 3),
        "Harbour Post",
        "Talks go on in Port Merrow",
    )
    assert [removed.why for removed in found.removed] == ["title-repeat"]


def test_deck_of_metadata() -> None:
    """A summary that only repeats the opening of the text is no deck."""
    repeated = {"title": "Talks", "summary": "The envoy said that…", "text": "The envoy said that talks go on."}
    own = repeated | {"summary": "Both sides stay"}
    results = []
    for said in (repeated, own):
        (draft,) = JsonReader().read(io.BytesIO(json.dumps(said).encode()), "x")
        assert not isinstance(draft, InputError)
        results.append(assemble.report(draft, NOTHING, "x"))

    assert [found.deck for found in results] == [(), ("Both sides stay",)]
    assert results[1].text == "Talks\n\nBoth sides stay\n\nThe envoy said that talks go on."


def test_same_bytes_same_report(tmp_path: Path) -> None:
    """The id comes from the bytes; the same bytes give the same report."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    first, second = only(Source("a", path)), only(Source("a", path))

    assert first == second
    assert isinstance(first, Report)
    assert first.id == report_from_text(TEXT, NOTHING).id


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "", "Talks go on", "By Ada Quist", "3 March 2026", "• The envoy stays",
                "GENEVA, March 3 (HPN) – Talks go on.",
                "The envoy of Vessia said that the talks would go on.", "“We stay,” he said.", "Read more: x",
                "Related",
                "You might also like", "Advertisement", "(Reporting by Ada Quist)", "Headline: Talks", "World", "…",
                "\u0301x",
                "- 5", "Source: Harbour Post", "A: B", "Author: ", "Title:",
            ]
        ),
        st.text(max_size=40),
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(LINES, st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_text_of_a_report(lines: list[str], between: str) -> None:
    """Title, deck, and body from ``body_start``, one empty line between paragraphs, in NFC, whatever the input."""
    try:
        report = report_from_text(between.join(lines), Given(published=date(2026, 3, 3)))
    except InputError:
        return
    paragraphs = report.text.split("\n\n")
    head = [*([report.title] if report.title else []), *report.deck]

    assert unicodedata.is_normalized("NFC", report.text)
    assert all(words and words == " ".join(words.split()) for words in paragraphs)
    assert paragraphs[: len(head)] == head
    assert report.text[report.body_start :].split("\n\n") == (paragraphs[len(head) :] or [""])
    assert [evidence.words for evidence in report.paragraphs()] == paragraphs


@settings(max_examples=200, deadline=None)
@given(LINES)
def test_nothing_is_lost(lines: list[str]) -> None:
    """Every word of the input is in the text or among what was removed."""
    text = "\n".join(lines)
    try:
        report = report_from_text(text, NOTHING)
    except InputError:
        return
    kept = report.text + "".join(removed.words for removed in report.removed)

    assert sorted(c for c in kept if c.isascii() and c.isalpha()) == sorted(
        c for c in text if c.isascii() and c.isalpha()
    )


def test_folder_leaves_pipes_out(folder: Path) -> None:
    """A pipe in a folder is no report: reading it would wait for ever."""
    os.mkfifo("reports/z.txt")

    assert "reports/z.txt" not in names(find(["reports"])[0])


def test_link_to_nothing(folder: Path) -> None:
    """A link that leads nowhere is told as such, not as a matter of permissions."""
    Path("lost.txt").symlink_to("gone.txt")
    error = only(Source("lost.txt", Path("lost.txt")))

    assert isinstance(error, InputError)
    assert "leads nowhere" in str(error)


def test_closed_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """A standard input that was closed before the start is named."""
    monkeypatch.setattr(sys, "stdin", None)

    assert "closed" in str(only(Source("standard input", None)))


def test_given_words_are_tidied() -> None:
    """What the user says of a report is cleaned like the report: one line, composed letters, no control characters."""
    found = report_from_text(TEXT, Given(title="Cafe\u0301\ttalks\x1b[2J", outlet="Port\n\x00Post"))

    assert (found.title, found.outlet) == ("Café talks[2J", "Port Post")
    assert found.text.startswith("Café talks[2J\n\n")


CODE = """def meet(envoys, room=None):
    # The envoys of both sides are told where the talks will be held before they leave.
    for envoy in envoys.values():
        self.tell(envoy, room or self.rooms[0])
    return [envoy for envoy in envoys if envoy.is_there()]
"""
LOG = "2026-03-12 10:04:51 INFO talks.server 1742 request from 10.0.0.12 took 131 ms, cache hit 94\n"


@pytest.mark.parametrize("text", [CODE * 5, LOG * 50], ids=["code", "log"])
def test_code_and_logs_are_no_reports(text: str) -> None:
    """A program with many comments and the log of a server are refused."""
    with pytest.raises(NotAReport, match="figures and symbols"):
        report_from_text(text, NOTHING)


def test_market_report_is_a_report() -> None:
    """A report full of figures is read."""
    text = (
        "Brent rose 3.2% to $84.50 (€78.10) on Tuesday, its highest since 12 March 2024, after Vessia cut exports by "
        "400,000 barrels a day (b/d). WTI gained 2.9% to $80.15. The index closed at 5,117.09 (+1.1%).\n\n"
    )

    assert report_from_text(text * 4, NOTHING).text
