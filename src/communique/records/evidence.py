"""Evidence: the place in a report's text that a row came from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A half-open range of a report's text with its words.

    Attributes:
        start: index of the first character, in Unicode code points from 0.
        end: index after the last character; ``start < end``.
        words: the characters themselves: ``text[start:end] == words``.
    """

    start: int
    end: int
    words: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Evidence":
        """Cut evidence from a text."""
        return cls(start, end, text[start:end])

    def overlaps(self, other: "Evidence") -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Evidence") -> bool:
        """Tell whether the other lies inside this one."""
        return self.start <= other.start and other.end <= self.end
