"""A workshop names a room that `rooms` does not list.

Wrong::

    rooms: [{id: education-1}]
    workshops: [{id: kickoff, rooms: [education-2]}]

Right::

    rooms: [{id: education-1}, {id: education-2}]
    workshops: [{id: kickoff, rooms: [education-2]}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import Known
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic

CODE = "PM207"
SUMMARY = "a room is named that `rooms` does not list"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every room of a workshop that is not one of `rooms`."""
    known = Known(CODE, "room", (room.id for room in cohort.rooms))
    for place, workshop in enumerate(cohort.workshops):
        yield from known.faults(cohort, ("workshops", place, "rooms"), workshop.rooms)
