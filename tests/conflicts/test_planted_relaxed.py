"""The cheapest changes of a planted cohort are enough, are all needed, and come with the cheapest first."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

import pytest

from pairmatch.conflicts.relaxation import Relaxation
from pairmatch.conflicts.rota import FactModel
from tests.conflicts.planted import Planted, planted
from tests.conflicts.planted_case import Case, pairs_in_file_order, rota_case
from tests.oracle.conflict_prover import Prover
from tests.oracle.conflict_prover_relaxed import relaxed

CASES = planted("planted_rota")
COUNT = 3


def is_enough(case: Case, changes: Iterable[Relaxation]) -> bool:
    """Whether nothing is missed with these changes of the plain data, by trying every rota."""
    prover = Prover(reduce(relaxed, changes, case.source.data), pairs_in_file_order(case.source.data))
    return prover.can_hold(prover.facts)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_cheapest_changes_are_enough_and_needed(case: Planted) -> None:
    """Each of up to three sets of changes is enough, no part of it is, and none is cheaper than the last."""
    taken = rota_case(case)
    model = FactModel(taken.cohort(), pairs_in_file_order(taken.source.data))
    costs = model.relaxable()
    found: list[list[Relaxation]] = []
    for _ in range(COUNT):
        changes, is_proven = model.cheapest(found)
        assert is_proven
        if changes is None:
            break
        assert is_enough(taken, changes)
        for change in changes:
            assert not is_enough(taken, [other for other in changes if other != change])
        found.append(changes)
    assert found
    prices = [sum(costs[change] for change in changes if change in costs) for changes in found]
    assert prices == sorted(prices)
