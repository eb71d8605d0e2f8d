"""The people as a sheet that can be taken back: headings in the first row, and nothing above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pairmatch.report.tables.outcome import Outcome
from pairmatch.report.tables.table import Table
from pairmatch.report.xlsx.page import Page, set_up
from pairmatch.report.xlsx.styles import Styles
from pairmatch.report.xlsx.table_sheet import WIDEST, Shape, write_rows

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_NAMES = 2
"""Columns that stay in sight, and stand on every page: id and name."""
_PER_CENT = 70


def write_people(sheet: Worksheet, look: Styles, outcome: Outcome, table: Table) -> None:
    """Write the people of one side."""
    layout = write_rows(sheet, look, table, 0, Shape(_NAMES, WIDEST, wrap=False))
    for column, width in enumerate(layout.widths):
        sheet.set_column(column, column, width)
    set_up(sheet, outcome, Page(table.title, is_lying=True, repeat_row=0, fit=False))
    sheet.set_print_scale(_PER_CENT)
    sheet.repeat_columns(0, _NAMES - 1)
