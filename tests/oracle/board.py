"""What has been placed of a rota so far, and whether one thing more can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.oracle.calendar import Data
from tests.oracle.rota_data import Duty, Group, Place, RotaData, Visit


@dataclass
class Run:
    """One holding of a workshop."""

    workshop: int
    place: Place
    people: list[str] = field(default_factory=list)


class Board:
    """Sessions placed one by one, and taken back in the reverse order."""

    def __init__(self, rota: RotaData) -> None:
        self.rota = rota
        self.visits: dict[str, list[Visit]] = {person: [] for person in rota.people}
        self.attended: dict[str, list[Visit]] = {person: [] for person in rota.people}
        self.leading: dict[str, list[Visit]] = {one: [] for one in rota.facilitators}
        self.released: Counter[tuple[str, int]] = Counter()
        self.visitors: Counter[tuple[tuple[str, str | None], int]] = Counter()
        self.runs: list[Run] = []
        self.placed: list[tuple[Duty, int]] = []

    def _fits(self, person: str, visit: Visit) -> bool:
        """One place at a time, time to travel, and sessions enough in one week."""
        if any(self.rota.cannot_both_be(visit, other) for other in self.visits[person]):
            return False
        if not self.rota.hours_allow(person, visit, self.visits[person]):
            return False
        if "max_per_week" in self.rota.without:
            return True
        week = self.rota.week(visit.times[0])
        half_days = sum(len(v.times) for v in self.visits[person] if self.rota.week(v.times[0]) == week)
        return half_days + len(visit.times) <= self.rota.max_per_week

    def live(self, duty: Duty) -> list[int]:
        """Where a shadowing or a meeting can still be."""
        return [t for t in duty.times if self._duty_fits(duty, t)]

    def _duty_fits(self, duty: Duty, t: int) -> bool:
        visit = self.rota.duty_visit(duty, t)
        if not all(self._fits(person, visit) for person in duty.people):
            return False
        if not self._can_release(self.rota.released(duty), t):
            return False
        if duty.kind == "meeting":
            return True
        gap = self.rota.data["shadowing"].get("gap_weeks", 1)
        if "shadowing_gap" not in self.rota.without:
            theirs = [
                at for other, at in self.placed if other.kind == "shadowing" and other.pair == duty.pair
            ]
            if any(at == t or abs(self.rota.week(at) - self.rota.week(t)) < gap for at in theirs):
                return False
        limit = self.rota.data["shadowing"].get("area_visitors")
        area = self.rota.area(duty.people[1], t)
        if limit is None or area is None or "area_visitors" in self.rota.without:
            return True
        return self.visitors[area, t] < int(limit)

    def _can_release(self, people: Iterable[str], t: int) -> bool:
        """Whether their duty patterns can do without these doctors as well."""
        if "release" in self.rota.without:
            return True
        more = Counter(p for p in (self.rota.pattern(person, t) for person in people) if p)
        limits = {p: self.rota.data["rotas"][p].get("release") for p in more}
        return all(lim is None or self.released[p, t] + more[p] <= lim for p, lim in limits.items())

    def _in_order(self, person: str, w: int, place: Place) -> bool:
        """Strictly later than the last workshop attended, and its gap of weeks after that one's week."""
        if not self.attended[person]:
            return True
        last = self.attended[person][-1]
        if "order" not in self.rota.without and place.times[0] <= last.times[-1]:
            return False
        gap = self.rota.workshops[w].get("gap_weeks", 0)
        weeks_after = self.rota.week(place.times[0]) - self.rota.week(last.times[0])
        return gap == 0 or "gap" in self.rota.without or weeks_after >= gap

    def can_open(self, w: int, place: Place) -> bool:
        """Whether one more run may be held, in a free room and by free facilitators."""
        without = self.rota.without
        held = sum(run.workshop == w for run in self.runs)
        if "runs" not in without and held >= self.rota.workshops[w].get("runs", 1):
            return False
        used = [t for run in self.runs if run.place.room == place.room for t in run.place.times]
        if "room" not in without and place.room is not None and set(used) & set(place.times):
            return False
        if "facilitator" in without:
            return True
        return not any(self._leads_elsewhere(one, place) for one in place.facilitators)

    def _leads_elsewhere(self, facilitator: str, place: Place) -> bool:
        visit = Visit(place.times, place.site)
        return any(
            set(other.times) & set(visit.times) or self.rota.cannot_both_be(visit, other)
            for other in self.leading[facilitator]
        )

    def all_worth_holding(self, w: int) -> bool:
        """Whether every run of a workshop has the people that it needs."""
        least = self.rota.workshops[w].get("min_size", 1) if "min_size" not in self.rota.without else 1
        return all(len(run.people) >= least for run in self.runs if run.workshop == w)

    def enter(self, group: Group, w: int, place: Place) -> bool:
        """Have a group attend, if every one of them can."""
        visit = Visit(place.times, place.site)
        can = self.rota.can_take_place(group, place) and all(
            self._fits(person, visit) and self._in_order(person, w, place) for person in group
        )
        if not can or not all(self._can_release(group, t) for t in place.times):
            return False
        for person in group:
            self.visits[person].append(visit)
            self.attended[person].append(visit)
        self._release(group, place.times, 1)
        return True

    def leave(self, group: Group) -> None:
        """Take a group out of the run that it entered last."""
        times = self.attended[group[0]][-1].times
        for person in group:
            self.visits[person].pop()
            self.attended[person].pop()
        self._release(group, times, -1)

    def open_run(self, w: int, place: Place, group: Group) -> None:
        """Hold one more run, with this group in it."""
        self.runs.append(Run(w, place, list(group)))
        for one in place.facilitators:
            self.leading[one].append(Visit(place.times, place.site))

    def close_run(self) -> None:
        """Take back the run opened last."""
        for one in self.runs.pop().place.facilitators:
            self.leading[one].pop()

    def put(self, duty: Duty, t: int) -> None:
        """Place a shadowing or a meeting."""
        for person in duty.people:
            self.visits[person].append(self.rota.duty_visit(duty, t))
        self.placed.append((duty, t))
        self._release(self.rota.released(duty), (t,), 1)
        if duty.kind == "shadowing" and (area := self.rota.area(duty.people[1], t)):
            self.visitors[area, t] += 1

    def take_back(self, duty: Duty, t: int) -> None:
        """Take back the shadowing or meeting placed last."""
        for person in duty.people:
            self.visits[person].pop()
        self.placed.pop()
        self._release(self.rota.released(duty), (t,), -1)
        if duty.kind == "shadowing" and (area := self.rota.area(duty.people[1], t)):
            self.visitors[area, t] -= 1

    def _release(self, people: Iterable[str], times: tuple[int, ...], by: int) -> None:
        for person in people:
            for t in times:
                if pattern := self.rota.pattern(person, t):
                    self.released[pattern, t] += by

    def sessions(self) -> tuple[Data, ...]:
        """All that is placed, in the form of the rota document."""
        half_days = self.rota.calendar.half_days

        def at(t: int) -> Data:
            return {"date": half_days[t].day.isoformat(), "half": half_days[t].half}

        found: list[Data] = []
        for run in self.runs:
            workshop, place = self.rota.workshops[run.workshop]["id"], run.place
            session = {"kind": "workshop", "workshop": workshop, "room": place.room}
            people = {"facilitators": list(place.facilitators), "people": sorted(run.people)}
            found.append(session | at(place.times[0]) | people)
        for duty, t in self.placed:
            if duty.kind == "meeting":
                found.append({"kind": "meeting", "people": list(duty.people)} | at(t))
            else:
                guest, host = duty.people
                site = self.rota.calendar.site(host, t)
                found.append({"kind": "shadowing", "guest": guest, "host": host, "site": site} | at(t))
        return tuple(found)
