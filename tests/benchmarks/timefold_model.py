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
    seats: int


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
    pair: int
    workshop: int
    free: list[bool]
    """By run: whether both are."""
    cost: list[int]
    """By run: what it costs the two."""
    burdens: list[list[bool]]
    """By run: whether it is a burden for the doctor, the manager."""
    holdings: Annotated[list[Holding], ValueRangeProvider]
    holding: Annotated[Holding | None, PlanningVariable(allows_unassigned=True)] = None


@dataclass(eq=False)
class Moment:
    """A half-day on which a pair can shadow."""

    half_day: int
    week: int
    cost: int
    burdens: list[bool]


@planning_entity
@dataclass(eq=False)
class Visit:
    """A shadowing half-day of a pair."""

    id: Annotated[int, PlanningId]
    pair: int
    moments: Annotated[list[Moment], ValueRangeProvider]
    moment: Annotated[Moment | None, PlanningVariable(allows_unassigned=True)] = None


@dataclass
class Weights:
    """What a rota costs."""

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

    @constraint_provider
    def provided(factory: ConstraintFactory) -> list[Any]:
        def taken() -> Any:
            joiner = Joiners.equal(lambda seat: seat.holding.id, lambda holding: holding.id)
            return factory.for_each(Seat).join(Holding, joiner)

        def sessions() -> Any:
            """(pair, week) of every session."""
            seats = taken().map(lambda seat, holding: seat.pair, lambda seat, holding: holding.slot.week)
            return seats.concat(factory.for_each(Visit).map(lambda v: v.pair, lambda v: v.moment.week))

        def burdens() -> Any:
            """(person, 1) of every session that is a burden."""
            streams = []
            for side in (0, 1):
                streams += side_of(factory, taken(), side)
            first, *others = streams
            for other in others:
                first = first.concat(other)
            return first

        hard, medium, soft = (
            HardMediumSoftScore.ONE_HARD,
            HardMediumSoftScore.ONE_MEDIUM,
            HardMediumSoftScore.ONE_SOFT,
        )
        by_pair = Joiners.equal(lambda seat, holding: seat.pair, lambda other: other.pair)
        return [
            taken()
            .filter(lambda seat, holding: not seat.free[holding.slot.run])
            .penalize(hard)
            .as_constraint("free"),
            taken()
            .group_by(lambda seat, holding: holding, ConstraintCollectors.count_bi())
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
            taken()
            .join(Seat, by_pair)
            .filter(lambda seat, holding, later: seat.workshop < later.workshop)
            .join(
                Holding, Joiners.equal(lambda seat, holding, later: later.holding.id, lambda other: other.id)
            )
            .filter(lambda seat, holding, later, other: holding.slot.half_day >= other.slot.half_day)
            .penalize(hard)
            .as_constraint("workshops in order"),
            taken()
            .join(Visit, by_pair)
            .filter(lambda seat, holding, visit: holding.slot.half_day == visit.moment.half_day)
            .penalize(hard)
            .as_constraint("one place at a time: workshop and shadowing"),
            factory.for_each_unique_pair(
                Visit,
                Joiners.equal(lambda visit: visit.pair),
                Joiners.equal(lambda visit: visit.moment.half_day),
            )
            .penalize(hard)
            .as_constraint("one place at a time: shadowing"),
            sessions()
            .group_by(lambda pair, week: pair, lambda pair, week: week, ConstraintCollectors.count_bi())
            .filter(lambda pair, week, count: count > limit)
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
            taken()
            .penalize(soft, lambda seat, holding: seat.cost[holding.slot.run])
            .as_constraint("workshops avoided or away"),
            factory.for_each(Visit)
            .penalize(soft, lambda visit: visit.moment.cost)
            .as_constraint("shadowing avoided or away"),
            sessions()
            .group_by(lambda pair, week: pair, lambda pair, week: week, ConstraintCollectors.count_bi())
            .filter(lambda pair, week, count: count > 1)
            .penalize(soft, lambda pair, week, count: 2 * same_week * (count - 1))
            .as_constraint("same week"),
            factory.for_each(Seat)
            .group_by(lambda seat: seat.holding.id)
            .penalize(soft, lambda holding: runs)
            .as_constraint("runs"),
            burdens()
            .group_by(lambda person, one: person, ConstraintCollectors.count_bi())
            .group_by(ConstraintCollectors.max(lambda person, count: count))
            .penalize(soft, lambda heaviest: balance * heaviest)
            .as_constraint("balance"),
        ]

    return provided


def side_of(factory: Any, taken: Any, side: int) -> list[Any]:
    """(person, 1) of every workshop, and of every shadowing, that is a burden for one of each pair."""
    return [
        taken.filter(lambda seat, holding: seat.burdens[holding.slot.run][side]).map(
            lambda seat, holding: 2 * seat.pair + side, lambda seat, holding: 1
        ),
        factory.for_each(Visit)
        .filter(lambda visit: visit.moment.burdens[side])
        .map(lambda visit: 2 * visit.pair + side, lambda visit: 1),
    ]


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
