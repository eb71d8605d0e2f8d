"""A workshop needs more people than it, or its room, has places for.

A run with fewer people than `min_size` is not held; a run with more than `capacity`, or than the
room's, cannot be.

Wrong::

    workshops: [{id: kickoff, min_size: 12, capacity: 10}]

Right::

    workshops: [{id: kickoff, min_size: 6, capacity: 10}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import error, plural, warning
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Note

CODE = "PM316"
SUMMARY = "a workshop's `min_size` is above its places"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every workshop that can never have enough people."""
    capacity = {room.id: (at, room.capacity) for at, room in enumerate(cohort.rooms)}
    for place, workshop in enumerate(cohort.workshops):
        least, loc = workshop.min_size, ("workshops", place)
        needs = f"`{workshop.id}` needs {plural(least, 'person', 'people')} a run"
        if workshop.capacity is not None and workshop.capacity < least:
            message = f"{needs} and has places for {workshop.capacity}"
            advice = "lower `min_size`, or raise `capacity`"
            yield error(CODE, message, cohort.span(*loc, "min_size"), advice)
        known = [(at, name, *capacity[name]) for at, name in enumerate(workshop.rooms) if name in capacity]
        small = [(at, name, room, size) for at, name, room, size in known if size and size < least]
        tell = error if len(small) == len(workshop.rooms) else warning
        for at, name, room, size in small:
            message = f"{needs}, and `{name}` holds {size}"
            note = Note(f"`{name}`", cohort.span("rooms", room, "capacity"))
            advice = "name a larger room, or lower `min_size`"
            yield tell(CODE, message, cohort.span(*loc, "rooms", at), advice, note)
