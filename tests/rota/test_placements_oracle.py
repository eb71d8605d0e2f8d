"""`options` says what `verify` says of each place, the demand being forced into it."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pairmatch.cohort.schema import Cohort
from pairmatch.rota import Rota, schedule
from pairmatch.rota.demand import demands
from pairmatch.rota.extract import Plan
from pairmatch.rota.from_document import plan_from
from pairmatch.rota.keep import Keep
from pairmatch.rota.missed import missed_of
from pairmatch.rota.options import LevelChange, Options
from pairmatch.rota.placements import options
from pairmatch.rota.rota import AnySession, WorkshopSession
from pairmatch.verify import verify_rota
from tests.oracle.cohorts import rota_cases, seeded_rota_case
from tests.oracle.rota_cohorts import RotaCase
from tests.rota.forced import Levels, Where, accepted, counted, of_free
from tests.rota.test_oracle import hand_made

SEEDS = 120
BATCH = 10
STAYS = 0.8
"""How likely somebody attended a run that is past."""
SWEEP = 1500


def rota_with_gaps(case: RotaCase, rng: Random) -> tuple[Cohort, Rota]:
    """A rota of a case with some of its sessions left out, so that there is room."""
    cohort = Cohort.model_validate(case.data)
    rota = schedule(cohort, hand_made(cohort, case.pairs), time_limit=5)
    whole = plan_from(rota, demands(cohort, rota.pairs)).plan
    assert whole.sessions() == rota.sessions
    keep = rng.choice([1.0, 0.8, 0.5])
    runs = {run for run in whole.held if rng.random() < keep}
    plan = Plan(
        whole.data,
        {at: run for at, run in whole.attends.items() if run in runs},
        {run: one for run, one in whole.leads.items() if run in runs},
        {at: tuple(t for t in held if rng.random() < keep) for at, held in whole.shadows.items()},
        {at: t for at, t in whole.meets.items() if rng.random() < keep},
    )
    missed = missed_of(plan, is_proven=False)
    rota, _ = counted(cohort, rota.model_copy(update={"sessions": plan.sessions(), "missed": missed}))
    assert not [fault for fault in verify_rota(cohort, rota) if fault.is_error]
    return cohort, rota


def half_over(cohort: Cohort, rota: Rota, rng: Random) -> Rota:
    """The same rota some days into the programme, some people having stayed away from what is past."""
    before = cohort.programme.start + timedelta(days=rng.randrange(1, 7 * rota.weeks))
    sessions = tuple(_attended(one, rng) if one.date < before else one for one in rota.sessions)
    rota = rota.model_copy(update={"frozen_before": before, "sessions": sessions, "missed": ()})
    plan = plan_from(rota, demands(cohort, rota.pairs, keep=Keep(rota))).plan
    assert plan.sessions() == sessions
    rota, _ = counted(cohort, rota.model_copy(update={"missed": missed_of(plan, is_proven=False)}))
    assert not [fault for fault in verify_rota(cohort, rota) if fault.is_error]
    return rota


def _attended(session: AnySession, rng: Random) -> AnySession:
    if not isinstance(session, WorkshopSession):
        return session
    people = tuple(person for person in session.people if rng.random() < STAYS)
    return session.model_copy(update={"people": people or session.people})


def answers(cohort: Cohort, rota: Rota) -> list[Options]:
    """The answer about everything that has to be held for anybody, each once."""
    paired = dict.fromkeys(person for pair in rota.pairs for person in pair)
    return list(dict.fromkeys(one for person in paired for one in options(cohort, rota, person)))


def said(asked: Options, before: Levels) -> dict[Where, Levels]:
    """The places that an answer calls free, and the levels of the rota with the demand there."""
    return {of_free(free.at, free.joins): _sum(before, free.change) for free in asked.free}


def _sum(before: Levels, change: LevelChange) -> Levels:
    return (
        before[0] + change.required_workshops,
        before[1] + change.shadowing,
        before[2] + change.meetings,
        before[3] + change.other_workshops,
        before[4] + change.cost,
    )


def disagreements(case: RotaCase, rng: Random, is_half_over: bool = False) -> list[object]:
    """The demands of which `options` and `verify` say different things."""
    cohort, rota = rota_with_gaps(case, rng)
    rota = half_over(cohort, rota, rng) if is_half_over else rota
    _, before = counted(cohort, rota)
    differing: list[object] = []
    for asked in answers(cohort, rota):
        judged, answered = accepted(cohort, rota, asked), said(asked, before)
        if judged != answered:
            differing.append((asked.kind, asked.people, asked.now, judged, answered))
    return differing


@pytest.mark.parametrize("first", range(0, SEEDS, BATCH))
def test_free_is_what_verify_accepts(first: int) -> None:
    """On seeded cohorts a place is free exactly where `verify` accepts it, at the levels that it counts."""
    seeds = range(first, first + BATCH)
    found = {seed: disagreements(seeded_rota_case(seed), Random(seed)) for seed in seeds}
    assert found == {seed: [] for seed in seeds}


@pytest.mark.parametrize("first", range(0, SEEDS, BATCH))
def test_free_is_what_verify_accepts_half_way(first: int) -> None:
    """So it is when a part of the programme is past, which counts and is no place any more."""
    seeds = range(first, first + BATCH)
    found = {seed: disagreements(seeded_rota_case(seed), Random(seed), is_half_over=True) for seed in seeds}
    assert found == {seed: [] for seed in seeds}


@given(case=rota_cases(), rng=st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_free_is_what_verify_accepts_on_any_cohort(case: RotaCase, rng: Random) -> None:
    """The same on cohorts that Hypothesis picks, and shrinks."""
    assert disagreements(case, rng) == []


@pytest.mark.slow
@pytest.mark.parametrize("first", range(SEEDS, SWEEP, BATCH * 10))
def test_free_is_what_verify_accepts_on_hundreds(first: int) -> None:
    """The same on hundreds of seeded cohorts."""
    seeds = range(first, first + BATCH * 10)
    found = {seed: disagreements(seeded_rota_case(seed), Random(seed)) for seed in seeds}
    assert found == {seed: [] for seed in seeds}
