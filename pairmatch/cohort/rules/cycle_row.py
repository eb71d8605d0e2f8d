"""A row of a cycle has more or fewer than seven shift codes.

A row is a week, Monday to Sunday, as on the rota sheet; a day off duty is written `.`.

Wrong::

    rotas:
      icu:
        anchor: 2026-08-03
        shifts: {D: {time: "08:00-17:30"}}
        cycle: |
          D D D D D

Right::

    rotas:
      icu:
        anchor: 2026-08-03
        shifts: {D: {time: "08:00-17:30"}}
        cycle: |
          D D D D D . .
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import error, plural
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Span

CODE = "PM214"
SUMMARY = "a row of a cycle has not seven shift codes"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every row that is not a week long."""
    for name, pattern in cohort.rotas.items():
        for row, codes in enumerate(pattern.cycle):
            if len(codes) != 7:
                written = plural(len(codes), "shift code")
                message = f"row {row + 1} of the cycle has {written}, and a week has 7 days"
                advice = "a row is Monday to Sunday; write `.` for a day off duty"
                yield error(CODE, message, _row_span(cohort, name, row, len(codes)), advice)


def _row_span(cohort: Cohort, name: str, row: int, length: int) -> Span | None:
    if cohort.source is None:
        return None
    loc = ("rotas", name, "cycle")
    first = cohort.source.row_span(loc, row)
    last = cohort.source.row_span(loc, row, length - 1)
    return Span(first.file, first.line, first.column, last.end_line, last.end_column)
