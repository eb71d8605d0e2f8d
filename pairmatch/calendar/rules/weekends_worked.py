"""More than half of the weekends of a cycle are worked.

A weekend is worked when any work falls between Saturday 00:00 and Sunday 24:00, a night that starts
on Friday included. Of someone who changes pattern, or goes by a calendar file, the weekends of the
programme count, of which one more than half may be worked where they are an odd number.

The limit is that of Schedule 3 of the Terms and Conditions of Service for NHS Doctors and Dentists
in Training (England) 2016. pairmatch warns of it, and never certifies that working time is kept to.

Wrong::

    rotas:
      icu:
        anchor: 2026-08-03
        shifts: {D: {time: "08:00-17:30"}}
        cycle: |
          D D D D . D .

Right::

    rotas:
      icu:
        anchor: 2026-08-03
        shifts: {D: {time: "08:00-17:30"}}
        cycle: |
          D D D D . D .
          D D D D D . .
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.calendar.rules._facts import Facts
from pairmatch.calendar.rules._working_time import warnings_of
from pairmatch.calendar.working_time import Limit
from pairmatch.diagnostics import Diagnostic

CODE = "PM379"
SUMMARY = "more than every second weekend is worked"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield a warning for every duty pattern, and for every person whose own shifts alone, that break it."""
    return warnings_of(facts, Limit.WEEKENDS, CODE)
