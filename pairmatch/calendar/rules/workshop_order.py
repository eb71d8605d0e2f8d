"""Required workshops cannot follow each other in the order of the file.

A person attends workshops in file order, each on a later half-day than the one before it and at
least `gap_weeks` weeks after it. Here the later one's weeks and dates are over before that.

Wrong::

    workshops: [{id: kickoff, weeks: 3..4}, {id: finance, weeks: 1..2}]

Right::

    workshops: [{id: finance, weeks: 1..2}, {id: kickoff, weeks: 3..4}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.calendar.rules._facts import Facts
from pairmatch.cohort.rules._common import error
from pairmatch.cohort.sessions import Workshop
from pairmatch.diagnostics import Diagnostic, Note

CODE = "PM361"
SUMMARY = "required workshops cannot follow each other in file order"

Stretch = tuple[int, ...]
"""The half-days of a run."""


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield a fault for every required workshop that is over before it can follow the one before it."""
    before: tuple[int, Workshop, Stretch] | None = None
    for place, workshop in enumerate(facts.cohort.workshops):
        starts = list(facts.time.starts(workshop)) if workshop.required else []
        if not starts:
            continue
        after = [run for run in starts if before is None or _follows(facts, before[2], run, workshop)]
        if before and not after:
            yield _fault(facts, before, place, starts[-1])
        before = (place, workshop, (after or starts)[0])


def _follows(facts: Facts, earlier: Stretch, later: Stretch, workshop: Workshop) -> bool:
    weeks = [facts.time.slots[run[0]].week for run in (earlier, later)]
    return later[0] > earlier[-1] and weeks[1] >= weeks[0] + workshop.gap_weeks


def _fault(facts: Facts, before: tuple[int, Workshop, Stretch], place: int, last: Stretch) -> Diagnostic:
    cohort, slots = facts.cohort, facts.time.slots
    earlier_place, earlier, first = before
    workshop = cohort.workshops[place]
    given = [field for field in ("dates", "weeks") if getattr(workshop, field) is not None]
    span = cohort.span("workshops", place, given[0] if given else "id")
    week = slots[first[0]].week + workshop.gap_weeks
    gap = (
        f", and `gap_weeks: {workshop.gap_weeks}` asks for week {week} or later" if workshop.gap_weeks else ""
    )
    message = (
        f"`{workshop.id}` can never follow `{earlier.id}`: `{earlier.id}` is on {slots[first[0]]} at the "
        f"earliest, `{workshop.id}` on {slots[last[0]]} at the latest{gap}"
    )
    note = Note("the workshop before it", cohort.span("workshops", earlier_place, "id"))
    return error(CODE, message, span, "change the weeks or dates of one, or the order of the two", note)
