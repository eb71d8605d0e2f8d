"""A shift is longer than 13 hours.

Hours are those that pass: in the night in which the clocks go back, a shift from 20:00 to 08:30
lasts 13.5 hours.

The limit is that of Schedule 3 of the Terms and Conditions of Service for NHS Doctors and Dentists
in Training (England) 2016. pairmatch warns of it, and never certifies that working time is kept to.

Wrong::

    rotas:
      icu:
        anchor: 2026-08-03
        shifts: {L: {time: "08:00-21:30"}}
        cycle: |
          L . . . . . .

Right::

    rotas:
      icu:
        anchor: 2026-08-03
        shifts: {L: {time: "08:00-21:00"}}
        cycle: |
          L . . . . . .
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.calendar.rules._facts import Facts
from pairmatch.calendar.rules._working_time import warnings_of
from pairmatch.calendar.working_time import Limit
from pairmatch.diagnostics import Diagnostic

CODE = "PM373"
SUMMARY = "a shift of more than 13 hours"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield a warning for every duty pattern, and for every person whose own shifts alone, that break it."""
    return warnings_of(facts, Limit.SHIFT, CODE)
