"""`match` gives what going through every legal pairing gives."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pairmatch.cohort.schema import Cohort
from pairmatch.matching import match
from tests.oracle.calendar import Calendar, Data
from tests.oracle.cohorts import pairing_cohorts, seeded_pairing_cohort
from tests.oracle.pairing import best_pairing
from tests.oracle.scores import criteria

SEEDS = 300
BATCH = 30
SWEEP = 6000
OBJECTIVES = ("fair", "total")


def differences(data: Data, objective: str) -> dict[str, tuple[Any, Any]]:
    """What `match` and the brute force disagree on: `match` first."""
    data = data | {"matching": data["matching"] | {"objective": objective}}
    best, calendar = best_pairing(data, objective), Calendar(data)
    found = match(Cohort.model_validate(data))
    pairs = [(data["doctors"][i], data["managers"][j]) for i, j in best.pairs]
    known = [criteria(calendar, doctor, manager) for doctor, manager in pairs]
    proof = found.proof
    compared: dict[str, tuple[Any, Any]] = {
        "status": (proof.status, "optimal"),
        "people, worst, total": (
            (proof.people, proof.worst, proof.total),
            (best.people, best.worst, best.total),
        ),
        "pairs": ([pair.ids for pair in found.pairs], [(d["id"], m["id"]) for d, m in pairs]),
        "criteria": (
            [list(pair.criteria.items()) for pair in found.pairs],
            [[(name, "not known" if v is None else v) for name, v in one.items()] for one in known],
        ),
        "projects": ([pair.project for pair in found.pairs], list(best.projects)),
        "fits": ([pair.fit for pair in found.pairs], list(best.fits)),
        "placed, bound": ((proof.placed, proof.bound), (len(best.pairs), best.total)),
    }
    return {what: both for what, both in compared.items() if both[0] != both[1]}


def disagreements(seeds: range) -> dict[tuple[int, str], Any]:
    """Every seed and objective on which `match` and the brute force differ, and in what."""
    return {
        (seed, objective): differing
        for seed in seeds
        for objective in OBJECTIVES
        if (differing := differences(seeded_pairing_cohort(seed), objective))
    }


@pytest.mark.parametrize("first", range(0, SEEDS, BATCH))
def test_match_agrees_with_brute_force(first: int) -> None:
    """On seeded cohorts the optimum, the exact pairs, scores and projects are those of the brute force."""
    assert disagreements(range(first, first + BATCH)) == {}


@given(data=pairing_cohorts(), objective=st.sampled_from(OBJECTIVES))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_match_agrees_with_brute_force_on_any_cohort(data: Data, objective: str) -> None:
    """On cohorts that Hypothesis picks, and shrinks, there is no difference either."""
    assert differences(data, objective) == {}


@pytest.mark.slow
@pytest.mark.parametrize("first", range(SEEDS, SWEEP, BATCH * 10))
def test_match_agrees_with_brute_force_on_thousands(first: int) -> None:
    """The same on thousands of seeded cohorts."""
    assert disagreements(range(first, first + BATCH * 10)) == {}
