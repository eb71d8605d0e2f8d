"""A finished plan seen from its people: who is where when, and what is already full.

Reasons for misses are read off it with plain look-ups; no model is needed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain

from pairmatch.calendar.off_duty import Piece
from pairmatch.rota.demand import MeetingDemand, Run, ShadowingDemand, WorkshopDemand
from pairmatch.rota.extract import Plan


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
        self._lay_out()

    def _lay_out(self) -> None:
        data = self._data
        for at, number in self._plan.attends.items():
            demand, run = data.workshops[at], data.runs[number]
            self._in_run[number] += len(demand.group)
            for person in demand.group:
                self._attended[person][demand.workshop] = number
                self._occupy(person, run.stretch, run.site, released=True)
        for at, half_days in self._plan.shadows.items():
            for t in half_days:
                self.hold_shadowing(data.shadowings[at], t)
        for at, t in self._plan.meets.items():
            self.hold_meeting(data.meetings[at], t)

    def hold_shadowing(self, demand: ShadowingDemand, t: int) -> None:
        """Take a half-day of a shadowing as held."""
        site = self._data.when.site(demand.host, t)
        self._occupy(demand.guest, (t,), site, released=True)
        self._occupy(demand.host, (t,), site, released=False)
        self._visitors[self._area(demand.host, t)] += 1
        self._shadow_weeks[demand.pair].add(self._data.week(t))

    def hold_meeting(self, demand: MeetingDemand, t: int) -> None:
        """Take a meeting as held."""
        for person in demand.people:
            self._occupy(person, (t,), None, released=True)

    def _occupy(self, person: str, stretch: tuple[int, ...], site: str | None, released: bool) -> None:
        self._off_duty[person] += self._data.when.adds(person, stretch)
        for t in stretch:
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
        run = self._data.runs[number]
        return _first(
            self._against_run(demand, number),
            *(self._against_person(person, run.stretch, run.site) for person in demand.group),
            self._against_order(demand, run),
            self._against_release(demand.group, run.stretch),
        )

    def against_shadowing(self, demand: ShadowingDemand, t: int) -> str | None:
        """What keeps a guest from a host at a half-day; None where nothing does."""
        site = self._data.when.site(demand.host, t)
        shadowing = self._data.cohort.shadowing
        gap = shadowing.gap_weeks if shadowing else 0
        week = self._data.week(t)
        if any(abs(week - other) < gap for other in self._shadow_weeks[demand.pair]):
            return f"too near to another shadowing of the pair (gap_weeks: {gap})"
        limit = shadowing.area_visitors if shadowing else None
        area = self._area(demand.host, t)
        if limit is not None and area[0] and self._visitors[area] >= limit:
            return f"{area[0]} has its {limit} visitors then"
        return _first(
            self._against_person(demand.guest, (t,), site),
            self._against_person(demand.host, (t,), site),
            self._against_release((demand.guest,), (t,)),
        )

    def against_meeting(self, demand: MeetingDemand, t: int) -> str | None:
        """What keeps a pair from meeting at a half-day; None where nothing does."""
        return _first(
            *(self._against_person(person, (t,), None) for person in demand.people),
            self._against_release(demand.people, (t,)),
        )

    def _against_run(self, demand: WorkshopDemand, number: int) -> Iterator[str]:
        run, held = self._data.runs[number], self._plan.held
        workshop = self._data.cohort.workshops[run.workshop]
        if number in held:
            if run.capacity is not None and self._in_run[number] + len(demand.group) > run.capacity:
                yield f"the run on {self._data.when.time.slots[run.start]} is full ({run.capacity} places)"
            return
        over = self._data.past.runs_held[workshop.id]
        if over + sum(self._data.runs[other].workshop == run.workshop for other in held) >= workshop.runs:
            yield (
                f"all {workshop.runs} runs are held at other times"
                if workshop.runs > 1
                else "its one run is held at another time"
            )
            return
        yield from self._against_another_run(run)
        if workshop.min_size > len(demand.group):
            yield f"a run needs {workshop.min_size} people, and these {len(demand.group)} alone are too few"

    def _against_another_run(self, run: Run) -> Iterator[str]:
        """What keeps a run from being held beside those that are."""
        at_once = [
            other for other in self._plan.held if set(self._data.runs[other].stretch) & set(run.stretch)
        ]
        if run.room and any(self._data.runs[other].room == run.room for other in at_once):
            yield f"{run.room} is taken by another run"
        busy = {one for other in at_once for one in self._plan.facilitators(other)}
        for one in run.all_of:
            if one in busy:
                yield f"{one} holds another run"
        if run.leaders and busy.issuperset(run.leaders):
            yield f"{' and '.join(run.leaders)} {'holds' if len(run.leaders) == 1 else 'hold'} other runs"

    def _against_order(self, demand: WorkshopDemand, run: Run) -> Iterator[str]:
        attended = (self._attended[person].items() for person in demand.group if person in self._attended)
        for workshop, number in chain(*attended):
            other = self._data.runs[number]
            first, second = (other, run) if workshop < demand.workshop else (run, other)
            gap = self._data.cohort.workshops[max(workshop, demand.workshop)].gap_weeks
            early = self._data.week(second.start) < self._data.week(first.start) + gap
            if second.start <= first.stretch[-1] or early:
                yield f"it would not keep the order with {self._data.cohort.workshops[workshop].name}"

    def _against_person(self, person: str, stretch: tuple[int, ...], site: str | None) -> Iterator[str]:
        on_day = self._sites.get((person, self._day(stretch[0])), {})
        if any(t in on_day for t in stretch):
            yield f"{person} is in another session"
        most = self._data.cohort.scheduling.max_per_week
        if self._load[person, self._data.week(stretch[0])] + len(stretch) > most:
            yield f"{person} has {most} sessions in that week"
        if self._is_too_much(person, stretch):
            yield f"{person} would work over 72 h in 168 h, or 48 h a week on average"
        if self._is_too_far(on_day, stretch, site):
            yield f"{person} is at another site on that day, too far for the break"

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

    def _against_release(self, people: tuple[str, ...], stretch: tuple[int, ...]) -> Iterator[str]:
        for t in stretch:
            wanted = Counter(
                self._data.when.pattern(person, t) for person in people if person in self._data.doctors
            )
            for pattern, count in wanted.items():
                limit = self._data.cohort.rotas[pattern].release if pattern else None
                if limit is not None and self._released[pattern or "", t] + count > limit:
                    yield _too_many_away(pattern or "", limit)


def _too_many_away(pattern: str, limit: int) -> str:
    if limit == 0:
        return f"no doctor of the rota {pattern} may be released"
    return f"{limit} of the rota {pattern} {'is' if limit == 1 else 'are'} away already, as many as may be"


def _first(*reasons: Iterator[str]) -> str | None:
    return next(chain(*reasons), None)
