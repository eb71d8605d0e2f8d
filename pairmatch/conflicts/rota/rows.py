"""Rows of the model that several rules are made of, each with what it gives way to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ortools.sat.python import cp_model

from pairmatch.conflicts.fact import Fact
from pairmatch.conflicts.rota.decisions import Decisions, Entry
from pairmatch.conflicts.rota.leeway import Lifts, Literal, Slack


def by_half_day(entries: Sequence[Entry]) -> dict[int, list[Literal]]:
    """The sessions that could be at each half-day."""
    found: dict[int, list[Literal]] = defaultdict(list)
    for entry in entries:
        for t in entry.half_days:
            found[t].append(entry.literal)
    return found


def travel(d: Decisions, entries: Sequence[Entry]) -> None:
    """Not two sessions of one day at sites that the break between them does not join."""
    by_day: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.site is not None:
            by_day[d.ground.day(entry.half_days[0])].append(entry)
    for on_day in by_day.values():
        for fact, literals in _too_far_apart(d, on_day):
            at_most_one(
                d, literals, tuple(one.negated() for one in d.leeway.slack(None, None, fact, 0).enforced)
            )


def _too_far_apart(d: Decisions, on_day: Sequence[Entry]) -> Iterator[tuple[Fact, list[Literal]]]:
    slots = d.ground.when.time.slots
    ending: dict[tuple[int, str], list[Literal]] = defaultdict(list)
    starting: dict[tuple[int, str], list[Literal]] = defaultdict(list)
    for entry in on_day:
        if entry.site is not None:
            ending[slots[entry.half_days[-1]].half_index, entry.site].append(entry.literal)
            starting[slots[entry.half_days[0]].half_index, entry.site].append(entry.literal)
    for (end, here), earlier in ending.items():
        for (start, there), later in starting.items():
            if end < start and here != there and d.ground.is_too_far(here, there, end, start):
                yield d.ground.limits.travel(here, there), [*earlier, *later]


def at_most(d: Decisions, total: cp_model.LinearExpr | int, most: int, slack: Slack) -> None:
    """A total is at most so much, as far as its slack says."""
    if isinstance(total, cp_model.LinearExpr):
        enforce(d.leeway.model.add(total <= most + slack.more), slack.enforced)


def at_least(d: Decisions, total: cp_model.LinearExpr | int, least: int, slack: Slack) -> None:
    """A total is at least so much, as far as its slack says."""
    if isinstance(total, cp_model.LinearExpr) or isinstance(slack.more, cp_model.LinearExpr):
        enforce(d.leeway.model.add(total + slack.more >= least), slack.enforced)
    elif total + slack.more < least:
        d.leeway.model.add_bool_or(one.negated() for one in slack.enforced)


def at_most_one(d: Decisions, literals: Sequence[Literal], lifts: Lifts) -> None:
    """At most one of some literals, unless it is lifted."""
    if len(literals) > 1:
        if lifts:
            d.leeway.model.add(sum(literals) <= 1).only_enforce_if(*(lift.negated() for lift in lifts))
        else:
            d.leeway.model.add_at_most_one(literals)


def at_most_one_each(d: Decisions, groups: Iterable[list[Literal]]) -> None:
    """At most one of each of some lists of literals."""
    for literals in groups:
        at_most_one(d, literals, ())


def enforce(constraint: cp_model.Constraint, literals: Lifts) -> None:
    """Let a constraint hold where all of some literals do."""
    if literals:
        constraint.only_enforce_if(*literals)
