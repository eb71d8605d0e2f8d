"""`matching.scores`: a CSV file of scores beside the cohort file, a row a doctor, a column a manager.

Either the first row names the managers and the first column the doctors, in any order, or there are
bare numbers in the order of the cohort file. A cell is a whole number from 0 to 1000; an empty one
says that the two are not allowed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pairmatch.cohort.beside import lies_outside
from pairmatch.cohort.source import split_lines
from pairmatch.diagnostics import Diagnostic, Severity, Span, did_you_mean

MAX_BYTES = 256 * 1024 * 1024
MOST_FAULTS = 20
"""A file with the wrong columns would else give a fault a cell."""
BEST = 1000
NO_SCORE = -1


@dataclass(frozen=True)
class ScoreTable:
    """The scores of a file, in the order of the cohort."""

    rows: tuple[tuple[int, ...], ...]
    """A row a doctor, a column a manager; `NO_SCORE` where the two are not allowed."""


@dataclass(frozen=True)
class _Sheet:
    """The cells of a file, and where each stands."""

    name: str
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]

    def fault(
        self, code: str, message: str, row: int, column: int = 0, help: str | None = None
    ) -> Diagnostic:
        """A fault in one cell."""
        start = 1 + sum(len(cell) + 1 for cell in self.rows[row][:column])
        width = len(self.rows[row][column]) if column < len(self.rows[row]) else 0
        span = Span(self.name, self.lines[row], start, self.lines[row], start + max(1, width))
        return Diagnostic(code, Severity.ERROR, message, span, help)


class _Refused(Exception):
    """Carries the faults for which a file gives no table."""

    def __init__(self, faults: Sequence[Diagnostic]) -> None:
        super().__init__()
        self.faults = faults


def read_scores(
    folder: Path, name: str, doctors: Sequence[str], managers: Sequence[str], said: Span | None
) -> tuple[ScoreTable | None, Sequence[Diagnostic]]:
    """Read a file of scores.

    Parameters
    ----------
    folder
        The folder of the cohort file; the file has to lie in it or below.
    name
        The path as written in the cohort file.
    doctors, managers
        Their ids in file order.
    said
        Where the cohort file names it.

    Returns
    -------
    tuple
        The table, or None and the faults that keep it from being read.
    """
    try:
        sheet = _sheet(folder, name, said)
        return _table(sheet, doctors, managers), ()
    except _Refused as refused:
        return None, refused.faults


def _sheet(folder: Path, name: str, said: Span | None) -> _Sheet:
    path = folder / name
    if lies_outside(name, folder):
        raise _Refused([_unreadable(f"`{name}` lies outside the folder of the cohort file", said)])
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise _Refused([_unreadable(f"`{name}` cannot be read: {error.strerror}", said)]) from None
    except UnicodeDecodeError:
        advice = "save it as CSV UTF-8"
        raise _Refused([_unreadable(f"`{name}` is not UTF-8 text", said, advice)]) from None
    if len(content) > MAX_BYTES:
        raise _Refused([_unreadable(f"`{name}` is larger than {MAX_BYTES / 1e6:.0f} MB", said)])
    first = text.partition("\n")[0]
    separator = ";" if ";" in first and "," not in first else ","
    reader = csv.reader(split_lines(text), delimiter=separator)
    rows, lines = [], []
    try:
        for row in reader:
            if any(cell.strip() for cell in row) or len(row) > 1:
                rows.append(row)
                lines.append(reader.line_num)
    except csv.Error as error:
        raise _Refused([_unreadable(f"`{name}` is not CSV: {error}", said)]) from None
    if not rows:
        raise _Refused([_unreadable(f"`{name}` is empty", said)])
    return _Sheet(str(path), rows, lines)


def _unreadable(message: str, said: Span | None, help: str | None = None) -> Diagnostic:
    return Diagnostic("PM121", Severity.ERROR, message, said, help)


def _table(sheet: _Sheet, doctors: Sequence[str], managers: Sequence[str]) -> ScoreTable:
    rows: Sequence[int]
    columns: Sequence[int]
    if _is_bare(sheet):
        rows, columns = _bare_rows(sheet, doctors, managers), range(len(managers))
    else:
        columns_by_id = _places(sheet, [(0, at) for at in range(1, len(sheet.rows[0]))], "manager", managers)
        rows_by_id = _places(sheet, [(at, 0) for at in range(1, len(sheet.rows))], "doctor", doctors)
        rows = [rows_by_id[doctor] for doctor in doctors]
        _same_length(sheet, len(sheet.rows[0]))
        columns = [columns_by_id[manager] for manager in managers]
    return ScoreTable(_scores(sheet, rows, columns))


def _is_bare(sheet: _Sheet) -> bool:
    """Whether the first row has numbers only, and so no names."""
    return all(cell.strip() == "" or _number(cell) is not None for cell in sheet.rows[0]) and any(
        cell.strip() for cell in sheet.rows[0]
    )


def _bare_rows(sheet: _Sheet, doctors: Sequence[str], managers: Sequence[str]) -> Sequence[int]:
    if len(sheet.rows) != len(doctors):
        message = f"the number of rows of scores is {len(sheet.rows)}, and that of doctors {len(doctors)}"
        raise _Refused([sheet.fault("PM122", message, len(sheet.rows) - 1)])
    _same_length(sheet, len(managers))
    return range(len(doctors))


def _same_length(sheet: _Sheet, width: int) -> None:
    faults = [
        sheet.fault("PM122", f"the number of cells in this row is {len(row)}, not {width}", at)
        for at, row in enumerate(sheet.rows)
        if len(row) != width
    ]
    if faults:
        raise _Refused(faults[:MOST_FAULTS])


def _places(sheet: _Sheet, cells: Sequence[tuple[int, int]], side: str, ids: Sequence[str]) -> dict[str, int]:
    """The row or column of each id, from the cells that name them."""
    found: dict[str, int] = {}
    faults: list[Diagnostic] = []
    known = set(ids)
    for row, column in cells:
        name = sheet.rows[row][column].strip()
        if name not in known:
            message = f"`{name}` is no {side} of the cohort"
            faults.append(sheet.fault("PM122", message, row, column, did_you_mean(name, ids)))
        elif name in found:
            faults.append(sheet.fault("PM122", f"`{name}` is given twice", row, column))
        found.setdefault(name, row or column)
    missing = [one for one in ids if one not in found]
    if missing and not faults:
        message = f"{side} `{missing[0]}`" + (f" and {len(missing) - 1} more" if len(missing) > 1 else "")
        faults.append(sheet.fault("PM122", f"{message} has no {'row' if side == 'doctor' else 'column'}", 0))
    if faults:
        raise _Refused(faults[:MOST_FAULTS])
    return found


def _scores(sheet: _Sheet, rows: Sequence[int], columns: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    found: list[tuple[int, ...]] = []
    faults: list[Diagnostic] = []
    for row in rows:
        cells = sheet.rows[row]
        scores = tuple(_score(cells[column]) for column in columns)
        if None in scores:
            faults += _wrong_cells(sheet, row, columns)
        found.append(tuple(NO_SCORE if score is None else score for score in scores))
    if faults:
        raise _Refused(faults[:MOST_FAULTS])
    return tuple(found)


def _wrong_cells(sheet: _Sheet, row: int, columns: Sequence[int]) -> Iterator[Diagnostic]:
    for column in columns:
        cell = sheet.rows[row][column]
        if _score(cell) is None:
            message = f"`{cell.strip()}` is not a whole number from 0 to {BEST}"
            yield sheet.fault("PM123", message, row, column, "leave the cell empty to forbid the pair")


def _score(cell: str) -> int | None:
    """The score in a cell, `NO_SCORE` in an empty one; None where it is neither."""
    if not cell or not cell.strip():
        return NO_SCORE
    number = _number(cell)
    return number if number is not None and 0 <= number <= BEST else None


def _number(cell: str) -> int | None:
    text = cell.strip()
    digits = text[1:] if text[:1] in "+-" else text
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 20 else None
