"""The first plan, made without a search."""

from __future__ import annotations

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.rota.construct import constructed
from pairmatch.rota.demand import demands
from tests.oracle.cohorts import seeded_rota_case
from tests.oracle.document import broken_constraints
from tests.rota.helpers import ONE, WEEK, demands_of

TWO = "doctors: [{id: c}, {id: d}]\nmanagers: [{id: m}, {id: n}]\n"


def test_the_fullest_run_is_held_first() -> None:
    """Of four half-days the one that all four can attend is taken, though the first comes sooner."""
    data = demands_of(
        WEEK + "doctors: [{id: c}, {id: d, works: {tue: am}}]\nmanagers: [{id: m}, {id: n}]\n"
        "workshops: [{id: w, runs: 2}]"
    )
    plan = constructed(data)
    assert {str(data.when.time.slots[data.runs[run].start]) for run in plan.held} == {"2026-09-08 am"}
    assert len(plan.attends) == 2


def test_a_second_run_takes_those_who_have_no_seat() -> None:
    """With room for two a run, the two pairs are in two runs."""
    plan = constructed(demands_of(WEEK + TWO + "workshops: [{id: w, runs: 2, capacity: 2}]"))
    assert len(plan.held) == len(plan.attends) == 2


def test_time_is_left_for_the_workshops_to_come() -> None:
    """Three workshops, one after the other, all find a place in four half-days."""
    plan = constructed(demands_of(WEEK + ONE + "workshops: [{id: a}, {id: b}, {id: c}]"))
    assert len(plan.attends) == 3


def test_a_run_that_would_be_too_small_is_not_held() -> None:
    """Where a run needs five people and there are four, nobody attends."""
    assert constructed(demands_of(WEEK + TWO + "workshops: [{id: w, min_size: 5}]")).attends == {}


@pytest.mark.parametrize("seed", range(60))
def test_it_holds_to_every_constraint(seed: int) -> None:
    """On seeded cohorts nothing is broken, as the oracle reads the rules."""
    case = seeded_rota_case(seed)
    data = demands(Cohort.model_validate(case.data), case.pairs)
    plan = constructed(data)
    sessions = [session.model_dump(mode="json") for session in plan.sessions()]
    assert broken_constraints(*case, sessions) == set()
