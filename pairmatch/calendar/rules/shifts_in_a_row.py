"""More than 7 shifts are in a row, or less than 48 hours follow the seventh.

Shifts are in a row when they start on dates that follow each other. Where the seventh is a night,
46 hours are enough.

The limit is that of Schedule 3 of the Terms and Conditions of Service for NHS Doctors and Dentists
in Training (England) 2016. pairmatch warns of it, and never certifies that working time is kept to.

Wrong::

    rotas:
      icu:
        anchor: 2026-08-03
        shifts: {D: {time: "09:00-17:00"}}
        cycle: |
          D D D D D D D
          D . . . . . .

Right::

    rotas:
      icu:
        anchor: 2026-08-03
        shifts: {D: {time: "09:00-17:00"}}
        cycle: |
          D D D D D D D
          . . D . . . .
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.calendar.rules._facts import Facts
from pairmatch.calendar.rules._working_time import warnings_of
from pairmatch.calendar.working_time import Limit
from pairmatch.diagnostics import Diagnostic

CODE = "PM378"
SUMMARY = "more than 7 shifts in a row, or too little rest after"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield a warning for every duty pattern, and for every person whose own shifts alone, that break it."""
    return warnings_of(facts, Limit.RUN, CODE)
