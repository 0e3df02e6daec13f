"""Marks of direction in the words of reports."""

import re

# Marks that hold until they are closed, and what closes them.
_EMBEDDING, _ISOLATE = "\u202c", "\u2069"
_OPENING = {**dict.fromkeys("\u202a\u202b\u202d\u202e", _EMBEDDING), **dict.fromkeys("\u2066\u2067\u2068", _ISOLATE)}
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


def closed(words: str) -> str:
    """Return words in which marks of direction are closed, so that they turn nothing around that follows."""
    if words.isascii():
        return words
    still_open: list[str] = []
    for mark in _DIRECTION.findall(words):
        if mark in _OPENING:
            still_open.append(_OPENING[mark])
        elif mark in still_open and (mark == _ISOLATE or still_open[-1] == mark):
            while still_open.pop() != mark:  # the end of an isolate also ends what was begun in it
                pass
    return words + "".join(reversed(still_open))
