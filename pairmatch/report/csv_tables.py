"""Tables as CSV files for Excel: UTF-8 with its mark, line ends as Windows has them, and no formulas.

A spreadsheet takes a cell that begins with `=` for a formula, even where it stands in quotes. So a text that
begins like one is given an apostrophe before it, as OWASP advises ("CSV Injection"); so is a text that begins
with an apostrophe, so that `unguarded` can tell which ones were added.
"""

from __future__ import annotations

import csv
import io
from datetime import date, time

from pairmatch.report.tables.plain import plain
from pairmatch.report.tables.table import Table, Value

MARK = "\ufeff"
GUARD = "'"
_STARTS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20" + GUARD)
"""With which a formula can begin; the wide forms too, which some spreadsheets take for the narrow ones."""
_BLANKS = frozenset("\t\r\n")
"""At which a spreadsheet may begin a cell anew."""


def csv_text(table: Table) -> str:
    """The table as the text of a CSV file, without a byte-order mark."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(map(_shown, table.headings))
    writer.writerows(map(_shown, row) for row in table.rows)
    return file.getvalue()


def csv_bytes(table: Table) -> bytes:
    """The same as it is written to a file."""
    return (MARK + csv_text(table)).encode()


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet could take it for a formula."""
    return GUARD + text if _could_be_run(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if text.startswith(GUARD) and _could_be_run(text[1:]) else text


def _could_be_run(text: str) -> bool:
    return text[:1] in _BLANKS or text.lstrip()[:1] in _STARTS if text else False


def _shown(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(plain(value))
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)
