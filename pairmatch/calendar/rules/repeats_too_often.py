"""The shifts of a calendar file repeat more often than shifts can.

A rule of seconds or hours, and thousands of rules at once, would be followed for ever.

Wrong::

    doctors: [{id: okafor, calendar: rotas/each-second.ics}]

Right::

    doctors: [{id: okafor, calendar: rotas/okafor.ics}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.calendar.duties import faults_of_kind
from pairmatch.calendar.ical_lines import Kind
from pairmatch.calendar.rules._facts import Facts
from pairmatch.diagnostics import Diagnostic

CODE = "PM367"
SUMMARY = "the events of a calendar repeat more often than shifts can"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield the fault of every such file."""
    return faults_of_kind(facts.cohort, Kind.REPEATS_TOO_OFTEN, CODE)
