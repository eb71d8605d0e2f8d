"""The library gives what going through every legal pairing gives: optima, costs and margins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.matching.oracle_differences import (
    Differences,
    margin_differences,
    match_differences,
    what_if_differences,
)
from tests.oracle.calendar import Data
from tests.oracle.cohorts import (
    pairing_cohorts,
    preference_cohorts,
    seeded_pairing_cohort,
    seeded_preference_cohort,
)
from tests.oracle.pairing import Pairings
from tests.oracle.preference_cohorts import OBJECTIVES, pairing_options

SEEDS = 50
BATCH = 25
SWEEP = 1550
SLOW_BATCH = 100
COHORTS = {"rules": seeded_pairing_cohort, "preferences": seeded_preference_cohort}
OPTIMA: list[Data] = [
    *({"objective": objective, "placement": "first", "stable": False} for objective in OBJECTIVES),
    {"objective": "rank", "placement": "free", "stable": False},
]
ANY_COHORT = st.one_of(pairing_cohorts(), preference_cohorts())
ANY_RANDOM = st.randoms(use_true_random=False)
Case = tuple[Pairings, Data]
"""A cohort, and options."""
fast = pytest.mark.parametrize("first", range(0, SEEDS, BATCH))
sweep = pytest.mark.parametrize("first", range(SEEDS, SWEEP, SLOW_BATCH))
kinds = pytest.mark.parametrize("kind", COHORTS)
on_examples = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    # A cohort has five people a side at the most, and shrinking it takes minutes.
    phases=[Phase.generate],
)


def every_objective(rng: Random, data: Data) -> Iterator[Case]:
    """A cohort under each objective, which its own file asks for or an option."""
    among = Pairings(data)
    for wanted in OPTIMA:
        yield (among.asking(wanted), {}) if rng.random() < 0.5 else (among, wanted)


def locked_and_banned(rng: Random, data: Data) -> Iterator[Case]:
    """A cohort with locks and bans of the command line, under one objective."""
    options: Data = {
        name: pairs for name, pairs in pairing_options(rng, data).items() if name in ("lock", "ban")
    }
    yield Pairings(data, options).asking(rng.choice(OPTIMA)), options


def stable(rng: Random, data: Data) -> Iterator[Case]:
    """A cohort whose stable pairings are asked for, with locks and bans and without."""
    among, options = next(locked_and_banned(rng, data))
    yield among, options | {"stable": True}
    yield Pairings(data).asking(rng.choice(OPTIMA) | {"stable": True}), {}


def kept(rng: Random, data: Data) -> Iterator[Case]:
    """A cohort with old pairs and all other options, under two objectives, the second at times stable."""
    options: Data = {"keep": []} | pairing_options(rng, data)
    among = Pairings(data, options)
    yield among.asking(rng.choice(OPTIMA)), options
    yield among, options | rng.choice(OPTIMA) | {"stable": rng.random() < 0.5}


def costs(among: Pairings, options: Data) -> Differences:
    """What differs in the costs of other pairs, and in how firmly the own ones stand."""
    return what_if_differences(among, options) | margin_differences(among, options)


def disagreements(
    cases: Callable[[Random, Data], Iterator[Case]],
    differences: Callable[[Pairings, Data], Differences],
    kind: str,
    seeds: range,
) -> dict[str, Differences]:
    """Every seed and options with which the library and the brute force differ, and in what."""
    return {
        f"seed {seed}, {among.data['matching']['objective']}, {options}": differing
        for seed in seeds
        for among, options in cases(Random(seed), COHORTS[kind](seed))
        if (differing := differences(among, options))
    }


@fast
@kinds
def test_match_agrees_with_brute_force(kind: str, first: int) -> None:
    """Under every objective the optimum, its pairs, scores and projects are those of the brute force."""
    assert disagreements(every_objective, match_differences, kind, range(first, first + BATCH)) == {}


@fast
@kinds
def test_locks_and_bans_agree_with_brute_force(kind: str, first: int) -> None:
    """With locks and bans of the command line too, costs and margins included."""
    seeds = range(first, first + BATCH)
    assert disagreements(locked_and_banned, match_differences, kind, seeds) == {}
    assert disagreements(locked_and_banned, costs, kind, seeds) == {}


@fast
@kinds
def test_stable_pairings_agree_with_brute_force(kind: str, first: int) -> None:
    """Of all stable pairings, ties and locks and all, the same one is best."""
    assert disagreements(stable, match_differences, kind, range(first, first + BATCH)) == {}


@fast
@kinds
def test_kept_pairs_agree_with_brute_force(kind: str, first: int) -> None:
    """With old pairs to keep, or few of them to change, the same pairing is best, or none can be."""
    assert disagreements(kept, match_differences, kind, range(first, first + BATCH)) == {}


@fast
@kinds
def test_costs_and_margins_agree_with_brute_force(kind: str, first: int) -> None:
    """Under every objective each other pair costs, and each own pair is ahead by, what re-pairing shows."""
    assert disagreements(every_objective, costs, kind, range(first, first + BATCH)) == {}


@given(data=ANY_COHORT, rng=ANY_RANDOM, wanted=st.sampled_from(OPTIMA))
@on_examples
def test_match_agrees_with_brute_force_on_any_cohort(data: Data, rng: Random, wanted: Data) -> None:
    """On cohorts and options that Hypothesis picks there is no difference in the optimum."""
    among, options = Pairings(data), {"stable": rng.random() < 0.5}
    assert match_differences(among.asking(wanted), options) == {}
    options = pairing_options(rng, data)
    assert match_differences(Pairings(data, options).asking(wanted), options) == {}


@given(data=ANY_COHORT, wanted=st.sampled_from(OPTIMA))
@on_examples
def test_costs_and_margins_agree_with_brute_force_on_any_cohort(data: Data, wanted: Data) -> None:
    """Nor is there one in costs and margins."""
    assert costs(Pairings(data).asking(wanted), {}) == {}


@pytest.mark.slow
@sweep
@kinds
def test_all_agrees_with_brute_force_on_thousands(kind: str, first: int) -> None:
    """Optima, costs and margins on thousands of cohorts, with every objective and every option."""
    seeds = range(first, first + SLOW_BATCH)
    for cases in (every_objective, locked_and_banned, stable, kept):
        assert disagreements(cases, match_differences, kind, seeds) == {}
    for cases in (every_objective, locked_and_banned):
        assert disagreements(cases, costs, kind, seeds) == {}
