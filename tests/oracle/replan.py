"""The best way to plan the rest of a rota anew: every way, with the past as it was.

It searches as `rota.py` does; between what is missed and what it costs stand, in this order, the people
with a session within the notice moved, the people with any session moved, and the sessions moved.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.oracle.board import Board
from tests.oracle.calendar import Data
from tests.oracle.replan_data import ReplanData, Seen, moves, seen
from tests.oracle.rota import Levels, Search
from tests.oracle.rota_data import Duty, Pairs, Place

Before = Sequence[Data]
"""The sessions of the old rota."""


@dataclass(frozen=True)
class Replanned:
    """The best levels: four of misses, three of moves, the cost; and all sessions, the past's first."""

    levels: Levels
    sessions: tuple[Data, ...]
    nodes: int


def best_again(
    data: Data, pairs: Pairs, old: Before, from_date: str, max_nodes: int = 10**7
) -> Replanned | None:
    """The best plan from a date on; None where the pinned sessions cannot all stay."""
    search = ReplanSearch(ReplanData(data, pairs, frozenset(), old, from_date), max_nodes)
    search.place_groups(0, 0)
    if search.best is None:
        return None
    return Replanned(search.best, search.best_sessions, search.nodes)


class PastBoard(Board):
    """A board on which all that is past counts and nothing of it can be taken back."""

    def __init__(self, rota: ReplanData) -> None:
        super().__init__(rota)
        self.ours = rota
        self.runs_past = [s["workshop"] for s in rota.past if s["kind"] == "workshop"]
        for person, visit in rota.past_visits():
            self.visits[person].append(visit)
        for session in rota.past:
            if session["kind"] == "shadowing":
                self._remember(session["guest"], session["host"], rota.visit(session).times[0])
        self.shadowings_past = len(self.placed)

    def _remember(self, guest: str, host: str, t: int) -> None:
        for doctor, manager in self.rota.pairs:
            if {doctor, manager} == {guest, host}:
                self.placed.append((Duty("shadowing", (doctor, manager), (guest, host), ()), t))

    def can_open(self, w: int, place: Place) -> bool:
        """As on any board, the runs of the past being some of those offered."""
        workshop = self.rota.workshops[w]
        held = self.runs_past.count(workshop["id"]) + sum(run.workshop == w for run in self.runs)
        return held < workshop.get("runs", 1) and super().can_open(w, place)

    def _in_order(self, person: str, w: int, place: Place) -> bool:
        """After the last one attended, and never one that comes before one of the past."""
        past = self.ours.attended[person]
        if any(number > w for number in past):
            return False
        if self.attended[person] or not past:
            return super()._in_order(person, w, place)
        self.attended[person].append(past[max(past)])
        try:
            return super()._in_order(person, w, place)
        finally:
            self.attended[person].pop()

    def sessions(self) -> tuple[Data, ...]:
        """The past as it is written, then all that is placed."""
        before, self.placed = self.placed, self.placed[self.shadowings_past :]
        try:
            return (*self.ours.past, *super().sessions())
        finally:
            self.placed = before


class ReplanSearch(Search):
    """The search of a rota whose past is given."""

    def __init__(self, rota: ReplanData, max_nodes: int) -> None:
        super().__init__(rota, max_nodes)
        self.ours = rota
        self.board: PastBoard = PastBoard(rota)
        self.by_identity: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for one in rota.wanted:
            if one.identity[0] in ("shadowing", "meeting") and one.person == one.identity[1]:
                self.by_identity[one.identity].append(rota.at[" ".join(one.when)])

    def _value(self) -> Levels:
        missed = self.missed
        return (*missed, *self._moves(len(self.rota.workshops), 0, []), super()._value()[-1])

    def _bound(self, w: int, g: int, duties: list[Duty]) -> Levels:
        *missed, cost = super()._bound(w, g, duties)
        return (*missed, *self._moves(w, g, duties), cost)

    def _cost(self, still_to_come: Counter[str]) -> int:
        return super()._cost(still_to_come) + self.rota.soft["runs"] * len(self.board.runs_past)

    def _added_cost(self, duty: Duty, t: int) -> int:
        """Where the old rota has it first."""
        return super()._added_cost(duty, t) - 1000 * (t in self.by_identity[identity(duty)])

    # What the old rota has

    def _moves(self, w: int, g: int, duties: list[Duty]) -> tuple[int, int, int]:
        """What is moved for sure, when workshops before `w`, groups before `g` and all other duties stand."""
        decided = [one for one in self.ours.wanted if self._is_decided(one, w, g, duties)]
        return moves(decided, self.board.sessions(), self.ours.from_date, self.ours.notice)

    def _is_decided(self, one: Seen, w: int, g: int, duties: list[Duty]) -> bool:
        """Whether no completion changes that a session is held where it was, or is not."""
        kind, *who = one.identity
        if kind in ("workshop", "holding"):
            number = self.ours.numbers[who[0]]
            done = self.rota.groups_at[number][:g] if number == w else ()
            return number < w or (kind == "workshop" and any(one.person in group for group in done))
        t = self.ours.at[" ".join(one.when)]
        return not any(identity(duty) == one.identity and t in self.board.live(duty) for duty in duties)

    # Pins

    def _is_cut(self, w: int, g: int, duties: list[Duty]) -> bool:
        return not self._pins_stay(w, g, duties) or super()._is_cut(w, g, duties)

    def _pins_stay(self, w: int, g: int, duties: list[Duty]) -> bool:
        """Whether every pinned session is where it was, or can still be."""
        used: set[int] = set()
        for pin in self.ours.pinned:
            sides = [one for one in seen([pin]) if one.identity[0] != "holding"]
            people = [one for one in sides if one.person in self.rota.people]
            if pin["kind"] != "workshop":
                stays = all(one in self.ours.wanted for one in sides) and self._duty_stays(people[0], duties)
            else:
                decided = [one.person for one in people if self._is_decided(one, w, g, duties)]
                stays = bool(people) and self._run_stays(pin, decided, used)
            if not stays:
                return False
        return True

    def _duty_stays(self, one: Seen, duties: list[Duty]) -> bool:
        """Whether a shadowing or meeting is held where it was, and at the same site."""
        if not self._is_decided(one, 0, 0, duties):
            return True
        return one in seen(self.board.sessions())

    def _run_stays(self, pin: Data, people: Iterable[str], used: set[int]) -> bool:
        """Whether these people are in one run like the pinned one, that no other pin is."""
        visit, leaders = self.ours.visit(pin), set(pin.get("facilitators", ()))
        everyone = set(people)
        if not everyone:
            return True
        for number, run in enumerate(self.board.runs):
            of_the_workshop = self.rota.workshops[run.workshop]["id"] == pin["workshop"]
            if of_the_workshop and number not in used and everyone <= set(run.people):
                used.add(number)
                place = run.place
                here = (place.times, place.room, set(place.facilitators))
                return here == (visit.times, pin.get("room"), leaders)
        return False


def identity(duty: Duty) -> tuple[str, ...]:
    """What the sessions of a demand are known by."""
    people = duty.people if duty.kind == "shadowing" else tuple(sorted(duty.people))
    return (duty.kind, *people)
