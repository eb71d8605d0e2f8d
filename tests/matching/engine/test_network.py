"""The flow network of a problem, and distances in what is left of it."""

from __future__ import annotations

import numpy as np
import pytest

from pairmatch.matching.engine.levels import packed, people, total
from pairmatch.matching.engine.network import distances, network
from tests.matching.helpers import problem


def test_the_network_holds_what_the_problem_says() -> None:
    """A candidate is an arc of capacity 1, nobody's two arcs carry more than their places."""
    of = problem([[3, 4]], left=[2])
    net = network(of)
    assert net.nodes == 5
    assert net.capacity.tolist() == [1, 1, 1, 1, 1, 1, 0, 0, net.supply + 1]
    (stage,) = packed(of, [people(of), total(of)])
    worth = stage.per_person
    assert worth > 2 * 1000
    assert net.cost(stage).tolist() == [-3, -4, -worth, 0, -worth, -worth, 0, 0, 0]


def test_the_flow_of_a_choice_fills_first_units_first() -> None:
    """Two partners are one first and one further unit, and the rest of the supply goes past everybody."""
    net = network(problem([[3, 4]], left=[2]))
    assert net.flow_of(np.array([True, True])).tolist() == [1, 1, 1, 1, 1, 1, 0, 0, net.supply - 2]


def test_distances_tell_a_flow_that_is_not_optimal() -> None:
    """The residual network of a flow that can be made better has a negative cycle, which is refused."""
    of = problem([[1, 9]])
    net = network(of)
    (stage,) = packed(of, [people(of), total(of)])
    free = np.ones(len(net.tail), dtype=bool)
    with pytest.raises(RuntimeError, match="not optimal"):
        distances(net, net.flow_of(np.array([True, False])), net.cost(stage), free)
    assert distances(net, net.flow_of(np.array([False, True])), net.cost(stage), free).shape == (5,)
