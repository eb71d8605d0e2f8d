"""How cells look: one font, few colours, and a fill for each kind of session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pairmatch.report.tables.table import Kind

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook as Book

BASE = {"font_name": "Arial", "font_size": 10, "font_scheme": ""}
"""Of every cell; a font that belonged to the scheme would give way to that of the reader's own theme."""
NAVY, GREY, PALE, LINE, WHITE = "#003087", "#425563", "#E8EDEE", "#B8C4CC", "#FFFFFF"
CLOSED = "#D3DADF"
"""Of half-days without sessions."""
FILLS = {"workshop": "#A9CCF0", "shadowing": "#BFE3C0", "meeting": "#FFE3A3"}
"""By kind of session; black text on each has a contrast above 7 to 1."""
LOW, MIDDLE, HIGH = "#F8B9B0", "#FFF1B8", "#A8DCB5"
"""Of a colour scale of scores."""
DATE_FORM, TIME_FORM = "ddd d mmm yyyy", "hh:mm"

_FORMS = {Kind.DATE: DATE_FORM, Kind.TIME: TIME_FORM, Kind.NUMBER: "#,##0", Kind.SCORE: "0"}
_ALIGNED = {Kind.DATE: "left", Kind.TIME: "center", Kind.NUMBER: "center", Kind.SCORE: "center"}


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def style(self, **look: Any) -> Format:
        """The format of that look, in our font."""
        key = repr(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**BASE, **look})
        return self._made[key]

    @property
    def title(self) -> Format:
        """Of the first line of a sheet."""
        return self.style(bold=True, font_size=16, font_color=NAVY, valign="vcenter")

    @property
    def stamp(self) -> Format:
        """Of the line below it."""
        return self.style(font_color=GREY, font_size=9, valign="top")

    @property
    def section(self) -> Format:
        """Of a title within a sheet."""
        return self.style(bold=True, font_size=12, font_color=NAVY)

    @property
    def heading(self) -> Format:
        """Of the headings of a table that is printed only."""
        return self._heading("vcenter")

    @property
    def filter_heading(self) -> Format:
        """Of headings with the arrow of a filter at the bottom."""
        return self._heading("top")

    def _heading(self, place: str) -> Format:
        return self.style(
            bold=True,
            font_color=WHITE,
            bg_color=NAVY,
            border=1,
            border_color=NAVY,
            text_wrap=True,
            valign=place,
        )

    def cell(self, kind: Kind, **look: Any) -> Format:
        """Of a cell in a column of that kind."""
        form = {"num_format": _FORMS[kind]} if kind in _FORMS else {}
        place = {"align": _ALIGNED.get(kind, "left"), "valign": "vcenter", "text_wrap": True}
        return self.style(**(form | place | {"border": 1, "border_color": LINE} | look))

    def fill(self, color: str) -> Format:
        """Of cells that a condition colours."""
        return self._book.add_format({"bg_color": color})
