"""A person can attend a required workshop on none of the half-days on which it could be held.

A rota is still made, but it will miss that workshop for this person, and so for the pair.

Wrong::

    doctors: [{id: okafor, leave: [2026-09-07..2026-09-18]}]
    workshops: [{id: kickoff, weeks: 1..2}]

Right::

    doctors: [{id: okafor, leave: [2026-09-07..2026-09-18]}]
    workshops: [{id: kickoff, weeks: 1..3}]
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pairmatch.calendar.rules._facts import Facts, whole
from pairmatch.cohort.rules._common import people, warning
from pairmatch.diagnostics import Diagnostic, Note

CODE = "PM356"
SUMMARY = "a person can attend a workshop on no half-day of its window"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield a warning for every person and required workshop that cannot come together."""
    everybody = list(people(facts.cohort))
    for place, workshop in enumerate(facts.cohort.workshops):
        starts = facts.starts(workshop)
        starts = starts[facts.with_place(workshop, starts) & facts.with_facilitators(workshop, starts)]
        if not workshop.required or not len(starts):
            continue
        can = np.any(whole(facts.availability.attend, starts), axis=1)
        for row in np.flatnonzero(~can & facts.paired):
            loc, person = everybody[row]
            note = Note("the workshop", facts.cohort.span("workshops", place, "id"))
            message = f"{person.title} can attend `{workshop.id}` on none of its possible half-days"
            advice = "widen the window, or add an `extra` half-day"
            yield warning(CODE, message, facts.cohort.span(*loc, "id"), advice, note)
