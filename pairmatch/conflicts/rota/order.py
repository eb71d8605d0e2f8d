"""Workshops in the order of the file, with their gaps: over every two workshops of each who attend as one.

Every two, not neighbours alone: where one between them is not attended, those around it keep the order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from pairmatch.conflicts.rota.decisions import Decisions
from pairmatch.conflicts.rota.leeway import Lift, Lifts, Literal
from pairmatch.rota.demand import Group


class _Chain:
    """Literals by half-day, each of which is true where a run on one side of its half-day is attended."""

    def __init__(self, half_days: list[int], literals: list[Literal]) -> None:
        self.half_days = half_days
        self.literals = literals

    def up_to(self, t: int) -> Literal | None:
        """The literal of the latest half-day that is not after `t`."""
        at = bisect_right(self.half_days, t)
        return self.literals[at - 1] if at else None


def workshops_in_order(d: Decisions) -> None:
    """Each workshop is attended later than every one before it, by its gap of weeks or more."""
    by_unit: dict[Group, list[int]] = defaultdict(list)
    for number, unit in d.attends:
        by_unit[unit].append(number)
    for unit, numbers in by_unit.items():
        ends = {number: _ending_from(d, number, unit) for number in numbers[:-1]}
        starts = {number: _starting_until(d, number, unit) for number in numbers[1:]}
        for at, later in enumerate(numbers):
            for earlier in numbers[:at]:
                _later(d, later, ends[earlier], starts[later])
                _apart(d, later, ends[earlier], starts[later])


def _later(d: Decisions, later: int, ends: _Chain, starts: _Chain) -> None:
    """The later workshop does not start before the earlier one has ended."""
    fact = d.ground.limits.order(later)
    if fact is None:
        return
    lifted = [one.negated() for one in d.leeway.slack(None, None, fact, 0).enforced]
    for t, ended in zip(ends.half_days, ends.literals, strict=True):
        _not_both(d, ended, starts.up_to(t), lifted)


def _apart(d: Decisions, later: int, ends: _Chain, starts: _Chain) -> None:
    """The later workshop is so many weeks after the earlier one, whole weeks of the programme."""
    workshop, fact = d.ground.cohort.workshops[later], d.ground.limits.gap(later)
    if fact is None:
        return
    slots = d.ground.when.time.slots
    last_of = {slot.week: slot.index for slot in slots}
    first_of = {
        d.ground.week(t): ended
        for t, ended in reversed(list(zip(ends.half_days, ends.literals, strict=True)))
    }
    for gap, lifts in d.leeway.gaps("gap", workshop.id, fact, workshop.gap_weeks):
        for week, ended in first_of.items():
            last = last_of[min(week + gap - 1, slots[-1].week)]
            _not_both(d, ended, starts.up_to(last), lifts)


def _ending_from(d: Decisions, number: int, unit: Group) -> _Chain:
    """By half-day: whether a run is attended that ends then or later."""
    by_end: dict[int, list[Literal]] = defaultdict(list)
    for at, literal in d.attends[number, unit].items():
        by_end[d.runs[at].stretch[-1]].append(literal)
    half_days = sorted(by_end)
    return _Chain(half_days, _reached(d, [by_end[t] for t in reversed(half_days)])[::-1])


def _starting_until(d: Decisions, number: int, unit: Group) -> _Chain:
    """By half-day: whether a run is attended that starts then or earlier."""
    by_start: dict[int, list[Literal]] = defaultdict(list)
    for at, literal in d.attends[number, unit].items():
        by_start[d.runs[at].stretch[0]].append(literal)
    half_days = sorted(by_start)
    return _Chain(half_days, _reached(d, [by_start[t] for t in half_days]))


def _reached(d: Decisions, in_turn: list[list[Literal]]) -> list[Literal]:
    """For each of some lists of literals: one that is true where any of it, or of those before it, is."""
    model, found = d.leeway.model, list[Literal]()
    for literals in in_turn:
        reached = model.new_bool_var("reached")
        for literal in (*literals, *found[-1:]):
            model.add_implication(literal, reached)
        found.append(reached)
    return found


def _not_both(d: Decisions, one: Literal, other: Literal | None, lifted: list[Lift] | Lifts) -> None:
    if other is not None:
        d.leeway.model.add_bool_or(one.negated(), other.negated(), *lifted)
