"""When each person can attend and can host, over every half-day of the programme.

Built in the order of the format page, the last word winning: base, commitments, leave and
days outside every post, extra. Closed days are laid over it at the end. Half-days off duty, where
sessions on them are allowed, are part of the base, which commitments do not touch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property, partial

import numpy as np

from pairmatch.calendar.clock import passed, shown_at
from pairmatch.calendar.duties import on_calendar
from pairmatch.calendar.duty import covers, shift_on
from pairmatch.calendar.off_duty import Piece, Roster
from pairmatch.calendar.posts import Placement, placement_on
from pairmatch.calendar.programme import Bools, ProgrammeTime, Slot, programme_time
from pairmatch.calendar.shifts import PlacementOn, is_ever_on_duty, worked_shifts
from pairmatch.cohort.people import Facilitator, Person, Presence
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.sessions import Room
from pairmatch.cohort.values import DAYS, HalfDay, WeeklyHalf

WEEKDAYS = frozenset(range(5))
Flags = tuple[bool, bool]
"""(attend, host)"""


@dataclass(frozen=True)
class Availability:
    """Who can do what when.

    `attend` and `host` are bool arrays of shape (people, half-days), people being doctors then
    managers in file order; both are false on half-days closed for sessions. `facilitators` and
    `rooms` have a row each in file order.
    """

    time: ProgrammeTime
    people: tuple[str, ...]
    attend: Bools
    host: Bools
    placements: tuple[tuple[Placement | None, ...], ...]
    """For each person and date of the programme, what holds for the person on it."""
    facilitators: Mapping[str, Bools]
    rooms: Mapping[str, Bools]
    rosters: Mapping[str, Roster]
    """The shifts of everyone who is ever on a duty pattern or calendar."""

    @cached_property
    def index(self) -> Mapping[str, int]:
        """The row of each person."""
        return {person: row for row, person in enumerate(self.people)}

    def can_attend(self, person: str, t: int) -> bool:
        """Whether the person can be released on half-day `t`."""
        return bool(self.attend[self.index[person], t])

    def can_host(self, person: str, t: int) -> bool:
        """Whether the person can be shadowed on half-day `t`."""
        return bool(self.host[self.index[person], t])

    def site(self, person: str, t: int) -> str | None:
        """The person's site on the date of half-day `t`."""
        placement = self.placement(person, t)
        return placement.site if placement else None

    def directorate(self, person: str, t: int) -> str | None:
        """The person's directorate on the date of half-day `t`."""
        placement = self.placement(person, t)
        return placement.directorate if placement else None

    def pattern(self, person: str, t: int) -> str | None:
        """The duty pattern whose duty the person leaves for a session on `t`: none when off duty then."""
        roster = self.rosters.get(person)
        shift = roster.shift_at(self.time.passing((t,))) if roster else None
        return shift.pattern if shift else None

    def adds(self, person: str, stretch: Sequence[int]) -> tuple[Piece, ...]:
        """What a session on these half-days of one date adds to the hours of the person's shifts.

        Nothing on duty, and nothing on a date on which the person goes by `works`.
        """
        placement = self.placement(person, stretch[0])
        if placement is None or not placement.has_duty:
            return ()
        return self.rosters[person].added(self.time.passing(stretch))

    def placement(self, person: str, t: int) -> Placement | None:
        """What holds for the person on the date of half-day `t`; None outside every post."""
        return self.placements[self.index[person]][self.time.slots[t].day]


def availability(cohort: Cohort, weeks: int | None = None) -> Availability:
    """Work out who can attend and host when.

    Parameters
    ----------
    cohort
        A checked cohort.
    weeks
        How many weeks to look at; None: as many as the cohort says.
    """
    cohort = cohort.lasting(weeks)
    time = programme_time(cohort)
    people = tuple(cohort.people)
    dates = list(dict.fromkeys(slot.date for slot in time.slots))
    placements = [cache(partial(placement_on, person)) for person in people]
    rosters = {person.id: roster_of(cohort, person) for person in people if is_ever_on_duty(person)}
    flags = np.array(
        [
            [
                presence(cohort, person, slot.date, slot.half, placement, rosters.get(person.id))
                for slot in time.slots
            ]
            for person, placement in zip(people, placements, strict=True)
        ],
        dtype=bool,
    )
    flags = flags.reshape(len(people), len(time.slots), 2) & time.open[None, :, None]
    return Availability(
        time,
        tuple(person.id for person in people),
        flags[:, :, 0],
        flags[:, :, 1],
        tuple(tuple(placement(day) for day in dates) for placement in placements),
        {one.id: _facilitator_row(cohort, one, time) for one in cohort.facilitators},
        {room.id: _room_row(room, time) for room in cohort.rooms},
        rosters,
    )


