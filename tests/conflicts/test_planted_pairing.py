"""The conflicts of a pairing are those that were planted, told from either side, each proven another way."""

from __future__ import annotations

from itertools import combinations

import pytest

from pairmatch.conflicts.pairing import pairing_conflicts
from pairmatch.conflicts.report import Conflict as Found
from pairmatch.matching.wishes import Wishes
from tests.conflicts.planted import Planted, planted
from tests.conflicts.planted_case import Case, pairing_case
from tests.conflicts.planted_found import is_told_as_planted, meant_by
from tests.oracle.conflict_facts import Fact

CASES = planted("planted_pairing")


def found_in(case: Case) -> tuple[Found, ...]:
    """The conflicts that are told of, the search having come to its end."""
    wishes = Wishes(lock=case.planted.lock, ban=case.planted.ban)
    conflicts, is_complete = pairing_conflicts(case.cohort(), wishes)
    assert is_complete
    return tuple(conflicts)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_was_planted_is_found(case: Planted) -> None:
    """A conflict is told of with the marked lines and no others, from one side or the other."""
    taken = pairing_case(case)
    found = found_in(taken)
    assert any(is_told_as_planted(taken, one, side) for one in found for side in case.conflicts), found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_found_is_proven(case: Planted) -> None:
    """The facts of each conflict cannot hold together, and can without any one of them."""
    taken = pairing_case(case)
    for found in found_in(taken):
        meant = [meant_by(taken, fact) for fact in found.facts if fact.kind != "numbers"]
        every = frozenset[Fact]().union(*meant)
        assert all(meant), found
        assert not taken.prover.can_hold(every), found
        assert all(taken.prover.can_hold(every - facts) for facts in meant), found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_found_shares_no_fact(case: Planted) -> None:
    """No two conflicts of one answer have a fact in common, how many there are apart."""
    told = [
        {fact for fact in found.facts if fact.kind != "numbers"} for found in found_in(pairing_case(case))
    ]
    assert not any(one & other for one, other in combinations(told, 2))
