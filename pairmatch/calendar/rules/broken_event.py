"""An event that is a shift has times, a time zone or a rule that cannot be understood.

Only events that are shifts are looked at; all others may be as they are.

Wrong::

    doctors: [{id: okafor, calendar: rotas/broken.ics}]

Right::

    doctors: [{id: okafor, calendar: rotas/okafor.ics}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.calendar.duties import faults_of_kind
from pairmatch.calendar.ical_lines import Kind
from pairmatch.calendar.rules._facts import Facts
from pairmatch.diagnostics import Diagnostic

CODE = "PM366"
SUMMARY = "an event that is a shift cannot be understood"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield the fault of every such file."""
    return faults_of_kind(facts.cohort, Kind.BROKEN_EVENT, CODE)
