"""Small workbooks of each layout, written cell by cell, and the cohort that they are of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from pairmatch.cohort.read import read_bytes
from pairmatch.cohort.schema import Cohort
from pairmatch.importing.calendar_changes import as_periods
from pairmatch.importing.codes import Meaning
from pairmatch.importing.rota.entries import Layout
from pairmatch.importing.rota.read import Request, RotaImport, read_rota
from pairmatch.importing.tables import read_book

Cells = Sequence[Sequence[object]]

COHORT = """\
version: 1
programme: {name: Autumn, start: 2026-10-19, weeks: 2}  # the clocks change on 25 October
doctors:
  - {id: okafor, name: Dr Amara Okafor, email: amara.okafor@example.nhs.uk}
  - id: lee
    name: Dr James Lee
    works: {mon: am pm}  # until the rota comes
    leave: [2026-10-30]  # typed by hand
  - id: brown
    name: Dr William Brown
managers:
  - {id: ward, name: Helen Ward}
"""
CODES = (
    ("Code", "Start", "Finish"),
    ("LD", "08:00", "20:30"),
    ("SD", "0800", "1700"),
    ("N", "20:00", "08:30"),
)


def days(first: date, count: int) -> list[datetime]:
    """So many dates, as Excel holds them."""
    return [datetime.fromordinal(first.toordinal() + number) for number in range(count)]


def workbook(
    path: Path, sheets: Mapping[str, Cells], change: Callable[[Worksheet], None] | None = None
) -> Path:
    """Write a workbook.

    Parameters
    ----------
    path
        Where to.
    sheets
        The cells of each sheet, by its name.
    change
        What is done to the first sheet then, as hiding a row.
    """
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row, values in enumerate(rows, start=1):
            for column, value in enumerate(values, start=1):
                cell = sheet.cell(row, column, value)
                if isinstance(value, str):
                    cell.data_type = "s"  # a name that begins with `=` is no formula
    if change:
        change(book.worksheets[0])
    book.save(path)
    return path


def cohort_of(folder: Path, text: str = COHORT) -> Cohort:
    """The cohort, written into a folder and read."""
    path = folder / "cohort.yaml"
    path.write_text(text, "utf-8")
    cohort = read_bytes(path.read_bytes(), str(path), path).cohort
    assert cohort is not None
    return cohort


def read(
    folder: Path,
    written: Mapping[str, Cells],
    *,
    change: Callable[[Worksheet], None] | None = None,
    text: str = COHORT,
    layout: Layout = Layout.AUTO,
    codes: Mapping[str, Meaning] | None = None,
    **options: Any,
) -> RotaImport:
    """What is made of a workbook with these sheets."""
    book = read_book(workbook(folder / "rota.xlsx", written, change))
    return read_rota(Request(book, cohort_of(folder, text), layout, codes=codes or {}, **options))


def told(found: RotaImport, person: str) -> list[str]:
    """The shifts of somebody, as `LD 10-19 08:00 to 10-19 20:30`."""
    return [
        f"{one.code} {one.start:%m-%d %H:%M} to {one.end:%m-%d %H:%M}"
        for one in found.meant.people[person].duties
    ]


def leave(found: RotaImport, person: str) -> list[str]:
    """The leave of somebody, as the cohort file writes it."""
    return [str(one) for one in as_periods(found.meant.people[person].leave)]
