"""Text as XML can hold it."""

import re

# What XML 1.0 cannot hold.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def held(text: str) -> str:
    """Return a text with a replacement character in place of each that XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)
