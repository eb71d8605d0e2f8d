"""No room or no facilitator of a workshop is ever free while the workshop could be held.

Wrong::

    facilitators: [{id: price, leave: [2026-09-07..2026-09-18]}]
    workshops: [{id: kickoff, weeks: 1..2, facilitators: [price]}]

Right::

    facilitators: [{id: price, leave: [2026-09-07..2026-09-18]}]
    workshops: [{id: kickoff, weeks: 1..3, facilitators: [price]}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.calendar.rules._facts import Facts, whole
from pairmatch.cohort.rules._common import error, warning
from pairmatch.cohort.sessions import Workshop
from pairmatch.diagnostics import Diagnostic

CODE = "PM355"
SUMMARY = "no room or facilitator of a workshop is ever free for it"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield a fault (a warning, where nobody has to attend) for every workshop that cannot be held."""
    for place, workshop in enumerate(facts.cohort.workshops):
        obstacle = _obstacle(facts, workshop)
        if obstacle:
            field, why = obstacle
            tell = error if workshop.required else warning
            span = facts.cohort.span("workshops", place, field)
            message = f"`{workshop.id}` can never be held: {why}"
            yield tell(CODE, message, span, "widen the window, or name somebody or somewhere else")


def _obstacle(facts: Facts, workshop: Workshop) -> tuple[str, str] | None:
    starts = facts.starts(workshop)
    if not len(starts):
        return None
    with_place = facts.with_place(workshop, starts)
    with_people = facts.with_facilitators(workshop, starts)
    if (with_place & with_people).any():
        return None
    if not with_place.any():
        return "rooms", "none of its rooms is ever free in its window"
    if with_people.any():
        return "id", "a room and a facilitator are never free at once in its window"
    for at, name in enumerate(workshop.all_of):
        if not whole(facts.availability.facilitators[name], starts).any():
            return "all_of", f"`{workshop.all_of[at]}` is never free in its window"
    if workshop.all_of:
        return "all_of", "its facilitators are never free at once in its window"
    return "facilitators", "none of its facilitators is ever free in its window"
