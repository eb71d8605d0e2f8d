"""The plain rota of `rota_peers` as a planning problem of Timefold Solver: entities, constraints, search.

As its meeting-scheduling example does, a run (`Holding`) has its half-day and room for variable; the place of
a pair in a workshop (`Seat`) has the run. Every run is in some slot: a search that first has to find a slot,
and gains nothing until it has found people, does not. What comes of both is counted in constraint streams.
Scores: hard is what must not be, medium what is missed, soft the cost. Timefold reads the annotations, which
is why they are not kept as text here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any

from timefold.solver import SolverFactory
from timefold.solver.config import Duration, ScoreDirectorFactoryConfig, SolverConfig, TerminationConfig
from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import (
    ConstraintCollectors,
    ConstraintFactory,
    HardMediumSoftScore,
    Joiners,
    constraint_provider,
)

WORKSHOP_MISSED = 1000
"""What a person's missed workshop weighs in shadowing half-days missed: more than there are."""


@dataclass(eq=False)
class Slot:
    """A half-day and a room in which a workshop can be held."""

    run: int
    half_day: int
    week: int
    room: str
    site: str
    seats: int


@dataclass(eq=False)
class Pair:
    """A doctor and a manager, in this order wherever there are two of a thing."""

    id: int
    sites: list[str]
    free: list[bool]
    """By half-day: whether both are."""
    avoids: list[list[bool]]
    """By half-day: who of them would rather not."""


@planning_entity
@dataclass(eq=False)
class Holding:
    """A run: in some slot, and held when anybody attends it."""

    id: Annotated[int, PlanningId]
    slots: Annotated[list[Slot], ValueRangeProvider]
    slot: Annotated[Slot | None, PlanningVariable] = None


@planning_entity
@dataclass(eq=False)
class Seat:
    """The place of a pair in a workshop: in one of its runs, or missed."""

    id: Annotated[int, PlanningId]
    pair: Pair
    workshop: int
    holdings: Annotated[list[Holding], ValueRangeProvider]
    holding: Annotated[Holding | None, PlanningVariable(allows_unassigned=True)] = None


@dataclass(eq=False)
class Moment:
    """A half-day on which a pair can shadow."""

    half_day: int
    week: int


@planning_entity
@dataclass(eq=False)
class Visit:
    """A shadowing half-day of a pair."""

    id: Annotated[int, PlanningId]
    pair: Pair
    site: str
    """The host's."""
    moments: Annotated[list[Moment], ValueRangeProvider]
    moment: Annotated[Moment | None, PlanningVariable(allows_unassigned=True)] = None


@dataclass
class Weights:
    """What a rota costs."""

    avoided: int
    away: int
    same_week: int
    runs: int
    balance: int
    max_per_week: int


@planning_solution
@dataclass
class Plan:
    """All that is decided."""

    holdings: Annotated[list[Holding], PlanningEntityCollectionProperty]
    seats: Annotated[list[Seat], PlanningEntityCollectionProperty]
    visits: Annotated[list[Visit], PlanningEntityCollectionProperty]
    score: Annotated[HardMediumSoftScore | None, PlanningScore] = field(default=None)


