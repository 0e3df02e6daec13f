"""The brief as HTML and for Word: footnotes that lead to and fro, words that stay words."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from xml.etree import ElementTree as Xml

import pytest
from docx import Document
from store.samples import full, plain

from communique.present.export.brief import Brief
from communique.present.export.exporters.docx import Docx
from communique.present.export.exporters.html import Html
from communique.query.record import load
from communique.query.view import View
from communique.records.rows import Reading, Record
from communique.store.database import Store

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TITLES = ["Reports", "Who said what", "Who stands where", "Who contradicts whom", "Who did what to whom"]
HOSTILE = "<script>alert('1')</script> & “\x0b\x1b\ufffe” \u202eright to left"


def record_of(*readings: Reading) -> Record:
    """Return the record of readings."""
    with Store.open(None) as store:
        for reading in readings:
            store.add(reading, "one")
        return load(store)


@pytest.fixture
def record() -> Record:
    """A record with a row of every kind."""
    return record_of(full(), plain("b", ("state:rur", "Ruritania | is_for *it*.", "support")))


class Anchors(HTMLParser):
    """Lists elements, ids and links of a page, and the words between its tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element, its id and where it leads."""
        self.tags.append(tag)
        if tag not in ("meta",):
            self.open.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]

    def handle_endtag(self, tag: str) -> None:
        """Check that elements are closed in order."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep words."""
        self.words += data


def test_html_has_every_section(record: Record) -> None:
    """The page has all sections, is whole, and needs no other file."""
    page = Html().text(record)
    found = Anchors(page)

    assert re.findall(r"<h2[^>]*>([^<]+)</h2>", page) == [*TITLES, "What is expected", "Sources"]
    assert found.open == []
    assert {"script", "link", "img"}.isdisjoint(found.tags)
    assert found.tags.count("style") == 1


def test_html_footnotes_lead_to_and_fro(record: Record) -> None:
    """Every number leads to its footnote, every footnote back to each place that it is set at."""
    found = Anchors(Html().text(record))
    own = [link.removeprefix("#") for link in found.links]

    assert len(found.ids) == len(set(found.ids))
    assert set(own) == {id for id in found.ids if id.startswith(("ref-", "note-"))}
    assert {id for id in found.ids if id.startswith("note-")} == {
        f"note-{number}" for number in Brief(View(record)).passages
    }


def test_html_footnote_names_its_source(record: Record) -> None:
    """A footnote has outlet, day, title and the sentence."""
    notes = Anchors(Html().text(record)).words.partition("Sources")[2]

    assert "The Courier, 12 Mar 2026, “Freedonia defends dam”: “We never agreed to it,” said Otto Brandt of" in notes


def test_html_leads_to_the_web_where_a_report_is_from_there() -> None:
    """The address of a report is a link; a file of this machine, or another kind of address, is none."""
    base = plain("a", ("state:fre", "It is good.", "support"))
    for source, linked in (("https://example.org/a?b=1&c=2", True), ("/home/me/a.txt", False), ("javascript:x", False)):
        found = Anchors(Html().text(record_of(replace(base, report=replace(base.report, source=source)))))

        assert (source in found.links) is linked


def hostile() -> Record:
    """Return a record whose words would be markup, or nothing that XML can hold."""
    base = plain("a", ("state:fre", "It is good.", "support"), ("state:rur", "It is bad.", "oppose"), outlet=HOSTILE)
    return record_of(replace(base, report=replace(base.report, title=HOSTILE, source=HOSTILE)))


def test_html_words_stay_words() -> None:
    """Words that look like markup are shown as they are."""
    found = Anchors(Html().text(hostile()))

    assert "script" not in found.tags
    assert found.words.count("<script>alert('1')</script>") >= 2


def parts(record: Record) -> dict[str, bytes]:
    """Return the files in the Word document of a record."""
    with zipfile.ZipFile(io.BytesIO(b"".join(Docx().chunks(record)))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: archive.read(name) for name in archive.namelist()}


