"""Writing values into cells as what they are: a text stays a text, whatever it begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pairmatch.report.tables.plain import plain
from pairmatch.report.tables.table import Value

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST = 32_767
"""Characters that Excel takes in a cell, counted as UTF-16 does."""
_CUT = "…"
_RICH = ("<r>", "</r>")


def write(sheet: Worksheet, row: int, column: int, value: Value, look: Format) -> None:
    """Write one cell."""
    if value is None:
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, str):
        write_text(sheet, row, column, value, look)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, look)
    else:
        sheet.write_datetime(row, column, value, look)


def write_text(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """Write a text as a text."""
    short = within_limit(plain(text))
    if short.startswith(_RICH[0]) and short.endswith(_RICH[1]):
        # XlsxWriter takes a string of this form for one with fonts in it, and would write its tags as tags;
        # one that is given in at least three parts it escapes.
        sheet.write_rich_string(row, column, short[:1], short[1:2], short[2:], look)
    elif short:
        sheet.write_string(row, column, short, look)
    else:
        sheet.write_blank(row, column, None, look)


def within_limit(text: str) -> str:
    """The text, cut where Excel would refuse the file for its length."""
    if len(text) <= MOST // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MOST:
        return text
    return units[: 2 * (MOST - 1)].decode("utf-16-le", "ignore") + _CUT
