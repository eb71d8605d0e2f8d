"""The pairing as a sheet: scores coloured from low to high, and who waits below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pairmatch.report.tables.outcome import Outcome
from pairmatch.report.tables.pairs import pair_table, unmatched_table
from pairmatch.report.tables.table import Kind, Table
from pairmatch.report.xlsx.cells import write_text
from pairmatch.report.xlsx.heights import height_of
from pairmatch.report.xlsx.styles import HIGH, LOW, MIDDLE, Styles
from pairmatch.report.xlsx.table_sheet import HEADINGS, Layout, write_table

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_COLORS: dict[str, Any] = {
    "type": "3_color_scale",
    "min_type": "num",
    "min_value": 0,
    "min_color": LOW,
    "mid_type": "num",
    "mid_value": 500,
    "mid_color": MIDDLE,
    "max_type": "num",
    "max_value": 1000,
    "max_color": HIGH,
}


def write_pairing(sheet: Worksheet, look: Styles, outcome: Outcome) -> None:
    """Write the pairs, and below them who has no partner."""
    table = pair_table(outcome)
    layout = write_table(sheet, look, outcome, table)
    _color_scores(sheet, table)
    waiting = unmatched_table(outcome)
    if waiting.rows:
        _write_below(sheet, look, waiting, layout)


def _color_scores(sheet: Worksheet, table: Table) -> None:
    last = HEADINGS + max(1, len(table.rows))
    for number, column in enumerate(table.columns):
        if column.kind is Kind.SCORE:
            sheet.conditional_format(HEADINGS + 1, number, last, number, _COLORS)


def _write_below(sheet: Worksheet, look: Styles, waiting: Table, layout: Layout) -> None:
    """A name, and the reason across the other columns."""
    at = layout.last_row + 2
    write_text(sheet, at, 0, f"{waiting.title} ({len(waiting.rows)})", look.section)
    last = max(1, len(layout.widths) - 1)
    room = max(20.0, sum(layout.widths[1:]))
    name, why = look.cell(Kind.TEXT, bold=True), look.cell(Kind.TEXT)
    for row, (who, reason) in enumerate(waiting.rows, start=at + 1):
        write_text(sheet, row, 0, str(who), name)
        if last > 1:
            sheet.merge_range(row, 1, row, last, "", why)
        write_text(sheet, row, 1, str(reason), why)
        sheet.set_row(row, height_of((str(who), str(reason)), (layout.widths[0], room)))
