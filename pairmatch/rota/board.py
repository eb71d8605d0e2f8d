"""A finished plan seen from its people: who is where when, and what is already full.

Reasons for misses are read off it with plain look-ups; no model is needed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from pairmatch.calendar.off_duty import Piece
from pairmatch.cohort.source import Loc
from pairmatch.rota.demand import MeetingDemand, Run, ShadowingDemand, WorkshopDemand
from pairmatch.rota.extract import Plan


@dataclass(frozen=True)
class Against:
    """One thing that stands in the way of one more session."""

    reason: str
    loc: Loc
    """The value of the cohort file that makes it so."""
    session: str = ""
    """What the person is doing then, where it is another session."""


class Board:
    """What stands in the way of one more session at a half-day."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._data = plan.data
        self._sites: dict[tuple[str, int], dict[int, str | None]] = defaultdict(dict)
        self._load: Counter[tuple[str, int]] = Counter(plan.data.past.half_days_spent)
        self._released: Counter[tuple[str, int]] = Counter()
        self._off_duty: dict[str, list[Piece]] = defaultdict(list)
        self._visitors: Counter[tuple[str, str | None, int]] = Counter()
        self._shadow_weeks: dict[int, set[int]] = defaultdict(set)
        self._in_run: Counter[int] = Counter()
        self._attended: dict[str, dict[int, int]] = defaultdict(dict)
        self._doing: dict[tuple[str, int], str] = {}
        self._lay_out()

    def _lay_out(self) -> None:
        data = self._data
        for at, number in self._plan.attends.items():
            demand, run = data.workshops[at], data.runs[number]
            self._in_run[number] += len(demand.group)
            doing = f"attends {data.cohort.workshops[run.workshop].id}"
            for person in demand.group:
                self._attended[person][demand.workshop] = number
                self._occupy(person, run.stretch, run.site, doing, released=True)
        for at, half_days in self._plan.shadows.items():
            for t in half_days:
                self.hold_shadowing(data.shadowings[at], t)
        for at, t in self._plan.meets.items():
            self.hold_meeting(data.meetings[at], t)

    def hold_shadowing(self, demand: ShadowingDemand, t: int) -> None:
        """Take a half-day of a shadowing as held."""
        site = self._data.when.site(demand.host, t)
        self._occupy(demand.guest, (t,), site, f"shadows {demand.host}", released=True)
        self._occupy(demand.host, (t,), site, f"hosts {demand.guest}", released=False)
        self._visitors[self._area(demand.host, t)] += 1
        self._shadow_weeks[demand.pair].add(self._data.week(t))

    def hold_meeting(self, demand: MeetingDemand, t: int) -> None:
        """Take a meeting as held."""
        for person, other in (demand.people, demand.people[::-1]):
            self._occupy(person, (t,), None, f"meets {other}", released=True)

    def _occupy(
        self, person: str, stretch: tuple[int, ...], site: str | None, doing: str, released: bool
    ) -> None:
        self._off_duty[person] += self._data.when.adds(person, stretch)
        for t in stretch:
            self._doing[person, t] = doing
            self._sites[person, self._day(t)][t] = site
            self._load[person, self._data.week(t)] += 1
            pattern = self._data.when.pattern(person, t)
            if released and pattern and person in self._data.doctors:
                self._released[pattern, t] += 1

    def _area(self, host: str, t: int) -> tuple[str, str | None, int]:
        when = self._data.when
        return (when.directorate(host, t) or "", when.site(host, t), t)

    def against_workshop(self, demand: WorkshopDemand, number: int) -> str | None:
        """What keeps a group from a run; None where nothing does."""
        return _first(self.all_against_workshop(demand, number))

    def against_shadowing(self, demand: ShadowingDemand, t: int) -> str | None:
        """What keeps a guest from a host at a half-day; None where nothing does."""
        return _first(self.all_against_shadowing(demand, t))

    def against_meeting(self, demand: MeetingDemand, t: int) -> str | None:
        """What keeps a pair from meeting at a half-day; None where nothing does."""
        return _first(self.all_against_meeting(demand, t))

    def all_against_workshop(self, demand: WorkshopDemand, number: int) -> Iterator[Against]:
        """Everything that keeps a group from a run."""
        run = self._data.runs[number]
        return chain(
            self._against_run(demand, number),
            *(self._against_person(person, run.stretch, run.site) for person in demand.group),
            self._against_order(demand, run),
            self._against_release(demand.group, run.stretch),
        )

    def all_against_shadowing(self, demand: ShadowingDemand, t: int) -> Iterator[Against]:
        """Everything that keeps a guest from a host at a half-day."""
        site = self._data.when.site(demand.host, t)
        return chain(
            self._against_visit(demand, t),
            self._against_person(demand.guest, (t,), site),
            self._against_person(demand.host, (t,), site),
            self._against_release((demand.guest,), (t,)),
        )

    def all_against_meeting(self, demand: MeetingDemand, t: int) -> Iterator[Against]:
        """Everything that keeps a pair from meeting at a half-day."""
        return chain(
            *(self._against_person(person, (t,), None) for person in demand.people),
            self._against_release(demand.people, (t,)),
        )

    def against_leaving(self, number: int) -> Iterator[Against]:
        """What keeps a group, which is not counted any more, from leaving a run."""
        run, left = self._data.runs[number], self._in_run[number]
        least = self._data.cohort.workshops[run.workshop].min_size
        if 0 < left < least:
            when = self._data.when.time.slots[run.start]
            reason = f"the run on {when} would be left with {left} people, and needs {least}"
            yield Against(reason, ("workshops", run.workshop, "min_size"))

    def people_in(self, number: int) -> int:
        """How many people attend a run."""
        return self._in_run[number]

    def free_leader(self, run: Run) -> str | None:
        """The first of the facilitators who could lead a run beside those that are held; None for none."""
        engaged = self._engaged(run)
        return next((one for one in run.leaders if one not in engaged), None)

    def _against_visit(self, demand: ShadowingDemand, t: int) -> Iterator[Against]:
        shadowing = self._data.cohort.shadowing
        gap = shadowing.gap_weeks if shadowing else 0
        week = self._data.week(t)
        if any(abs(week - other) < gap for other in self._shadow_weeks[demand.pair]):
            reason = f"too near to another shadowing of the pair (gap_weeks: {gap})"
            yield Against(reason, ("shadowing", "gap_weeks"))
        limit = shadowing.area_visitors if shadowing else None
        area = self._area(demand.host, t)
        if limit is not None and area[0] and self._visitors[area] >= limit:
            yield Against(f"{area[0]} has its {limit} visitors then", ("shadowing", "area_visitors"))

    def _against_run(self, demand: WorkshopDemand, number: int) -> Iterator[Against]:
        run, held = self._data.runs[number], self._plan.held
        workshop = self._data.cohort.workshops[run.workshop]
        loc = ("workshops", run.workshop)
        if number in held:
            if run.capacity is not None and self._in_run[number] + len(demand.group) > run.capacity:
                when = self._data.when.time.slots[run.start]
                reason = f"the run on {when} is full ({run.capacity} places)"
                yield Against(reason, self._capacity_loc(run))
            return
        over = self._data.past.runs_held[workshop.id]
        if over + sum(self._data.runs[other].workshop == run.workshop for other in held) >= workshop.runs:
            reason = (
                f"all {workshop.runs} runs are held at other times"
                if workshop.runs > 1
                else "its one run is held at another time"
            )
            yield Against(reason, (*loc, "runs"))
        yield from self._against_another_run(run)
        if workshop.min_size > len(demand.group):
            reason = (
                f"a run needs {workshop.min_size} people, and these {len(demand.group)} alone are too few"
            )
            yield Against(reason, (*loc, "min_size"))
        if run.capacity is not None and run.capacity < len(demand.group):
            reason = f"{run.room or 'a run'} takes {run.capacity}, and these are {len(demand.group)}"
            yield Against(reason, self._capacity_loc(run))

    def _capacity_loc(self, run: Run) -> Loc:
        if run.capacity == self._data.cohort.workshops[run.workshop].capacity:
            return ("workshops", run.workshop, "capacity")
        rooms = [room.id for room in self._data.cohort.rooms]
        return ("rooms", rooms.index(run.room or ""), "capacity")

    def _against_another_run(self, run: Run) -> Iterator[Against]:
        """What keeps a run from being held beside those that are."""
        at_once = [other for other in self._plan.held if self._at_once(run, self._data.runs[other])]
        loc = ("workshops", run.workshop)
        if run.room and any(self._data.runs[other].room == run.room for other in at_once):
            yield Against(f"{run.room} is taken by another run", (*loc, "rooms"))
        engaged = self._engaged(run)
        for one in run.all_of:
            if one in engaged:
                yield Against(f"{one} {engaged[one]}", (*loc, "all_of"))
        if run.leaders and self.free_leader(run) is None:
            reasons = dict.fromkeys(engaged[one] for one in run.leaders)
            if len(run.leaders) > 1 and len(reasons) == 1:
                reason = f"{' and '.join(run.leaders)} {next(iter(reasons)).replace('holds', 'hold', 1)}"
            else:
                reason = " and ".join(f"{one} {engaged[one]}" for one in run.leaders)
            yield Against(reason, (*loc, "facilitators"))

    @staticmethod
    def _at_once(run: Run, other: Run) -> bool:
        return bool(set(run.stretch) & set(other.stretch))

    def _engaged(self, run: Run) -> dict[str, str]:
        """The facilitators who cannot hold a run beside those that are held, and why."""
        found: dict[str, str] = {}
        for number in self._plan.held:
            other = self._data.runs[number]
            if self._at_once(run, other):
                found |= dict.fromkeys(self._plan.facilitators(number), "holds another run")
            elif self._day(other.start) == self._day(run.start):
                there = dict.fromkeys(other.stretch, other.site)
                if self._is_too_far(there, run.stretch, run.site):
                    too_far = "holds a run at another site on that day, too far for the break"
                    for one in self._plan.facilitators(number):
                        found.setdefault(one, too_far)
        return found

    def _against_order(self, demand: WorkshopDemand, run: Run) -> Iterator[Against]:
        attended = {pair for person in demand.group for pair in self._attended[person].items()}
        for workshop, number in sorted(attended):
            other = self._data.runs[number]
            first, second = (other, run) if workshop < demand.workshop else (run, other)
            later = max(workshop, demand.workshop)
            gap = self._data.cohort.workshops[later].gap_weeks
            early = self._data.week(second.start) < self._data.week(first.start) + gap
            if second.start <= first.stretch[-1] or early:
                reason = f"it would not keep the order with {self._data.cohort.workshops[workshop].name}"
                yield Against(reason, ("workshops", later, "gap_weeks" if early else "id"))

    def _against_person(self, person: str, stretch: tuple[int, ...], site: str | None) -> Iterator[Against]:
        on_day = self._sites.get((person, self._day(stretch[0])), {})
        busy = next((t for t in stretch if t in on_day), None)
        if busy is not None:
            yield Against(f"{person} is in another session", (), self._doing[person, busy])
        most = self._data.cohort.scheduling.max_per_week
        load = self._load[person, self._data.week(stretch[0])]
        if load + len(stretch) > most:
            taken = f"{most} sessions" if load >= most else f"{load} of {most} half-days taken"
            yield Against(f"{person} has {taken} in that week", ("scheduling", "max_per_week"))
        if self._is_too_much(person, stretch):
            reason = f"{person} would work over 72 h in 168 h, or 48 h a week on average"
            yield Against(reason, ("scheduling", "off_duty"))
        if self._is_too_far(on_day, stretch, site):
            reason = f"{person} is at another site on that day, too far for the break"
            yield Against(reason, ("sites",))

    def _is_too_much(self, person: str, stretch: tuple[int, ...]) -> bool:
        """Whether a session off duty would break a limit of working time, with those that are held."""
        more = self._data.when.adds(person, stretch)
        if not more or self._data.cohort.scheduling.off_duty != "allowed":
            return False
        return self._data.when.rosters[person].is_too_much([*self._off_duty[person], *more])

    def _is_too_far(
        self, on_day: Mapping[int, str | None], stretch: tuple[int, ...], site: str | None
    ) -> bool:
        time, cohort = self._data.when.time, self._data.cohort
        for t, there in on_day.items():
            earlier, later = (t, stretch[0]) if t < stretch[0] else (stretch[-1], t)
            halves = time.slots[earlier].half_index, time.slots[later].half_index
            if earlier < later and cohort.travel_minutes(site, there) > time.break_minutes(*halves):
                return True
        return False

    def _day(self, t: int) -> int:
        return self._data.when.time.slots[t].day

    def _against_release(self, people: tuple[str, ...], stretch: tuple[int, ...]) -> Iterator[Against]:
        for t in stretch:
            wanted = Counter(
                self._data.when.pattern(person, t)
                for person in people
                if person in self._data.doctors and (person, t) not in self._doing
            )
            for pattern, count in wanted.items():
                limit = self._data.cohort.rotas[pattern].release if pattern else None
                away = self._released[pattern or "", t]
                if limit is not None and away + count > limit:
                    reason = _too_many_away(pattern or "", limit, away, count)
                    yield Against(reason, ("rotas", pattern or "", "release"))


def _too_many_away(pattern: str, limit: int, away: int, more: int) -> str:
    if limit == 0:
        return f"no doctor of the rota {pattern} may be released"
    if away < limit:
        return f"{away + more} of the rota {pattern} would be away, and {limit} may be"
    return f"{limit} of the rota {pattern} {'is' if limit == 1 else 'are'} away already, as many as may be"


def _first(reasons: Iterator[Against]) -> str | None:
    return next((against.reason for against in reasons), None)
