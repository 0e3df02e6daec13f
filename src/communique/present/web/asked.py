"""What a request asks for: the parameters of its address, read with clear errors, and addresses near it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote, urlencode

from communique.core.errors import UsageError

# Rows of a page.
ROWS = 50

# Longer values are nobody's question, and longer addresses no list of them.
LONGEST, LONGEST_ADDRESS = 2_000, 8_000

# A page shows every value with links that hold all the others.
MOST_VALUES = 200


@dataclass
class Asked:
    """A request to a page.

    Attributes:
        path: of the address, as written.
        parts: the variable parts of the path, decoded.
        given: the parameters, decoded; each may come several times.
        whole: whether all rows are wanted, not a page of them.
        origin: what stands before the path in addresses that are used elsewhere: ``http://127.0.0.1:8117``.
        most: more rows are not needed of a whole answer; below 0 all are.
        read: names of the parameters that the page understands; they fill up as it reads them.
    """

    path: str
    parts: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, Sequence[str]] = field(default_factory=dict)
    whole: bool = False
    origin: str = ""
    most: int = -1
    read: set[str] = field(default_factory=set)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return all values of a parameter that are not empty.

        Raises:
            UsageError: one is too long, or the address has too many.
        """
        self.read.add(name)
        if sum(map(len, self.given.values())) > MOST_VALUES:
            raise UsageError(f"An address has up to {MOST_VALUES} values here. Leave some out.")
        found = tuple(value.strip() for value in self.given.get(name, ()) if value.strip())
        if any(len(value) > LONGEST for value in found):
            raise UsageError(f"“{name}” is longer than {LONGEST} characters. Shorten it.")
        return found

    def text(self, name: str, default: str = "") -> str:
        """Return the last value of a parameter."""
        found = self.texts(name)
        return found[-1] if found else default

    def choice(self, name: str, known: Sequence[str], default: str = "") -> str:
        """Return a value of a closed list.

        Raises:
            UsageError: it is none of them.
        """
        found = self.text(name, default)
        if found != default and found not in known:
            raise UsageError(f"“{name}” is one of {', '.join(known)}; not “{found}”.")
        return found

    def day(self, name: str) -> date | None:
        """Return a day, None where none is given.

        Raises:
            UsageError: it is no day.
        """
        found = self.text(name)
        try:
            return date.fromisoformat(found) if found else None
        except ValueError as error:
            raise UsageError(f"“{found}” is no day. Write it as YYYY-MM-DD, such as 2026-03-01.") from error

    def number(self, name: str, default: int = 1) -> int:
        """Return a whole number from 1 on.

        Raises:
            UsageError: it is none.
        """
        found = self.text(name)
        if not found:
            return default
        if not (found.isascii() and found.isdigit() and 0 < len(found) < 10 and int(found)):
            raise UsageError(f"“{name}” is a whole number from 1 on; not “{found}”.")
        return int(found)

    def limits(self, rows: int = ROWS) -> tuple[int, int]:
        """Return how many rows are shown and how many stand before them."""
        page = self.number("page")
        return (self.most, 0) if self.whole else (rows, (page - 1) * rows)

    def known(self) -> None:
        """Refuse parameters that the page did not read.

        Raises:
            UsageError: there is one; the message lists those that it has.
        """
        strange = sorted(set(self.given) - self.read)
        if strange:
            has = f"It has {', '.join(sorted(self.read))}." if self.read else "It has none."
            raise UsageError(f"This page has no parameter “{strange[0]}”. {has}")

    def link(self, **changes: str | int | Sequence[str] | None) -> str:
        """Return this address with parameters changed; None takes one out. A changed list begins at its first page."""
        kept = {name: list(values) for name, values in self.given.items()}
        if "page" not in changes:
            kept.pop("page", None)
        for name, value in changes.items():
            key = name.replace("_", "-")
            kept.pop(key, None)
            if value is not None:
                kept[key] = [str(value)] if isinstance(value, str | int) else list(value)
        return address(self.path, kept)

    def twin(self, ending: str) -> str:
        """Return the address of the same rows as ``json`` or ``csv``."""
        given = {name: list(values) for name, values in self.given.items() if name != "page"}
        return address(f"{self.path}.{ending}", given)


def ours(address: str) -> bool:
    """Tell whether an address leads to a page of ours, whatever it is given to as a link."""
    local = address.startswith("/") and not address.startswith(("//", "/\\"))
    return local and address.isprintable() and len(address) <= LONGEST_ADDRESS


def address(path: str, given: Mapping[str, Sequence[str]]) -> str:
    """Return an address from a path and its parameters."""
    pairs = [(name, value) for name, values in given.items() for value in values if value]
    return f"{path}?{urlencode(pairs, quote_via=quote, safe=':')}" if pairs else path


def to(*parts: str, **given: str | int | Sequence[str] | None) -> str:
    """Return an address on this page: ``to("reports", "report:1a")`` is ``/reports/report:1a``."""
    path = "/" + "/".join(quote(part, safe=":@") for part in parts)
    named = {
        name.replace("_", "-"): [str(value)] if isinstance(value, str | int) else list(value)
        for name, value in given.items()
        if value is not None
    }
    return address(path, named)
