"""When each person can attend and can host, over every half-day of the programme.

Everyone's timetable (`Timetables`), with the closed days laid over it at the end.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

import numpy as np

from pairmatch.calendar.clock import passed, shown_at
from pairmatch.calendar.off_duty import Piece, Roster
from pairmatch.calendar.posts import Placement, placements_of, times_of
from pairmatch.calendar.presence import works_at
from pairmatch.calendar.programme import Bools, ProgrammeTime, Slot, programme_time
from pairmatch.calendar.shifts import is_ever_on_duty, worked_shifts
from pairmatch.calendar.timetables import Timetables
from pairmatch.cohort.people import Facilitator, Person
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.sessions import Room
from pairmatch.cohort.values import DAYS


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
    placements = [placements_of(person) for person in people]
    rosters = _rosters(cohort, people)
    timetables = Timetables(cohort, time)
    flags = np.array(
        [
            timetables.of(person, placement, rosters.get(person.id))
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
        tuple(tuple(map(placement, time.dates)) for placement in placements),
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


def _rosters(cohort: Cohort, people: Iterable[Person]) -> Mapping[str, Roster]:
    """The shifts of everyone who is ever on duty; people who are on duty at the same times share them."""
    once: dict[Hashable, Roster] = {}
    found: dict[str, Roster] = {}
    for person in people:
        if is_ever_on_duty(person):
            times = times_of(person)
            if times not in once:
                once[times] = roster_of(cohort, person)
            found[person.id] = once[times]
    return found


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