def test_docx_has_every_section(record: Record) -> None:
    """Word finds the headings, and the table of positions with its header."""
    document = Document(io.BytesIO(b"".join(Docx().chunks(record))))
    headings = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
    table = [[cell.text for cell in row.cells] for row in document.tables[0].rows]

    assert headings == [*TITLES, "What is expected"]
    assert table[0] == ["Proposition", "Freedonia", "Sylvania", "Rur"]
    assert table[1][0] == "The dam on the Blue River is justified."
    assert table[1][1].startswith("✚ supports")


def test_docx_footnotes_are_there_once(record: Record) -> None:
    """Each source is one footnote in the order of first use; what is cited again refers to its bookmark."""
    found = parts(record)
    document, notes = Xml.fromstring(found["word/document.xml"]), Xml.fromstring(found["word/footnotes.xml"])
    own = [note.get(f"{W}id") for note in notes if note.get(f"{W}type") is None]
    cited = [one.get(f"{W}id") for one in document.iter(f"{W}footnoteReference")]
    marks = {one.get(f"{W}name") for one in document.iter(f"{W}bookmarkStart")}
    again = [str(one.get(f"{W}instr")).split()[1] for one in document.iter(f"{W}fldSimple")]

    assert own == cited == [str(number) for number in range(1, len(Brief(View(record)).passages) + 1)]
    assert again
    assert set(again) <= marks == {f"_Note{number}" for number in own}


def test_docx_footnote_is_that_of_the_words(record: Record) -> None:
    """The number behind a statement is that of the footnote with its sentence."""
    found = parts(record)
    document, notes = Xml.fromstring(found["word/document.xml"]), Xml.fromstring(found["word/footnotes.xml"])
    lines = ["".join(one.itertext()) for one in document.iter(f"{W}p")]
    place = next(at for at, line in enumerate(lines) if "“The dam is just,” … “It brings light.”" in line)
    cited = [one.get(f"{W}id") for one in list(document.iter(f"{W}p"))[place].iter(f"{W}footnoteReference")]
    words = {note.get(f"{W}id"): "".join(note.itertext()) for note in notes}

    assert [words[id].partition("”: ")[2] for id in cited] == [
        "The deck says the dam is just.",
        "“The dam is just,” said Ida Moss, the ministry’s spokeswoman. “It brings light.”",
    ]


def test_docx_holds_any_words() -> None:
    """Words that XML cannot hold do not break the document; markup stays words."""
    found = parts(hostile())
    words = "".join(Xml.fromstring(found["word/footnotes.xml"]).itertext())

    assert "<script>alert('1')</script> & “ \ufffd\ufffd”" in words


def test_docx_lists_positions_of_many(record: Record) -> None:
    """More actors than a table can show are listed under each proposition."""
    many = record_of(plain("a", *((f"state:s{n}", f"Words {n}.", "support") for n in range(9))))
    document = Document(io.BytesIO(b"".join(Docx().chunks(many))))

    assert not document.tables
    assert "S0: ✚ supports " in {one.text for one in document.paragraphs}


def test_files_of_nothing_say_so() -> None:
    """An answer without rows says so, without empty headings."""
    document = Document(io.BytesIO(b"".join(Docx().chunks(Record()))))

    assert [one.text for one in document.paragraphs] == ["Brief", "Nothing in the record meets this."]
    assert "<h2" not in Html().text(Record())


def test_second_hand_stays_below_its_report(record: Record) -> None:
    """What A says that B said stands under A's statement, one step further in."""
    document = Document(io.BytesIO(b"".join(Docx().chunks(record))))
    inner = next(one for one in document.paragraphs if "the dam a threat" in one.text)

    assert inner.style
    assert inner.style.name == "List Bullet 2"
    assert "second-hand, as reported by Otto Brandt" in inner.text
    assert "<ul>\n<li><i><bdi>second-hand, as reported by Otto Brandt</bdi>:</i>" in Html().text(record)


def test_undated_reports_are_written() -> None:
    """A report without day or outlet has its title alone."""
    base = plain("a", ("state:fre", "It is good.", "support"), published=date(2026, 1, 2))
    alone = replace(base, report=replace(base.report, published=None, outlet=None))

    assert "<bdi>“News of a”</bdi>: <bdi>It is good.</bdi>" in Html().text(record_of(alone))
