"""The wall chart as a sheet: weeks and days above, pairs at the left, a colour for each kind of session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pairmatch.cohort.values import DAYS
from pairmatch.report.tables.outcome import Outcome
from pairmatch.report.tables.week_grid import Grid, Mark, WeekColumns
from pairmatch.report.visible import visible
from pairmatch.report.words import short_date
from pairmatch.report.xlsx.cells import write_text
from pairmatch.report.xlsx.page import Page, pixels_of, scale_for, set_up
from pairmatch.report.xlsx.styles import CLOSED, FILLS, LINE, NAVY, PALE, WHITE, Styles
from pairmatch.report.xlsx.table_sheet import write_head

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

TITLE = "Weeks"
WEEK_ROW, DAY_ROW, HALF_ROW, FIRST_ROW = 2, 3, 4, 5
NAMES = 2
"""Columns of names at the left."""
_NAME_CELLS, _HALF_CELLS = (20.0, 28.0), 3.6
_COLUMNS_A_PAGE = 42
_GAP = 1
"""Rows between the chart and what its codes mean."""
_ROW_POINTS = 20.0


def write_weeks(sheet: Worksheet, look: Styles, outcome: Outcome, grid: Grid) -> None:
    """Write the chart, and below it what the codes and colours mean."""
    write_head(sheet, look, outcome, TITLE)
    widths = _name_widths(grid)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    last = NAMES + sum(len(week.slots) for week in grid.weeks) - 1
    sheet.set_column(NAMES, last, _HALF_CELLS)
    _write_headings(sheet, look, grid)
    _write_marks(sheet, look, grid)
    _write_legend(sheet, look, grid, FIRST_ROW + len(grid.pairs) + _GAP)
    sheet.freeze_panes(FIRST_ROW, NAMES)
    _set_up_pages(sheet, outcome, grid, widths)


def _name_widths(grid: Grid) -> list[float]:
    least, most = _NAME_CELLS
    longest = [max((len(pair[side]) for pair in grid.pairs), default=0) for side in (0, 1)]
    return [min(most, max(least, cells + 1.5)) for cells in longest]


def _write_headings(sheet: Worksheet, look: Styles, grid: Grid) -> None:
    head = look.heading
    for column, name in enumerate(("Doctor", "Manager")):
        sheet.merge_range(WEEK_ROW, column, HALF_ROW, column, "", head)
        write_text(sheet, WEEK_ROW, column, name, head)
    week_look = look.style(
        bold=True, align="center", font_color=WHITE, bg_color=NAVY, border=1, border_color=WHITE
    )
    day_look = look.style(bold=True, align="center", bg_color=PALE, border=1, border_color=LINE, font_size=9)
    half_look = look.style(align="center", bg_color=PALE, border=1, border_color=LINE, font_size=7)
    column = NAMES
    for week in grid.weeks:
        text = f"Week {week.number}, from {short_date(week.monday)} {week.monday.year}"
        _across(sheet, WEEK_ROW, column, len(week.slots), text, week_look)
        for day in dict.fromkeys(slot.date for slot in week.slots):
            halves = [slot for slot in week.slots if slot.date == day]
            name = f"{DAYS[day.weekday()].capitalize()} {day.day}"
            _across(sheet, DAY_ROW, column, len(halves), name, day_look)
            for slot in halves:
                write_text(sheet, HALF_ROW, column, visible(slot.half), half_look)
                column += 1


def _across(sheet: Worksheet, row: int, column: int, count: int, text: str, look: Format) -> None:
    if count > 1:
        sheet.merge_range(row, column, row, column + count - 1, "", look)
    write_text(sheet, row, column, text, look)


def _write_marks(sheet: Worksheet, look: Styles, grid: Grid) -> None:
    names = look.style(border=1, border_color=LINE, shrink=True, valign="vcenter")
    for number, pair in enumerate(grid.pairs):
        row = FIRST_ROW + number
        sheet.set_row(row, _ROW_POINTS)
        for column, name in enumerate(pair):
            write_text(sheet, row, column, name, names)
        column = NAMES
        for week in grid.weeks:
            for slot in week.slots:
                starts_week = slot is week.slots[0]
                marks = grid.marks.get((number, slot.index), ())
                _write_mark(sheet, look, (row, column), marks, slot.index in grid.closed, starts_week)
                column += 1


def _write_mark(
    sheet: Worksheet,
    look: Styles,
    place: tuple[int, int],
    marks: Sequence[Mark],
    is_closed: bool,
    starts_week: bool,
) -> None:
    fill = FILLS[marks[0].kind] if marks else CLOSED if is_closed else WHITE
    edge = {"left": 2, "left_color": NAVY} if starts_week else {}
    cell = look.style(
        bg_color=fill,
        align="center",
        valign="vcenter",
        bold=True,
        font_size=9,
        shrink=True,
        border=1,
        border_color=LINE,
        **edge,
    )
    write_text(sheet, *place, " ".join(mark.code for mark in marks), cell)


def _write_legend(sheet: Worksheet, look: Styles, grid: Grid, at: int) -> None:
    """In the columns of the names, which stand on every page."""
    lines = [(f"{mark.code}   {text}", FILLS[mark.kind]) for mark, text in grid.legend]
    if grid.closed:
        lines.append(("closed, or a public holiday", CLOSED))
    for row, (text, fill) in enumerate(lines, start=at):
        sheet.set_row(row, _ROW_POINTS)
        line_look = look.style(
            bg_color=fill, valign="vcenter", shrink=True, border=1, border_color=LINE, indent=1
        )
        _across(sheet, row, 0, NAMES, text, line_look)


def _set_up_pages(sheet: Worksheet, outcome: Outcome, grid: Grid, widths: Sequence[float]) -> None:
    """Whole weeks on each page, the names again on each."""
    set_up(sheet, outcome, Page(TITLE, is_lying=True, fit=False))
    sheet.repeat_rows(WEEK_ROW, HALF_ROW)
    sheet.repeat_columns(0, NAMES - 1)
    breaks, widest = _page_breaks(grid.weeks)
    sheet.set_v_pagebreaks(breaks)
    pixels = sum(map(pixels_of, widths)) + widest * pixels_of(_HALF_CELLS)
    sheet.set_print_scale(scale_for(pixels, is_lying=True))


def _page_breaks(weeks: Sequence[WeekColumns]) -> tuple[list[int], int]:
    """The columns before which a page ends, and how many columns the widest page has."""
    breaks, widest, on_page, column = list[int](), 0, 0, NAMES
    for week in weeks:
        if on_page and on_page + len(week.slots) > _COLUMNS_A_PAGE:
            breaks.append(column)
            on_page = 0
        on_page += len(week.slots)
        column += len(week.slots)
        widest = max(widest, on_page)
    return breaks, widest
