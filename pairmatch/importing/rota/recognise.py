"""Which layout a sheet has, and why; where that is not clear, nobody guesses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pairmatch.errors import WrongUsage
from pairmatch.importing.dates import DateReader
from pairmatch.importing.names import People
from pairmatch.importing.rota.days import named_in
from pairmatch.importing.rota.entries import Layout
from pairmatch.importing.rota.headed import names_of
from pairmatch.importing.rota.shifts import Columns, columns_of
from pairmatch.importing.rota.table import Table, table_of
from pairmatch.importing.tables import Row

_MOST_CELLS = 400
"""So many different cells are looked at for names."""


@dataclass(frozen=True)
class Recognised:
    """A layout, why it is that, and what the layout's reader needs."""

    layout: Layout
    why: str
    table: Table | None = None
    columns: Columns | None = None


def recognised(rows: Sequence[Row], people: People, reader: DateReader, layout: Layout) -> Recognised:
    """The layout of a sheet: the one that was said, else the one that its dates and names show.

    Raises
    ------
    WrongUsage
        When it is not clear, or the sheet cannot have the layout that was said.
    """
    if layout in (Layout.AUTO, Layout.SHIFTS):
        columns = columns_of(rows)
        if columns:
            told = columns.told(rows[columns.row])
            return Recognised(Layout.SHIFTS, f"row {rows[columns.row].number} has the headings of a duty "
                              f"list: {told}", columns=columns)  # fmt: skip
        if layout is Layout.SHIFTS:
            raise WrongUsage(
                "this is no duty list: it needs headings such as Name, Date, Start and End, or Name, Date "
                "and Shift"
            )
    table = table_of(rows, reader)
    if table is None:
        raise WrongUsage(
            "no dates were found, neither down a column nor along a row. They are written as 07/09/2026, "
            "07.09.26, 7 Sep or as real dates; days such as `Mon 7` need the month above them"
        )
    if layout is not Layout.AUTO:
        return Recognised(layout, "as you said", table)
    return _by_names(table, people)


def _by_names(table: Table, people: People) -> Recognised:
    headings = [name for _, name in names_of(table.headings, people)]
    named = sum(people.is_meant(name) for name in headings)
    cells = list(dict.fromkeys(str(box.cell.value) for box in table.boxes))[:_MOST_CELLS]
    naming = sum(any(people.is_meant(one.who) for one in named_in(text, people)) for text in cells)
    where = "along a row" if table.is_along else "down a column"
    side = "rows" if table.is_along else "columns"
    if named and _share(named, headings) > _share(naming, cells):
        seen = f"{named} of {len(headings)} {side} are headed by people"
        if table.is_by_week:
            return Recognised(Layout.WEEKS, f"dates a week apart {where}, and {seen}", table)
        return Recognised(Layout.GRID, f"dates {where}, and {seen}", table)
    if naming and _share(naming, cells) > _share(named, headings):
        seen = f"people are named in the cells ({naming} of {len(cells)} different ones)"
        return Recognised(Layout.DAYS, f"dates {where}, and {seen}", table)
    raise WrongUsage(
        f"the layout is not clear: dates {where}, but people of the cohort neither head the {side} nor "
        "stand in the cells. Say it: --layout grid (a code a person and date), weeks (a code a person and "
        "week), days (names under roles) or shifts (a row a shift)"
    )


def _share(some: int, among: Sequence[object]) -> float:
    return some / max(1, len(among))
