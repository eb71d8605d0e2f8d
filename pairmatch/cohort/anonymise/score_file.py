"""A file of scores about nobody: the same cells, with labels in its first row and column."""

from __future__ import annotations

import csv
import io
import re

from pairmatch.cohort.anonymise.labels import Labels
from pairmatch.cohort.score_file import BEST
from pairmatch.cohort.source import split_lines

_IS_WHOLE = re.compile(r"[-+]?\d{1,19}", re.ASCII).fullmatch
_TOO_HIGH, _NO_NUMBER = str(BEST + 1), "x"


def anonymous_scores(content: bytes, labels: Labels) -> bytes | None:
    """The table with labels for its names; None where it cannot be read as CSV.

    A cell that is no score stays one that is none, whatever it says.
    """
    try:
        text = content.decode("utf-8-sig")
        first = text.partition("\n")[0]
        separator = ";" if ";" in first and "," not in first else ","
        found = csv.reader(split_lines(text), delimiter=separator)
        rows = [row for row in found if any(cell.strip() for cell in row) or len(row) > 1]
    except (UnicodeDecodeError, csv.Error):
        return None
    has_names = any(cell.strip() and not _IS_WHOLE(cell.strip()) for cell in rows[0]) if rows else False
    written = io.StringIO()
    writer = csv.writer(written, delimiter=separator, lineterminator="\n")
    for at, row in enumerate(rows):
        writer.writerow(
            _named(cell, at, column, labels) if has_names and not (at and column) else _score(cell)
            for column, cell in enumerate(row)
        )
    return written.getvalue().encode()


def _named(cell: str, row: int, column: int, labels: Labels) -> str:
    if not row and not column:
        return "id" if cell.strip() else ""
    return labels.person(cell.strip())


def _score(cell: str) -> str:
    text = cell.strip()
    if not text:
        return ""
    if not _IS_WHOLE(text):
        return _NO_NUMBER
    number = int(text)
    return text if 0 <= number <= BEST else _TOO_HIGH
