"""A sheet that is one table: title, headings that stay in sight, filter, widths that fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from typing import TYPE_CHECKING

from pairmatch.report.tables.outcome import Outcome
from pairmatch.report.tables.table import Kind, Table, Value
from pairmatch.report.xlsx import styles
from pairmatch.report.xlsx.cells import write, write_text
from pairmatch.report.xlsx.heights import height_of
from pairmatch.report.xlsx.page import Page, pixels_of, scale_for, set_up
from pairmatch.report.xlsx.styles import Styles

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

HEADINGS = 2
"""The row of the headings, counted from 0: a title and a line on where it comes from stand above."""
WIDEST, WIDEST_OF_MANY, WIDEST_OF_FEW = 44.0, 26.0, 70.0
_NARROWEST = 6.0
_FEW, _MANY = 5, 12
"""Numbers of columns up to which, and from which, the widest may be wider, or less wide."""
_HEADING_POINTS = 31.0
"""So that the arrow of the filter stands below the heading, not on it."""
_CELLS = {Kind.DATE: 17.0, Kind.TIME: 7.0}
_WIDE_TABLE = 720
"""Pixels from which a table is printed lying."""
_EVERYWHERE = "A1:XFD1048576"


@dataclass(frozen=True)
class Shape:
    """How a table is to be laid out."""

    frozen: int = 1
    """How many columns stay in sight."""
    widest: float | None = None
    """Characters that the widest column holds; None: by how many columns there are."""
    wrap: bool = True
    """Whether a long text goes on in the next line."""


@dataclass(frozen=True)
class Layout:
    """How a table was laid out."""

    widths: Sequence[float]
    last_row: int

    @property
    def pixels(self) -> int:
        """How wide it is."""
        return sum(map(pixels_of, self.widths))


def write_table(
    sheet: Worksheet,
    look: Styles,
    outcome: Outcome,
    table: Table,
    *,
    pages_by: str | None = None,
) -> Layout:
    """Write a table with its title onto an empty sheet.

    Parameters
    ----------
    sheet, look
        Where to, and how it looks.
    outcome
        What the title line tells of.
    table
        What is written.
    pages_by
        The heading of a column; a new page is begun wherever its value changes.
    """
    write_head(sheet, look, outcome, table.title)
    layout = write_rows(sheet, look, table, HEADINGS, Shape())
    for column, width in enumerate(layout.widths):
        sheet.set_column(column, column, width)
    is_lying = layout.pixels > _WIDE_TABLE
    set_up(sheet, outcome, Page(table.title, is_lying, HEADINGS, fit=pages_by is None))
    if pages_by is not None:
        sheet.set_print_scale(scale_for(layout.pixels, is_lying=is_lying))
        sheet.set_h_pagebreaks(list(_changes(table, pages_by)))
    return layout


def write_head(sheet: Worksheet, look: Styles, outcome: Outcome, title: str) -> None:
    """Write the title and the line below it, and settle what holds for every sheet."""
    sheet.set_row(0, 26)
    write_text(sheet, 0, 0, title, look.title)
    sheet.set_row(1, 18)
    write_text(sheet, 1, 0, outcome.stamp, look.stamp)
    sheet.hide_gridlines(2)
    sheet.ignore_errors({"number_stored_as_text": _EVERYWHERE})


def write_rows(sheet: Worksheet, look: Styles, table: Table, at: int, shape: Shape) -> Layout:
    """Write headings in row `at` and the rows below, with a filter; the headings stay in sight."""
    widest = shape.widest or _widest(table)
    widths = [_width(table, number, widest) for number in range(len(table.columns))]
    sheet.set_row(at, _HEADING_POINTS)
    for number, heading in enumerate(table.headings):
        write_text(sheet, at, number, heading, look.filter_heading)
    for row, values in enumerate(table.rows, start=at + 1):
        for number, (value, column) in enumerate(zip(values, table.columns, strict=True)):
            write(sheet, row, number, value, look.cell(column.kind, text_wrap=shape.wrap))
        sheet.set_row(row, height_of(map(_shown, values if shape.wrap else ()), widths))
    last = at + len(table.rows)
    sheet.autofilter(at, 0, max(last, at + 1), len(table.columns) - 1)
    sheet.freeze_panes(at + 1, shape.frozen)
    return Layout(widths, last)


def band_rows(sheet: Worksheet, look: Styles, table: Table, heading: str) -> None:
    """Colour the cells of a column by the kind of session they name, wherever the rows are sorted to."""
    column = table.at(heading)
    for kind, fill in styles.FILLS.items():
        sheet.conditional_format(
            HEADINGS + 1,
            column,
            HEADINGS + max(1, len(table.rows)),
            column,
            {"type": "cell", "criteria": "==", "value": f'"{kind}"', "format": look.fill(fill)},
        )


def _changes(table: Table, heading: str) -> Iterable[int]:
    """The rows, counted from 1, above which the value of a column changes."""
    values = [row[table.at(heading)] for row in table.rows]
    for number, (before, after) in enumerate(pairwise(values), start=1):
        if before != after:
            yield HEADINGS + 1 + number


def _widest(table: Table) -> float:
    if len(table.columns) <= _FEW:
        return WIDEST_OF_FEW
    return WIDEST if len(table.columns) < _MANY else WIDEST_OF_MANY


def _width(table: Table, number: int, widest: float) -> float:
    column = table.columns[number]
    longest = max((_length(row[number], column.kind) for row in table.rows), default=0.0)
    heading = max(map(len, column.heading.split()), default=0)
    return max(_NARROWEST, heading + 2.0, min(widest, longest * 1.05 + 1.5))


def _length(value: Value, kind: Kind) -> float:
    """How many characters wide the longest line of a cell is."""
    return _CELLS.get(kind) or max(map(len, _shown(value).split("\n")))


def _shown(value: Value) -> str:
    return "" if value is None or isinstance(value, (date, time)) else str(value)
