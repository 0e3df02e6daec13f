"""Text on a terminal: headings, and items with a hanging margin."""

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from communique.present.cli.screen import MEASURE

Styled = str | tuple[str, str]


class Page:
    """Writes to a console. On a terminal lines are broken between words; elsewhere an item is one line.

    Args:
        console: where to write; a width beyond any terminal's means that nothing is broken.
    """

    def __init__(self, console: Console) -> None:
        self.console = console
        self.bound = console.is_terminal
        self.width = min(console.width, MEASURE) if self.bound else console.width
        self._begun = False

    def heading(self, words: str, remark: str = "") -> None:
        """Write a heading with an empty line before it."""
        if self._begun:
            self.blank()
        self.item([(words.upper(), "bold"), ("  " + remark if remark else "", "dim")])
        self._begun = True

    def blank(self) -> None:
        """Write an empty line."""
        self.console.print()

    def item(self, parts: Sequence[Styled], indent: int = 0, label: Sequence[Styled] = (), margin: int = 0) -> None:
        """Write words with a margin on the left.

        Args:
            parts: the words, each alone or with a Rich style; white space in them counts as one blank.
            indent: blanks before everything.
            label: written in the margin of the first line.
            margin: width of the margin to the right of the indent; a longer label moves the first line only.
        """
        first, body = Text.assemble(*label), Text.assemble(*parts)
        room = max(20, self.width - indent - margin)
        lines = body.wrap(self.console, room) if self.bound else [body]
        for number, line in enumerate(lines):
            line.rstrip()
            lead = Text(" " * indent)
            lead.append_text(first if number == 0 else Text())
            lead.append(" " * (indent + margin - lead.cell_len))
            self.console.print(lead.append_text(line), soft_wrap=True)

    def table(self, header: Sequence[str], rows: Sequence[Sequence[Text]]) -> None:
        """Write a table: its first column takes the room that the others leave."""
        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
        for place, name in enumerate(header):
            table.add_column(name, ratio=1 if place == 0 and self.bound else None, overflow="fold", min_width=7)
        for row in rows:
            table.add_row(*row)
        table.expand = self.bound
        if self.bound:
            self.console.print(table, width=self.width)
            return
        with self.console.capture() as captured:
            self.console.print(table)
        for line in captured.get().splitlines():
            self.console.print(line.rstrip(), soft_wrap=True)
