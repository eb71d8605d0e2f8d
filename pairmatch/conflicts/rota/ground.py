"""What a cohort and its pairs come to: who, when, what is asked for, and every fact about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pairmatch.calendar import Availability, availability
from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.fact import Fact
from pairmatch.conflicts.rota.asked import Asked, asked_for
from pairmatch.conflicts.rota.calendars import Calendars
from pairmatch.conflicts.rota.limits import Limits
from pairmatch.conflicts.rota.places import Places
from pairmatch.rota.demand import Group, groups_of


@dataclass(frozen=True, eq=False)
class Ground:
    """The facts of a cohort, and the half-days they speak of."""

    cohort: Cohort
    """As long as the programme is looked at."""
    pairs: tuple[tuple[str, str], ...]
    when: Availability

    @classmethod
    def of(cls, cohort: Cohort, pairs: Sequence[tuple[str, str]], weeks: int | None = None) -> Ground:
        """Of a checked cohort, its (doctor, manager) pairs, and how many weeks the programme runs."""
        cohort = cohort.lasting(weeks)
        return cls(cohort, tuple(pairs), availability(cohort))

    @cached_property
    def calendars(self) -> Calendars:
        """What keeps people away."""
        return Calendars(self.cohort, self.when)

    @cached_property
    def places(self) -> Places:
        """What keeps rooms, facilitators and whole days from sessions."""
        return Places(self.cohort, self.when)

    @cached_property
    def limits(self) -> Limits:
        """What limits sessions."""
        return Limits(self.cohort, self.when.time.weeks)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Who attends workshops with whom."""
        return tuple(groups_of(self.cohort, self.pairs))

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Everything that has to be held."""
        return tuple(asked_for(self.cohort, self.when.time.weeks, self.pairs, self.groups))

    @cached_property
    def asked_by_fact(self) -> dict[Fact, Asked]:
        """What each fact asks for."""
        return {asked.fact: asked for asked in self.asked}

    @cached_property
    def doctors(self) -> frozenset[str]:
        """The doctors who take part."""
        return frozenset(doctor for doctor, _ in self.pairs)

    @cached_property
    def _far(self) -> dict[tuple[str, str, int, int], bool]:
        return {}

    def is_too_far(self, here: str, there: str, end: int, start: int) -> bool:
        """Whether the way between two sites is longer than the break between two halves of a day."""
        key = (here, there, end, start)
        if key not in self._far:
            minutes = self.cohort.travel_minutes(here, there)
            self._far[key] = minutes > self.when.time.break_minutes(end, start)
        return self._far[key]

    def week(self, t: int) -> int:
        """The programme week of a half-day."""
        return self.when.time.slots[t].week

    def day(self, t: int) -> int:
        """Which date of the programme a half-day is on."""
        return self.when.time.slots[t].day
