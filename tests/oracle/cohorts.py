"""Random small cohorts as plain data, from a `random.Random` or as Hypothesis strategies."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.oracle.calendar import Data
from tests.oracle.off_duty_cohorts import off_duty_cohort
from tests.oracle.pairing_cohorts import pairing_cohort
from tests.oracle.preference_cohorts import pairing_options, preference_cohort
from tests.oracle.replan_cases import ReplanCase, replan_case
from tests.oracle.rota_cohorts import RotaCase, rota_case
from tests.oracle.with_rota import with_rota_cohort


def seeded_pairing_cohort(seed: int) -> Data:
    """The small cohort of a seed, for the pairing."""
    return pairing_cohort(Random(seed))


def seeded_preference_cohort(seed: int) -> Data:
    """The small cohort of a seed, in which preferences, places and ties decide."""
    return preference_cohort(Random(seed))


def seeded_options(seed: int, data: Data) -> Data:
    """The locks, bans, old pairs and changes of a seed for a cohort."""
    return pairing_options(Random(seed), data)


def seeded_rota_case(seed: int) -> RotaCase:
    """The tiny cohort of a seed with its pairs, for the rota."""
    return rota_case(Random(seed))


def seeded_off_duty_cohort(seed: int) -> Data:
    """The cohort of a seed whose doctors may have sessions off duty."""
    return off_duty_cohort(Random(seed))


def seeded_with_rota_cohort(seed: int) -> Data:
    """The tiny cohort of a seed whose pairing decides what its rota misses."""
    return with_rota_cohort(Random(seed))


def seeded_replan_case(seed: int) -> ReplanCase:
    """The tiny cohort of a seed, and what it became while the programme ran."""
    return replan_case(Random(seed))


def pairing_cohorts() -> st.SearchStrategy[dict[str, Any]]:
    """Small cohorts for the pairing."""
    return st.randoms(use_true_random=False).map(pairing_cohort)


def preference_cohorts() -> st.SearchStrategy[dict[str, Any]]:
    """Small cohorts in which preferences, places and ties decide."""
    return st.randoms(use_true_random=False).map(preference_cohort)


def rota_cases() -> st.SearchStrategy[RotaCase]:
    """Tiny cohorts with their pairs, for the rota."""
    return st.randoms(use_true_random=False).map(rota_case)
