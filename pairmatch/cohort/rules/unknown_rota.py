"""A duty pattern is named that `rotas` does not list.

Without the pattern nobody knows when the person is on duty.

Wrong::

    rotas:
      icu: {anchor: 2026-08-03, shifts: {D: {time: "08:00-17:30"}}, cycle: D D D D D . .}
    doctors: [{id: okafor, rota: {pattern: itu, row: 1}}]

Right::

    rotas:
      icu: {anchor: 2026-08-03, shifts: {D: {time: "08:00-17:30"}}, cycle: D D D D D . .}
    doctors: [{id: okafor, rota: {pattern: icu, row: 1}}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import Known, bases
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic

CODE = "PM206"
SUMMARY = "a duty pattern is named that `rotas` does not list"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every pattern named that is not a key of `rotas`."""
    known = Known(CODE, "duty pattern", cohort.rotas)
    for loc, base in bases(cohort):
        if base.rota and base.rota.pattern not in known:
            yield known.unknown(base.rota.pattern, cohort.span(*loc, "rota", "pattern"))
