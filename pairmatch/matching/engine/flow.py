"""One stage solved over the arcs that are still free: as a minimum-cost flow, or as an assignment."""

from __future__ import annotations

import numpy as np
from ortools.graph.python import linear_sum_assignment, max_flow, min_cost_flow

from pairmatch.matching.engine.levels import Stage
from pairmatch.matching.engine.network import Network
from pairmatch.matching.engine.problem import Bools, Problem
from pairmatch.matching.fractions import Ints


def cheapest_flow(net: Network, cost: Ints, flow: Ints, free: Bools) -> Ints:
    """A flow of least cost that differs from a given one on free arcs only.

    Parameters
    ----------
    net
        The network.
    cost
        Of a unit on each arc.
    flow
        What flows on the arcs that are not free; together with the others it fills the supply.
    free
        The arcs that may change.
    """
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = np.flatnonzero(free)
    solver.add_arcs_with_capacity_and_unit_cost(
        net.tail[arcs], net.head[arcs], net.capacity[arcs], cost[arcs]
    )
    solver.set_nodes_supplies(np.arange(net.nodes), _supplies(net, flow, free))
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise RuntimeError(f"the flow of a feasible network was not solved: {status}")
    found = flow.copy()
    found[arcs] = solver.flows(np.arange(len(arcs)))
    return found


def _supplies(net: Network, flow: Ints, free: Bools) -> Ints:
    """What each node has to send on by free arcs, once the others have their flow."""
    fixed = ~free & (flow > 0)
    supplies = np.zeros(net.nodes, dtype=np.int64)
    supplies[net.source], supplies[net.source + 1] = net.supply, -net.supply
    np.subtract.at(supplies, net.tail[fixed], flow[fixed])
    np.add.at(supplies, net.head[fixed], flow[fixed])
    return supplies


def best_assignment(problem: Problem, stage: Stage) -> Bools | None:
    """The pairs that gain most of those that fill the smaller side; None where nothing fills it.

    The larger side's people without a partner are given stand-ins of no gain. By cost scaling (Goldberg
    and Kennedy, *An efficient cost scaling algorithm for the assignment problem*, 1995), which is endless
    where there is no assignment: so each is given a way out that costs more than any candidate. None as
    well where such a way would be cheaper than what a full pairing costs the others.
    """
    lefts, rights = len(problem.left_places), len(problem.right_places)
    solver = linear_sum_assignment.SimpleLinearSumAssignment()
    solver.add_arcs_with_cost(problem.left, problem.right, -stage.gain)
    last = np.arange(min(lefts, rights))
    way_out = 1 + int(stage.gain.max(initial=0)) - 2 * int(stage.gain.min(initial=0))
    solver.add_arcs_with_cost(last, last, np.full(len(last), way_out, dtype=np.int64))
    for missing, others, turned in ((rights - lefts, rights, False), (lefts - rights, lefts, True)):
        if missing > 0:
            stand_in = np.repeat(np.arange(missing) + min(lefts, rights), others)
            other = np.tile(np.arange(others), missing)
            ends = (other, stand_in) if turned else (stand_in, other)
            solver.add_arcs_with_cost(*ends, np.zeros(len(other), dtype=np.int64))
    if solver.solve() != solver.OPTIMAL:
        return None
    mates = np.array([solver.right_mate(left) for left in range(lefts)], dtype=np.int64)
    pairs = np.flatnonzero(mates < rights)
    wanted, cells = pairs * rights + mates[pairs], problem.left * rights + problem.right
    found = np.searchsorted(cells, wanted)
    if (cells[np.minimum(found, problem.size - 1)] != wanted).any():
        return None
    chosen = np.zeros(problem.size, dtype=bool)
    chosen[found] = True
    return chosen


def most_placed(problem: Problem) -> int:
    """How many people can have a partner at the most."""
    if not problem.has_single_places or problem.locked.any():
        return problem.placed(_most_people(problem))
    both = 2 if problem.count_right else 1
    return both * _largest_flow(problem)


def _largest_flow(problem: Problem) -> int:
    """How many pairs there can be where nobody takes two."""
    lefts, rights = len(problem.left_places), len(problem.right_places)
    source, sink = lefts + rights, lefts + rights + 1
    solver = max_flow.SimpleMaxFlow()
    left, right = np.arange(lefts), lefts + np.arange(rights)
    solver.add_arcs_with_capacity(problem.left, lefts + problem.right, np.ones(problem.size, dtype=np.int64))
    solver.add_arcs_with_capacity(np.full(lefts, source), left, problem.left_places)
    solver.add_arcs_with_capacity(right, np.full(rights, sink), problem.right_places)
    if solver.solve(source, sink) != solver.OPTIMAL:
        raise RuntimeError("the largest flow of a network was not found")
    return int(solver.optimal_flow())


def _most_people(problem: Problem) -> Bools:
    from pairmatch.matching.engine.climb import Climb
    from pairmatch.matching.engine.levels import people

    climb = Climb(problem)
    climb.maximise([people(problem)])
    return climb.chosen
