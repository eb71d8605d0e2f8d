"""A cycle uses a shift code that the pattern's `shifts` does not explain.

Wrong::

    rotas:
      icu:
        anchor: 2026-08-03
        shifts: {D: {time: "08:00-17:30"}}
        cycle: |
          D D L D D . .

Right::

    rotas:
      icu:
        anchor: 2026-08-03
        shifts: {D: {time: "08:00-17:30"}, L: {time: "08:00-20:30", attend: false}}
        cycle: |
          D D L D D . .
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import Known
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic

CODE = "PM213"
SUMMARY = "a cycle uses a shift code that is not explained"

OFF = "."


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every cell of a cycle that is neither a shift nor off duty."""
    for name, pattern in cohort.rotas.items():
        known = Known(CODE, "shift", pattern.shifts)
        for row, codes in enumerate(pattern.cycle):
            for column, code in enumerate(codes):
                if code != OFF and code not in known:
                    loc = ("rotas", name, "cycle")
                    span = cohort.source.row_span(loc, row, column) if cohort.source else None
                    yield known.unknown(code, span)