def constraints_of(weights: Weights) -> Any:
    """The constraints, for these weights."""
    same_week, runs, balance, limit = weights.same_week, weights.runs, weights.balance, weights.max_per_week

    avoided, away = weights.avoided, weights.away

    def cost(pair: Pair, half_day: int, site: str) -> int:
        one, other = pair.avoids[half_day]
        elsewhere = int(pair.sites[0] != site) + int(pair.sites[1] != site)
        return avoided * (int(one) + int(other)) + away * elsewhere

    @constraint_provider
    def provided(factory: ConstraintFactory) -> list[Any]:
        # A stream that is used several times is made once, so that Timefold counts it once.
        by_run = Joiners.equal(lambda seat: seat.holding.id, lambda holding: holding.id)
        taken = factory.for_each(Seat).join(Holding, by_run)
        weeks = (
            taken.map(lambda seat, holding: seat.pair.id, lambda seat, holding: holding.slot.week)
            .concat(factory.for_each(Visit).map(lambda v: v.pair.id, lambda v: v.moment.week))
            .group_by(lambda pair, week: pair, lambda pair, week: week, ConstraintCollectors.count_bi())
        )
        burdens = burdens_of(factory, taken, 0).concat(burdens_of(factory, taken, 1))
        hard, medium, soft = (
            HardMediumSoftScore.ONE_HARD,
            HardMediumSoftScore.ONE_MEDIUM,
            HardMediumSoftScore.ONE_SOFT,
        )
        by_pair = Joiners.equal(lambda seat, holding: seat.pair.id, lambda other: other.pair.id)
        return [
            taken.filter(lambda seat, holding: not seat.pair.free[holding.slot.half_day])
            .penalize(hard)
            .as_constraint("free"),
            taken.group_by(lambda seat, holding: holding, ConstraintCollectors.count_bi())
            .filter(lambda holding, pairs: 2 * pairs > holding.slot.seats)
            .penalize(hard, lambda holding, pairs: 2 * pairs - holding.slot.seats)
            .as_constraint("capacity"),
            factory.for_each_unique_pair(
                Holding,
                Joiners.equal(lambda holding: holding.slot.half_day),
                Joiners.equal(lambda holding: holding.slot.room),
            )
            .penalize(hard)
            .as_constraint("a room holds one run at a time"),
            taken.join(Seat, by_pair)
            .filter(lambda seat, holding, later: seat.workshop < later.workshop)
            .join(
                Holding, Joiners.equal(lambda seat, holding, later: later.holding.id, lambda other: other.id)
            )
            .filter(lambda seat, holding, later, other: holding.slot.half_day >= other.slot.half_day)
            .penalize(hard)
            .as_constraint("workshops in order"),
            taken.join(Visit, by_pair)
            .filter(lambda seat, holding, visit: holding.slot.half_day == visit.moment.half_day)
            .penalize(hard)
            .as_constraint("one place at a time: workshop and shadowing"),
            factory.for_each_unique_pair(
                Visit,
                Joiners.equal(lambda visit: visit.pair.id),
                Joiners.equal(lambda visit: visit.moment.half_day),
            )
            .penalize(hard)
            .as_constraint("one place at a time: shadowing"),
            weeks.filter(lambda pair, week, count: count > limit)
            .penalize(hard, lambda pair, week, count: count - limit)
            .as_constraint("max per week"),
            factory.for_each_including_unassigned(Seat)
            .filter(lambda seat: seat.holding is None)
            .penalize(medium, lambda seat: 2 * WORKSHOP_MISSED)
            .as_constraint("workshops missed"),
            factory.for_each_including_unassigned(Visit)
            .filter(lambda visit: visit.moment is None)
            .penalize(medium)
            .as_constraint("shadowing missed"),
            taken.penalize(
                soft, lambda seat, holding: cost(seat.pair, holding.slot.half_day, holding.slot.site)
            ).as_constraint("workshops avoided or away"),
            factory.for_each(Visit)
            .penalize(soft, lambda visit: cost(visit.pair, visit.moment.half_day, visit.site))
            .as_constraint("shadowing avoided or away"),
            weeks.filter(lambda pair, week, count: count > 1)
            .penalize(soft, lambda pair, week, count: 2 * same_week * (count - 1))
            .as_constraint("same week"),
            factory.for_each(Seat)
            .group_by(lambda seat: seat.holding.id)
            .penalize(soft, lambda holding: runs)
            .as_constraint("runs"),
            burdens.group_by(lambda person, one: person, ConstraintCollectors.count_bi())
            .group_by(ConstraintCollectors.max(lambda person, count: count))
            .penalize(soft, lambda heaviest: balance * heaviest)
            .as_constraint("balance"),
        ]

    return provided


def burdens_of(factory: Any, taken: Any, side: int) -> Any:
    """(person, 1) of every workshop and shadowing that is a burden for the doctors, 0, or managers, 1."""

    def burden(pair: Pair, half_day: int, site: str) -> bool:
        return pair.avoids[half_day][side] or pair.sites[side] != site

    workshops = taken.filter(
        lambda seat, holding: burden(seat.pair, holding.slot.half_day, holding.slot.site)
    ).map(lambda seat, holding: 2 * seat.pair.id + side, lambda seat, holding: 1)
    shadowing = (
        factory.for_each(Visit)
        .filter(lambda visit: burden(visit.pair, visit.moment.half_day, visit.site))
        .map(lambda visit: 2 * visit.pair.id + side, lambda visit: 1)
    )
    return workshops.concat(shadowing)


def solve(plan: Plan, weights: Weights, seconds: int, heard: Callable[[float], None]) -> Plan:
    """The best plan that Timefold finds in so many seconds; told of each better one is when it was found."""
    config = SolverConfig(
        solution_class=Plan,
        entity_class_list=[Holding, Seat, Visit],
        score_director_factory_config=ScoreDirectorFactoryConfig(
            constraint_provider_function=constraints_of(weights)
        ),
        termination_config=TerminationConfig(spent_limit=Duration(seconds=seconds)),
        random_seed=0,
    )
    solver = SolverFactory.create(config).build_solver()
    solver.add_event_listener(lambda event: heard(event.time_spent.total_seconds()))
    best: Plan = solver.solve(plan)
    return best
