"""Parts of what has to be held that share nothing: solved apart, and proven as a whole.

Two demands are of one part where they share a person, or a row of the model names decisions of
both. Only the heaviest burden (`balance`), which is the largest of all parts, joins them then: the
parts are solved without it, and again with less and less allowed to anyone, as long as that can pay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeVar

from pairmatch.errors import NoAnswerInTime
from pairmatch.progress import Watch
from pairmatch.rota.cost import Bill, weight
from pairmatch.rota.demand import Demands, Group
from pairmatch.rota.extract import Plan
from pairmatch.rota.model import RotaModel

ANY_BURDEN = 10**6
"""More sessions than anyone could have."""
LEAST = 100
"""A model of fewer demands takes longer to build than it saves."""


@dataclass(frozen=True)
class Part:
    """Some of the demands, as demands of their own, and their places among all."""

    data: Demands
    workshops: tuple[int, ...]
    shadowings: tuple[int, ...]
    meetings: tuple[int, ...]


class Answer(Protocol):
    """What is known of a part that was solved."""

    @property
    def plan(self) -> Plan:
        """The best plan found."""

    @property
    def missed(self) -> tuple[int, ...]:
        """What it misses, level by level."""

    @property
    def is_proven(self) -> bool:
        """Whether no plan is better in any level."""


A = TypeVar("A", bound=Answer)


def parted(data: Demands, least: int = LEAST) -> tuple[Part, ...]:
    """The parts of the demands, one alone where they do not fall apart.

    Parameters
    ----------
    data
        What has to be held.
    least
        Parts of fewer demands are put together, in their order, until there are so many.

    Notes
    -----
    A rota that is made again stays whole: how many people are moved is counted over all.
    """
    demands = (*data.workshops, *data.shadowings, *data.meetings)
    if data.old is not None or len(demands) < 2 or _are_joined_by_workshops(data):
        return (_part_of(data, range(len(demands))),)
    groups = _joined_by_rows(data)
    return tuple(_part_of(data, group) for group in _together(groups, least))


def _together(groups: Iterable[list[int]], least: int) -> Iterator[list[int]]:
    """Groups that follow each other as one, until there are so many places in it."""
    bundle: list[int] = []
    for group in groups:
        bundle = bundle + group
        if len(bundle) >= least:
            yield bundle
            bundle = []
    if bundle:
        yield bundle


def joined(data: Demands, parts: Sequence[Part], plans: Iterable[Plan]) -> Plan:
    """The plans of all parts as one."""
    whole = Plan(data)
    for part, plan in zip(parts, plans, strict=True):
        whole.attends.update({part.workshops[at]: run for at, run in plan.attends.items()})
        whole.leads.update(plan.leads)
        whole.shadows.update({part.shadowings[at]: slots for at, slots in plan.shadows.items()})
        whole.meets.update({part.meetings[at]: t for at, t in plan.meets.items()})
    return whole


@dataclass(frozen=True)
class Joint(Generic[A]):
    """The answers of all parts whose sum is the best found, and the cost that no others are below."""

    answers: tuple[A, ...]
    plan: Plan
    cost: int
    bound: int
    """Given that what each answer misses, and its cost without `balance`, is proven."""


def best_of_parts(
    data: Demands, parts: Sequence[Part], solve: Callable[[Demands, Watch], A], watch: Watch
) -> Joint[A]:
    """Solve the parts so that the sum of their costs, `balance` included, is the least.

    Parameters
    ----------
    data
        All that has to be held.
    parts
        Its parts.
    solve
        Gives the best answer for demands in which nobody's burden may be above `most_burden`.
    watch
        The time that there is; each part has an equal share of what the ones before it leave.
    """
    answers = [solve(part.data, one) for part, one in zip(parts, _shares(watch, len(parts)), strict=True)]
    best = now = _joint(data, parts, answers)
    if not all(one.is_proven for one in answers):
        return replace(best, bound=_least(data, best))
    while _least(data, now) < best.cost:
        most = _burden(now.plan) - 1
        lighter = _with_at_most(most, data, parts, now, solve, watch)
        if lighter is None or not all(one.is_proven for one in lighter.answers):
            return replace(best, bound=_least(data, now))
        if any(one.missed > before.missed for one, before in zip(lighter.answers, now.answers, strict=True)):
            break
        now = lighter
        best = min(best, now, key=lambda one: one.cost)
    return replace(best, bound=best.cost)


def _with_at_most(
    most: int,
    data: Demands,
    parts: Sequence[Part],
    now: Joint[A],
    solve: Callable[[Demands, Watch], A],
    watch: Watch,
) -> Joint[A] | None:
    """The best with nobody's burden above a number; None where there was no time for it."""
    heavy = [at for at, answer in enumerate(now.answers) if _burden(answer.plan) > most]
    answers = list(now.answers)
    try:
        for at, share in zip(heavy, _shares(watch, len(heavy)), strict=True):
            answers[at] = solve(replace(parts[at].data, most_burden=most), share)
    except NoAnswerInTime:
        return None
    return _joint(data, parts, answers)


