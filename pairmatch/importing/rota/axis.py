"""Where the dates of a sheet stand: down one column, or along some of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from pairmatch.importing.dates import DateReader, Month, NotADate, month_of
from pairmatch.importing.tables import Cell

ABOVE = 3
"""Rows above a row of dates in which the month may stand."""
_LONGEST_DATE = 60
_LEAST_ALONG = 3
"""Dates that a row has at least, to be one of dates."""

Line = Sequence[Cell]


Months = Sequence[tuple[int, Month]]
"""The months that stand in a line, each with its column; 0 for all that stands in it."""


def dates_in(lines: Sequence[Line], column: int, reader: DateReader) -> Iterator[date | NotADate | None]:
    """The date of each line, or why it has none."""
    return _dates_in(lines, column, reader, [_months_in(line) for line in lines])


def _dates_in(
    lines: Sequence[Line], column: int, reader: DateReader, months: Sequence[Months]
) -> Iterator[date | NotADate | None]:
    month: Month | None = None
    for line, said in zip(lines, months, strict=True):
        month = next((one for at, one in said if at <= column), month)
        try:
            yield reader.read(line[column].value, month)
        except NotADate as error:
            yield error


def _months_in(line: Line) -> Months:
    found = [(at, month) for at, cell in enumerate(line) if (month := month_of(cell.value))]
    return [(0, month) for _, month in found] if found and len(texts(line)) == 1 else found


def column_of_dates(lines: Sequence[Line], reader: DateReader) -> tuple[int, int]:
    """The column with the most dates one after the other, and how many."""
    months = [_months_in(line) for line in lines]
    best, longest = 0, 0
    for column in range(max(map(len, lines), default=0)):
        if any(_may_be_date(line[column]) for line in lines):
            count = _rising(list(_dates_in(lines, column, reader, months)))
            if count > longest:
                best, longest = column, count
    return best, longest


def rows_of_dates(lines: Sequence[Line], reader: DateReader) -> list[tuple[int, int]]:
    """The rows with the most dates one after the other, and how many each has."""
    found = []
    for at, line in enumerate(lines):
        if sum(map(_may_be_date, line)) >= _LEAST_ALONG:
            above = lines[max(0, at - ABOVE) : at]
            turned = list(zip(*above, line, strict=True))
            found.append((at, _rising(list(dates_in(turned, len(above), reader)))))
    longest = max((count for _, count in found), default=0)
    return [(at, count) for at, count in found if count >= max(_LEAST_ALONG, longest / 2)]


def _may_be_date(cell: Cell) -> bool:
    """Whether it is worth a closer look; most cells of a rota are not."""
    value = cell.value
    if isinstance(value, str):
        return len(value) <= _LONGEST_DATE and any(map(str.isdigit, value))
    return isinstance(value, date | int | float)


def _rising(days: Sequence[date | NotADate | None]) -> int:
    """How many dates are later than the one before them, the first included."""
    dates = [day for day in days if isinstance(day, date)]
    return sum(later > earlier for earlier, later in pairwise(dates)) + bool(dates)


def texts(line: Line) -> set[str]:
    """What stands in a line, each once."""
    return {cell.text for cell in line} - {""}
