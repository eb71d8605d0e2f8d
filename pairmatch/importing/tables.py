"""Workbooks and CSV files → rows of cells, each of which knows where it stands.

openpyxl is known here only. Values are read, never formulas: what a spreadsheet would compute is taken as it
was saved. A file made to harm (one that unpacks to gigabytes, or has millions of rows) is refused.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pairmatch.errors import UnreadableFile, WrongUsage
from pairmatch.importing.workbook_parts import MAX_BYTES, MAX_CELLS, too_many_cells, unsaved_formulas
from pairmatch.report.csv_tables import unguarded
from pairmatch.report.words import first_few

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | bool | date | datetime | time | None

_MOST_PLACES = 4
WORKBOOKS = (".xlsx", ".xlsm")
TEXTS = (".csv", ".tsv", ".txt")
_OTHERS = {
    ".xls": "an Excel file of before 2007",
    ".xlsb": "a binary Excel file",
    ".ods": "a file of LibreOffice",
    ".numbers": "a file of Numbers",
}
_END = "\ue000"
"""A last line that no sheet has."""
_OLE = b"\xd0\xcf\x11\xe0"
"""With which Excel files of before 2007 begin, and those that are locked by a password."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as its reader sees it."""

    sheet: str
    """Of a CSV file, the file's name."""
    row: int
    """From 1, as the spreadsheet counts."""
    column: int
    """From 1."""
    value: Value
    is_merged: bool = False
    """Whether it stands under the first cell of a merged block, and so repeats that one's value."""

    @property
    def text(self) -> str:
        """What is written in it, on one line, without spaces at the ends."""
        if self.value is None:
            return ""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        if isinstance(self.value, datetime) and self.value.time() == time():
            return str(self.value.date())
        return " ".join(str(self.value).replace("\xa0", " ").split())

    @property
    def place(self) -> str:
        """As `Sheet1!C7`."""
        return f"{self.sheet}!{letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet."""

    number: int
    """From 1, as the spreadsheet counts."""
    cells: tuple[Cell, ...]
    """As many as the widest row of the sheet has."""
    hidden: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it."""
        return not any(cell.text for cell in self.cells)


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, or a CSV file."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    """Their numbers, from 1."""
    unsaved: tuple[str, ...] = ()
    """Cells, as `C7`, whose formula has no saved result."""


@dataclass(frozen=True)
class Book:
    """What a file holds."""

    path: Path
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str | None) -> Sheet:
        """The sheet of that name in any case; without a name the first that is not hidden and not empty.

        Raises
        ------
        WrongUsage
            When there is none of that name.
        UnreadableFile
            When it has formulas without results, which would be lost.
        """
        sheet = self._named(name)
        if sheet.unsaved:
            places = first_few([f"{sheet.name}!{place}" for place in sheet.unsaved], _MOST_PLACES)
            raise UnreadableFile(
                f"{self.path}: there are formulas without a result in {places}. Open the file in Excel, save "
                "it, and import it again"
            )
        return sheet

    def _named(self, name: str | None) -> Sheet:
        if name is None:
            shown = [one for one in self.sheets if not one.hidden]
            return next((one for one in shown if one.rows), (shown or list(self.sheets))[0])
        for sheet in self.sheets:
            if sheet.name.strip().casefold() == name.strip().casefold():
                return sheet
        names = ", ".join(sheet.name for sheet in self.sheets)
        raise WrongUsage(f"{self.path} has no sheet `{name}`: its sheets are {names}")


def read_book(path: Path) -> Book:
    """Read a workbook or a CSV file.

    Raises
    ------
    UnreadableFile
        When it cannot be opened, is none of both, or is too large.
    """
    content = _bytes_of(path)
    suffix = path.suffix.lower()
    if suffix in _OTHERS or (suffix in WORKBOOKS and content.startswith(_OLE)):
        kind = _OTHERS.get(suffix, "locked by a password, or an Excel file of before 2007")
        raise UnreadableFile(f"{path} is {kind}: open it and save it as .xlsx or .csv")
    if suffix in WORKBOOKS:
        return Book(path, tuple(_workbook(path, content)))
    if suffix in TEXTS:
        return Book(path, (_text_table(path, content),))
    raise UnreadableFile(f"{path}: a table is read from a .xlsx or .csv file")


def letters(column: int) -> str:
    """As a spreadsheet names a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _bytes_of(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        kind = "a folder" if path.is_dir() else "a pipe or a device"
        raise UnreadableFile(f"{path} is {kind}, not a file")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableFile(f"{path} is larger than {MAX_BYTES // 1_000_000} MB")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}") from None


