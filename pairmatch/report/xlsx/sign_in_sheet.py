"""Attendance lists to print and sign: a page for each workshop run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pairmatch.report.tables.outcome import Outcome
from pairmatch.report.tables.runs import SignIn
from pairmatch.report.tables.table import Kind
from pairmatch.report.xlsx.cells import write_text
from pairmatch.report.xlsx.page import Page, pixels_of, scale_for, set_up
from pairmatch.report.xlsx.styles import GREY, Styles

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TITLE = "Sign-in"
_HEADINGS = ("", "Name", "Grade or role", "Directorate", "Signature")
_WIDTHS = (4.0, 27.0, 27.0, 18.0, 30.0)
_TO_SIGN = 27.0
"""Points of height that a signature takes."""
_SPARE = 2
"""Empty lines for those who come in place of another."""


def write_sign_in(sheet: Worksheet, look: Styles, outcome: Outcome, lists: Sequence[SignIn]) -> None:
    """Write every list below the other, each on a page of its own."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    row, breaks = 0, list[int]()
    for number, one in enumerate(lists):
        if number:
            breaks.append(row)
        row = _write_list(sheet, look, one, row)
    set_up(sheet, outcome, Page(TITLE, fit=False))
    sheet.set_print_scale(scale_for(sum(map(pixels_of, _WIDTHS)), is_lying=False))
    sheet.set_h_pagebreaks(breaks)
    sheet.hide_gridlines(2)


def _write_list(sheet: Worksheet, look: Styles, one: SignIn, row: int) -> int:
    """Write one list from `row` on; the row after it is returned."""
    sheet.set_row(row, 24)
    write_text(sheet, row, 0, one.title, look.title)
    facts = [one.when, one.where, f"Held by {one.held_by}" if one.held_by else "", one.places]
    fact_look = look.style(font_size=12, font_color=GREY)
    for fact in filter(None, facts):
        row += 1
        sheet.set_row(row, 18)
        write_text(sheet, row, 0, fact, fact_look)
    row += 2
    sheet.set_row(row, 22)
    for column, heading in enumerate(_HEADINGS):
        write_text(sheet, row, column, heading, look.heading)
    cell, count = look.cell(Kind.TEXT, font_size=11), look.cell(Kind.NUMBER, font_size=11)
    lines = [(one.name, one.job, one.directorate) for one in one.people] + [("", "", "")] * _SPARE
    for number, line in enumerate(lines, start=1):
        row += 1
        sheet.set_row(row, _TO_SIGN)
        sheet.write_number(row, 0, number, count)
        for column, text in enumerate((*line, ""), start=1):
            write_text(sheet, row, column, text, cell)
    return row + 2
