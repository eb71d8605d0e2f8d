"""What has to be held, as plain records, and where each thing could be.

Everything that follows from the cohort alone is settled here, before there is a model: a half-day
appears in a demand only where the people, the room and a facilitator are free.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from pairmatch.calendar import Availability, Slot, availability
from pairmatch.calendar.needs import clipped, meeting_blocks
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.sessions import Room, Workshop
from pairmatch.cohort.values import HalfDay, WeeklyHalf, WeekRange
from pairmatch.rota.keep import Keep, Old
from pairmatch.rota.past import Past

Group = tuple[str, ...]
"""People who attend the same run: a pair, or all who are joined by pairs; one person where not together."""


@dataclass(frozen=True)
class Run:
    """One possible holding of a workshop: a stretch of half-days in one place."""

    workshop: int
    stretch: tuple[int, ...]
    room: str | None
    site: str | None
    capacity: int | None
    leaders: tuple[str, ...]
    """Those of the workshop's `facilitators` who are free; exactly one of them leads it."""
    all_of: tuple[str, ...]
    copy: int = 0
    """Tells runs apart that are alike in everything: only online ones can be."""

    @property
    def start(self) -> int:
        """The first half-day."""
        return self.stretch[0]


@dataclass(frozen=True)
class WorkshopDemand:
    """A group has to attend one run of a workshop."""

    group: Group
    workshop: int
    required: bool
    runs: tuple[int, ...]
    """The possible runs at which all of the group are free."""


@dataclass(frozen=True)
class ShadowingDemand:
    """A guest has to spend `count` half-days at a host's work, those that are over not counted."""

    pair: int
    guest: str
    host: str
    count: int
    half_days: tuple[int, ...]


@dataclass(frozen=True)
class MeetingDemand:
    """A pair has to meet once in a block of weeks."""

    pair: int
    people: tuple[str, str]
    weeks: WeekRange
    half_days: tuple[int, ...]


