"""The page that every report is printed on: its width, its signs, what things are called."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from pairmatch.cohort.schema import Cohort
from pairmatch.report.glyphs import bar, glyphs_for
from pairmatch.report.names import Names

GAP = 2
BAR_CELLS = 8
_NARROW = 60
SCORE_STYLES = {"good": "green", "fair": "yellow", "poor": "red"}
"""The colour of a score, by its `quality`."""


class Sheet:
    """A console, and what is needed to print facts on it whose cohort need not be known."""

    def __init__(self, console: Console, names: Names) -> None:
        self.console = console
        self.names = names
        self.glyphs = glyphs_for(console.encoding)
        self.width = console.width
        self.is_narrow = self.width < _NARROW
        """Whether there is no room for sites, hours and bars beside names."""
        self.names.has_sites &= not self.is_narrow

    @property
    def dot(self) -> str:
        """Between parts of one line."""
        return f" {self.glyphs.dot} "

    def heading(self, text: str, style: str = "bold") -> None:
        """Print an empty line and a heading."""
        self.console.print()
        self.text(text, style)

    def text(self, text: str, style: str = "", indent: int = 0) -> None:
        """Print a paragraph, all of its lines indented."""
        row = self.grid([indent, max(1, self.width - indent)] if indent else [self.width], gap=0)
        cells = [Text(text, style)]
        row.add_row(*([Text(""), *cells] if indent else cells))
        self.console.print(row)

    def grid(self, widths: Sequence[int], gap: int = GAP, right: Sequence[int] = ()) -> Table:
        """A table without lines whose columns have these widths; those numbered in `right` align there."""
        table = Table.grid(padding=(0, gap, 0, 0), pad_edge=False)
        for number, width in enumerate(widths):
            justify: JustifyMethod = "right" if number in right else "left"
            table.add_column(width=width, overflow="fold", justify=justify)
        return table

    def gauge(self, value: int, full: int | None, cells: int = BAR_CELLS) -> Text:
        """A bar and a number, as `█████▍  24/30`; the number alone where there is no limit."""
        if full is None:
            return Text(f"{value}")
        if self.is_narrow:
            return Text(f"{value}/{full}")
        share = value / full if full else 1.0
        return Text(bar(self.glyphs, share, cells), "cyan").append(f" {value}/{full}", "default")


class Page(Sheet):
    """A console, and what is needed to print the facts of one cohort on it."""

    def __init__(self, console: Console, cohort: Cohort) -> None:
        super().__init__(console, Names(cohort))
        self.cohort = cohort


def shrunk(wanted: Sequence[int], least: Sequence[int], room: int, gap: int = GAP) -> list[int]:
    """Column widths for a table of `room` cells: as wanted, else the widest ones narrowed.

    A column is narrowed below its `least` only when all of them are down to theirs.
    """
    widths = [max(1, width) for width in wanted]
    floors = [min(floor, width) for floor, width in zip(least, widths, strict=True)]
    for _ in range(sum(widths) + gap * (len(widths) - 1) - room):
        spare = [width if width > floor else 0 for width, floor in zip(widths, floors, strict=True)]
        widest_one = spare.index(max(spare)) if any(spare) else widths.index(max(widths))
        widths[widest_one] = max(1, widths[widest_one] - 1)
    return widths


def widest(texts: Sequence[str]) -> int:
    """The cells of the longest of some texts; 0 for none."""
    return max(map(cell_len, texts), default=0)


def longest_word(texts: Sequence[str]) -> int:
    """The cells of the longest word of some texts."""
    return widest([word for text in texts for word in text.split()])


def cut(text: str, cells: int, sign: str) -> str:
    """A text of at most so many cells, its end cut off and a sign put there where it is longer."""
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, max(0, cells - cell_len(sign))).rstrip() + sign


def words_cut(text: str, cells: int, sign: str) -> str:
    """The text with each word cut that is wider than its column."""
    return " ".join(cut(word, cells, sign) for word in text.split(" "))


def packed(items: Sequence[str], separator: str, room: int) -> str:
    """The items with separators between, broken into lines between items only."""
    lines: list[str] = []
    for item in items:
        longer = f"{lines[-1]}{separator}{item}" if lines else item
        if lines and cell_len(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(item)
    return "\n".join(lines)
