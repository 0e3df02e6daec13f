"""Collections in JSON Lines, and single JSON files."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from communique.core.errors import InputError, NotAReport, NotText
from communique.ingest import base, decode
from communique.ingest.base import Draft, Reader
from communique.ingest.fields import fields

# One line is one report; it may be as large as a file with one report.
MAX_LINE = base.MAX_BYTES

_WAY_OUT = 'Give one object a line with a "text" field, and a "title", "date" and "source" where they are known.'


class JsonReader(Reader):
    """JSON Lines, read line by line in bounded memory; or one JSON object, or a list of objects."""

    extensions = (".jsonl", ".ndjson", ".json")

    def bid(self, name: str, head: bytes) -> float:
        """Return 0.9 for a JSON file, 0.7 for a name without an ending whose text opens like a JSON object."""
        if self.owns(name):
            return 0.9
        opens = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        return 0.7 * (not base.ending(name) and opens.startswith((b'{"', b"{\n", b'[{"', b"[\n")))

    def read(self, stream: BinaryIO, source: str) -> Iterator[Draft | InputError]:
        """Yield a draft or an error for each line, or for each object of a list."""
        number, line = _first_line(stream)
        if not line:
            raise NotAReport(source, "this is empty", _WAY_OUT)
        if _is_document(line):
            yield from _document(line, stream, source)
            return
        while line:
            if line.strip():
                yield _line(line, stream, number, source)
            number, line = number + 1, stream.readline(MAX_LINE + 1)


def _first_line(stream: BinaryIO) -> tuple[int, bytes]:
    """Return the first line that is not empty, and its number."""
    number, line = 1, stream.readline(MAX_LINE + 1)
    while line and not line.strip():
        number, line = number + 1, stream.readline(MAX_LINE + 1)
    return number, line


def _is_document(line: bytes) -> bool:
    """Tell from the first line whether the file is one JSON value: a line of JSON Lines ends with its object."""
    opens = line.removeprefix(b"\xef\xbb\xbf").strip()
    return opens.startswith((b"[", b"\xff\xfe", b"\xfe\xff")) or opens.endswith((b"{", b","))


def _document(line: bytes, stream: BinaryIO, source: str) -> Iterator[Draft | InputError]:
    rest = stream.read(base.MAX_BYTES + 1)
    if len(line) + len(rest) > base.MAX_BYTES:
        problem = f"this is one JSON value of more than {base.MAX_BYTES // 1_000_000} MB"
        raise NotAReport(source, problem, "Write it as JSON Lines, one object a line, in a file that ends in .jsonl.")
    data = line + rest
    value = _parsed(data, source)
    if not isinstance(value, list):
        yield _draft(value, data, None, source)
        return
    if not value:
        raise NotAReport(source, "this list is empty", _WAY_OUT)
    for number, one in enumerate(value, 1):
        # An object in a list has no bytes of its own; those of its plainest form stand for them.
        written = json.dumps(one, ensure_ascii=True, sort_keys=True).encode()
        yield _draft(one, written, number, source)


def _line(line: bytes, stream: BinaryIO, number: int, source: str) -> Draft | InputError:
    place = f"{source}, line {number}"
    if len(line) > MAX_LINE:
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE)
        problem = f"the line has more than {MAX_LINE // 1_000_000} MB"
        return NotAReport(place, problem, "Split it into one report a line.")
    try:
        value = _parsed(line.rstrip(b"\r\n"), place)
    except InputError as error:
        return error
    return _draft(value, line.rstrip(b"\r\n"), number, source)


def _parsed(data: bytes, place: str) -> object:
    try:
        # Not strict: in tidy text a line separator inside a string is a line end.
        return json.loads(decode.to_text(data, place), strict=False)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply or a number too long"
        raise NotText(place, f"this is not valid JSON ({reason})", _WAY_OUT) from error


def _draft(value: object, data: bytes, number: int | None, source: str) -> Draft | InputError:
    place = source if number is None else f"{source}, line {number}"
    if not isinstance(value, dict):
        return NotAReport(place, "this is no JSON object", _WAY_OUT)
    found = fields(value)
    if not found.text and not found.title:
        return NotAReport(place, "this object has no text", _WAY_OUT)
    return Draft(
        base.sha256(data),
        found.text or "",
        title=found.title,
        deck=found.deck,
        outlet=found.outlet,
        authors=found.authors,
        published=found.published,
        line=number,
    )