@dataclass(frozen=True)
class Demands:
    """All that has to be held for a pairing, and the cohort and calendar it comes from."""

    cohort: Cohort
    when: Availability
    pairs: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]
    runs: tuple[Run, ...]
    workshops: tuple[WorkshopDemand, ...]
    shadowings: tuple[ShadowingDemand, ...]
    meetings: tuple[MeetingDemand, ...]
    past: Past
    """What is over, which none of the others speaks of."""
    old: Old | None = None
    """The sessions of an older rota that should stay, where the rota is made again."""
    most_burden: int | None = None
    """The most sessions avoided or away that anyone may have, where their largest number is no cost here:
    these are a part of other demands, with which it is charged. None: they are all, and it is a cost."""

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Everyone who takes part, doctors first."""
        paired = {person for pair in self.pairs for person in pair}
        return tuple(person for person in self.when.people if person in paired)

    @cached_property
    def doctors(self) -> frozenset[str]:
        """The doctors who take part."""
        return frozenset(doctor for doctor, _ in self.pairs)

    def workshops_alone(self) -> Demands:
        """The same without shadowing and meetings: whatever it misses, the whole misses as well."""
        return replace(self, shadowings=(), meetings=())

    def possible(self, demand: ShadowingDemand) -> int:
        """How many of the half-days wanted the guest could have at the most, if there were nothing else."""
        shadowing = self.cohort.shadowing
        gap = shadowing.gap_weeks if shadowing else 0
        count, last = 0, -1 - gap
        for t in demand.half_days:
            if self.week(t) >= last + gap:
                count, last = count + 1, self.week(t)
        return min(count, demand.count)

    @cached_property
    def lost(self) -> tuple[int, int, int, int]:
        """What is missed of each of the levels 1 to 4 even if there were nothing else to be held."""
        nowhere = [demand for demand in self.workshops if not demand.runs]
        return (
            sum(len(demand.group) for demand in nowhere if demand.required),
            sum(demand.count - self.possible(demand) for demand in self.shadowings),
            sum(not demand.half_days for demand in self.meetings),
            sum(len(demand.group) for demand in nowhere if not demand.required),
        )

    def avoided(self, person: str, t: int) -> bool:
        """Whether the person would rather not have a session on half-day `t`."""
        return _is_avoided(self.cohort.person(person).avoid_halves, self.when.time.slots[t])

    def week(self, t: int) -> int:
        """The programme week of a half-day."""
        return self.when.time.slots[t].week


@lru_cache(maxsize=100_000)
def _is_avoided(avoided: tuple[HalfDay | WeeklyHalf, ...], slot: Slot) -> bool:
    return slot.half_day in avoided or WeeklyHalf(slot.date.weekday(), slot.half) in avoided


def demands(
    cohort: Cohort, pairs: Sequence[tuple[str, str]], weeks: int | None = None, keep: Keep | None = None
) -> Demands:
    """Work out what has to be held for these pairs, and is not over.

    Parameters
    ----------
    cohort
        A checked cohort.
    pairs
        (doctor, manager) of each pair.
    weeks
        How long the programme runs; None: as long as the cohort says.
    keep
        An older rota that is made again.
    """
    when = availability(cohort, weeks)
    past = keep.past(cohort.lasting(weeks)) if keep else Past(cohort)
    when = past.hours(when)
    old = keep.old(cohort.lasting(weeks)) if keep else None
    return demands_of(cohort, when, possible_runs(cohort, when), pairs, groups_of(cohort, pairs), past, old)


def demands_of(
    cohort: Cohort,
    when: Availability,
    runs: tuple[Run, ...],
    pairs: Sequence[tuple[str, str]],
    groups: Iterable[Group],
    past: Past | None = None,
    old: Old | None = None,
) -> Demands:
    """What has to be held for these pairs and groups, the runs that are possible being known."""
    groups, past = tuple(groups), past or Past(cohort)
    return Demands(
        cohort,
        when,
        tuple(pairs),
        groups,
        runs,
        tuple(_workshop_demands(cohort, when, groups, runs, past)),
        tuple(_shadowing_demands(cohort, when, pairs, past)),
        tuple(_meeting_demands(cohort, when, pairs, past)),
        past,
        old,
    )


def groups_of(cohort: Cohort, pairs: Sequence[tuple[str, str]]) -> Iterator[Group]:
    """Who attends workshops with whom, in file order."""
    if not cohort.scheduling.together:
        paired = {person for pair in pairs for person in pair}
        yield from ((person.id,) for person in cohort.people if person.id in paired)
        return
    group_of: dict[str, set[str]] = {}
    for pair in pairs:
        joined = set(pair).union(*(group_of.get(person, set()) for person in pair))
        for person in joined:
            group_of[person] = joined
    seen: set[str] = set()
    for person in (p.id for p in cohort.people if p.id in group_of):
        if person not in seen:
            seen |= group_of[person]
            yield tuple(p.id for p in cohort.people if p.id in group_of[person])


def possible_runs(cohort: Cohort, when: Availability) -> tuple[Run, ...]:
    """Every run that a room, its facilitators and the dates allow, whoever would attend."""
    return tuple(_runs(cohort, when))


def _runs(cohort: Cohort, when: Availability) -> Iterator[Run]:
    for number, workshop in enumerate(cohort.workshops):
        for stretch in when.time.starts(workshop):
            if all(when.facilitators[one][t] for one in workshop.all_of for t in stretch):
                leaders = leaders_free(workshop, when, stretch)
                if leaders or not workshop.facilitators:
                    yield from _places(cohort, when, number, stretch, leaders)


def leaders_free(workshop: Workshop, when: Availability, stretch: tuple[int, ...]) -> tuple[str, ...]:
    """Those of the workshop's `facilitators` who are at work in all half-days of a run."""
    candidates = (one for one in workshop.facilitators if one not in workshop.all_of)
    return tuple(one for one in candidates if all(when.facilitators[one][t] for t in stretch))


