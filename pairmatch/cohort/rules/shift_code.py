"""A shift has a code that a cycle cannot name.

In a cycle `.` means off duty and spaces part one code from the next, so no shift can be called
`.` or have a space in its code.

Wrong::

    rotas:
      icu:
        anchor: 2026-08-03
        shifts: {D: {time: "08:00-17:30"}, .: {time: "20:00-08:30"}}
        cycle: |
          D D D D D . .

Right::

    rotas:
      icu:
        anchor: 2026-08-03
        shifts: {D: {time: "08:00-17:30"}, N: {time: "20:00-08:30"}}
        cycle: |
          D D D D D . .
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import error
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic

CODE = "PM216"
SUMMARY = "a shift has a code that a cycle cannot name"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every code that is `.`, empty or of several words."""
    for name, pattern in cohort.rotas.items():
        for code in pattern.shifts:
            span = cohort.key_span("rotas", name, "shifts", code)
            if code == ".":
                advice = "give the shift a letter of its own"
                yield error(CODE, "`.` means off duty, and cannot be a shift", span, advice)
            elif len(code.split()) != 1 or code != code.strip():
                yield error(CODE, f"a cycle cannot name a shift `{code}`", span, "write one word")
