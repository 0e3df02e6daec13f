"""What every reader promises, and what each adds."""

import io
import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.core import registry
from communique.core.errors import InputError, NotAReport, NotText
from communique.ingest import base, readers
from communique.ingest.base import Draft, Reader
from communique.ingest.readers.html import HtmlReader
from communique.ingest.readers.jsonl import JsonReader
from communique.ingest.readers.markdown import MarkdownReader, plain
from communique.ingest.readers.text import TextReader

BODY = "The envoy of Vessia said on Tuesday that the talks would go on in Port Merrow. Nobody else spoke."
SAMPLES = {
    "text": BODY,
    "markdown": f"# Talks go on\n\n**{BODY}**\n",
    "html": f"<!DOCTYPE html><html><body><article><h1>Talks go on</h1><p>{BODY}</p></article></body></html>",
    "jsonl": json.dumps({"title": "Talks go on", "text": BODY}) + "\n",
}
READERS = {
    name: registry.load(readers, name, Reader)()  # type: ignore[type-abstract]
    for name in registry.names(readers)
}


def drafts(reader: Reader, data: bytes) -> list[Draft | InputError]:
    """Return what a reader gives for the bytes; an error that it raises is the last."""
    found: list[Draft | InputError] = []
    try:
        found.extend(reader.read(io.BytesIO(data), "input"))
    except InputError as error:
        found.append(error)
    return found


def only(reader: Reader, text: str) -> Draft:
    """Return the one draft of an input."""
    (found,) = drafts(reader, text.encode())
    assert isinstance(found, Draft), found
    return found


def test_each_has_a_sample() -> None:
    """Every reader of the folder is tested here."""
    assert set(READERS) == set(SAMPLES)


@pytest.mark.parametrize("name", READERS)
def test_bids(name: str) -> None:
    """A reader bids for its own files, not for those of another, and outbids the others on its own."""
    head = SAMPLES[name].encode()[:4096]
    for extension in READERS[name].extensions:
        bids = {other: reader.bid(f"report{extension}", head) for other, reader in READERS.items()}

        assert 0 < bids[name] <= 1
        assert all(bid == 0 for other, bid in bids.items() if other != name)


@pytest.mark.parametrize("name", READERS)
def test_bids_by_content(name: str) -> None:
    """Without a name the first bytes tell the format."""
    bids = {other: reader.bid("-", SAMPLES[name].encode()) for other, reader in READERS.items()}

    assert max(bids, key=lambda other: bids[other]) == name


@pytest.mark.parametrize("name", READERS)
def test_reads(name: str) -> None:
    """A reader gives the text, the hash of the bytes and the same draft for the same bytes."""
    data = SAMPLES[name].encode()

    first, second = drafts(READERS[name], data), drafts(READERS[name], data)

    assert first == second
    (found,) = first
    assert isinstance(found, Draft)
    assert BODY in found.text
    assert found.sha256 == base.sha256(data.rstrip(b"\n") if name == "jsonl" else data)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"%PDF-1.4 ...", b"a\x00b\x01\x00" * 50])
