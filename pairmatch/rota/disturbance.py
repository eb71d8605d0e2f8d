"""The levels between what is missed and the cost: how much an older rota is moved.

They say in the model what `moved` counts in a finished rota.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from ortools.sat.python import cp_model

from pairmatch.cohort.values import HalfDay
from pairmatch.rota.attendance import At, Identity
from pairmatch.rota.moved import ELSEWHEN, ELSEWHERE, Standing, Standings
from pairmatch.rota.objective import Expression, Level
from pairmatch.rota.variables import Literal, Variables

WITHIN_NOTICE = "people moved within the notice"
PEOPLE = "people moved"
POINTS = "points of sessions moved"


def moved_levels(model: cp_model.CpModel, v: Variables) -> list[Level]:
    """People moved within the notice, people moved, points; nothing where no older rota is kept."""
    if v.data.old is None:
        return []
    held = [_held(model, v, standing) for standing in Standings(v.data).all]
    return [
        _people_moved(model, WITHIN_NOTICE, [one.only_near() for one in held if one.standing.near]),
        _people_moved(model, PEOPLE, held),
        _points(held),
    ]


@dataclass(frozen=True)
class _Held:
    """The decisions that keep the old sessions of one identity, those that can be kept at all."""

    standing: Standing
    most: int
    """How many could be kept, if there were nothing else."""
    same_time: dict[At, list[Literal]]
    same_place: dict[At, list[Literal]]

    def only_near(self) -> _Held:
        """Of those within the notice alone."""
        near = self.standing.near
        return _Held(
            self.standing,
            self.standing.most_near,
            {at: kept for at, kept in self.same_time.items() if at in near},
            {at: kept for at, kept in self.same_place.items() if at in near},
        )

    @property
    def lost(self) -> bool:
        """Whether one of them moves in any case."""
        return len(self.same_place) < self.most

    @property
    def least_points(self) -> int:
        """The points of one person in any case."""
        elsewhen = max(0, self.most - len(self.same_time))
        return (ELSEWHEN - ELSEWHERE) * elsewhen + ELSEWHERE * max(0, self.most - len(self.same_place))

    @property
    def points(self) -> Expression:
        """The points of one person."""
        then, there = chain(*self.same_time.values()), chain(*self.same_place.values())
        return (ELSEWHEN - ELSEWHERE) * (self.most - sum(then)) + ELSEWHERE * (self.most - sum(there))


def _held(model: cp_model.CpModel, v: Variables, standing: Standing) -> _Held:
    same_time, same_place = dict[At, list[Literal]](), dict[At, list[Literal]]()
    for at in standing.places:
        times = same_half_day(v, standing.identity, at)
        here = _same_place(model, v, standing.identity, at, times)
        if times:
            same_time[at] = times
        if here:
            same_place[at] = here
    return _Held(standing, standing.most, same_time, same_place)


def _people_moved(model: cp_model.CpModel, name: str, held: list[_Held]) -> Level:
    """How many people have any of these sessions moved."""
    of_person: dict[str, list[_Held]] = defaultdict(list)
    for one in held:
        for person in one.standing.identity.people:
            of_person[person].append(one)
    in_any_case = {person for person, own in of_person.items() if any(one.lost for one in own)}
    moved: list[Expression] = [len(in_any_case)]
    for person in sorted(of_person.keys() - in_any_case):
        is_moved = model.new_bool_var(f"{name.replace(' ', '_')}[{person}]")
        for one in of_person[person]:
            _is_moved_unless_kept(model, is_moved, one)
        moved.append(is_moved)
    return Level(name, sum(moved), len(in_any_case))


def _is_moved_unless_kept(model: cp_model.CpModel, is_moved: Literal, held: _Held) -> None:
    if held.most == len(held.same_place):
        for kept in held.same_place.values():
            model.add_bool_or(is_moved, *kept)
    elif held.most:
        model.add(held.most * is_moved + sum(chain(*held.same_place.values())) >= held.most)


def _points(held: list[_Held]) -> Level:
    weighted = [(len(one.standing.identity.people), one) for one in held]
    floor = sum(people * one.least_points for people, one in weighted)
    return Level(POINTS, sum(people * one.points for people, one in weighted), floor)


def same_half_day(v: Variables, identity: Identity, at: At) -> list[Literal]:
    """The decisions that hold an old session on its half-day, one of them at most."""
    t = v.data.when.time.index_of(HalfDay(at.date, at.half))
    if t is None:
        return []
    if identity.kind == "workshop":
        demand = _workshop_demand(v, identity)
        return [v.attends[demand, run] for run in _runs_at(v, identity, t) if (demand, run) in v.attends]
    if identity.kind == "holding":
        return list(_holding(v, identity, t))
    if identity.kind == "shadowing":
        visits = enumerate(v.data.shadowings)
        own = (number for number, one in visits if (one.guest, one.host) == identity.people)
        return [v.shadows[number, t] for number in own if (number, t) in v.shadows]
    meetings = enumerate(v.data.meetings)
    own = (number for number, one in meetings if set(one.people) == set(identity.people))
    return [v.meets[number, t] for number in own if (number, t) in v.meets]


def _same_place(
    model: cp_model.CpModel, v: Variables, identity: Identity, at: At, times: list[Literal]
) -> list[Literal]:
    """The decisions that hold it in its old place as well."""
    t = v.data.when.time.index_of(HalfDay(at.date, at.half))
    if t is None or not times or identity.kind == "meeting":
        return times
    if identity.kind == "shadowing":
        return times if v.data.when.site(identity.people[1], t) == at.site else []
    teams = {run: team for run in _runs_at(v, identity, t) if (team := _team(v, run, at)) is not None}
    if identity.kind == "holding":
        return list(teams.values())
    demand = _workshop_demand(v, identity)
    here = ((run, v.attends[demand, run]) for run in teams if (demand, run) in v.attends)
    return [_both(model, attends, teams[run]) for run, attends in here]


def _workshop_demand(v: Variables, identity: Identity) -> int:
    """The demand of a person's workshop, which stands."""
    workshops = v.data.cohort.workshops
    found = (
        number
        for number, one in enumerate(v.data.workshops)
        if identity.people[0] in one.group and workshops[one.workshop].id == identity.workshop
    )
    return next(found)


def _runs_at(v: Variables, identity: Identity, t: int) -> list[int]:
    """The possible runs of a workshop that start on a half-day."""
    workshops, runs = v.data.cohort.workshops, v.data.runs
    at_once = (number for number in v.opened if runs[number].start == t)
    return [number for number in at_once if workshops[runs[number].workshop].id == identity.workshop]


def _holding(v: Variables, identity: Identity, t: int) -> Iterator[Literal]:
    (one,) = identity.people
    for number in _runs_at(v, identity, t):
        if one in v.data.runs[number].all_of:
            yield v.opened[number]
        elif one in v.data.runs[number].leaders:
            yield v.leads[number, one]


def _both(model: cp_model.CpModel, one: Literal, other: Literal) -> Literal:
    both = model.new_bool_var(f"both[{one.name},{other.name}]")
    model.add_implication(both, one)
    model.add_implication(both, other)
    model.add(both >= one + other - 1)
    return both


def _team(v: Variables, number: int, at: At) -> Literal | None:
    """Whether a run is held in the old room by the old facilitators; None where it cannot be."""
    run, team = v.data.runs[number], set(at.facilitators or ())
    if run.room != at.room:
        return None
    if not run.leaders:
        return v.opened[number] if team == set(run.all_of) else None
    leading = next((one for one in run.leaders if team == {one, *run.all_of}), None)
    return None if leading is None else v.leads[number, leading]
