"""Content-derived identifiers: the same input gives the same id on every machine."""

import hashlib
import re
import unicodedata

_SEPARATOR = "\x1f"  # ASCII unit separator: cannot occur in cleaned text, so parts never run together.


# Letters that Unicode does not take apart, and apostrophes, which close up.
PLAIN = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "þ": "th", "ð": "d", "æ": "ae", "œ": "oe", "’": "", "'": ""}
)


def hashed(prefix: str, *parts: object) -> str:
    """Return ``prefix:`` and 16 hex digits (64 bits) of the SHA-256 of the parts' texts."""
    digest = hashlib.sha256(_SEPARATOR.join(map(str, parts)).encode()).hexdigest()
    return f"{prefix}:{digest[:16]}"


def slug(words: str) -> str:
    """Return the words as lower-case ASCII joined by hyphens: ``Recep Tayyip Erdoğan`` → ``recep-tayyip-erdogan``.

    Words without any letter that ASCII can show are written as code points, so that they stay apart.
    """
    plain = unicodedata.normalize("NFKD", words.lower().translate(PLAIN))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    found = re.findall(r"[a-z0-9]+", plain)
    return "-".join(found) or "-".join(f"{ord(c):x}" for c in words)
