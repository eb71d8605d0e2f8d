"""A day of the week is written in another way than `mon tue wed thu fri sat sun`.

Wrong::

    doctors: [{id: okafor, works: {monday: am pm}}]

Right::

    doctors: [{id: okafor, works: {mon: am pm}}]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pairmatch.cohort.rules._common import Loc, bases, error
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import DAYS, day_meant
from pairmatch.diagnostics import Diagnostic

CODE = "PM211"
SUMMARY = "a day of the week is not one of mon to sun"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every day of `works` or `open` that is none."""
    for loc, week in _weeks(cohort):
        for day in week or ():
            if day not in DAYS:
                meant = day_meant(day)
                near = f"did you mean `{meant}`?" if meant else f"write one of {', '.join(DAYS)}"
                yield error(CODE, f"no day `{day}`", cohort.key_span(*loc, day), near)


def _weeks(cohort: Cohort) -> Iterator[tuple[Loc, Mapping[str, Any] | None]]:
    for loc, base in bases(cohort):
        yield (*loc, "works"), base.works
    for place, facilitator in enumerate(cohort.facilitators):
        yield ("facilitators", place, "works"), facilitator.works
    for place, room in enumerate(cohort.rooms):
        yield ("rooms", place, "open"), room.open
