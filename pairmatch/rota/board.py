"""A finished plan seen from its people: who is where when, and what is already full.

Reasons for misses are read off it with plain look-ups; no model is needed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain

from pairmatch.calendar.off_duty import Piece
from pairmatch.rota.demand import MeetingDemand, Run, ShadowingDemand, WorkshopDemand
from pairmatch.rota.extract import Plan
from pairmatch.rota.held_runs import Against, HeldRuns, is_too_far


class Board:
    """What stands in the way of one more session at a half-day.

    Attributes
    ----------
    runs
        The runs that are held.
    """

    def __init__(self, plan: Plan) -> None:
        self._data = plan.data
        self.runs = HeldRuns(plan.data, plan.leads)
        self._sites: dict[tuple[str, int], dict[int, str | None]] = defaultdict(dict)
        self._load: Counter[tuple[str, int]] = Counter(plan.data.past.half_days_spent)
        self._released: Counter[tuple[str, int]] = Counter()
        self._off_duty: dict[str, list[Piece]] = defaultdict(list)
        self._visitors: Counter[tuple[str, str | None, int]] = Counter()
        self._shadow_weeks: dict[int, set[int]] = defaultdict(set)
        for number, pair in enumerate(plan.data.pairs):
            self._shadow_weeks[number].update(plan.data.past.shadowing_weeks(pair))
        self._attended: dict[str, dict[int, int]] = defaultdict(dict)
        self._doing: dict[tuple[str, int], str] = {}
        self._lay_out(plan)

    def _lay_out(self, plan: Plan) -> None:
        data = self._data
        for at, number in plan.attends.items():
            self.hold_workshop(data.workshops[at], number)
        for at, half_days in plan.shadows.items():
            for t in half_days:
                self.hold_shadowing(data.shadowings[at], t)
        for at, t in plan.meets.items():
            self.hold_meeting(data.meetings[at], t)

    def hold_workshop(self, demand: WorkshopDemand, number: int) -> None:
        """Take a group as attending a run; one that nobody led yet is led by the first who is free."""
        run = self._data.runs[number]
        self.runs.hold(number, len(demand.group))
        doing = f"attends {self._data.cohort.workshops[run.workshop].id}"
        for person in demand.group:
            self._attended[person][demand.workshop] = number
            self._occupy(person, run.stretch, run.site, doing, released=True)

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

    def can_join(self, demand: WorkshopDemand, number: int) -> bool:
        """Whether a group could attend a run, if it were held and had seats for them.

        Only what the people, the order of workshops and the release limit say.
        """
        return next(self._against_joining(demand, self._data.runs[number]), None) is None

    def all_against_workshop(self, demand: WorkshopDemand, number: int) -> Iterator[Against]:
        """Everything that keeps a group from a run."""
        run = self._data.runs[number]
        return chain(self.runs.against(demand, number), self._against_joining(demand, run))

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

    def _against_joining(self, demand: WorkshopDemand, run: Run) -> Iterator[Against]:
        """Everything that keeps a group from a run, whatever the run itself needs."""
        return chain(
            *(self._against_person(person, run.stretch, run.site) for person in demand.group),
            self._against_order(demand, run),
            self._against_release(demand.group, run.stretch),
        )

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
        yield from self._against_past_order(demand, run)

    def _against_past_order(self, demand: WorkshopDemand, run: Run) -> Iterator[Against]:
        past, number = self._data.past, demand.workshop
        soonest = past.soonest_week(demand.group, number)
        for person, later in past.later_ones(demand.group, number):
            reason = f"{person} has attended {self._data.cohort.workshop(later).name} already"
            yield Against(f"{reason}, which comes after it", ("workshops", number, "id"))
        if soonest is not None and self._data.week(run.start) < soonest:
            reason = f"by what they attended before, the order of workshops allows it from week {soonest} on"
            yield Against(reason, ("workshops", number, "gap_weeks"))

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
        if is_too_far(self._data, on_day, stretch, site):
            reason = f"{person} is at another site on that day, too far for the break"
            yield Against(reason, ("sites",))

    def _is_too_much(self, person: str, stretch: tuple[int, ...]) -> bool:
        """Whether a session off duty would break a limit of working time, with those that are held."""
        more = self._data.when.adds(person, stretch)
        if not more or self._data.cohort.scheduling.off_duty != "allowed":
            return False
        return self._data.when.rosters[person].is_too_much([*self._off_duty[person], *more])

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
