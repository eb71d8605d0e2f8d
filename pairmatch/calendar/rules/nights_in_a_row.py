"""More than 4 night shifts are in a row.

A night shift has at least 3 hours between 23:00 and 06:00. Shifts are in a row when they start on
dates that follow each other.

The limit is that of Schedule 3 of the Terms and Conditions of Service for NHS Doctors and Dentists
in Training (England) 2016. pairmatch warns of it, and never certifies that working time is kept to.

Wrong::

    rotas:
      icu:
        anchor: 2026-08-03
        shifts: {N: {time: "21:00-07:00"}}
        cycle: |
          N N N N N . .
          . . . . . . .

Right::

    rotas:
      icu:
        anchor: 2026-08-03
        shifts: {N: {time: "21:00-07:00"}}
        cycle: |
          N N N N . . .
          . . . . . . .
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.calendar.rules._facts import Facts
from pairmatch.calendar.rules._working_time import warnings_of
from pairmatch.calendar.working_time import Limit
from pairmatch.diagnostics import Diagnostic

CODE = "PM377"
SUMMARY = "more than 4 nights in a row"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield a warning for every duty pattern, and for every person whose own shifts alone, that break it."""
    return warnings_of(facts, Limit.NIGHT_RUN, CODE)
