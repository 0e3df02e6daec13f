"""Bytes to text, and text to tidy text."""

import re
import unicodedata
from functools import cache
from importlib import resources

from communique.core.errors import NotText

_WAY_OUT = "Save it as plain text, Markdown or HTML and give that file."

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

# Bytes looked at to tell an encoding or a binary file; more does not change the answer.
SAMPLE = 65_536

# Text has next to no control characters; bytes drawn at random have 11 %.
MAX_CONTROLS = 0.02

# Above this share of letters outside ASCII the text is not English in a Western encoding, so the encoding is guessed.
MAX_WESTERN = 0.3

# A damaged character in a hundred is a damaged UTF-8 file; more than that is another encoding.
MAX_DAMAGED = 0.01

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def to_text(data: bytes, source: str, declared: str | None = None) -> str:
    """Decode and tidy the bytes of one input.

    Args:
        data: the bytes.
        source: the input as the user named it, for messages.
        declared: the encoding that the input itself names; used when the bytes are not UTF-8.

    Raises:
        NotText: the bytes are not text, or in an encoding that cannot be told.
    """
    kind = binary_kind(data)
    if kind:
        raise NotText(source, f"this is {kind}, not text", _WAY_OUT)
    text = _decode(data, declared)
    if text is None or _is_noise(text):
        raise NotText(source, "this is binary data or text in an unknown encoding", _WAY_OUT)
    return tidy(text)


def binary_kind(head: bytes) -> str | None:
    """Return what the first bytes show the input to be ("a PDF file"); None when they show no known binary format."""
    return next((kind for magic, kind in _magic() if head.startswith(magic)), None)


@cache
def _magic() -> tuple[tuple[bytes, str], ...]:
    rows = (resources.files(__package__) / "magic.tsv").read_text("utf-8").splitlines()[1:]
    pairs = (row.split("\t") for row in rows)
    return tuple((bytes.fromhex(magic), kind) for magic, kind in pairs)


def _decode(data: bytes, declared: str | None) -> str | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, errors="replace")
    if b"\x00" in data[:SAMPLE]:
        return _decode_wide(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(data, declared)


def _decode_wide(data: bytes) -> str | None:
    """Decode UTF-16 without a byte order mark: English text has its zero bytes all on one side."""
    sample = data[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 10 * even and odd > len(sample) / 4:
        return data.decode("utf-16-le", errors="replace")
    if even > 10 * odd and even > len(sample) / 4:
        return data.decode("utf-16-be", errors="replace")
    return None


def _decode_other(data: bytes, declared: str | None) -> str | None:
    damaged = data.decode("utf-8", errors="replace")
    marks, others = damaged.count("\ufffd"), sum(c > "\x7f" for c in damaged)
    if marks <= MAX_DAMAGED * len(damaged) and others >= 2 * marks:
        return damaged
    if declared:
        try:
            return data.decode(declared)
        except (LookupError, UnicodeError):
            pass
    western = data.decode("cp1252", errors="replace")
    letters = [c for c in western[:SAMPLE] if c.isalpha()]
    return western if sum(c > "\x7f" for c in letters) <= MAX_WESTERN * len(letters) else _decode_guessed(data)


def _decode_guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # only few inputs need it

    best = from_bytes(data[:SAMPLE]).best()
    return None if best is None else data.decode(best.encoding, errors="replace")


def _is_noise(text: str) -> bool:
    sample = text[:SAMPLE]
    return len(_CONTROLS.findall(sample)) > MAX_CONTROLS * len(sample)


def tidy(text: str) -> str:
    r"""Return the text in NFC with ``\n`` line ends, plain spaces, and no control, zero-width or direction characters.

    A lone surrogate, which JSON can carry, becomes U+FFFD.
    """
    text = text.replace("\r\n", "\n").translate(_table())
    return text if text.isascii() else unicodedata.normalize("NFC", text)


@cache
def _table() -> dict[int, str]:
    rows = (resources.files(__package__) / "characters.tsv").read_text("utf-8").splitlines()[1:]
    table: dict[int, str] = {}
    for row in rows:
        first, last, becomes, _ = row.split("\t")
        written = "".join(chr(int(code, 16)) for code in becomes.split())
        table.update(dict.fromkeys(range(int(first, 16), int(last, 16) + 1), written))
    return table
