"""`match_with_rota` gives what writing out every pairing and every rota gives."""

from __future__ import annotations

from random import Random

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.matching.pairing import Pairing
from pairmatch.matching.wishes import Wishes
from pairmatch.rota.joint import match_with_rota
from tests.oracle.calendar import Data
from tests.oracle.pairing import NoPairing
from tests.oracle.pairing_orders import Positions
from tests.oracle.preference_cohorts import pairing_options
from tests.oracle.rota import TooLarge
from tests.rota.joint.oracle import Best, best_held, joint_cohort

SEEDS = 40
BATCH = 10
SWEEP = 540
SLOW_BATCH = 100


def options_of(seed: int, data: Data) -> Data:
    """Locks, bans, old pairs, changes and stability for some cohorts, nothing for the others."""
    rng = Random(seed)
    options = {} if rng.random() < 0.5 else pairing_options(rng, data)
    return options | ({"stable": True} if rng.random() < 0.2 else {})


def wanted(data: Data, options: Data) -> Best | None:
    """The optimum; None where there is no pairing, or one whose rota takes too long to write out."""
    try:
        return best_held(data, options)
    except (NoPairing, TooLarge):
        return None


def positions_of(cohort: Cohort, pairing: Pairing) -> Positions:
    """The pairs by position."""
    doctors, managers = ([person.id for person in side] for side in (cohort.doctors, cohort.managers))
    return tuple((doctors.index(pair.doctor), managers.index(pair.manager)) for pair in pairing.pairs)


def differences(seed: int) -> str:
    """How the answer for a seed differs from the optimum; empty where it does not."""
    data = joint_cohort(seed)
    options = options_of(seed, data)
    best = wanted(data, options)
    if best is None:
        return ""
    cohort = Cohort.model_validate(data)
    held = match_with_rota(cohort, Wishes.of(options))
    proof = held.pairing.proof
    assert proof.rota is not None
    found = (positions_of(cohort, held.pairing), proof.rota.missed, proof.rota.bound, proof.status)
    right = (best.pairs, best.misses, best.misses, "optimal")
    return "" if found == right else f"seed {seed}: {found} instead of {right}"


def swept(first: int, count: int) -> list[str]:
    """The differences of some seeds."""
    return [found for seed in range(first, first + count) if (found := differences(seed))]


@pytest.mark.parametrize("first", range(0, SEEDS, BATCH))
def test_it_is_the_best_that_can_be_held(first: int) -> None:
    """Pairs, misses, bound and status are those of the optimum, under any options and objective."""
    assert swept(first, BATCH) == []


@pytest.mark.slow
@pytest.mark.parametrize("first", range(SEEDS, SWEEP, SLOW_BATCH))
def test_it_is_the_best_that_can_be_held_in_many_more(first: int) -> None:
    """The same for hundreds of cohorts."""
    assert swept(first, SLOW_BATCH) == []


def test_the_cohorts_are_worth_the_trouble() -> None:
    """Among the cohorts are some whose best pairing is another than that of `match` alone, some that
    must miss something, and some in which too few attend for a workshop to be held."""
    cases = [(data := joint_cohort(seed), wanted(data, options_of(seed, data))) for seed in range(SEEDS)]
    found = [(data, best) for data, best in cases if best is not None]
    assert any(best.pairs != best.alone for _, best in found)
    assert any(any(best.misses) for _, best in found)
    assert any(workshop.get("min_size") for data, _ in found for workshop in data["workshops"])
