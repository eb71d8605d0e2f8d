"""After the last of a run of night shifts, which may be a single one, are less than 46 hours.

A night shift has at least 3 hours between 23:00 and 06:00.

The limit is that of Schedule 3 of the Terms and Conditions of Service for NHS Doctors and Dentists
in Training (England) 2016. pairmatch warns of it, and never certifies that working time is kept to.

Wrong::

    rotas:
      icu:
        anchor: 2026-08-03
        shifts: {D: {time: "08:00-17:30"}, N: {time: "20:00-08:30"}}
        cycle: |
          N N . D . . .

Right::

    rotas:
      icu:
        anchor: 2026-08-03
        shifts: {D: {time: "08:00-17:30"}, N: {time: "20:00-08:30"}}
        cycle: |
          N N . . D . .
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.calendar.rules._facts import Facts
from pairmatch.calendar.rules._working_time import warnings_of
from pairmatch.calendar.working_time import Limit
from pairmatch.diagnostics import Diagnostic

CODE = "PM375"
SUMMARY = "less than 46 hours after a run of nights"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield a warning for every duty pattern, and for every person whose own shifts alone, that break it."""
    return warnings_of(facts, Limit.AFTER_NIGHTS, CODE)