def test_refuses(name: str, data: bytes) -> None:
    """Nothing, white space and binary data give one error and no draft."""
    (found,) = drafts(READERS[name], data)

    assert isinstance(found, NotText | NotAReport)


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_too_large(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is too large for one report is refused with a way out."""
    monkeypatch.setattr(base, "MAX_BYTES", 1_000)
    (found,) = drafts(READERS[name], SAMPLES[name].encode() + b"x" * 1_000)

    assert isinstance(found, NotAReport)
    assert "Split it" in found.way_out


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_survives(name: str, data: st.DataObject) -> None:
    """Cut off, overwritten and random bytes give drafts or named errors, nothing else."""
    sample = SAMPLES[name].encode()
    cut = sample[: data.draw(st.integers(0, len(sample)))]
    noise = data.draw(st.binary(max_size=60))
    at = data.draw(st.integers(0, len(sample)))

    for damaged in (cut, cut + noise, sample[:at] + noise + sample[at:], noise):
        assert all(isinstance(found, Draft | InputError) for found in drafts(READERS[name], damaged))


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_text_encodings(encoding: str) -> None:
    """A text file is read in other encodings than UTF-8."""
    (found,) = drafts(TextReader(), "“Café” – said".encode(encoding))

    assert isinstance(found, Draft)
    assert found.text == "“Café” – said"


MARKS = [
    ("**bold** and *italic* and _this_ and ***both***", "bold and italic and this and both"),
    ('a [link](https://x.example/a_(b) "t") here', "a link here"),
    ("a [link][1] and a note[^2]", "a link and a note"),
    ("![A picture](x.png) text", " text"),
    ("> He said:\n> “No.”", "He said:\n“No.”"),
    ("`code` and ~~gone~~ and &amp; and \\*star\\*", "code and gone and & and *star*"),
    ("snake_case_word and 5 * 3 * 2 and 2*3", "snake_case_word and 5 * 3 * 2 and 2*3"),
    ("one<br>two <!-- three -->", "one two "),
    ("- one\n2. two\n* three", "• one\n• two\n• three"),
    ("text\n\n---\n\nmore", "text\n\n\n\nmore"),
    ("[1]: https://x.example", ""),
    ("A sum of *$5 and a 7* star", "A sum of $5 and a 7 star"),
]


@pytest.mark.parametrize(("marked", "expected"), MARKS)
def test_markdown_marks(marked: str, expected: str) -> None:
    """Marks become plain text; what only looks like one stays."""
    assert plain(marked) == (None, expected)


@pytest.mark.parametrize("heading", ["# Talks *go* on #", "Talks go on\n==========="])
def test_markdown_title(heading: str) -> None:
    """The heading that opens the text is the title; later ones are lines of the text."""
    found = only(MarkdownReader(), f"{heading}\n\nText.\n\n## Background\nMore.")

    assert found.title == "Talks go on"
    assert "Background" in found.text.split("\n")


def test_front_matter() -> None:
    """A front matter gives the metadata; one that is no YAML is text."""
    head = "---\ntitle: Talks go on\ndate: 2026-03-03\nauthor: [Ada Quist]\nsource: Harbour Post\nsummary: Soon.\n---\n"
    found = only(MarkdownReader(), head + BODY)

    assert (found.title, found.published, found.authors) == ("Talks go on", date(2026, 3, 3), ("Ada Quist",))
    assert (found.outlet, found.deck, found.text.strip()) == ("Harbour Post", ("Soon.",), BODY)
    assert BODY in only(MarkdownReader(), "---\ntitle: [\n---\n" + BODY).text


PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Talks go on | Harbour Post</title>
{head}</head><body><nav><a href="/">Home</a><a href="/w">World</a></nav><article><h1>Talks go on</h1>
{top}<p>{body}</p><p>“We stay,” one of them <a href="#">said</a>, and <em>nobody</em> left the room.</p>
<h2>Background</h2><p>The strait is narrow.</p></article><footer>© 2026 Harbour Post</footer></body></html>"""


def page(head: str = "", top: str = "") -> Draft:
    """Return the draft of a page with these elements in its head and under its headline."""
    return only(HtmlReader(), PAGE.format(head=head, top=top, body=BODY))


def test_html_paragraphs() -> None:
    """The article is taken out of the page, one paragraph a line, subheadings kept."""
    found = page()

    assert found.title == "Talks go on"
    assert found.text.split("\n") == [
        BODY, "“We stay,” one of them said, and nobody left the room.", "Background", "The strait is narrow.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle",
        "headline": "Talks go on", "datePublished": "2026-03-03T23:00:00-05:00", "publisher": {"name": "Harbour Post"},
        "author": [{"@type": "Person", "name": "Ada Quist"}]}]}</script>""",
        """<script type="application/ld+json">{broken</script><meta name="author" content="Ada Quist">
        <meta property="article:published_time" content="2026-03-03">
        <meta property="og:site_name" content="Harbour Post">""",
    ],
)
def test_html_metadata(head: str) -> None:
    """Date, outlet and authors come from JSON-LD or from meta elements."""
    found = page(head)

    assert (found.published, found.outlet, found.authors) == (date(2026, 3, 3), "Harbour Post", ("Ada Quist",))


def test_html_standfirst() -> None:
    """A standfirst that is shown is the deck; a description that is not shown is nothing."""
    shown = page(top='<p class="article__standfirst">Both sides stay in the room</p>')
    hidden = page(head='<meta name="description" content="All about the talks, daily">')

    assert shown.deck == ("Both sides stay in the room",)
    assert "Both sides" not in shown.text
    assert hidden.deck == ()


def test_html_declared_encoding() -> None:
    """The encoding that a page names is used."""
    text = f'<html><head><meta charset="windows-1250"></head><body><p>Łódź and Kraków. {BODY}</p></body></html>'
    (found,) = drafts(HtmlReader(), text.encode("cp1250"))

    assert isinstance(found, Draft)
    assert "Łódź and Kraków." in found.text


def test_html_without_text() -> None:
    """A page without an article is refused."""
    (found,) = drafts(HtmlReader(), b"<html><body><script>read()</script></body></html>")

    assert isinstance(found, NotAReport)


def test_jsonl_lines() -> None:
    """Broken lines give an error with their number, the others are read; empty lines are passed over."""
    good = json.dumps({"text": BODY})
    data = f'{good}\n\n{{"text": "x\n[1]\n{{"title": ""}}\n{good}'.encode()
    found = drafts(JsonReader(), data)

    assert [one.line if isinstance(one, Draft) else one.source for one in found] == [
        1, "input, line 3", "input, line 4", "input, line 5", 6,
    ]  # fmt: skip


@pytest.mark.parametrize("indent", [None, 2])
def test_json_documents(indent: int | None) -> None:
    """A .json file may hold one object or a list, on one line or on many."""
    said = {"title": "Talks", "text": BODY}
    (one,) = drafts(JsonReader(), json.dumps(said, indent=indent).encode())
    many = drafts(JsonReader(), json.dumps([said, {"text": "Other."}], indent=indent).encode("utf-8-sig"))

    assert isinstance(one, Draft)
    assert (one.title, one.text) == ("Talks", BODY)
    assert [draft.text for draft in many if isinstance(draft, Draft)] == [BODY, "Other."]
    assert len({draft.sha256 for draft in many if isinstance(draft, Draft)}) == 2


@pytest.mark.parametrize("line", ["[" * 100_000, '{"text": ' + "9" * 5_000 + "}", '{"text": NaN}', "null", '"x"'])
def test_json_oddities(line: str) -> None:
    """Deep nesting, long numbers and bare values give one error."""
    (found,) = drafts(JsonReader(), line.encode())

    assert isinstance(found, InputError)


def test_jsonl_long_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that is too long is passed over in pieces; those after it are read."""
    monkeypatch.setattr("communique.ingest.readers.jsonl.MAX_LINE", 500)
    long = json.dumps({"text": "x" * 5_000})
    found = drafts(JsonReader(), f"{long}\n{json.dumps({'text': BODY})}\n".encode())

    assert isinstance(found[0], NotAReport)
    assert isinstance(found[1], Draft)
    assert len(found) == 2


def test_jsonl_streams(tmp_path: Path) -> None:
    """The first draft is given before the file has been read to its end."""
    path = tmp_path / "many.jsonl"
    path.write_text((json.dumps({"text": BODY}) + "\n") * 5_000)

    with path.open("rb") as stream:
        next(JsonReader().read(stream, "many"))

        assert stream.tell() < 100_000


@pytest.mark.parametrize(
    "line",
    ["<!-- " * 40_000, "[^" * 60_000, "![a](b " * 20_000, "[a](" * 30_000, "`" * 100_000, "# " + "#" * 50_000 + "x",
     "-" * 5_000 + "x", "- " * 5_000 + "x"],
    ids=lambda line: line[:6],
)  # fmt: skip
def test_markdown_of_opening_marks_alone(line: str) -> None:
    """Marks that are opened and never closed take no time to speak of."""
    begun = time.process_time()
    plain(line)

    assert time.process_time() - begun < 5


def test_page_with_another_ending() -> None:
    """A page that was saved as a text file is read as a page."""
    page = SAMPLES["html"].encode()

    assert HtmlReader().bid("page.txt", page) > TextReader().bid("page.txt", page)


def test_tag_with_very_many_attributes() -> None:
    """A tag with thousands of attributes is refused: parsers need minutes for it. Long attributes are read."""
    many = "<div " + " ".join(f"a{i}" for i in range(5_000)) + ">"
    image = f'<img src="data:image/png;base64,{"QUJD" * 50_000}" alt="a b c">'

    (error,) = drafts(HtmlReader(), SAMPLES["html"].replace("<p>", many + "<p>").encode())

    assert "attributes" in str(error)
    assert BODY in only(HtmlReader(), SAMPLES["html"].replace("<p>", image + "<p>")).text


def test_empty_json_list() -> None:
    """A list without reports is told, not passed over in silence."""
    (error,) = drafts(JsonReader(), b"[]")

    assert isinstance(error, NotAReport)


def test_line_separators_in_json() -> None:
    """Line separators of Unicode may stand in a JSON text and are line ends."""
    line = json.dumps({"text": f"Talks go on\u2028\u2028{BODY}"}, ensure_ascii=False)

    assert only(JsonReader(), line).text == f"Talks go on\n\n{BODY}"
