"""A first plan without a solver: workshops one after the other, each where it seats the most who wait.

It is there within a second, so that there is something to improve however large the cohort. Nothing
is proven of it: the search begins with it, and no bound comes from it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush

from pairmatch.rota.board import Board
from pairmatch.rota.demand import Demands, Run
from pairmatch.rota.extract import Plan
from pairmatch.rota.fill import filled

SEAT = 20
"""What one more person in a run is worth, in sessions avoided or away from the own site."""


def constructed(data: Demands) -> Plan:
    """A plan that holds to every constraint, with as much in it as finds a place at the first try.

    Parameters
    ----------
    data
        What has to be held; nothing of it may be over.
    """
    workshops = _Workshops(data)
    for number in range(len(data.cohort.workshops)):
        workshops.place(number)
    return filled(Plan(data, workshops.attends, workshops.leads))


class _Workshops:
    """Groups are put into runs, the fullest run first."""

    def __init__(self, data: Demands) -> None:
        self._data = data
        self._latest = _latest_starts(data)
        self._from = 0
        self.attends: dict[int, int] = {}
        self.leads: dict[int, str] = {}
        self._runs = _runs_by_workshop(data)
        self._who = _who_can(data)
        limits = ((name, pattern.release) for name, pattern in data.cohort.rotas.items())
        self._release = {name: len(data.doctors) if limit is None else limit for name, limit in limits}

    def place(self, number: int) -> None:
        """Hold the runs of one workshop, soon enough for those that come after it."""
        demands = self._data.workshops
        waiting = {at for at, demand in enumerate(demands) if demand.workshop == number and demand.runs}
        held, untried = 0, set(self._runs[number])
        for deadline in (self._due(number), self._latest[number]):
            queue = self._by_most_seats(
                (run for run in untried if self._data.runs[run].start <= deadline), waiting
            )
            while waiting and queue and held < self._data.cohort.workshops[number].runs:
                fullest = self._fullest(queue, waiting)
                if fullest is None:
                    break
                untried.remove(fullest)
                joined = self._hold(fullest, waiting)
                waiting -= joined
                held += bool(joined)
        mine = [run for at, run in self.attends.items() if demands[at].workshop == number]
        self._from = max((self._data.runs[run].stretch[-1] + 1 for run in mine), default=self._from)

    def _due(self, number: int) -> int:
        """The last half-day on which it should start, so that each workshop to come has as long."""
        left = len(self._latest) - number
        first = min((self._data.runs[run].start for run in self._runs[number]), default=0)
        begins = max(self._from, first)
        return min(self._latest[number], begins + (max(self._latest) - begins) // left)

    def _by_most_seats(self, runs: Iterable[int], waiting: set[int]) -> list[tuple[int, int]]:
        """A heap of runs by the most that each could be worth."""
        queue = []
        for run in sorted(runs):
            people = sum(len(self._data.workshops[at].group) for at in self._who[run] if at in waiting)
            capacity = self._data.runs[run].capacity
            queue.append((-SEAT * min(people, people if capacity is None else capacity), run))
        heapify(queue)
        return queue

    def _fullest(self, queue: list[tuple[int, int]], waiting: set[int]) -> int | None:
        """Take the run that is worth most from the heap; None where none is worth holding.

        A run is worth less and less while others fill, so only those at the top are looked at again
        (Minoux 1978).
        """
        while queue and queue[0][0]:
            _, run = heappop(queue)
            worth = self._worth(run, self._seated(run, waiting)) if self._leader(run) is not None else 0
            if not queue or -worth <= queue[0][0]:
                return run if worth else None
            heappush(queue, (-worth, run))
        return None

    def _worth(self, run: int, seated: Sequence[int]) -> int:
        """People who have a seat, less what it costs them; nothing for a run that is not worth holding."""
        data, of = self._data, self._data.runs[run]
        people = [person for at in seated for person in data.workshops[at].group]
        if len(people) < max(1, data.cohort.workshops[of.workshop].min_size):
            return 0
        burdens = (
            data.avoided(person, of.start)
            + (of.site is not None and data.when.site(person, of.start) != of.site)
            for person in people
        )
        return SEAT * len(people) - sum(burdens)

    def _seated(self, run: int, waiting: set[int]) -> list[int]:
        """Those who wait and find a seat in a run, who have the fewest other runs first."""
        of, taken, away = self._data.runs[run], 0, Counter[str]()
        seated: list[int] = []
        for at in self._who[run]:
            group = self._data.workshops[at].group
            if at not in waiting or (of.capacity is not None and taken + len(group) > of.capacity):
                continue
            leaving = Counter(filter(None, (self._pattern(person, of.start) for person in group)))
            if all(away[pattern] + count <= self._release[pattern] for pattern, count in leaving.items()):
                away += leaving
                seated.append(at)
                taken += len(group)
        return seated

    def _pattern(self, person: str, t: int) -> str | None:
        """The duty pattern that a doctor would leave for a session."""
        return self._data.when.pattern(person, t) if person in self._data.doctors else None

    def _leader(self, run: int) -> str | None:
        """Who can hold a run beside those that are held, in a room that is free; None: nobody, nowhere."""
        of = self._data.runs[run]
        on_day = [other for other in set(self.attends.values()) if self._is_on_day_of(other, of)]
        at_once = [other for other in on_day if set(self._data.runs[other].stretch) & set(of.stretch)]
        if run in at_once or any(of.room and self._data.runs[other].room == of.room for other in at_once):
            return None
        busy = {one for other in on_day for one in self._team(other)}
        if busy.intersection(of.all_of):
            return None
        free = (one for one in of.leaders if one not in busy)
        return next(free, None) if of.leaders else ""

    def _is_on_day_of(self, other: int, run: Run) -> bool:
        slots = self._data.when.time.slots
        return slots[self._data.runs[other].start].day == slots[run.start].day

    def _team(self, run: int) -> tuple[str, ...]:
        return (*([self.leads[run]] if run in self.leads else []), *self._data.runs[run].all_of)

    def _hold(self, run: int, waiting: set[int]) -> set[int]:
        """Put all who can be into a run; returns who they are, none where it would be too small."""
        leader = self._leader(run)
        if leader:
            self.leads[run] = leader
        before = Plan(self._data, dict(self.attends), dict(self.leads))
        board = Board(before)
        joined: set[int] = set()
        for at in self._seated(run, waiting):
            demand = self._data.workshops[at]
            if board.can_join(demand, run):
                board.hold_workshop(demand, run)
                joined.add(at)
        least = self._data.cohort.workshops[self._data.runs[run].workshop].min_size
        if sum(len(self._data.workshops[at].group) for at in joined) < least:
            self.leads.pop(run, None)
            return set()
        self.attends |= dict.fromkeys(joined, run)
        return joined


def _runs_by_workshop(data: Demands) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for number, run in enumerate(data.runs):
        found[run.workshop].append(number)
    return found


def _who_can(data: Demands) -> dict[int, list[int]]:
    """For each run the demands that could attend it, those with the fewest runs to choose from first."""
    found: dict[int, list[int]] = defaultdict(list)
    for at in sorted(range(len(data.workshops)), key=lambda at: len(data.workshops[at].runs)):
        for run in data.workshops[at].runs:
            found[run].append(at)
    return found


def _latest_starts(data: Demands) -> list[int]:
    """For each workshop the last half-day at which it can start with all later ones still to come."""
    runs = _runs_by_workshop(data)
    latest: list[int] = []
    for number, workshop in reversed(list(enumerate(data.cohort.workshops))):
        starts = sorted({data.runs[run].start for run in runs[number]})
        if latest and starts:
            following, gap = latest[-1], data.cohort.workshops[number + 1].gap_weeks
            soon = [t for t in starts if t + workshop.length <= following]
            starts = [t for t in soon if data.week(t) + gap <= data.week(following)] or starts
        latest.append(starts[-1] if starts else (latest[-1] if latest else 0))
    return latest[::-1]
