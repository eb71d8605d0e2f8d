"""A file that `calendar` names is not an iCalendar file.

Or it was cut off on its way: a calendar ends with `END:VCALENDAR`.

Wrong::

    doctors: [{id: okafor, calendar: rotas/cut-off.ics}]

Right::

    doctors: [{id: okafor, calendar: rotas/okafor.ics}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.calendar.duties import faults_of_kind
from pairmatch.calendar.ical_lines import Kind
from pairmatch.calendar.rules._facts import Facts
from pairmatch.diagnostics import Diagnostic

CODE = "PM365"
SUMMARY = "a file is not an iCalendar file, or is cut off"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield the fault of every such file."""
    return faults_of_kind(facts.cohort, Kind.NOT_A_CALENDAR, CODE)
