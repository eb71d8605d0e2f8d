"""What is planted is what is there: proven by trying everything, before any search for conflicts is asked."""

from __future__ import annotations

import pytest

from tests.conflicts.planted import Planted, planted
from tests.conflicts.planted_case import pairing_case, rota_case

ROTA = planted("planted_rota")
PAIRING = planted("planted_pairing")


def test_there_are_enough_kinds() -> None:
    """Thirty conflicts and more are planted, of nearly every kind of fact that a rota or a pairing has."""
    kinds = {
        group.kind for case in (*ROTA, *PAIRING) for conflict in case.conflicts for group in conflict.groups
    }
    assert len(ROTA) >= 30
    assert len(kinds) >= 35


@pytest.mark.parametrize("case", ROTA, ids=lambda case: case.name)
def test_the_planted_facts_alone_cannot_hold(case: Planted) -> None:
    """With no other fact of the cohort left, what is asked for still cannot be had."""
    taken = rota_case(case)
    for conflict in case.conflicts:
        assert all(map(taken.of, conflict.groups))
        for demands in taken.demands(conflict):
            assert demands <= taken.prover.asked
            assert not taken.prover.can_hold(taken.marked(conflict) | demands)


@pytest.mark.parametrize("case", ROTA, ids=lambda case: case.name)
def test_without_any_one_planted_fact_nothing_is_missed(case: Planted) -> None:
    """Any one fact or demand of each planted conflict left out, all others of the cohort can hold.

    With the test above this says that there is no conflict but the planted one.
    """
    taken = rota_case(case)
    for conflict in case.conflicts:
        needed = [taken.of(group) for group in conflict.groups if group.is_needed]
        needed += [frozenset([taken.demand(words)]) for words in conflict.asks]
        needed += [frozenset(map(taken.demand, conflict.asks_one_of))] if conflict.asks_one_of else []
        elsewhere = [taken.demands(other)[0] for other in case.conflicts if other is not conflict]
        rest = taken.prover.facts.difference(*elsewhere)
        for left_out in needed:
            assert taken.prover.can_hold(rest - left_out), left_out


@pytest.mark.parametrize("case", PAIRING, ids=lambda case: case.name)
def test_the_facts_planted_in_a_pairing_are_a_smallest_set(case: Planted) -> None:
    """The planted facts cannot hold, from whichever side they are told, and can without any one of them."""
    taken = pairing_case(case)
    for conflict in case.conflicts:
        assert all(map(taken.of, conflict.groups))
        (demands,) = taken.demands(conflict)
        assert taken.prover.is_smallest_by_inclusion(taken.marked(conflict) | demands)


@pytest.mark.parametrize("case", PAIRING, ids=lambda case: case.name)
def test_nobody_is_left_out_without_the_planted_facts(case: Planted) -> None:
    """Without any one fact that is planted for every side, locks can be kept, and all who ask be placed."""
    taken = pairing_case(case)
    shared = frozenset.intersection(*(taken.marked(conflict) for conflict in case.conflicts))
    is_asked = any(conflict.asks for conflict in case.conflicts)
    rest = taken.prover.facts if is_asked else taken.prover.facts - taken.prover.asked
    assert shared
    for fact in shared:
        assert taken.prover.can_hold(rest - {fact}), fact
