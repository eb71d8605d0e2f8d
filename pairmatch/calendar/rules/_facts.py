"""What the calendar's rules share: who can do what when, worked out once for all of them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cached_property

import numpy as np
import numpy.typing as npt

from pairmatch.calendar.availability import Availability, availability
from pairmatch.calendar.needs import clipped
from pairmatch.calendar.off_duty import Roster
from pairmatch.calendar.posts import times_of
from pairmatch.calendar.programme import Bools, ProgrammeTime
from pairmatch.calendar.working_time import Finding, pattern_findings, person_findings
from pairmatch.cohort.rules._common import can_be_paired
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.sessions import Workshop
from pairmatch.cohort.values import WeekRange

Starts = npt.NDArray[np.intp]
"""Half-days of each way to hold a session: shape (ways, length)."""


class Facts:
    """A cohort and its availability; nothing is worked out before it is asked for."""

    def __init__(self, cohort: Cohort) -> None:
        self.cohort = cohort

    @cached_property
    def availability(self) -> Availability:
        """Who can attend and host when."""
        return availability(self.cohort)

    @cached_property
    def paired(self) -> Bools:
        """Whether each person can be paired at all: bool, shape (people,)."""
        return np.array([can_be_paired(self.cohort, person) for person in self.cohort.people], dtype=bool)

    @cached_property
    def broken_by_patterns(self) -> Mapping[str, tuple[Finding, ...]]:
        """Where each duty pattern breaks a limit on working time."""
        return {name: pattern_findings(pattern) for name, pattern in self.cohort.rotas.items()}

    @cached_property
    def broken_by_people(self) -> Mapping[str, tuple[Finding, ...]]:
        """Where the shifts of each person do, for a limit that none of their patterns breaks by itself."""
        once: dict[Hashable, tuple[Finding, ...]] = {}
        found: dict[str, tuple[Finding, ...]] = {}
        for person, roster in self.availability.rosters.items():
            times = times_of(self.cohort.person(person))
            if times not in once:
                once[times] = self._broken_by(roster)
            found[person] = once[times]
        return found

    def _broken_by(self, roster: Roster) -> tuple[Finding, ...]:
        patterns = {shift.pattern for shift in roster.shifts if shift.pattern}
        known = {one.limit for pattern in patterns for one in self.broken_by_patterns[pattern]}
        own = person_findings(roster, self.cohort.programme.start)
        return tuple(one for one in own if one.limit not in known)

    @property
    def time(self) -> ProgrammeTime:
        """The half-days of the programme."""
        return self.availability.time

    def window(self, weeks: WeekRange | None) -> WeekRange:
        """A window within the programme; only asked for once none lies outside it."""
        return clipped(weeks, self.time.weeks) or WeekRange(1, self.time.weeks)

    def starts(self, workshop: Workshop) -> Starts:
        """The half-days that the workshop's own weeks and dates and the open days allow."""
        found = list(self.time.starts(workshop))
        return np.array(found, dtype=np.intp).reshape(len(found), workshop.length)

    def with_place(self, workshop: Workshop, starts: Starts) -> Bools:
        """For which of the starts one of the workshop's rooms is free; all, when it is online."""
        rooms = {room.id: room for room in self.cohort.rooms}
        free = [
            whole(self.availability.rooms[name], starts)
            for name in workshop.rooms
            if (rooms[name].capacity or workshop.min_size) >= workshop.min_size
        ]
        return _any(free, len(starts)) if workshop.rooms else np.ones(len(starts), dtype=bool)

    def with_facilitators(self, workshop: Workshop, starts: Starts) -> Bools:
        """For which of the starts one of `facilitators`, and all of `all_of`, are free."""
        free = self.availability.facilitators
        needed = [whole(free[name], starts) for name in workshop.all_of]
        if workshop.facilitators:
            any_one = [whole(free[name], starts) for name in workshop.facilitators]
            needed.append(_any(any_one, len(starts)))
        return np.asarray(np.all(needed, axis=0), dtype=bool) if needed else np.ones(len(starts), dtype=bool)


def whole(free: Bools, starts: Starts) -> Bools:
    """For which of the starts all of the half-days are free; more axes before the last are kept."""
    return np.asarray(np.all(free[..., starts], axis=-1), dtype=bool)


def _any(rows: list[Bools], length: int) -> Bools:
    return np.asarray(np.any(rows, axis=0), dtype=bool) if rows else np.zeros(length, dtype=bool)
