"""Bytes to text."""

import unicodedata

import pytest

from communique.core.errors import NotText
from communique.ingest.decode import tidy, to_text

ENGLISH = "The envoy’s café “talks” ended – nobody knew why.\n" * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    """English text is read in each encoding that programs save it in, with and without a byte order mark."""
    assert to_text(ENGLISH.encode(encoding), "x.txt") == ENGLISH


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_other_scripts(encoding: str) -> None:
    """Text in another script is decoded as that script, so that its language can be named."""
    russian = "Министр иностранных дел заявил во вторник, что переговоры продолжатся в Женеве. " * 10

    assert "переговоры" in to_text(russian.encode(encoding), "x.txt")


def test_declared_encoding() -> None:
    """The encoding that a page declares is used when the bytes are not UTF-8; an unknown one is passed over."""
    data = "Zażółć gęślą jaźń".encode("iso-8859-2")

    assert to_text(data, "x.html", "iso-8859-2") == "Zażółć gęślą jaźń"
    assert to_text("naïve talks".encode("cp1252"), "x.html", "no-such-encoding") == "naïve talks"


def test_damaged_utf8() -> None:
    """One broken character in a UTF-8 file leaves the others as they are and is shown."""
    data = ENGLISH.encode() + b"caf\xe9 end"

    assert to_text(data, "x.txt") == ENGLISH + "caf\ufffd end"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04" + b"x" * 99, "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"{\\rtf1\\ansi text}", "RTF"),
        (b"text\x00with\x00\x00zeros", "binary"),
        (bytes(range(1, 255)) * 40, "binary"),
    ],
)
def test_binary(data: bytes, kind: str) -> None:
    """Binary data is refused with its kind and a way out."""
    with pytest.raises(NotText, match=kind) as error:
        to_text(data, "x.txt")

    assert "Save it as plain text" in error.value.way_out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("a\u2029b", "a\n\nb"),
        ("a\u00a0b\u2009c\td\u3000e", "a b c d e"),
        ("sa\u200bi\u00add\ufeff \u202eno\u2069", "said no"),
        ("a\x00b\x07c\x1b", "abc"),
        ("e\u200b\u0301", "é"),
        ("\ud800x", "\ufffdx"),
        ("“US-China” ‘talks’ — 5–6 … €", "“US-China” ‘talks’ — 5–6 … €"),
    ],
)
def test_tidy(text: str, expected: str) -> None:
    """Line ends and spaces become plain, what cannot be seen goes, words and quotation marks stay, all in NFC."""
    found = tidy(text)

    assert found == expected
    assert unicodedata.is_normalized("NFC", found)


@pytest.mark.parametrize("declared", ["undefined", "idna", "hex"])
def test_declared_encoding_that_is_none(declared: str) -> None:
    """What Python calls an encoding and no page is written in is passed over."""
    assert to_text("naïve talks".encode("cp1252"), "x.html", declared) == "naïve talks"