def roster_of(cohort: Cohort, person: Person) -> Roster:
    """The person's shifts, beside the weeks of the programme."""
    programme = cohort.programme
    ends = programme.start + timedelta(weeks=programme.weeks)
    whole = (passed(shown_at(programme.start, 0)), passed(shown_at(ends, 0)))
    return Roster(worked_shifts(cohort, person), whole, programme.weeks)


def presence(
    cohort: Cohort,
    person: Person,
    day: date,
    half: str,
    placement: PlacementOn | None = None,
    roster: Roster | None = None,
) -> Flags:
    """(attend, host) of a person on any half-day, from the base to the last word.

    `placement` and `roster` can be given where they are worked out already.
    """
    placement = placement or partial(placement_on, person)
    flags = base_presence(cohort, person, day, half, placement)
    if any(flags):
        flags = _changed(flags, person.commitments.get(WeeklyHalf(day.weekday(), half)))
    elif cohort.scheduling.off_duty == "allowed" and (today := placement(day)) and today.has_duty:
        roster = roster or roster_of(cohort, person)
        flags = (roster.is_open_off_duty(piece_of(cohort, day, half)), False)
    if placement(day) is None or any(period.holds(day, half) for period in person.leave):
        flags = (False, False)
    return _changed(flags, person.extra.get(HalfDay(day, half))) if person.extra else flags


def piece_of(cohort: Cohort, day: date, half: str) -> Piece:
    """From when to when a half-day lasts, in minutes that have passed since 1970."""
    hours = cohort.programme.halves[half]
    return passed(shown_at(day, hours.start)), passed(shown_at(day, hours.end))


def base_presence(
    cohort: Cohort, person: Person, day: date, half: str, placement: PlacementOn | None = None
) -> Flags:
    """(attend, host) by `works`, `rota` or `calendar` alone, before commitments, leave and extra."""
    placement = placement or partial(placement_on, person)
    today = placement(day)
    if today and today.rota is None and today.calendar is None:
        at_work = works_at(cohort, today.works, day, half)
        return (at_work, at_work)
    return _on_duty(cohort, placement, day, half)


def _on_duty(cohort: Cohort, placement_at: PlacementOn, day: date, half: str) -> Flags:
    """The flags of the shift, of this date or spilling over from the one before, that covers the half-day."""
    hours = cohort.programme.halves[half]
    for days_later in (0, 1):
        started = day - timedelta(days=days_later)
        placement = placement_at(started)
        if placement and placement.rota and placement.rota.pattern in cohort.rotas:
            shift = shift_on(cohort.rotas[placement.rota.pattern], placement.rota.row, started)
            if shift and covers(shift, hours, days_later):
                return (shift.attend, shift.host)
    return _by_calendar(cohort, placement_at, day, half)


def _by_calendar(cohort: Cohort, placement_at: PlacementOn, day: date, half: str) -> Flags:
    """The flags that all shifts have which cover the half-day, by the calendar of the day they start."""
    nearby = (placement_at(day - timedelta(days=days_later)) for days_later in (0, 1))
    calendars = dict.fromkeys(one.calendar for one in nearby if one and one.calendar is not None)
    shifts = [
        shift
        for name in calendars
        for started, shift in on_calendar(cohort, name, day, half)
        if (there := placement_at(started)) and there.calendar == name
    ]
    if not shifts:
        return (False, False)
    return (all(shift.attend for shift in shifts), all(shift.host for shift in shifts))


def works_at(cohort: Cohort, works: Mapping[str, tuple[str, ...]] | None, day: date, half: str) -> bool:
    """Whether a weekly pattern has someone at work; None is the default, Monday to Friday, am pm."""
    if works is None:
        return day.weekday() in WEEKDAYS and _is_of_working_day(cohort, half)
    return half in works.get(DAYS[day.weekday()], ())


def _is_of_working_day(cohort: Cohort, half: str) -> bool:
    """Whether the default working day has a half: am and pm, or all where the programme has neither."""
    halves = cohort.programme.halves
    return half in ("am", "pm") or not ("am" in halves or "pm" in halves)


def _changed(flags: Flags, by: Presence | None) -> Flags:
    if by is None:
        return flags
    return (
        flags[0] if by.attend is None else by.attend,
        flags[1] if by.host is None else by.host,
    )


def _facilitator_row(cohort: Cohort, one: Facilitator, time: ProgrammeTime) -> Bools:
    def free(slot: Slot) -> bool:
        away = any(period.holds(slot.date, slot.half) for period in one.leave)
        return works_at(cohort, one.works, slot.date, slot.half) and not away

    return np.array([free(slot) for slot in time.slots], dtype=bool) & time.open


def _room_row(room: Room, time: ProgrammeTime) -> Bools:
    def free(slot: Slot) -> bool:
        shut = any(period.holds(slot.date, slot.half) for period in room.closed)
        day = DAYS[slot.date.weekday()]
        return not shut and (room.open is None or slot.half in room.open.get(day, ()))

    return np.array([free(slot) for slot in time.slots], dtype=bool) & time.open