def _places(
    cohort: Cohort, when: Availability, number: int, stretch: tuple[int, ...], leaders: tuple[str, ...]
) -> Iterator[Run]:
    workshop = cohort.workshops[number]
    for room in _rooms(cohort, workshop):
        if all(when.rooms[room.id][t] for t in stretch):
            capacity = smaller(workshop.capacity, room.capacity)
            yield Run(number, stretch, room.id, room.site, capacity, leaders, workshop.all_of)
    if not workshop.rooms:
        for copy in range(_online_copies(workshop, leaders)):
            yield Run(number, stretch, None, None, workshop.capacity, leaders, workshop.all_of, copy)


def _rooms(cohort: Cohort, workshop: Workshop) -> Iterator[Room]:
    by_id = {room.id: room for room in cohort.rooms}
    yield from (by_id[room] for room in dict.fromkeys(workshop.rooms))


def _online_copies(workshop: Workshop, leaders: tuple[str, ...]) -> int:
    """How many runs of an online workshop could be of use at once."""
    if workshop.capacity is None or workshop.all_of:
        return 1
    return min(workshop.runs, len(leaders)) if workshop.facilitators else workshop.runs


def smaller(one: int | None, other: int | None) -> int | None:
    """The smaller of two limits, None being no limit."""
    given = [limit for limit in (one, other) if limit is not None]
    return min(given, default=None)


def _workshop_demands(
    cohort: Cohort, when: Availability, groups: Sequence[Group], runs: Sequence[Run], past: Past
) -> Iterator[WorkshopDemand]:
    to_come = set(_to_come(when, past, range(len(when.time.slots))))
    for whole in groups:
        for number, workshop in enumerate(cohort.workshops):
            group = past.still_to_attend(whole, workshop.id)
            if not group:
                continue
            free = np.logical_and.reduce(when.attend[[when.index[person] for person in group]])
            soonest = past.soonest_week(group, number)
            possible = tuple(
                at
                for at, run in enumerate(runs)
                if run.workshop == number
                and (run.capacity is None or run.capacity >= len(group))
                and all(free[t] for t in run.stretch)
                and run.start in to_come
                and soonest is not None
                and when.time.slots[run.start].week >= soonest
            )
            yield WorkshopDemand(group, number, workshop.required, possible)


def _to_come(when: Availability, past: Past, slots: Iterable[int]) -> list[int]:
    """Those of some half-days that are not over."""
    return [t for t in slots if not past.is_over(when.time.slots[t].date)]


def _shadowing_demands(
    cohort: Cohort, when: Availability, pairs: Sequence[tuple[str, str]], past: Past
) -> Iterator[ShadowingDemand]:
    shadowing = cohort.shadowing
    if shadowing is None or shadowing.each_way == 0:
        return
    window = clipped(shadowing.weeks, when.time.weeks)
    to_come = _to_come(when, past, when.time.within(window) if window else range(0))
    for number, (doctor, manager) in enumerate(pairs):
        before = past.shadowing_weeks((doctor, manager))
        slots = [t for t in to_come if _is_apart(when.time.slots[t].week, before, shadowing.gap_weeks)]
        for guest, host in ((manager, doctor), (doctor, manager)):
            free = when.attend[when.index[guest]] & when.host[when.index[host]]
            count = past.left(shadowing.each_way, past.shadowed[guest, host])
            if count:
                yield ShadowingDemand(number, guest, host, count, tuple(t for t in slots if free[t]))


def _is_apart(week: int, others: Iterable[int], gap: int) -> bool:
    return all(abs(week - other) >= gap for other in others)


def _meeting_demands(
    cohort: Cohort, when: Availability, pairs: Sequence[tuple[str, str]], past: Past
) -> Iterator[MeetingDemand]:
    blocks = list(meeting_blocks(cohort, when.time.weeks))
    for number, (doctor, manager) in enumerate(pairs):
        free = when.attend[when.index[doctor]] & when.attend[when.index[manager]]
        for block in blocks:
            if not past.has_met((doctor, manager), block):
                slots = tuple(t for t in _to_come(when, past, when.time.within(block)) if free[t])
                yield MeetingDemand(number, (doctor, manager), block, slots)
