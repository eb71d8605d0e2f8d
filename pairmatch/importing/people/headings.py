"""The headings of a sheet of people, and what each column is likely to be.

Nothing is guessed in silence: what matches nothing well is told as not used, and two columns that match one
field equally well are left for somebody to choose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pairmatch.errors import WrongUsage
from pairmatch.importing.people.cleaning import folded, is_error, text_of
from pairmatch.importing.people.fields import fields_of
from pairmatch.importing.people.likeness import likely, rank
from pairmatch.importing.side import Side
from pairmatch.importing.tables import Cell, Row, Sheet, letters

_HEAD_WITHIN = 12
"""So many rows from the top are looked at for the headings."""
_MOST_COLUMNS = 500
_MOST_ROWS = 2_000
_SAME = 5
"""Likenesses that are no further apart are as good as equal."""
_FORMS = ("start time", "completion time")
_FORMS_OWN = {"id", "start time", "last modified time", "language", "total points", "quiz feedback"}
_ANONYMOUS = {"anonymous", "anonym", "anonyme"}
_IS_ID = re.compile(r"(?=.*[a-z])[a-z0-9][a-z0-9-]*").fullmatch


@dataclass(frozen=True)
class Column:
    """A column of a sheet."""

    number: int
    """From 1, as the spreadsheet counts."""
    heading: str
    example: str = ""
    """What the first row has there that has anything."""

    @property
    def letter(self) -> str:
        """As the spreadsheet calls it."""
        return letters(self.number)


@dataclass(frozen=True)
class Table:
    """A sheet whose headings are found."""

    sheet: str
    head: int
    """The row of the headings, as the spreadsheet counts."""
    columns: tuple[Column, ...]
    """Those that have a heading or anything else."""
    rows: tuple[Row, ...]
    """Those below the headings, without the empty ones."""

    def cell(self, row: Row, column: Column) -> Cell:
        """What a row has in a column."""
        return row.cells[column.number - 1]

    def stands_alone(self, row: Row) -> bool:
        """Whether a row has one filled cell where most have more, as a note below the table has."""
        return self._has_wide_rows and _filled(row) < 2

    @cached_property
    def _has_wide_rows(self) -> bool:
        """Whether most rows have several filled cells, what follows the last of them not counted."""
        wide = [at for at, row in enumerate(self.rows, start=1) if _filled(row) > 1]
        return len(wide) > 1 and 2 * len(wide) > wide[-1]


@dataclass(frozen=True)
class Columns:
    """Which column is which field."""

    of: Mapping[str, tuple[Column, ...]]
    """The columns of each field, in the order in which they count."""
    unused: tuple[tuple[Column, str], ...] = ()
    """All others, and why."""
    rivals: Mapping[str, tuple[Column, ...]] = field(default_factory=dict)
    """Fields that several columns match equally well, of which somebody has to choose."""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What an answer stands for, by field."""
    split: str = ""
    """What separates the answers of a list, besides `;`."""


def table_of(sheet: Sheet, side: Side, headings: Sequence[str] = ()) -> Table:
    """Find the row of the headings: the first one that has the most of what is looked for.

    Parameters
    ----------
    sheet
        The sheet.
    side
        Which people it tells of.
    headings
        Those that have to be there; empty: any that look like fields.

    Raises
    ------
    WrongUsage
        When the sheet is empty, or is no table of people by its width.
    """
    width = max((len(row.cells) for row in sheet.rows), default=0)
    if width > _MOST_COLUMNS:
        raise WrongUsage(
            f"the sheet `{sheet.name}` has {width:,} columns, and at most {_MOST_COLUMNS} are read"
        )
    top = [row for row in sheet.rows if not row.is_empty][:_HEAD_WITHIN]
    if not top:
        raise WrongUsage(f"the sheet `{sheet.name}` is empty")
    wanted = {folded(heading) for heading in headings}

    def found(row: Row) -> int:
        texts = [text_of(cell) for cell in row.cells if not cell.is_merged]
        if wanted:
            return len(wanted & set(map(folded, texts)))
        return sum(bool(likely(text, side)) for text in texts)

    head = max(top, key=found)
    below = [row for row in sheet.rows if row.number > head.number and not row.is_empty]
    if len(below) > _MOST_ROWS:
        raise WrongUsage(
            f"the sheet `{sheet.name}` has {len(below):,} rows of people, and at most {_MOST_ROWS:,} are "
            "read: choose another sheet with --sheet, or take out who does not take part"
        )
    headings_again = [cell.text for cell in head.cells]
    rows = tuple(row for row in below if [cell.text for cell in row.cells] != headings_again)
    return Table(sheet.name, head.number, tuple(_columns(head, rows)), rows)


