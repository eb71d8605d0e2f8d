"""Between the end of one shift and the start of the next are less than 11 hours.

The limit is that of Schedule 3 of the Terms and Conditions of Service for NHS Doctors and Dentists
in Training (England) 2016. pairmatch warns of it, and never certifies that working time is kept to.

Wrong::

    rotas:
      icu:
        anchor: 2026-08-03
        shifts: {L: {time: "08:00-20:30"}, E: {time: "07:00-15:00"}}
        cycle: |
          L E . . . . .

Right::

    rotas:
      icu:
        anchor: 2026-08-03
        shifts: {L: {time: "08:00-20:30"}, E: {time: "07:30-15:00"}}
        cycle: |
          L E . . . . .
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.calendar.rules._facts import Facts
from pairmatch.calendar.rules._working_time import warnings_of
from pairmatch.calendar.working_time import Limit
from pairmatch.diagnostics import Diagnostic

CODE = "PM374"
SUMMARY = "less than 11 hours between two shifts"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield a warning for every duty pattern, and for every person whose own shifts alone, that break it."""
    return warnings_of(facts, Limit.REST, CODE)
