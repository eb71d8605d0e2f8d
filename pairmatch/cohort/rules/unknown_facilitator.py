"""A workshop names a facilitator whom `facilitators` does not list.

Facilitators are people of their own: a manager who also holds a workshop needs an entry in
`facilitators`, under another id.

Wrong::

    facilitators: [{id: price}]
    workshops: [{id: kickoff, facilitators: [pryce]}]

Right::

    facilitators: [{id: price}]
    workshops: [{id: kickoff, facilitators: [price]}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import Known
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic

CODE = "PM208"
SUMMARY = "a facilitator is named whom `facilitators` does not list"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every facilitator of a workshop who is not one of `facilitators`."""
    known = Known(CODE, "facilitator", (one.id for one in cohort.facilitators))
    for place, workshop in enumerate(cohort.workshops):
        yield from known.faults(cohort, ("workshops", place, "facilitators"), workshop.facilitators)
        yield from known.faults(cohort, ("workshops", place, "all_of"), workshop.all_of)
