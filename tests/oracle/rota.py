"""The best rota of a tiny cohort: every way of placing its demands, cut where it cannot get better.

First the workshops, in file order, then shadowing and meetings, those with the fewest places left
first. A branch is cut when what it has missed and cost already, with what it is bound to miss and
cost yet, is no better than the best rota found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tests.oracle.board import Board
from tests.oracle.calendar import Data
from tests.oracle.rota_data import Duty, Group, Pairs, RotaData, Visit

Levels = tuple[int, ...]
"""Missed: people at required workshops, shadowing, meetings, people at other workshops; and the cost."""


class TooLarge(Exception):
    """The cohort is not tiny: the search has looked at more branches than it was given."""


@dataclass(frozen=True)
class Optimum:
    """The best levels, and one rota that has them, in the form of the rota document."""

    levels: Levels
    sessions: tuple[Data, ...]
    nodes: int


def best_rota(data: Data, pairs: Pairs, without: Iterable[str] = (), max_nodes: int = 10**7) -> Optimum:
    """The optimum of all five levels, and a rota that reaches it."""
    search = Search(RotaData(data, pairs, frozenset(without)), max_nodes)
    search.place_groups(0, 0)
    assert search.best is not None, "missing everything is always a rota"
    return Optimum(search.best, search.best_sessions, search.nodes)


def is_better_without(data: Data, pairs: Pairs, name: str, levels: Levels, max_nodes: int = 10**7) -> bool:
    """Whether leaving out a constraint makes a rota possible that is better than `levels`."""
    search = Search(RotaData(data, pairs, frozenset([name])), max_nodes)
    search.best, search.first_is_enough = levels, True
    search.place_groups(0, 0)
    return search.best < levels


def can_be_scheduled(data: Data, pair: tuple[str, str]) -> bool:
    """Whether a pair, alone, can be given all its required sessions."""
    required = [w for w in data.get("workshops", ()) if w.get("required", True)]
    search = Search(RotaData(data | {"workshops": required}, [pair], frozenset(["min_size"])), 10**6)
    search.best, search.first_is_enough = (0, 0, 0, 1, 0), True
    search.place_groups(0, 0)
    return search.best < (0, 0, 0, 1, 0)


class Search:
    """All that has been placed so far, and the best complete rota seen."""

    def __init__(self, rota: RotaData, max_nodes: int) -> None:
        self.rota = rota
        self.max_nodes = max_nodes
        self.nodes = 0
        self.first_is_enough = False
        self.best: Levels | None = None
        self.found = False
        self.best_sessions: tuple[Data, ...] = ()
        self.board = Board(rota)
        self.least: dict[tuple[int, Group], int | None] = {}
        self.missed = [0, 0, 0, 0]

    # The search

    def place_groups(self, w: int, g: int) -> None:
        """Place the groups from `g` on at workshop `w` and all that comes after, in every way."""
        if self._is_cut(w, g, self.rota.duties):
            return
        if w == len(self.rota.workshops):
            self.place_duties(self.rota.duties)
            return
        groups = self.rota.groups_at[w]
        if g == len(groups):
            if self.board.all_worth_holding(w):
                self.place_groups(w + 1, 0)
            return
        group, workshop = groups[g], self.rota.workshops[w]
        for run in [run for run in self.board.runs if run.workshop == w]:
            if len(run.people) + len(group) <= run.place.capacity and self.board.enter(group, w, run.place):
                run.people.extend(group)
                self.place_groups(w, g + 1)
                del run.people[-len(group) :]
                self.board.leave(group)
        for place in self.rota.places[w]:
            if (
                len(group) <= place.capacity
                and self.board.can_open(w, place)
                and self.board.enter(group, w, place)
            ):
                self.board.open_run(w, place, group)
                self.place_groups(w, g + 1)
                self.board.close_run()
                self.board.leave(group)
        level = 0 if workshop.get("required", True) else 3
        self.missed[level] += len(group)
        self.place_groups(w, g + 1)
        self.missed[level] -= len(group)

    def place_duties(self, duties: list[Duty]) -> None:
        """Place these shadowing half-days and meetings in every way."""
        if self._is_cut(len(self.rota.workshops), 0, duties):
            return
        if not duties:
            self.best = self._value()
            self.best_sessions = self.board.sessions()
            self.found = True
            return
        live = [self.board.live(duty) for duty in duties]
        k = min(range(len(duties)), key=lambda k: len(live[k]))
        duty, rest = duties[k], duties[:k] + duties[k + 1 :]
        for t in sorted(live[k], key=lambda t: self._added_cost(duty, t)):
            self.board.put(duty, t)
            self.place_duties(rest)
            self.board.take_back(duty, t)
        level = 1 if duty.kind == "shadowing" else 2
        self.missed[level] += 1
        self.place_duties(rest)
        self.missed[level] -= 1

    def _is_cut(self, w: int, g: int, duties: list[Duty]) -> bool:
        """Whether no completion of what is placed is better than the best rota seen."""
        self.nodes += 1
        if self.nodes > self.max_nodes:
            raise TooLarge
        if self.best is None:
            return False
        if self.first_is_enough and self.found:
            return True
        return self._bound(w, g, duties) >= self.best

    def _value(self) -> Levels:
        """The levels of a rota that is complete."""
        missed = self.missed
        return (missed[0], missed[1], missed[2], missed[3], self._cost(Counter()))

    # Bounds

    def _bound(self, w: int, g: int, duties: list[Duty]) -> Levels:
        """Levels that no completion goes below.

        A completion either misses more than it is bound to, and is then beyond this bound whatever it
        costs, or it places every demand that has a place left, and then costs at least what is added here.
        """
        missed, added = list(self.missed), 0
        still_to_come: Counter[str] = Counter()
        for duty in duties:
            live = self.board.live(duty)
            if live:
                added += min(self._lasting_cost(duty, t) for t in live)
                still_to_come.update(duty.people)
            else:
                missed[1 if duty.kind == "shadowing" else 2] += 1
        for later in range(w, len(self.rota.workshops)):
            groups = self.rota.groups_at[later][g if later == w else 0 :]
            costs = [cost for group in groups if (cost := self._least_cost(later, group)) is not None]
            for group in groups:
                if self._least_cost(later, group) is None:
                    level = 0 if self.rota.workshops[later].get("required", True) else 3
                    missed[level] += len(group)
                else:
                    still_to_come.update(group)
            added += sum(costs)
            if costs and not any(run.workshop == later for run in self.board.runs):
                added += self.rota.soft["runs"]
        lowest = self._cost(still_to_come) + added
        return (missed[0], missed[1], missed[2], missed[3], lowest)

    def _least_cost(self, w: int, group: Group) -> int | None:
        """The least that a group's avoided half-days and travel cost at a workshop; None: it has no place."""
        key = (w, group)
        if key not in self.least:
            places = [
                place
                for place in self.rota.places[w]
                if len(group) <= place.capacity and self.rota.can_take_place(group, place)
            ]
            costs = [sum(self._burden(p, Visit(at.times, at.site)) for p in group) for at in places]
            self.least[key] = min(costs, default=None)
        return self.least[key]

    def _cost(self, still_to_come: Counter[str]) -> int:
        """The cost of what is placed, with so many more sessions for each person, spread over all weeks."""
        soft = self.rota.soft
        cost, most = soft["runs"] * len(self.board.runs), 0
        for person, visits in self.board.visits.items():
            weeks = Counter(self.rota.week(visit.times[0]) for visit in visits)
            beyond_first = len(visits) - len(weeks)
            at_least = len(visits) + still_to_come[person] - self.rota.calendar.weeks
            cost += soft["same_week"] * max(beyond_first, at_least)
            cost += sum(self._burden(person, visit) for visit in visits)
            most = max(most, sum(self.rota.avoided(person, v) or self.rota.away(person, v) for v in visits))
        return cost + soft["balance"] * most

    def _burden(self, person: str, visit: Visit) -> int:
        soft = self.rota.soft
        avoided, away = self.rota.avoided(person, visit), self.rota.away(person, visit)
        return soft["avoid_halves"] * avoided + soft["travel"] * away

    def _lasting_cost(self, duty: Duty, t: int) -> int:
        visit = self.rota.duty_visit(duty, t)
        return sum(self._burden(person, visit) for person in duty.people)

    def _added_cost(self, duty: Duty, t: int) -> int:
        """What a session costs at once; only the order in which places are tried depends on it."""
        week = self.rota.week(t)
        there = [any(self.rota.week(v.times[0]) == week for v in self.board.visits[p]) for p in duty.people]
        return self._lasting_cost(duty, t) + self.rota.soft["same_week"] * sum(there)
