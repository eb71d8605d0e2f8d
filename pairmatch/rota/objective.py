"""What a rota minimises, level by level, as expressions over the decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from pairmatch.rota.constraints import by_week
from pairmatch.rota.cost import Bill, avoids, is_away
from pairmatch.rota.extract import plan_of
from pairmatch.rota.variables import Entry, Literal, Variables

Expression = cp_model.LinearExprT
LEVELS_MISSED = ("required workshops missed", "shadowing missed", "meetings missed", "other workshops missed")


@dataclass(frozen=True)
class Level:
    """One thing that is minimised, never traded against a later one."""

    name: str
    expression: Expression
    floor: int = 0
    """What it cannot be below, by the demands alone."""


def missed_levels(v: Variables) -> list[Level]:
    """Levels 1 to 4: what is missed, the most important first."""
    data = v.data

    def workshops(required: bool) -> Expression:
        return sum(
            len(demand.group) * v.missed_workshop[at]
            for at, demand in enumerate(data.workshops)
            if demand.required is required
        )

    expressions = (
        workshops(required=True),
        sum(v.missed_shadowing.values()),
        sum(v.missed_meeting.values()),
        workshops(required=False),
    )
    return [Level(*each) for each in zip(LEVELS_MISSED, expressions, data.lost, strict=True)]


def cost_level(model: cp_model.CpModel, v: Variables) -> Level:
    """Level 5: the weighted soft terms."""
    soft = v.data.cohort.scheduling.soft
    terms: list[Expression] = [
        soft.avoid_halves * avoided_halves(v),
        soft.travel * travel(v),
        soft.same_week * sessions_beyond_the_first(model, v),
        soft.runs * (Bill.before(v.data).runs + sum(v.opened.values())),
    ]
    if v.data.most_burden is not None:
        no_burden_is_heavier(model, v, v.data.most_burden)
    elif soft.balance:
        terms.append(soft.balance * heaviest_burden(model, v))
    return Level("cost", sum(terms))


def avoided_halves(v: Variables) -> Expression:
    """(person, session) on a half-day that the person avoids."""
    over = Bill.before(v.data).avoided.total()
    return over + _count(v, lambda person, entry: avoids(v.data, person, entry))


def travel(v: Variables) -> Expression:
    """(person, session) away from the person's site."""
    over = Bill.before(v.data).away.total()
    return over + _count(v, lambda person, entry: is_away(v.data, person, entry))


def sessions_beyond_the_first(model: cp_model.CpModel, v: Variables) -> Expression:
    """Sum over person and week of the sessions beyond the first.

    It is the sessions less the weeks with any; people whose weeks are the same share one variable.
    """
    if not v.data.cohort.scheduling.soft.same_week:
        return 0
    over, people = Bill.before(v.data), Counter[tuple[int, ...]]()
    beyond: list[Expression] = [over.beyond.total()]
    for person, entries in v.entries.items():
        for week, in_week in by_week(v.data, entries).items():
            if over.weeks[person, week]:
                beyond.append(sum(entry.literal for entry in in_week))
            elif len(in_week) > 1:
                people[tuple(sorted(entry.literal.index for entry in in_week))] += 1
    for number, (indices, count) in enumerate(people.items()):
        sessions = sum(model.get_bool_var_from_proto_index(index) for index in indices)
        used = model.new_bool_var(f"week_used[{number}]")
        model.add(used <= sessions)
        beyond.append(count * (sessions - used))
    return sum(beyond)


def heaviest_burden(model: cp_model.CpModel, v: Variables) -> Expression:
    """The largest number, over people, of sessions avoided or away from their site."""
    over, burdens = Bill.before(v.data).either, _burdens(v)
    least = max((over[person] for person in burdens), default=0)
    most = max((over[person] + len(literals) for person, literals in burdens.items()), default=0)
    heaviest = model.new_int_var(least, most, "heaviest_burden")
    for person, literals in burdens.items():
        if literals:
            model.add(heaviest >= over[person] + sum(literals))
    return heaviest


def no_burden_is_heavier(model: cp_model.CpModel, v: Variables, most: int) -> None:
    """Nobody has more sessions avoided or away than this: a limit of parts that are solved apart."""
    over = Bill.before(v.data).either
    for person, literals in _burdens(v).items():
        if over[person] + len(literals) > most:
            model.add(over[person] + sum(literals) <= most)


def _burdens(v: Variables) -> dict[str, list[Literal]]:
    """For each person the sessions that the person avoids or that are away from their site."""
    return {
        person: [e.literal for e in entries if avoids(v.data, person, e) or is_away(v.data, person, e)]
        for person, entries in v.entries.items()
    }


def cost_of(v: Variables, values: Sequence[int]) -> int:
    """The cost of a solution, from its sessions alone.

    The helping variables of the model may be slack in a solution that is not optimal.

    Parameters
    ----------
    v
        The decisions.
    values
        The value of every variable of the model, by index.
    """
    return Bill.of(plan_of(v, values)).cost


def _count(v: Variables, holds: Callable[[str, Entry], bool]) -> Expression:
    counts: Counter[int] = Counter()
    for person, entries in v.entries.items():
        counts.update(entry.literal.index for entry in entries if holds(person, entry))
    literals = {e.literal.index: e.literal for entries in v.entries.values() for e in entries}
    return sum(count * literals[index] for index, count in counts.items())
