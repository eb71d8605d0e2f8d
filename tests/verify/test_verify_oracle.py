"""The re-check against the tests' own brute force, which shares nothing with it but the format page."""

from __future__ import annotations

from dataclasses import asdict
from random import Random
from typing import Any

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.matching.pairing import NOT_KNOWN, Pairing, fingerprint
from pairmatch.rota.rota import Rota
from pairmatch.verify import levels, pairing_measures, verify_pairing, verify_rota
from pairmatch.verify.candidates import Candidates
from pairmatch.verify.facts import Facts
from pairmatch.verify.most_people import most_people
from pairmatch.verify.partners import PairingUnderCheck
from pairmatch.verify.places import Places
from pairmatch.verify.scores import Scores
from pairmatch.verify.stability import blocking
from tests.oracle.calendar import Calendar, Data, each_way, meeting_blocks
from tests.oracle.cohorts import (
    seeded_options,
    seeded_pairing_cohort,
    seeded_preference_cohort,
    seeded_rota_case,
)
from tests.oracle.document import broken_constraints, rota_levels
from tests.oracle.pairing import NoPairing, Pairings, allowed_scores, best_pairing
from tests.oracle.pairing_orders import Positions, people_of

SEEDS = range(0, 40, 10)
ABOUT_MISSES = {"PM561", "PM571", "PM572"}
"""What a rota without a list of misses and a counted proof cannot keep."""


@pytest.mark.parametrize("first", SEEDS)
def test_the_same_pairs_are_allowed_with_the_same_scores(first: int) -> None:
    """Of random cohorts, the re-check allows the pairs that the brute force allows, and scores them alike."""
    for seed in range(first, first + 10):
        data = seeded_pairing_cohort(seed)
        cohort = Cohort.model_validate(data)
        facts = Facts(cohort)
        scores = Scores(facts)
        candidates = Candidates(facts, scores, frozenset())
        mine = {
            (i, j): scores.score(doctor.id, manager.id)
            for i, doctor in enumerate(cohort.doctors)
            for j, manager in enumerate(cohort.managers)
            if candidates.has(doctor.id, manager.id)
        }
        assert mine == allowed_scores(data), seed


@pytest.mark.parametrize("first", SEEDS)
@pytest.mark.parametrize("objective", ["fair", "total", "leximin", "rank"])
def test_the_best_pairing_passes(first: int, objective: str) -> None:
    """The optimum that the brute force finds is a pairing without an error."""
    for seed in range(first, first + 10):
        for data in (seeded_pairing_cohort(seed), seeded_preference_cohort(seed)):
            data["matching"]["objective"] = objective
            options = seeded_options(seed, data)
            cohort = Cohort.model_validate(data)
            try:
                pairing = best_document(cohort, data, objective, options)
            except NoPairing:
                continue
            assert {fault.code for fault in verify_pairing(cohort, pairing)} <= {"PM440"}, seed


def best_document(cohort: Cohort, data: Data, objective: str, options: Data) -> Pairing:
    """The optimum of the brute force as a pairs document."""
    best, scores = best_pairing(data, objective, options), Scores(Facts(cohort))
    pairs: list[Data] = []
    for (i, j), project, fit in zip(best.pairs, best.projects, best.fits, strict=True):
        doctor, manager = cohort.doctors[i].id, cohort.managers[j].id
        values = scores.criteria(doctor, manager)
        written = {name: NOT_KNOWN if value is None else value for name, value in values.items()}
        ids = {"doctor": doctor, "manager": manager, "project": project, "fit": fit}
        pairs.append({**ids, "score": scores.score(doctor, manager), "criteria": written})
    paired = {pair[side] for pair in pairs for side in ("doctor", "manager")}
    numbers = {"worst": best.worst, "total": best.total, "bound": best.total, "people": best.people}
    others = {
        "choices": best.choices or None,
        "stable": True if data["matching"].get("stable") else None,
        "fingerprint": fingerprint((pair["doctor"], pair["manager"]) for pair in pairs),
    }
    return Pairing.model_validate(
        {
            "made": {"pairmatch": "0", "options": options},
            "cohort": {"file": "x", "sha256": cohort.sha256},
            "proof": {"status": "optimal", "objective": objective, "placed": len(pairs), **numbers, **others},
            "pairs": pairs,
            "unmatched": [{"person": p.id, "why": "-"} for p in cohort.people if p.id not in paired],
        }
    )


@pytest.mark.parametrize("first", SEEDS)
def test_any_pairing_is_measured_alike(first: int) -> None:
    """Of random legal pairings the re-check counts as the brute force does: measures, blocks, most people."""
    for seed in range(first, first + 10):
        for data in (seeded_pairing_cohort(seed), seeded_preference_cohort(seed)):
            options = seeded_options(seed, data)
            cohort, every = Cohort.model_validate(data), Pairings(data, options)
            most = max(map(people_of, every.legal), default=0)
            for pairs in Random(seed).sample(every.legal, min(4, len(every.legal))):
                check = PairingUnderCheck(cohort, bare_document(cohort, pairs, options), Places(cohort, None))
                at = check.facts.locs
                blocks = [(at[doctor][1], at[manager][1]) for doctor, manager in blocking(check)]
                mine, right = pairing_measures(cohort, check.pairing), every.measured(pairs)
                assert most_people(check).count == most, seed
                assert blocks == sorted(every.blocking(pairs)), seed
                assert asdict(mine) == {"scores": (), **asdict(right)}, seed


def bare_document(cohort: Cohort, pairs: Positions, options: Data) -> Pairing:
    """A document of these pairs, of which nothing but the pairs is right."""
    proof = dict.fromkeys(("placed", "people", "worst", "total", "bound"), 0)
    ids = [(cohort.doctors[i].id, cohort.managers[j].id) for i, j in pairs]
    return Pairing.model_validate(
        {
            "made": {"pairmatch": "0", "options": options},
            "cohort": {"file": "x", "sha256": cohort.sha256},
            "proof": {"status": "optimal", "objective": "fair", **proof},
            "pairs": [{"doctor": doctor, "manager": manager} for doctor, manager in ids],
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
