"""Markdown, with or without a front matter."""

import html
import re
from collections.abc import Iterator
from typing import BinaryIO

import yaml

from communique.core.errors import InputError
from communique.ingest import base
from communique.ingest.base import Draft, Reader
from communique.ingest.decode import to_text
from communique.ingest.fields import Fields, fields

_FRONT = re.compile(r"\s*---[ ]*\n(?P<yaml>.*?)\n(?:---|\.\.\.)[ ]*(?:\n|$)", re.DOTALL)
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ ]+(?P<words>.*)")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:=+|-{3,})[ ]*")
_QUOTE = re.compile(r"^[ ]{0,3}(?:>[ ]?)+")
_ITEM = re.compile(r"[ ]*(?:[*+-]|\d{1,3}[.)])[ ]+(?:\[[ xX]\][ ]+)?")
_SKIPPED = re.compile(r"[ ]*(?:`{3,}|~{3,}).*|[ ]{0,3}\[[^\]]+\]:[ ]*\S+.*|(?=.*-{3})[ :|-]+")
_MARKED_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:#{1,3} \S|---[ ]*\r?\n\w+:)")

# Marks inside a line, in this order: what each becomes is its group "words", or nothing. What is between two marks has
# a limit, else a line of opening marks alone would be searched to its end from each of them.
_INLINE = (
    re.compile(r"<!--.{0,2000}?-->"),
    re.compile(r"!\[[^\]]{0,1000}\](?:\([^()\s]{0,2000}(?:[ ]+[^()]{0,1000})?\)|\[[^\]]{0,1000}\])"),
    re.compile(r"\[\^[^\]]{1,100}\]"),
    re.compile(r"\[(?P<words>[^\[\]]{1,1000})\](?:\((?:[^()]|\([^()]{0,500}\)){0,2000}\)|\[[^\[\]]{0,1000}\])"),
    re.compile(r"<(?P<words>(?:https?://|mailto:)[^<>\s]+)>"),
    re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>"),
    re.compile(r"(?<![*\\\w])\*{1,3}(?=[^\s*])(?P<words>[^*]+?)(?<![\s\\])\*{1,3}(?![*\w])"),
    re.compile(r"(?<![_\\\w])_{1,3}(?=[^\s_])(?P<words>[^_]+?)(?<![\s\\])_{1,3}(?![_\w])"),
    re.compile(r"~~(?P<words>[^~]+)~~"),
    re.compile(r"`++(?P<words>[^`]+)`+"),
)
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!<>|~-])")


class MarkdownReader(Reader):
    """Markdown; the first heading is the title, the other marks become plain text."""

    extensions = (".md", ".markdown", ".mdown")

    def bid(self, name: str, head: bytes) -> float:
        """Return 0.6 for a Markdown file; 0.3 for a name without an ending whose text opens like Markdown."""
        if self.owns(name):
            return 0.6
        return 0.3 * bool(not base.ending(name) and _MARKED_HEAD.match(head))

    def read(self, stream: BinaryIO, source: str) -> Iterator[Draft | InputError]:
        """Yield the one report of the file."""
        data = base.whole(stream, source)
        said, text = _front_matter(to_text(data, source))
        title, body = plain(text)
        yield Draft(
            base.sha256(data),
            body,
            title=said.title or title,
            deck=said.deck,
            outlet=said.outlet,
            authors=said.authors,
            published=said.published,
        )


def _front_matter(text: str) -> tuple[Fields, str]:
    found = _FRONT.match(text)
    if not found:
        return Fields(), text
    try:
        said = yaml.safe_load(found["yaml"])
    except (yaml.YAMLError, ValueError, RecursionError):
        return Fields(), text
    return (fields(said), text[found.end() :]) if isinstance(said, dict) else (Fields(), text)


def plain(text: str) -> tuple[str | None, str]:
    """Return the heading that opens a Markdown text, if one does, and the text without its marks.

    Paragraphs and line ends stay; items of lists keep a bullet, so that they are seen as such.
    """
    title: str | None = None
    lines: list[str] = []
    for line in text.split("\n"):
        if _UNDERLINE.fullmatch(line) and lines and lines[-1].strip():
            heading = lines.pop()
        elif _SKIPPED.fullmatch(line):
            lines.append("")
            continue
        elif found := _HEADING.fullmatch(line):
            heading = _inline(_unclosed(found["words"]))
        else:
            lines.append(_line(line))
            continue
        if title is None and not any(map(str.strip, lines)):
            title = heading.strip()
        else:
            lines += ["", heading, ""]
    return title or None, "\n".join(lines)


def _unclosed(heading: str) -> str:
    """Return a heading without the number signs that may close it."""
    return heading.rstrip().rstrip("#").rstrip()


def _line(line: str) -> str:
    line = _QUOTE.sub("", line)
    item = _ITEM.match(line)
    if not item:
        return _inline(line)
    return f"• {_inline(line[item.end() :])}"


def _inline(words: str) -> str:
    words = _BREAK.sub(" ", words)
    for pattern in _INLINE:
        words = pattern.sub(lambda found: found.groupdict().get("words") or "", words)
    return html.unescape(_ESCAPE.sub(r"\1", words))
