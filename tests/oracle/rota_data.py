"""What a rota of a tiny cohort chooses from: groups, demands, and where each can be placed.

A constraint can be left out by its name, one of `CONSTRAINTS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from tests.oracle.calendar import Calendar, Data, each_way, meeting_blocks

CONSTRAINTS = (
    "one_place",
    "travel",
    "max_per_week",
    "release",
    "area_visitors",
    "capacity",
    "min_size",
    "runs",
    "room",
    "facilitator",
    "order",
    "gap",
    "together",
    "shadowing_gap",
    "attend",
    "host",
    "window",
    "working_hours",
)
Group = tuple[str, ...]
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Visit:
    """A session as one person has it: its half-days, and its site where it has a known one."""

    times: tuple[int, ...]
    site: str | None


@dataclass(frozen=True)
class Place:
    """Where and by whom a run can be held."""

    times: tuple[int, ...]
    room: str | None
    site: str | None
    facilitators: tuple[str, ...]
    capacity: float


@dataclass(frozen=True)
class Duty:
    """A demand of a pair: a shadowing (guest first, then host) or a meeting (doctor, then manager)."""

    kind: str
    pair: tuple[str, str]
    people: tuple[str, str]
    times: tuple[int, ...]
    """Where it can be as far as these two alone go."""


@dataclass
class RotaData:
    """A cohort and its pairs, made ready for the search."""

    data: Data
    pairs: Pairs
    without: frozenset[str]

    def __post_init__(self) -> None:
        self.calendar = Calendar(self.data)
        self.people = list(dict.fromkeys(person for pair in self.pairs for person in pair))
        self.workshops: list[Data] = list(self.data.get("workshops", ()))
        self.rooms: dict[str, Data] = {r["id"]: r for r in self.data.get("rooms", ())}
        self.facilitators: dict[str, Data] = {f["id"]: f for f in self.data.get("facilitators", ())}
        scheduling = self.data.get("scheduling", {})
        self.max_per_week: int = scheduling.get("max_per_week", 3)
        together = scheduling.get("together", True) and "together" not in self.without
        self.groups = groups(self.pairs) if together else [(p,) for p in self.people]
        self.groups_at = [self.groups for _ in self.workshops]
        weights = {"avoid_halves": 3, "travel": 2, "same_week": 1, "runs": 1, "balance": 4}
        self.soft: dict[str, int] = weights | scheduling.get("soft", {})
        self.duty_visit = cache(self._duty_visit)
        self.cannot_both_be = cache(self._cannot_both_be)
        self.avoided = cache(self._avoided)
        self.away = cache(self._away)
        self.area = cache(self._area)
        self.pattern = cache(self._pattern)
        self.blocks = meeting_blocks(self.data)
        self.places = [list(self._places(workshop)) for workshop in self.workshops]
        self.duties = [*self._shadowings(), *self._meetings()]

    def week(self, t: int) -> int:
        """The programme week of a half-day."""
        return self.calendar.half_days[t].week

    def can_attend(self, person: str, t: int) -> bool:
        """Whether the person can be released then; with `attend` left out, whenever the day is open."""
        return self.calendar.open[t] if "attend" in self.without else self.calendar.attend(person, t)

    def can_host(self, person: str, t: int) -> bool:
        """Whether the person can be shadowed then; with `host` left out, whenever the day is open."""
        return self.calendar.open[t] if "host" in self.without else self.calendar.host(person, t)

    def can_take_place(self, group: Group, place: Place) -> bool:
        """Whether all of a group can attend throughout."""
        return all(self.can_attend(person, t) for person in group for t in place.times)

    def _avoided(self, person: str, visit: Visit) -> bool:
        """Whether any half-day of the session is one that the person avoids."""
        return any(self.calendar.avoids(person, t) for t in visit.times)

    def _away(self, person: str, visit: Visit) -> bool:
        """Whether the session is away from the person's site of that day."""
        home = self.calendar.site(person, visit.times[0])
        return visit.site is not None and home is not None and visit.site != home

    def _cannot_both_be(self, one: Visit, other: Visit) -> bool:
        """Whether nobody can have both: at one time, or with too short a break to travel in."""
        if set(one.times) & set(other.times):
            return "one_place" not in self.without
        earlier, later = sorted((one, other), key=lambda visit: visit.times)
        end, start = self.calendar.half_days[earlier.times[-1]], self.calendar.half_days[later.times[0]]
        if "travel" in self.without or end.day != start.day or one.site is None or other.site is None:
            return False
        return self.travel(one.site, other.site) > start.start - end.end

    def hours_allow(self, person: str, visit: Visit, before: Iterable[Visit]) -> bool:
        """Whether the shifts and the sessions before leave the hours for one more, if it is off duty."""
        hours = self.calendar.hours
        if hours is None or "working_hours" in self.without:
            return True
        one = self.calendar.people[person]
        added = [hours.off_duty(one, [self.calendar.half_days[t] for t in v.times]) for v in (visit, *before)]
        return hours.allows(one, added[0], [stretch for stretches in added[1:] for stretch in stretches])

    def travel(self, one: str, other: str) -> int:
        """Minutes between two sites, the longer way round where both are given."""
        sites = self.data.get("sites", {})
        there = sites.get(one, {}).get("travel", {}).get(other, 0)
        back = sites.get(other, {}).get("travel", {}).get(one, 0)
        return 0 if one == other else max(there, back)

    def _duty_visit(self, duty: Duty, t: int) -> Visit:
        """A shadowing is at the host's site, a meeting at none."""
        site = self.calendar.site(duty.people[1], t) if duty.kind == "shadowing" else None
        return Visit((t,), site)

    def released(self, duty: Duty) -> tuple[str, ...]:
        """Who leaves their own work: both at a meeting, the guest of a shadowing."""
        return duty.people[:1] if duty.kind == "shadowing" else duty.people

    def _pattern(self, person: str, t: int) -> str | None:
        """The duty pattern that counts a doctor's release then; None for managers."""
        return self.calendar.pattern(person, t) if person in self.calendar.doctors else None

    def _area(self, host: str, t: int) -> tuple[str, str | None] | None:
        """The directorate and site that a visit to the host counts in; None where it is not limited."""
        directorate = self.calendar.directorate(host, t)
        return (directorate, self.calendar.site(host, t)) if directorate is not None else None

    def _places(self, workshop: Data) -> Iterator[Place]:
        """Every half-day, room and choice of facilitators with which a run can be held."""
        for times in self._stretches(workshop):
            for room_id, chosen in product(
                workshop.get("rooms") or [None], workshop.get("facilitators") or [None]
            ):
                room = self.rooms[room_id] if room_id else {}
                leaders = ((chosen,) if chosen else ()) + tuple(workshop.get("all_of", ()))
                if self._can_be_had(room, times) and self._can_lead(leaders, times):
                    limits = [workshop.get("capacity"), room.get("capacity")]
                    known = [
                        limit for limit in limits if limit is not None and "capacity" not in self.without
                    ]
                    yield Place(times, room_id, room.get("site"), leaders, min(known, default=float("inf")))

    def _can_be_had(self, room: Data, times: tuple[int, ...]) -> bool:
        return not room or "room" in self.without or all(self.calendar.room_free(room, t) for t in times)

    def _can_lead(self, leaders: tuple[str, ...], times: tuple[int, ...]) -> bool:
        known = [self.facilitators[one] for one in leaders if "facilitator" not in self.without]
        return all(self.calendar.facilitator_free(one, t) for one in known for t in times)

    def _stretches(self, workshop: Data) -> Iterator[tuple[int, ...]]:
        half_days = self.calendar.half_days
        inside = set(
            self.calendar.times if self._windowless else self.calendar.in_weeks(workshop.get("weeks"))
        )
        for start in sorted(inside):
            times = tuple(range(start, start + workshop.get("length", 1)))
            if times[-1] >= len(half_days) or half_days[times[-1]].day != half_days[start].day:
                continue
            dates = None if self._windowless else workshop.get("dates")
            if (dates is None or str(half_days[start]) in dates) and all(
                self.calendar.open[t] for t in times
            ):
                yield times

    @property
    def _windowless(self) -> bool:
        return "window" in self.without

    def _shadowings(self) -> Iterator[Duty]:
        count = each_way(self.data)
        weeks = None if self._windowless or not count else self.data["shadowing"].get("weeks")
        for doctor, manager in self.pairs:
            for guest, host in ((doctor, manager), (manager, doctor)):
                times = tuple(
                    t
                    for t in self.calendar.in_weeks(weeks)
                    if self.can_attend(guest, t) and self.can_host(host, t)
                )
                yield from [Duty("shadowing", (doctor, manager), (guest, host), times)] * count

    def _meetings(self) -> Iterator[Duty]:
        for pair in self.pairs:
            for first, last in self.blocks:
                inside: Iterable[int] = self.calendar.times
                if not self._windowless:
                    inside = self.calendar.in_weeks(f"{first}..{last}")
                times = tuple(t for t in inside if all(self.can_attend(person, t) for person in pair))
                yield Duty("meeting", pair, pair, times)


def groups(pairs: Pairs) -> list[Group]:
    """Everyone with all who are linked to them by pairs, in the order of the pairs."""
    found: list[set[str]] = []
    for pair in pairs:
        linked = [group for group in found if group & set(pair)]
        found = [group for group in found if not group & set(pair)]
        found.append(set(pair).union(*linked))
    return [tuple(sorted(group)) for group in found]
