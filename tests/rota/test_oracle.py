"""`schedule` reaches what trying every rota reaches, and holds to every constraint."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from pairmatch.cohort.document import CohortStamp, Made
from pairmatch.cohort.schema import Cohort
from pairmatch.matching.pairing import Pair, Pairing, PairingProof
from pairmatch.rota import schedule
from tests.oracle.cohorts import rota_cases, seeded_rota_case
from tests.oracle.document import broken_constraints, missed_entries, rota_levels
from tests.oracle.rota import TooLarge, best_rota
from tests.oracle.rota_cohorts import RotaCase

SEEDS = 150
BATCH = 10
SWEEP = 2000
MOST_NODES = 3000


def hand_made(cohort: Cohort, pairs: list[tuple[str, str]]) -> Pairing:
    """A pairing of these pairs; nothing but the pairs matters to a rota."""
    proof = PairingProof(
        status="optimal", objective="fair", placed=len(pairs), people=0, worst=0, total=0, bound=0
    )
    return Pairing(
        made=Made(pairmatch="0"),
        cohort=CohortStamp.of(cohort),
        proof=proof,
        pairs=tuple(Pair(doctor=doctor, manager=manager, score=0) for doctor, manager in pairs),
    )


def differences(case: RotaCase) -> dict[str, tuple[Any, Any]]:
    """What `schedule`, first, and the search disagree on; `TooLarge` when the search is too long."""
    best = best_rota(*case, max_nodes=MOST_NODES)
    cohort = Cohort.model_validate(case.data)
    found = schedule(cohort, hand_made(cohort, case.pairs)).model_dump(mode="json")
    levels = rota_levels(*case, found["sessions"])
    missed = missed_entries(*case, found["sessions"])
    compared: dict[str, tuple[Any, Any]] = {
        "status": (found["proof"]["status"], "optimal"),
        "levels": (levels, best.levels),
        "broken constraints": (broken_constraints(*case, found["sessions"]), set()),
        "proof": ((found["proof"]["cost"], found["proof"]["bound"]), (levels[4], levels[4])),
        "missed": (found["proof"]["missed"], missed),
        "entries": (len(found["missed"]), missed),
    }
    return {what: both for what, both in compared.items() if both[0] != both[1]}


def compare(seeds: range) -> tuple[dict[int, Any], int]:
    """The seeds on which the two differ, and how many could be compared."""
    differing, compared = {}, 0
    for seed in seeds:
        try:
            found = differences(seeded_rota_case(seed))
        except TooLarge:
            continue
        compared += 1
        if found:
            differing[seed] = found
    return differing, compared


@pytest.mark.parametrize("first", range(0, SEEDS, BATCH))
def test_schedule_agrees_with_the_search(first: int) -> None:
    """On seeded cohorts all five levels are those of the best of all rotas, and no constraint is broken."""
    differing, compared = compare(range(first, first + BATCH))
    assert differing == {}
    assert compared >= BATCH - 2


@given(case=rota_cases())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_schedule_agrees_with_the_search_on_any_cohort(case: RotaCase) -> None:
    """On cohorts that Hypothesis picks, and shrinks, there is no difference either."""
    try:
        found = differences(case)
    except TooLarge:
        assume(False)
    assert found == {}


@pytest.mark.slow
@pytest.mark.parametrize("first", range(SEEDS, SWEEP, BATCH * 5))
def test_schedule_agrees_with_the_search_on_thousands(first: int) -> None:
    """The same on thousands of seeded cohorts."""
    differing, _ = compare(range(first, first + BATCH * 5))
    assert differing == {}
