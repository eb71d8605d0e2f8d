"""Shifts are more than 48 hours a week on average.

Of a duty pattern that is the average of its cycle; of someone who changes pattern, or goes by a
calendar file, that of the programme. Shifts count whether or not leave falls on them.

The limit is that of Schedule 3 of the Terms and Conditions of Service for NHS Doctors and Dentists
in Training (England) 2016. pairmatch warns of it, and never certifies that working time is kept to.

Wrong::

    rotas:
      icu:
        anchor: 2026-08-03
        shifts: {D: {time: "08:00-18:00"}}
        cycle: |
          D D D D D . .

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

from pairmatch.calendar.rules._facts import Facts
from pairmatch.calendar.rules._working_time import warnings_of
from pairmatch.calendar.working_time import Limit
from pairmatch.diagnostics import Diagnostic

CODE = "PM371"
SUMMARY = "more than 48 hours of work a week on average"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield a warning for every duty pattern, and for every person whose own shifts alone, that break it."""
    return warnings_of(facts, Limit.AVERAGE, CODE)
