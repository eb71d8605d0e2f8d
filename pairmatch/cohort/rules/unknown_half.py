"""A half-day is named that the programme does not have.

The halves of a day are the keys of `programme.halves`: `am` and `pm`, where nothing else is given.

Wrong::

    doctors: [{id: okafor, works: {mon: am, tue: morning}}]

Right::

    doctors: [{id: okafor, works: {mon: am, tue: am}}]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from pairmatch.cohort.rules._common import Known, Loc, bases, half_key_span, people
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import HalfDay, Period, WeeklyHalf
from pairmatch.diagnostics import Diagnostic, Span

CODE = "PM210"
SUMMARY = "a half of the day is named that the programme does not have"

Named = tuple[str, Callable[[], Span | None]]
"""A half, and what tells where it is named: looked up for a fault only, halves being many."""


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every half that is not one of the programme's."""
    known = Known(CODE, "half of the day", cohort.programme.halves)
    for half, where in _named(cohort):
        if half not in known:
            yield known.unknown(half, where())


def _named(cohort: Cohort) -> Iterator[Named]:
    yield from _in_periods(cohort, ("programme", "closed"), cohort.programme.closed)
    for loc, base in bases(cohort):
        yield from _in_week(cohort, (*loc, "works"), base.works)
    for loc, person in people(cohort):
        yield from _in_periods(cohort, (*loc, "leave"), person.leave)
        yield from _in_list(cohort, (*loc, "avoid_halves"), person.avoid_halves)
        yield from _in_keys(cohort, (*loc, "commitments"), person.commitments)
        yield from _in_keys(cohort, (*loc, "extra"), person.extra)
    for place, room in enumerate(cohort.rooms):
        yield from _in_week(cohort, ("rooms", place, "open"), room.open)
        yield from _in_periods(cohort, ("rooms", place, "closed"), room.closed)
    for place, facilitator in enumerate(cohort.facilitators):
        yield from _in_week(cohort, ("facilitators", place, "works"), facilitator.works)
        yield from _in_periods(cohort, ("facilitators", place, "leave"), facilitator.leave)
    for place, workshop in enumerate(cohort.workshops):
        yield from _in_list(cohort, ("workshops", place, "dates"), workshop.dates or ())


def _in_week(cohort: Cohort, loc: Loc, week: Mapping[str, tuple[str, ...]] | None) -> Iterator[Named]:
    for day, halves in (week or {}).items():
        for half in halves:
            yield half, partial(cohort.span, *loc, day)


def _in_periods(cohort: Cohort, loc: Loc, periods: Iterable[Period]) -> Iterator[Named]:
    for place, period in enumerate(periods):
        if period.half:
            yield period.half, partial(cohort.span, *loc, place)


def _in_list(cohort: Cohort, loc: Loc, halves: Iterable[HalfDay | WeeklyHalf]) -> Iterator[Named]:
    for place, named in enumerate(halves):
        yield named.half, partial(cohort.span, *loc, place)


def _in_keys(cohort: Cohort, loc: Loc, keys: Iterable[HalfDay | WeeklyHalf]) -> Iterator[Named]:
    for key in keys:
        yield key.half, partial(half_key_span, cohort, loc, key)
