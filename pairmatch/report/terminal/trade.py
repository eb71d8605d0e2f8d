"""What giving up more old pairs would bring, and what fewer would cost."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from pairmatch.matching.answers import TradeRow
from pairmatch.report.terminal.page import Page
from pairmatch.report.terminal.table import Row, show_table


def show_trade(page: Page, rows: Sequence[TradeRow]) -> None:
    """Print a row for each number of old pairs given up."""
    page.heading("What giving up old pairs brings")
    heads = ("Pairs given up", "Placed", "Worst", "Mean", "Total", "")
    show_table(page, heads, [_row(row) for row in rows], right=(0, 1, 2, 3, 4))
    page.text("Old pairs that are not allowed any more are not counted as given up.", "dim")


def _row(row: TradeRow) -> Row:
    whole = row.whole
    numbers = (
        f"{row.changes}",
        f"{whole.people:,}",
        f"{whole.worst}",
        f"{whole.mean:,.1f}",
        f"{whole.total:,}",
    )
    style = "bold" if row.is_chosen else ""
    notes = [*(["this pairing"] if row.is_chosen else []), *([] if row.is_proven else ["not proven"])]
    return Row((*(Text(number, style) for number in numbers), Text(", ".join(notes), style or "dim")))
