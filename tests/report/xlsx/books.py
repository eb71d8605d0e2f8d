"""Reading a workbook back."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell


def read_book(content: bytes) -> Any:
    """The workbook, formulas unevaluated."""
    with warnings.catch_warnings():  # openpyxl says that it does not know the colour of a data bar
        warnings.filterwarnings("ignore", message=".*extension is not supported")
        return load_workbook(io.BytesIO(content), rich_text=False)


def cells_of(content: bytes) -> Iterator[Cell]:
    """Every cell that holds anything."""
    for sheet in read_book(content).worksheets:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if cell.value is not None)


def rows_of(content: bytes, sheet: str, first: int = 4) -> list[tuple[Any, ...]]:
    """The values of a sheet, from a row on."""
    return list(read_book(content)[sheet].iter_rows(min_row=first, values_only=True))


def part_of(content: bytes, name: str) -> str:
    """One of the XML files of a workbook or a document."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read(name).decode()
