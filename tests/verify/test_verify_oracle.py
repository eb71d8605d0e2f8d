"""The re-check against the tests' own brute force, which shares nothing with it but the format page."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from pairmatch.calendar import availability
from pairmatch.cohort.schema import Cohort
from pairmatch.matching.pairing import NOT_KNOWN, Pairing
from pairmatch.rota.rota import Rota
from pairmatch.verify import levels, verify_pairing, verify_rota
from pairmatch.verify.allowed import objections
from pairmatch.verify.schedulable import schedulable
from pairmatch.verify.scores import criteria_of, score_of
from tests.oracle.calendar import Calendar, Data, each_way, meeting_blocks
from tests.oracle.cohorts import seeded_pairing_cohort, seeded_rota_case
from tests.oracle.document import broken_constraints, rota_levels
from tests.oracle.pairing import allowed_scores, best_pairing

SEEDS = range(0, 60, 10)
ABOUT_MISSES = {"PM561", "PM571", "PM572"}
"""What a rota without a list of misses and a counted proof cannot keep."""


@pytest.mark.parametrize("first", SEEDS)
def test_the_same_pairs_are_allowed_with_the_same_scores(first: int) -> None:
    """Of random cohorts, the re-check allows the pairs that the brute force allows, and scores them alike."""
    for seed in range(first, first + 10):
        data = seeded_pairing_cohort(seed)
        cohort = Cohort.model_validate(data)
        free = availability(cohort)
        mine = {}
        for i, doctor in enumerate(cohort.doctors):
            for j, manager in enumerate(cohort.managers):
                never = cohort.matching.schedulable and not schedulable(cohort, free, doctor.id, manager.id)
                if not never and not any(objections(cohort, free, doctor, manager)):
                    mine[i, j] = score_of(cohort, free, doctor, manager)
        assert mine == allowed_scores(data), seed


@pytest.mark.parametrize("first", SEEDS)
@pytest.mark.parametrize("objective", ["fair", "total"])
def test_the_best_pairing_passes(first: int, objective: str) -> None:
    """The optimum that the brute force finds is a pairing without a fault."""
    for seed in range(first, first + 10):
        data = seeded_pairing_cohort(seed)
        data["matching"]["objective"] = objective
        cohort = Cohort.model_validate(data)
        assert verify_pairing(cohort, best_document(cohort, data, objective)) == (), seed


def best_document(cohort: Cohort, data: Data, objective: str) -> Pairing:
    """The optimum of the brute force as a pairs document."""
    best, free = best_pairing(data, objective), availability(cohort)
    pairs: list[Data] = []
    for (i, j), project, fit in zip(best.pairs, best.projects, best.fits, strict=True):
        doctor, manager = cohort.doctors[i], cohort.managers[j]
        values = criteria_of(cohort, free, doctor, manager)
        written = {name: NOT_KNOWN if value is None else value for name, value in values.items()}
        ids = {"doctor": doctor.id, "manager": manager.id, "project": project, "fit": fit}
        pairs.append({**ids, "score": score_of(cohort, free, doctor, manager), "criteria": written})
    paired = {pair[side] for pair in pairs for side in ("doctor", "manager")}
    numbers = {"worst": best.worst, "total": best.total, "bound": best.total, "people": best.people}
    return Pairing.model_validate(
        {
            "made": {"pairmatch": "0"},
            "cohort": {"file": "x", "sha256": cohort.sha256},
            "proof": {"status": "optimal", "objective": objective, "placed": len(pairs), **numbers},
            "pairs": pairs,
            "unmatched": [{"person": p.id, "why": "-"} for p in cohort.people if p.id not in paired],
        }
    )


@pytest.mark.parametrize("first", range(0, 100, 20))
def test_the_same_rotas_can_be_held_at_the_same_cost(first: int) -> None:
    """Of random rotas, the re-check faults those that the brute force faults, and counts levels alike."""
    for seed in range(first, first + 20):
        data, pairs = seeded_rota_case(seed)
        cohort = Cohort.model_validate(data)
        rng = Random(seed)
        for careless in (0.0, 0.3):
            sessions = random_sessions(rng, data, pairs, careless)
            broken = broken_constraints(data, pairs, sessions)
            rota = document(cohort, pairs, sessions)
            faults = {fault.code for fault in verify_rota(cohort, rota)} - ABOUT_MISSES
            assert bool(faults) == bool(broken), (seed, faults, broken)
            assert broken or levels(cohort, rota) == rota_levels(data, pairs, sessions), seed


def document(cohort: Cohort, pairs: Any, sessions: list[Data]) -> Rota:
    """A rota document of these sessions, nothing listed as missed."""
    proof = {"status": "feasible", "missed": 0, "cost": 0, "bound": 0}
    stamp = {"file": "x", "sha256": cohort.sha256}
    head = {"made": {"pairmatch": "0"}, "cohort": stamp, "weeks": cohort.programme.weeks}
    return Rota.model_validate({**head, "pairs": pairs, "proof": proof, "sessions": sessions})


def random_sessions(rng: Random, data: Data, pairs: Any, careless: float) -> list[Data]:
    """Sessions at random, each kept where it breaks nothing, or at times all the same."""
    calendar = Calendar(data)
    held: list[Data] = []
    for wanted in wanted_sessions(rng, data, pairs):
        for _ in range(10):
            t = rng.randrange(len(calendar.half_days) - 1)
            at = calendar.half_days[t]
            session = {**wanted, "date": at.day.isoformat(), "half": at.half}
            if session["kind"] == "shadowing":
                session["site"] = calendar.site(session["host"], t)
            if rng.random() < careless or not broken_constraints(data, pairs, [*held, session]):
                held.append(session)
                break
    return held


def wanted_sessions(rng: Random, data: Data, pairs: Any) -> list[Data]:
    """What is to be held, with a room and a facilitator at random, for everyone or for one pair."""
    everyone = list(dict.fromkeys(person for pair in pairs for person in pair))
    wanted: list[Data] = []
    for workshop in data.get("workshops", ()):
        for _ in range(workshop.get("runs", 1)):
            chosen = rng.sample(workshop["facilitators"], 1) if workshop.get("facilitators") else []
            run = {
                "kind": "workshop",
                "workshop": workshop["id"],
                "people": rng.choice([everyone, rng.choice(pairs)]),
            }
            place = {"room": rng.choice(workshop.get("rooms") or [None])}
            wanted.append({**run, **place, "facilitators": [*chosen, *workshop.get("all_of", ())]})
    for pair in pairs:
        for guest, host in (pair, pair[::-1]):
            wanted += [{"kind": "shadowing", "guest": guest, "host": host}] * each_way(data)
        wanted += [{"kind": "meeting", "people": list(pair)}] * len(meeting_blocks(data))
    return wanted