def _joint(data: Demands, parts: Sequence[Part], answers: Sequence[A]) -> Joint[A]:
    plan = joined(data, parts, (answer.plan for answer in answers))
    cost = Bill.of(plan).cost
    return Joint(tuple(answers), plan, cost, cost)


def _least(data: Demands, now: Joint[Any]) -> int:
    """What no plan costs less than in which nobody's burden is above that of now."""
    before = max(Bill.before(data).either.values(), default=0)
    return now.cost - weight(data, "balance") * (_burden(now.plan) - before)


def _burden(plan: Plan) -> int:
    return max(Bill.of(plan).either.values(), default=0)


def _shares(watch: Watch, count: int) -> Iterator[Watch]:
    for at in range(count):
        yield watch.within(watch.left / (count - at))


def _part_of(data: Demands, places: Iterable[int]) -> Part:
    """The demands at these places, workshops counted first, then shadowing and meetings."""
    chosen = sorted(places)
    after_workshops = len(data.workshops)
    after_shadowings = after_workshops + len(data.shadowings)
    workshops = tuple(at for at in chosen if at < after_workshops)
    shadowings = tuple(at - after_workshops for at in chosen if after_workshops <= at < after_shadowings)
    meetings = tuple(at - after_shadowings for at in chosen if at >= after_shadowings)
    own = replace(
        data,
        workshops=tuple(data.workshops[at] for at in workshops),
        shadowings=tuple(data.shadowings[at] for at in shadowings),
        meetings=tuple(data.meetings[at] for at in meetings),
        most_burden=ANY_BURDEN,
    )
    return Part(own, workshops, shadowings, meetings)


def _are_joined_by_workshops(data: Demands) -> bool:
    """Whether workshops that several attend join everyone: seen at once, and nearly always so."""
    groups = _Groups()
    for place, people in enumerate(_people(data)):
        workshop = [("workshop", data.workshops[place].workshop)] if place < len(data.workshops) else []
        groups.join([*workshop, *(("person", one) for one in people)])
    return groups.count == 1


def _people(data: Demands) -> list[Group]:
    """Whom each demand is about: a person is never in two parts, having one burden."""
    return [
        *(demand.group for demand in data.workshops),
        *((visit.guest, visit.host) for visit in data.shadowings),
        *(meeting.people for meeting in data.meetings),
    ]


def _joined_by_rows(data: Demands) -> list[list[int]]:
    """The places of the demands of each part, the part of the first demand first."""
    model = RotaModel(replace(data, most_burden=ANY_BURDEN))
    groups = _Groups()
    v, shadowings = model.v, len(data.workshops)
    meetings = shadowings + len(data.shadowings)
    own = [
        *((literal, at) for at, literal in v.missed_workshop.items()),
        *((literal, at) for (at, _), literal in v.attends.items()),
        *((literal, shadowings + at) for at, literal in v.missed_shadowing.items()),
        *((literal, shadowings + at) for (at, _), literal in v.shadows.items()),
        *((literal, meetings + at) for at, literal in v.missed_meeting.items()),
        *((literal, meetings + at) for (at, _), literal in v.meets.items()),
    ]
    for literal, place in own:
        groups.join([("variable", literal.index), ("demand", place)])
    for place, people in enumerate(_people(data)):
        groups.join([("demand", place), *(("person", one) for one in people)])
    for row in model.rows():
        groups.join([("variable", variable) for variable in row])
    found: dict[Any, list[int]] = {}
    for place in range(meetings + len(data.meetings)):
        found.setdefault(groups.root(("demand", place)), []).append(place)
    return list(found.values())


class _Groups:
    """Things that are joined, directly or by way of others (union-find)."""

    def __init__(self) -> None:
        self._above: dict[Any, Any] = {}

    def root(self, one: Any) -> Any:
        """The one thing that stands for all that is joined with this."""
        above = self._above.setdefault(one, one)
        while above != self._above[above]:
            above = self._above[above] = self._above[self._above[above]]
        self._above[one] = above
        return above

    def join(self, things: Sequence[Any]) -> None:
        """Make these one group."""
        roots = [self.root(one) for one in things]
        for root in roots[1:]:
            self._above[self.root(root)] = self.root(roots[0])

    @property
    def count(self) -> int:
        """How many groups there are."""
        return sum(one == above for one, above in self._above.items())
