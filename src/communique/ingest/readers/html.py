"""Web pages saved as HTML."""

import json
import logging
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from communique.core.errors import InputError, NotAReport
from communique.ingest import base
from communique.ingest.base import Draft, Reader
from communique.ingest.decode import to_text
from communique.ingest.fields import Fields, fields, one_line

# trafilatura logs each page that it finds nothing in; the error raised here says it.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body)\b", re.I | re.S)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{1,40})", re.I)
_ARTICLE = re.compile(r"Article|BlogPosting|Report")

_METADATA = {
    "title": ("og:title", "twitter:title", "dc.title", "citation_title"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "citation_publisher"),
    "author": ("author", "byl", "dc.creator", "parsely-author", "citation_author"),
    "published": (
        "article:published_time", "datepublished", "parsely-pub-date", "pubdate", "publish-date", "date", "dc.date",
        "dc.date.issued", "citation_publication_date",
    ),
}  # fmt: skip
_DAYS = "//*[@itemprop='datePublished']/@*[name()='content' or name()='datetime'] | //article//time/@datetime"
_HEADLINES = ("//article//h1", "//main//h1", "//h1")

# The elements that show the standfirst, by schema.org property or by a word of their class name.
_STANDFIRST = (
    "//body//*[@itemprop='alternativeHeadline' or @itemprop='description'][not(self::meta)]",
    "//body//*[self::p or self::h2 or self::h3 or self::div]"
    "[contains(@class, 'standfirst') or contains(@class, 'subhead') or contains(@class, 'sub-head')"
    " or contains(@class, 'subtitle') or contains(concat(' ', translate(@class, '-_', '  '), ' '), ' dek ')"
    " or contains(concat(' ', translate(@class, '-_', '  '), ' '), ' deck ')]",
)
_MAX_STANDFIRST = 400

# Images inside a page make long tags with few attributes.
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{5000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MAX_ATTRIBUTES = 1000
_COPY = "Copy the article's text into a text file and give that."


class HtmlReader(Reader):
    """A saved page of a news site; trafilatura tells the article from navigation and comments."""

    extensions = (".html", ".htm", ".xhtml")

    def bid(self, name: str, head: bytes) -> float:
        """Return 0.9 for an HTML file that opens like one, 0.6 for its name, 0.8 for its opening alone."""
        opens = bool(_OPENING.match(head))
        if self.owns(name):
            return 0.9 if opens else 0.6
        return 0.8 * opens

    def read(self, stream: BinaryIO, source: str) -> Iterator[Draft | InputError]:
        """Yield the article of the page; a time zone in its date does not change the day."""
        data = base.whole(stream, source)
        declared = _CHARSET.search(data[:4096])
        page = to_text(data, source, declared[1].decode("ascii") if declared else None)
        _check_tags(page, source)
        tree, text = _extract(page)
        said = _json_ld(tree) if tree is not None else Fields()
        text = text or said.text
        if tree is None or not text:
            raise NotAReport(source, "there is no article text in this page", _COPY)
        meta = _metadata(tree)
        deck, headline = _standfirst(tree), _headline(tree)
        yield Draft(
            base.sha256(data),
            "\n".join(line for line in text.split("\n") if one_line(line) not in (headline, *deck)),
            title=headline or said.title or meta.title or _shown(tree, "//head/title"),
            deck=deck,
            outlet=said.outlet or meta.outlet,
            authors=said.authors or meta.authors,
            published=said.published or meta.published,
            lines_are_paragraphs=True,
        )


def _check_tags(page: str, source: str) -> None:
    """Refuse a tag with very many attributes: the parser compares each with all others.

    Raises:
        NotAReport: there is such a tag.
    """
    for tag in _LONG_TAG.finditer(page):
        if len(_QUOTED.sub("", tag[0]).split()) > _MAX_ATTRIBUTES:
            problem = f"this page has a tag with more than {_MAX_ATTRIBUTES:,} attributes"
            raise NotAReport(source, problem, _COPY)


def _extract(page: str) -> tuple[Any, str | None]:
    """Return the page's tree and the text of its article, one paragraph a line; None where there is none."""
    # Imported here: it takes a quarter of a second, and most inputs are no HTML.
    from trafilatura import bare_extraction
    from trafilatura.settings import Document
    from trafilatura.utils import load_html

    tree = load_html(page)
    if tree is None:
        return None, None
    # Without its metadata search, which asks the clock for the latest possible date.
    found = bare_extraction(tree, with_metadata=False, include_comments=False, include_tables=False)
    return tree, found.text if isinstance(found, Document) else None


def _json_ld(tree: Any) -> Fields:
    """Return what the page's JSON-LD says of its article; its description need not be shown on the page."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            found = next(_articles(json.loads(script)), None)
        except (ValueError, RecursionError):
            continue
        if found:
            return fields(found)
    return Fields()


def _articles(value: object) -> Iterator[dict[object, object]]:
    """Yield the objects of an article's type in a list or a graph."""
    if isinstance(value, list):
        for one in value:
            yield from _articles(one)
    elif isinstance(value, dict):
        if _ARTICLE.search(str(value.get("@type"))):
            yield value
        yield from _articles(value.get("@graph"))


def _metadata(tree: Any) -> Fields:
    """Return what the page's meta elements and dated elements say."""
    said: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]"):
        key = element.get("property") or element.get("name") or ""
        said.setdefault(key.lower(), element.get("content"))
    days = [day for name in _METADATA["published"] if (day := said.get(name))] + tree.xpath(_DAYS)
    found: dict[object, object] = {
        field: next((said[name] for name in names if said.get(name)), None) for field, names in _METADATA.items()
    }
    return fields({**found, "published": days[0] if days else None})


def _headline(tree: Any) -> str | None:
    return next((words for path in _HEADLINES if (words := _shown(tree, path))), None)


def _shown(tree: Any, path: str) -> str | None:
    """Return the words of the first element that has any."""
    return next((words for element in tree.xpath(path) if (words := one_line(element.text_content()))), None)


def _standfirst(tree: Any) -> tuple[str, ...]:
    found = next((words for path in _STANDFIRST if (words := _shown(tree, path))), None)
    return (found,) if found and len(found) <= _MAX_STANDFIRST else ()