def _filled(row: Row) -> int:
    return sum(bool(cell.text) and not cell.is_merged for cell in row.cells)


def _columns(head: Row, rows: Sequence[Row]) -> Iterator[Column]:
    for at, cell in enumerate(head.cells):
        example = next((text for row in rows if (text := text_of(row.cells[at]))), "")
        heading = "" if cell.is_merged else text_of(cell)
        if heading or example:
            yield Column(cell.column, heading, example)


def guess(table: Table, side: Side) -> Columns:
    """Say of each column which field it is likely to be.

    Parameters
    ----------
    table
        The sheet.
    side
        Which people it tells of.
    """
    unused: dict[Column, str] = {}
    is_form = {*_FORMS} <= {folded(column.heading) for column in table.columns}
    wanted: dict[str, dict[Column, int]] = {}
    for column in table.columns:
        reason = _unusable(table, column, is_form)
        is_id = not is_form and _holds_ids(table, column)
        near_to = {} if reason else {"id": 100} if is_id else likely(column.heading, side)
        if not near_to:
            unused[column] = reason or "like no field"
            continue
        best = max(near_to.values())
        near = [
            name for name, score in near_to.items() if score == best or (best < 100 and best - score < _SAME)
        ]
        if len(near) > 1:
            unused[column] = f"could be {' or '.join(near)}"
        else:
            wanted.setdefault(near[0], {})[column] = best
    return _settled(wanted, unused, table, side, is_form)


def _settled(
    wanted: Mapping[str, Mapping[Column, int]],
    unused: dict[Column, str],
    table: Table,
    side: Side,
    is_form: bool,
) -> Columns:
    """One column a field, where one is better than the others."""
    known = fields_of(side)
    chosen: dict[str, tuple[Column, ...]] = {}
    rivals: dict[str, tuple[Column, ...]] = {}
    for name, columns in wanted.items():
        asked = _without_forms_own(columns, is_form)
        if name == "prefers" and all(map(rank, (column.heading for column in asked))):
            chosen[name] = tuple(sorted(asked, key=lambda column: rank(column.heading)))
            continue
        best = max(asked.values())
        near = [column for column, score in asked.items() if best - score < _SAME]
        for column in columns:
            if column not in near:
                unused[column] = f"`{near[0].heading}` is nearer to {name}"
        if len(near) > 1:
            rivals[name] = tuple(near)
        else:
            chosen[name] = tuple(near)
    return Columns(
        {name: chosen[name] for name in (*known, *chosen) if name in chosen},
        tuple((column, unused[column]) for column in table.columns if column in unused),
        rivals,
    )


def _holds_ids(table: Table, column: Column) -> bool:
    """Whether it is the column of ids that `export` writes; numbers, by which Forms counts, are none."""
    texts = {text_of(table.cell(row, column)) for row in table.rows} - {""}
    return folded(column.heading) == "id" and all(map(_IS_ID, texts))


def _without_forms_own(columns: Mapping[Column, int], is_form: bool) -> Mapping[Column, int]:
    """What was asked counts more than the name and the e-mail that Forms puts before the questions."""
    if not is_form:
        return columns
    asked = {
        column: score
        for column, score in columns.items()
        if folded(column.heading) not in ("name", "email") or column.number > len(_FORMS) + 3
    }
    return asked or columns


def _unusable(table: Table, column: Column, is_form: bool) -> str:
    """Why a column cannot be any field; empty where it can."""
    texts = {text_of(table.cell(row, column)) for row in table.rows} - {""}
    if not column.heading:
        return "has no heading"
    if not texts:
        is_failed = any(is_error(table.cell(row, column)) for row in table.rows)
        return "has failed formulas only" if is_failed else "is empty"
    if {folded(text) for text in texts} <= _ANONYMOUS:
        return "is anonymous"
    if is_form and folded(column.heading) in _FORMS_OWN:
        return "comes from Microsoft Forms"
    return ""
