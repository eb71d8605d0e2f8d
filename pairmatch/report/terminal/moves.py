"""Who moves from one pairing to another: a row a person."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from pairmatch.matching.answers import Move
from pairmatch.report.moves import partners_in_words
from pairmatch.report.terminal.page import Sheet
from pairmatch.report.terminal.table import Row, show_table

FEW = 40


def show_moves(page: Sheet, moves: Sequence[Move], before: str, after: str) -> None:
    """Print with whom each of these people was and is, under the heads `before` and `after`."""
    rows = [
        Row(
            (
                Text(page.names.person(move.person)),
                Text(partners_in_words(page.names, page.glyphs, move.before)),
                Text(partners_in_words(page.names, page.glyphs, move.after), "" if move.after else "yellow"),
            )
        )
        for move in moves[:FEW]
    ]
    show_table(page, ("Who moves", before, after), rows)
    if len(moves) > FEW:
        page.text(f"and {len(moves) - FEW:,} more", "dim")
