"""The runs that are held, and what keeps one more from being held beside them, or a group from one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pairmatch.cohort.source import Loc
from pairmatch.rota.demand import Demands, Run, WorkshopDemand


@dataclass(frozen=True)
class Against:
    """One thing that stands in the way of one more session."""

    reason: str
    loc: Loc
    """The value of the cohort file that makes it so."""
    session: str = ""
    """What the person is doing then, where it is another session."""


class HeldRuns:
    """The runs that are held, who leads them and how many attend."""

    def __init__(self, data: Demands, leads: Mapping[int, str]) -> None:
        self._data = data
        self._leads = dict(leads)
        self._in_run: Counter[int] = Counter()

    @property
    def _held(self) -> list[int]:
        return sorted(self._in_run)

    def hold(self, number: int, people: int) -> None:
        """Take some people as attending a run; one that nobody leads yet is led by the first who is free."""
        leader = None if number in self._leads else self.free_leader(self._data.runs[number])
        if leader is not None:
            self._leads[number] = leader
        self._in_run[number] += people

    def people_in(self, number: int) -> int:
        """How many people attend a run."""
        return self._in_run[number]

    def free_leader(self, run: Run) -> str | None:
        """The first of the facilitators who could lead a run beside those that are held; None for none."""
        engaged = self._engaged(run)
        return next((one for one in run.leaders if one not in engaged), None)

    def against_leaving(self, number: int) -> Iterator[Against]:
        """What keeps a group, which is not counted any more, from leaving a run."""
        run, left = self._data.runs[number], self._in_run[number]
        least = self._data.cohort.workshops[run.workshop].min_size
        if 0 < left < least:
            when = self._data.when.time.slots[run.start]
            reason = f"the run on {when} would be left with {left} people, and needs {least}"
            yield Against(reason, ("workshops", run.workshop, "min_size"))

    def against(self, demand: WorkshopDemand, number: int) -> Iterator[Against]:
        """Everything that keeps a group from a run, whoever they are: seats, and what a new run needs."""
        run, held = self._data.runs[number], self._held
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
        at_once = [other for other in self._held if self._at_once(run, self._data.runs[other])]
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
        for number in self._held:
            other, team = self._data.runs[number], self._team(number)
            if self._at_once(run, other):
                found |= dict.fromkeys(team, "holds another run")
            elif self._data.when.time.slots[other.start].day == self._data.when.time.slots[run.start].day:
                there = dict.fromkeys(other.stretch, other.site)
                if is_too_far(self._data, there, run.stretch, run.site):
                    too_far = "holds a run at another site on that day, too far for the break"
                    for one in team:
                        found.setdefault(one, too_far)
        return found

    def _team(self, number: int) -> tuple[str, ...]:
        return (*([self._leads[number]] if number in self._leads else []), *self._data.runs[number].all_of)


def is_too_far(
    data: Demands, on_day: Mapping[int, str | None], stretch: tuple[int, ...], site: str | None
) -> bool:
    """Whether a break is too short to travel between a session and others of the same day.

    Parameters
    ----------
    data
        The cohort and its calendar.
    on_day
        By half-day of the others, their sites.
    stretch, site
        The half-days of the session, and where it is.
    """
    time = data.when.time
    for t, there in on_day.items():
        earlier, later = (t, stretch[0]) if t < stretch[0] else (stretch[-1], t)
        halves = time.slots[earlier].half_index, time.slots[later].half_index
        if earlier < later and data.cohort.travel_minutes(site, there) > time.break_minutes(*halves):
            return True
    return False
