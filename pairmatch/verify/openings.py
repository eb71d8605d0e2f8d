"""Where and when, week by week, one pair could hold each of its sessions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pairmatch.calendar.availability import Availability
from pairmatch.cohort.people import Person
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.sessions import Workshop
from pairmatch.verify.windows import half_days_of, in_weeks, on_dates

Place = tuple[tuple[int, ...], str | None]
"""(half-days, site) of a session."""


class Openings:
    """The places of one pair's sessions, each week looked up once.

    Parameters
    ----------
    cohort
        A checked cohort.
    availability
        Over the weeks of the programme.
    pair
        The ids of the doctor and the manager.
    groups
        Who of them attend workshops together.
    """

    def __init__(
        self,
        cohort: Cohort,
        availability: Availability,
        pair: tuple[str, str],
        groups: tuple[tuple[str, ...], ...],
    ) -> None:
        self._cohort, self._availability, self._time = cohort, availability, availability.time
        self._pair, self._groups = pair, groups
        self._workshops = [workshop for workshop in cohort.workshops if workshop.required]
        self.of_workshop = cache(self._of_workshop)
        self.of_shadowing = cache(self._of_shadowing)
        self.of_meeting = cache(self._of_meeting)

    def _of_workshop(self, number: int, group: int, week: int) -> tuple[Place, ...]:
        """Where and when the group could attend the workshop in this week."""
        workshop = self._workshops[number]
        size = 2 if workshop.runs == 1 else len(self._groups[group])
        found: dict[Place, None] = {}
        if workshop.capacity is not None and workshop.capacity < size:
            return ()
        for slot in self._time.slots:
            if (
                slot.week != week
                or not in_weeks(workshop.weeks, week)
                or not on_dates(workshop, self._time, slot.index)
            ):
                continue
            stretch = half_days_of(self._time, slot.index, workshop.length)
            if len(stretch) == workshop.length and all(
                self._can_leave(person, t) for person in self._groups[group] for t in stretch
            ):
                found |= {(stretch, site): None for site in self._sites(workshop, stretch, size)}
        return tuple(found)

    def _sites(self, workshop: Workshop, stretch: tuple[int, ...], size: int) -> Iterator[str | None]:
        """The sites of the rooms in which the workshop could be held then; none: nowhere."""
        if any(t in self._time.closed for t in stretch):
            return
        free = [
            name
            for name, row in self._availability.facilitators.items()
            if all(bool(row[t]) for t in stretch)
        ]
        one = not workshop.facilitators or any(name in free for name in workshop.facilitators)
        if not one or not all(name in free for name in workshop.all_of):
            return
        if not workshop.rooms:
            yield None
        for room in self._cohort.rooms:
            big_enough = room.capacity is None or room.capacity >= size
            free_then = all(bool(self._availability.rooms[room.id][t]) for t in stretch)
            if room.id in workshop.rooms and big_enough and free_then:
                yield room.site

    def _can_leave(self, person_id: str, t: int) -> bool:
        """Whether the person can attend, and the duty pattern can spare anyone at all."""
        person: Person = self._cohort.person(person_id)
        pattern = self._availability.pattern(person_id, t) if person_id == self._pair[0] else None
        spared = pattern is None or self._cohort.rotas[pattern].release != 0
        return spared and self._availability.can_attend(person.id, t)

    def _of_shadowing(self, way: int, week: int) -> tuple[Place, ...]:
        """When the guest (0: the manager, 1: the doctor) could shadow the other in this week."""
        host, guest = self._pair if way == 0 else (self._pair[1], self._pair[0])
        none_allowed = self._cohort.shadowing is not None and self._cohort.shadowing.area_visitors == 0
        return tuple(
            ((slot.index,), self._availability.site(host, slot.index))
            for slot in self._time.slots
            if slot.week == week
            and self._availability.can_host(host, slot.index)
            and self._can_leave(guest, slot.index)
            and not (none_allowed and self._availability.directorate(host, slot.index) is not None)
        )

    def _of_meeting(self, week: int) -> tuple[Place, ...]:
        """When both could meet in this week."""
        return tuple(
            ((slot.index,), None)
            for slot in self._time.slots
            if slot.week == week and all(self._can_leave(person, slot.index) for person in self._pair)
        )
