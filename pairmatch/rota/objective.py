"""What a rota minimises, level by level, as expressions over the decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from pairmatch.rota.constraints import by_week
from pairmatch.rota.demand import Demands
from pairmatch.rota.variables import Entry, Variables

Expression = cp_model.LinearExprT


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

    def workshops(name: str, required: bool) -> Level:
        missed = [
            (len(demand.group), v.missed_workshop[at], not demand.runs)
            for at, demand in enumerate(data.workshops)
            if demand.required is required
        ]
        expression = sum(size * literal for size, literal, _ in missed)
        return Level(name, expression, sum(size for size, _, is_lost in missed if is_lost))

    shadowing_lost = sum(demand.count - data.possible(demand) for demand in data.shadowings)
    meetings_lost = sum(not demand.half_days for demand in data.meetings)
    return [
        workshops("required workshops missed", required=True),
        Level("shadowing missed", sum(v.missed_shadowing.values()), shadowing_lost),
        Level("meetings missed", sum(v.missed_meeting.values()), meetings_lost),
        workshops("other workshops missed", required=False),
    ]


def cost_level(model: cp_model.CpModel, v: Variables) -> Level:
    """Level 5: the weighted soft terms."""
    soft = v.data.cohort.scheduling.soft
    terms: list[Expression] = [
        soft.avoid_halves * avoided_halves(v),
        soft.travel * travel(v),
        soft.same_week * sessions_beyond_the_first(model, v),
        soft.runs * sum(v.opened.values()),
    ]
    if soft.balance:
        terms.append(soft.balance * heaviest_burden(model, v))
    return Level("cost", sum(terms))


def avoided_halves(v: Variables) -> Expression:
    """(person, session) on a half-day that the person avoids."""
    return _count(v, lambda person, entry: avoids(v.data, person, entry))


def travel(v: Variables) -> Expression:
    """(person, session) away from the person's site."""
    return _count(v, lambda person, entry: is_away(v.data, person, entry))


def sessions_beyond_the_first(model: cp_model.CpModel, v: Variables) -> Expression:
    """Sum over person and week of the sessions beyond the first.

    It is the sessions less the weeks with any; people whose weeks are the same share one variable.
    """
    if not v.data.cohort.scheduling.soft.same_week:
        return 0
    people: Counter[tuple[int, ...]] = Counter()
    for entries in v.entries.values():
        for in_week in by_week(v.data, entries).values():
            if len(in_week) > 1:
                people[tuple(sorted(entry.literal.index for entry in in_week))] += 1
    beyond: list[Expression] = []
    for number, (indices, count) in enumerate(people.items()):
        sessions = sum(model.get_bool_var_from_proto_index(index) for index in indices)
        used = model.new_bool_var(f"week_used[{number}]")
        model.add(used <= sessions)
        beyond.append(count * (sessions - used))
    return sum(beyond)


def heaviest_burden(model: cp_model.CpModel, v: Variables) -> Expression:
    """The largest number, over people, of sessions avoided or away from their site."""
    burdens = [
        [e.literal for e in entries if avoids(v.data, person, e) or is_away(v.data, person, e)]
        for person, entries in v.entries.items()
    ]
    most = max((len(literals) for literals in burdens), default=0)
    heaviest = model.new_int_var(0, most, "heaviest_burden")
    for literals in burdens:
        if literals:
            model.add(heaviest >= sum(literals))
    return heaviest


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
    soft = v.data.cohort.scheduling.soft
    held = {p: [e for e in entries if values[e.literal.index]] for p, entries in v.entries.items()}
    avoided = {p: sum(avoids(v.data, p, e) for e in entries) for p, entries in held.items()}
    away = {p: sum(is_away(v.data, p, e) for e in entries) for p, entries in held.items()}
    burden = (
        sum(avoids(v.data, p, e) or is_away(v.data, p, e) for e in entries) for p, entries in held.items()
    )
    beyond = sum(len(e) - 1 for entries in held.values() for e in by_week(v.data, entries).values())
    return (
        soft.avoid_halves * sum(avoided.values())
        + soft.travel * sum(away.values())
        + soft.same_week * beyond
        + soft.runs * sum(values[literal.index] for literal in v.opened.values())
        + soft.balance * max(burden, default=0)
    )


def avoids(data: Demands, person: str, entry: Entry) -> bool:
    """Whether any half-day of the session is one that the person avoids."""
    return any(data.avoided(person, t) for t in entry.half_days)


def is_away(data: Demands, person: str, entry: Entry) -> bool:
    """Whether the session is away from the person's site of that day."""
    own = data.when.site(person, entry.half_days[0])
    return entry.site is not None and own is not None and own != entry.site


def _count(v: Variables, holds: Callable[[str, Entry], bool]) -> Expression:
    counts: Counter[int] = Counter()
    for person, entries in v.entries.items():
        counts.update(entry.literal.index for entry in entries if holds(person, entry))
    literals = {e.literal.index: e.literal for entries in v.entries.values() for e in entries}
    return sum(count * literals[index] for index, count in counts.items())
