"""(attend, host) on every half-day of a programme, of one person after another.

Built in the order of the format page, the last word winning: base, commitments, leave and
days outside every post, extra. Half-days off duty, where sessions on them are allowed, are part of
the base, which commitments do not touch. Weekly patterns and cycles come round, so that the base of
most weeks of most people has been worked out before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from datetime import timedelta
from itertools import chain, groupby
from operator import attrgetter

from pairmatch.calendar.duty import row_on
from pairmatch.calendar.off_duty import Roster
from pairmatch.calendar.posts import Placement, PlacementOn
from pairmatch.calendar.presence import AWAY, Flags, base_at, changed, piece_of
from pairmatch.calendar.programme import ProgrammeTime, Slot
from pairmatch.cohort.people import Person
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import WeeklyHalf


class Timetables:
    """Makes the timetable of one person after another, over the half-days of one programme."""

    def __init__(self, cohort: Cohort, time: ProgrammeTime) -> None:
        self._cohort = cohort
        self._time = time
        self._weeks = _by_week(time)
        self._worked_out: dict[Hashable, Sequence[Flags]] = {}
        self._weekly: dict[WeeklyHalf, list[int]] = defaultdict(list)
        for slot in time.slots:
            self._weekly[WeeklyHalf(slot.date.weekday(), slot.half)].append(slot.index)

    def of(self, person: Person, placement_at: PlacementOn, roster: Roster | None) -> Sequence[Flags]:
        """The flags of a person on each half-day.

        Parameters
        ----------
        person
            A doctor or a manager.
        placement_at
            Where the person is on each date.
        roster
            The person's shifts; None for someone who is never on duty.
        """
        base = self._base_of(person, placement_at)
        flags = base.copy()
        for weekly, presence in person.commitments.items():
            for t in self._weekly.get(weekly, ()):
                if any(base[t]):
                    flags[t] = changed(base[t], presence)
        if roster and self._cohort.scheduling.off_duty == "allowed":
            self._open_off_duty(flags, base, placement_at, roster)
        for period in person.leave:
            for t in self._time.during(period):
                flags[t] = AWAY
        if person.posts:
            self._leave_outside_posts(flags, placement_at)
        for half_day, presence in person.extra.items():
            at = self._time.index_of(half_day)
            if at is not None:
                flags[at] = changed(flags[at], presence)
        return flags

    def _open_off_duty(
        self, flags: list[Flags], base: Sequence[Flags], placement_at: PlacementOn, roster: Roster
    ) -> None:
        """Let the person attend on half-days without duty, where the working-time limits allow it."""
        for slot in self._time.slots:
            today = placement_at(slot.date)
            if today and today.has_duty and not any(base[slot.index]):
                session = piece_of(self._cohort, slot.date, slot.half)
                flags[slot.index] = (roster.is_open_off_duty(session), False)

    def _leave_outside_posts(self, flags: list[Flags], placement_at: PlacementOn) -> None:
        for slot in self._time.slots:
            if placement_at(slot.date) is None:
                flags[slot.index] = AWAY

    def _base_of(self, person: Person, placement_at: PlacementOn) -> list[Flags]:
        place_in = _place_throughout if person.posts else _place_at_start
        weeks = (self._base_of_week(placement_at, place_in(placement_at, week), week) for week in self._weeks)
        return list(chain.from_iterable(weeks))

    def _base_of_week(
        self, placement_at: PlacementOn, place: Placement | None, week: Sequence[Slot]
    ) -> Sequence[Flags]:
        """The base of a week, which is that of every other week at the same point of the same pattern."""
        pattern = self._pattern(place, week)
        if pattern is None:
            return self._base(placement_at, week)
        if pattern not in self._worked_out:
            self._worked_out[pattern] = self._base(placement_at, week)
        return self._worked_out[pattern]

    def _base(self, placement_at: PlacementOn, week: Sequence[Slot]) -> Sequence[Flags]:
        return [base_at(self._cohort, placement_at, slot.date, slot.half) for slot in week]

    def _pattern(self, place: Placement | None, week: Sequence[Slot]) -> Hashable:
        """What repeats in this week, and where it has got to; None where the week is like no other."""
        if place is None or place.calendar is not None:
            return None
        if place.rota is None:
            return "works", None if place.works is None else tuple(place.works.items())
        pattern = self._cohort.rotas.get(place.rota.pattern)
        return pattern and (place.rota.pattern, row_on(pattern, place.rota.row, week[0].date))


def _by_week(time: ProgrammeTime) -> list[Sequence[Slot]]:
    return [tuple(week) for _, week in groupby(time.slots, attrgetter("week"))]


def _place_at_start(placement_at: PlacementOn, week: Sequence[Slot]) -> Placement | None:
    """Where someone without posts is all the week."""
    return placement_at(week[0].date)


def _place_throughout(placement_at: PlacementOn, week: Sequence[Slot]) -> Placement | None:
    """Where the person is all the week, and the day before, whose shift may reach into it; else None."""
    day, last = week[0].date - timedelta(days=1), week[-1].date
    place = placement_at(day)
    while day < last:
        day += timedelta(days=1)
        if placement_at(day) is not place:
            return None
    return place
