"""A person is on a row that the duty pattern does not have.

Wrong::

    rotas:
      icu:
        anchor: 2026-08-03
        shifts: {D: {time: "08:00-17:30"}}
        cycle: |
          D D D D D . .
          . . D D D D D
    doctors: [{id: okafor, rota: {pattern: icu, row: 3}}]

Right::

    rotas:
      icu:
        anchor: 2026-08-03
        shifts: {D: {time: "08:00-17:30"}}
        cycle: |
          D D D D D . .
          . . D D D D D
    doctors: [{id: okafor, rota: {pattern: icu, row: 2}}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import bases, error, plural
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Note

CODE = "PM215"
SUMMARY = "a person is on a row that the duty pattern does not have"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every row beyond the last one of its cycle."""
    for loc, base in bases(cohort):
        pattern = cohort.rotas.get(base.rota.pattern) if base.rota else None
        if base.rota and pattern and base.rota.row > len(pattern.cycle):
            rows = plural(len(pattern.cycle), "row")
            message = f"there is no row {base.rota.row}: the cycle of `{base.rota.pattern}` has {rows}"
            note = Note("the cycle", cohort.key_span("rotas", base.rota.pattern, "cycle"))
            last = len(pattern.cycle)
            advice = f"write a row from 1 to {last}" if last > 1 else "write `row: 1`"
            yield error(CODE, message, cohort.span(*loc, "rota", "row"), advice, note)
