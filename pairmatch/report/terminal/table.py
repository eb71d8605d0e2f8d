"""A plain table that fits its page: columns side by side, else each row as lines of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text

from pairmatch.report.terminal.page import GAP, Sheet, longest_word, packed, shrunk, widest

_LEAST_TEXT = 14  # cells in which a sentence can still be read


@dataclass(frozen=True)
class Row:
    """The cells of one row, and what stands below them."""

    cells: tuple[Text, ...]
    below: str = ""


def show_table(page: Sheet, heads: Sequence[str], rows: Sequence[Row], right: Sequence[int] = ()) -> None:
    """Print rows under their heads.

    Parameters
    ----------
    page
        Where to.
    heads
        What each column is called; a last one may be empty.
    rows
        The rows, every text in them made safe to show.
    right
        The columns whose cells end at one place, as numbers do.
    """
    columns = [[head, *(row.cells[at].plain for row in rows)] for at, head in enumerate(heads)]
    least = [min(widest(column), max(longest_word(column), _least_of(column))) for column in columns]
    if sum(least) + GAP * (len(heads) - 1) > page.width:
        _show_stacked(page, heads, rows, with_first_head=0 in right)
        return
    widths = shrunk([widest(column) for column in columns], least, page.width)
    for row in (Row(tuple(Text(head, "bold") for head in heads)), *rows):
        grid = page.grid(widths, right=right)
        grid.add_row(*row.cells)
        page.console.print(grid)
        if row.below:
            page.text(row.below, "dim", indent=4)


def _least_of(column: Sequence[str]) -> int:
    """Less than this breaks a column of sentences into too many lines."""
    return _LEAST_TEXT if any(" " in cell for cell in column[1:]) else 0


def _show_stacked(page: Sheet, heads: Sequence[str], rows: Sequence[Row], with_first_head: bool) -> None:
    """Each row as its first cell, and below it the others with what they are."""
    first = f"{heads[0].lower()} " if with_first_head else ""
    for row in rows:
        page.text(f"{first}{row.cells[0].plain}", "bold")
        parts = [
            f"{head.lower()} {cell.plain.strip()}".strip()
            for head, cell in zip(heads[1:], row.cells[1:], strict=True)
            if cell.plain.strip()
        ]
        page.text(packed(parts, page.dot, page.width - 2), indent=2)
        if row.below:
            page.text(row.below, "dim", indent=4)