def _workbook(path: Path, content: bytes) -> Iterator[Sheet]:
    import warnings

    from openpyxl import load_workbook

    unsaved = unsaved_formulas(path, content)
    with warnings.catch_warnings():  # of what a table does not need: pictures, drop-down lists, styles
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
        except Exception as error:  # openpyxl raises whatever the broken part leads to
            raise UnreadableFile(
                f"{path} cannot be read as a workbook: {error or type(error).__name__}"
            ) from None
    left = MAX_CELLS
    for sheet in book.worksheets:
        left -= sheet.max_row * sheet.max_column
        if left < 0:
            raise too_many_cells(path)
        yield replace(_sheet(sheet), unsaved=unsaved.get(sheet.title, ()))


def _sheet(sheet: Worksheet) -> Sheet:
    merged = {
        (row, column): _value(sheet.cell(block.min_row, block.min_col).value)
        for block in sheet.merged_cells.ranges
        for row in range(block.min_row, block.max_row + 1)
        for column in range(block.min_col, block.max_col + 1)
        if (row, column) != (block.min_row, block.min_col)
    }
    rows = []
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = tuple(
            Cell(sheet.title, number, column, merged[number, column], True)
            if (number, column) in merged
            else Cell(sheet.title, number, column, _value(value))
            for column, value in enumerate(values, start=1)
        )
        rows.append(Row(number, cells, bool(sheet.row_dimensions[number].hidden)))
    return Sheet(
        sheet.title, _without_end(rows), sheet.sheet_state != "visible", frozenset(_hidden_columns(sheet))
    )


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            yield from range(dimension.min or 0, (dimension.max or 0) + 1)


def _value(value: Any) -> Value:
    return value if value is None or isinstance(value, str | int | float | date | time) else str(value)


def _text_table(path: Path, content: bytes) -> Sheet:
    text = _decoded(path, content)
    lines = csv.reader(io.StringIO(f"{text}\n{_END}", newline=""), delimiter=_delimiter(text, path))
    try:
        values = list(_bounded(path, lines))
    except csv.Error as error:
        raise UnreadableFile(f"{path}: line {lines.line_num}: {error}") from None
    if values.pop() != [_END]:  # it was swallowed by what is open
        line = 1 + sum(1 + sum(one.count("\n") for one in row) for row in values)
        raise UnreadableFile(f'{path}: line {line}: a quote `"` is opened here and never closed')
    width = max(map(len, values), default=0)
    return Sheet(
        path.name,
        _without_end(_padded(path.name, number, row, width) for number, row in enumerate(values, 1)),
    )


def _padded(name: str, number: int, values: list[str], width: int) -> Row:
    padded = [*map(unguarded, values), *[""] * (width - len(values))]
    return Row(
        number, tuple(Cell(name, number, at, value or None) for at, value in enumerate(padded, start=1))
    )


def _bounded(path: Path, lines: Iterable[list[str]]) -> Iterator[list[str]]:
    cells = widest = 0
    for number, line in enumerate(lines, start=1):
        widest = max(widest, len(line))
        cells = number * widest
        if cells > MAX_CELLS:
            raise too_many_cells(path)
        yield line


def _decoded(path: Path, content: bytes) -> str:
    """As Excel writes CSV: UTF-8 with or without a mark, UTF-16 with one, else the code page of Windows."""
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableFile(f"{path} is not a text file: save it as .csv, encoded as UTF-8")


def _delimiter(text: str, path: Path) -> str:
    """The one of `,`, `;` and tab that the first line with any of them has most of, outside quotes."""
    if path.suffix.lower() == ".tsv":
        return "\t"
    for line in io.StringIO(text):
        outside = "".join(line.split('"')[::2])
        if any(map(outside.count, ",;\t")):
            return max(",;\t", key=outside.count)
    return ","


def _without_end(rows: Iterable[Row]) -> tuple[Row, ...]:
    kept = list(rows)
    while kept and kept[-1].is_empty:
        kept.pop()
    return tuple(kept)
