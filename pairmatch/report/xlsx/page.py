"""How a sheet is printed: A4, the programme above, its file and page numbers below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pairmatch.report.tables.outcome import Outcome
from pairmatch.report.tables.plain import plain

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

A4 = 9
_MARGIN = 0.5
_ABOVE, _BELOW = 0.8, 0.7
_DOTS_AN_INCH = 96
_INCHES = {True: 11.69, False: 8.27}
"""How wide A4 is, lying and standing."""
_LONGEST = 100
"""Characters of a name above a page: Excel takes 255, with what stands for fonts and places."""
_LEAST, _MOST = 30, 100
"""Per cent of its size to which a sheet is printed."""

_SAFE = 0.91
"""Spreadsheets do not agree on how wide a character is."""


@dataclass(frozen=True)
class Page:
    """How a sheet is printed."""

    title: str
    is_lying: bool = False
    repeat_row: int | None = None
    """The row of headings, which stands on top of every page."""
    fit: bool = True
    """One page wide; not where the sheet has page breaks of its own, which Excel would then pass over."""


def set_up(sheet: Worksheet, outcome: Outcome, page: Page) -> None:
    """Set up a sheet for the printer."""
    sheet.set_paper(A4)
    if page.is_lying:
        sheet.set_landscape()
    sheet.set_margins(left=_MARGIN, right=_MARGIN, top=_ABOVE, bottom=_BELOW)
    sheet.set_header(
        f'&L&"Arial,Bold"{in_margin(outcome.programme)}&R&"Arial,Regular"{in_margin(page.title)}'
    )
    made = f"Made by pairmatch from {outcome.cohort.file_name}"
    sheet.set_footer(f'&L&"Arial,Regular"&8 {in_margin(made)}&R&"Arial,Regular"&8Page &P of &N')
    if page.repeat_row is not None:
        sheet.repeat_rows(page.repeat_row)
    if page.fit:
        sheet.fit_to_pages(1, 0)


def in_margin(text: str) -> str:
    """A text as it stands above and below pages, where `&` begins a command."""
    words = " ".join(plain(text).split())
    short = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    while len(short.encode("utf-16-le")) // 2 + short.count("&") > _LONGEST:
        short = short[:-1]
    return short.replace("&", "&&")


def scale_for(pixels: int, *, is_lying: bool) -> int:
    """The per cent at which columns of so many pixels fit the page."""
    room = (_INCHES[is_lying] - 2 * _MARGIN) * _DOTS_AN_INCH
    return max(_LEAST, min(_MOST, int(_SAFE * 100 * room / max(pixels, 1))))


def pixels_of(width: float) -> int:
    """How wide a column is that holds so many characters."""
    return int(width * 7 + 5)
