"""What a cohort's whole programme offers to any pair that were alone: worked out once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import groupby

import numpy as np

from pairmatch.calendar import Availability, Slot
from pairmatch.calendar.needs import clipped, meeting_blocks
from pairmatch.calendar.programme import Bools
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.sessions import Room, Workshop
from pairmatch.cohort.values import WeekRange

Site = str | None
_NOWHERE = object()
Runs = dict[int, tuple[tuple[int, ...], frozenset[Site]]]
"""By first half-day: the half-days of a run, and the sites at which there is a place."""


class PairCalendar:
    """Possible runs, meeting blocks, and when each person can attend and host."""

    def __init__(self, cohort: Cohort, when: Availability) -> None:
        self.cohort = cohort
        self.when = when
        self.time = when.time
        self.workshops = [workshop for workshop in cohort.workshops if workshop.required]
        self.blocks = list(meeting_blocks(cohort, self.time.weeks))
        self.runs = [self._possible_runs(workshop) for workshop in self.workshops]
        self.released = np.array([self._released(person) for person in when.people], dtype=bool)
        self.hosted = np.array([self._hosted(person) for person in when.people], dtype=bool)

    @cached_property
    def asks_nothing(self) -> bool:
        """Whether no session is required of a pair, so that every pair could be given all."""
        return not (self.workshops or self.each_way or self.blocks)

    @cached_property
    def shadowing_weeks(self) -> WeekRange | None:
        """The weeks in which there is shadowing; None when there is none."""
        shadowing = self.cohort.shadowing
        if shadowing is None or shadowing.each_way == 0:
            return None
        return clipped(shadowing.weeks, self.time.weeks)

    @property
    def each_way(self) -> int:
        """Shadowing half-days each way."""
        return self.cohort.shadowing.each_way if self.cohort.shadowing else 0

    @property
    def shadowing_gap(self) -> int:
        """Weeks between two shadowing half-days."""
        return self.cohort.shadowing.gap_weeks if self.cohort.shadowing else 0

    def week_of(self, t: int) -> int:
        """The programme week of a half-day."""
        return self.time.slots[t].week

    def block_of(self, week: int) -> WeekRange | None:
        """The meeting block that holds a week."""
        return next((block for block in self.blocks if week in block), None)

    @cached_property
    def weeks(self) -> list[list[Slot]]:
        """The half-days of each week."""
        return [list(week) for _, week in groupby(self.time.slots, key=lambda slot: slot.week)]

    def at_once(self, number: int, start: int) -> bool:
        """Whether both of a pair can attend a workshop at one time: in one run, or in two at once."""
        workshop = self.workshops[number]
        stretch, _ = self.runs[number][start]
        holds_both = workshop.capacity is None or workshop.capacity >= 2
        if holds_both and next(self._sites(workshop, stretch, 2), _NOWHERE) is not _NOWHERE:
            return True
        leaders = len(workshop.facilitators) or 2
        places = len(list(self._sites(workshop, stretch, 1))) if workshop.rooms else 2
        return workshop.runs >= 2 and not workshop.all_of and min(leaders, places) >= 2

    def attended_as_one(self, workshop: Workshop) -> bool:
        """Whether the two of a pair can only be in the same run."""
        return self.cohort.scheduling.together or workshop.runs == 1

    def _possible_runs(self, workshop: Workshop) -> Runs:
        size = 2 if self.attended_as_one(workshop) else 1
        found: Runs = {}
        if workshop.capacity is not None and workshop.capacity < size:
            return found
        for stretch in self.time.starts(workshop):
            sites = frozenset(self._sites(workshop, stretch, size))
            if sites and self._led(workshop, stretch):
                found[stretch[0]] = (stretch, sites)
        return found

    def _sites(self, workshop: Workshop, stretch: tuple[int, ...], size: int) -> Iterator[Site]:
        if not workshop.rooms:
            yield None
        for room in self.cohort.rooms:
            if room.id in workshop.rooms and self._has_place(room, stretch, size):
                yield room.site

    def _has_place(self, room: Room, stretch: tuple[int, ...], size: int) -> bool:
        enough = room.capacity is None or room.capacity >= size
        return enough and all(self.when.rooms[room.id][t] for t in stretch)

    def _led(self, workshop: Workshop, stretch: tuple[int, ...]) -> bool:
        def free(one: str) -> bool:
            return all(self.when.facilitators[one][t] for t in stretch)

        one_of = [one for one in workshop.facilitators if one not in workshop.all_of]
        anyone = not workshop.facilitators or any(free(one) for one in one_of)
        return anyone and all(free(one) for one in workshop.all_of)

    def _released(self, person_id: str) -> Bools:
        """When the person can attend, leaving out patterns that release nobody."""
        row = self.when.attend[self.when.index[person_id]].copy()
        never = {name for name, pattern in self.cohort.rotas.items() if pattern.release == 0}
        doctors = {doctor.id for doctor in self.cohort.doctors}
        if never and person_id in doctors:
            for t in np.nonzero(row)[0]:
                row[t] = self.when.pattern(person_id, int(t)) not in never
        return np.asarray(row)

    def _hosted(self, person_id: str) -> Bools:
        """When the person can be shadowed, leaving out areas that take no visitors."""
        row = self.when.host[self.when.index[person_id]].copy()
        shadowing = self.cohort.shadowing
        if shadowing is not None and shadowing.area_visitors == 0:
            for t in np.nonzero(row)[0]:
                row[t] = self.when.directorate(person_id, int(t)) is None
        return np.asarray(row)
