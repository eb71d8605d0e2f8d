"""The search for rotas against answers worked by hand, and against writing every rota out."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from tests.oracle.calendar import Data
from tests.oracle.cohorts import seeded_rota_case
from tests.oracle.document import broken_constraints, rota_levels
from tests.oracle.naive import best_by_writing_out, ways_to_write
from tests.oracle.off_duty_cohorts import is_built
from tests.oracle.rota import Optimum, TooLarge, best_rota, is_better_without
from tests.oracle.rota_cohorts import RotaCase
from tests.oracle.rota_data import CONSTRAINTS

ONE = [("d0", "m0")]
TWO = [("d0", "m0"), ("d1", "m1")]
NO_COST = {"avoid_halves": 0, "travel": 0, "same_week": 0, "runs": 0, "balance": 0}
SEEDS = 150
MOST_NODES = 1500
BINDING = [name for name in CONSTRAINTS if name != "working_hours" or is_built()]


def cohort(pairs: int = 1, **more: Any) -> Data:
    """One week of Monday and Tuesday, am and pm; everyone at the north site, always at work."""
    person = {"site": "north", "directorate": "surgery"}
    return {
        "version": 1,
        "programme": {"start": "2026-09-07", "weeks": 1, "days": "mon..tue"},
        "sites": {"north": {"travel": {"south": 40}}, "south": {}},
        "doctors": [person | {"id": f"d{k}"} for k in range(pairs)],
        "managers": [person | {"id": f"m{k}"} for k in range(pairs)],
    } | more


@cache
def optimum(seed: int) -> Optimum | None:
    """The optimum of a seeded cohort; None where the search is too long."""
    try:
        return best_rota(*seeded_rota_case(seed), max_nodes=MOST_NODES)
    except TooLarge:
        return None


def test_cost_of_one_pair() -> None:
    """Four sessions each in the only week: three beyond the first for each of the two, and one run."""
    data = cohort(
        workshops=[{"id": "w"}], shadowing={"each_way": 1, "gap_weeks": 0}, meetings={"every_weeks": 1}
    )
    data["scheduling"] = {"max_per_week": 4}
    assert best_rota(data, ONE).levels == (0, 0, 0, 0, 1 * (3 + 3) + 1)


def test_workshop_before_shadowing_before_meeting() -> None:
    """With two half-days a week the workshop and one shadowing stay; the rest is missed."""
    data = cohort(
        workshops=[{"id": "w"}], shadowing={"each_way": 1, "gap_weeks": 0}, meetings={"every_weeks": 1}
    )
    data["scheduling"] = {"max_per_week": 2, "soft": NO_COST}
    assert best_rota(data, ONE).levels == (0, 1, 1, 0, 0)


def test_optional_workshop_goes_last() -> None:
    """An optional workshop is missed by both before the meeting is."""
    data = cohort(workshops=[{"id": "w", "required": False}], meetings={"every_weeks": 1})
    data["scheduling"] = {"max_per_week": 1, "soft": NO_COST}
    assert best_rota(data, ONE).levels == (0, 0, 0, 2, 0)


def test_min_size_and_capacity() -> None:
    """Two runs of two people serve two pairs, but not when three must be there."""
    workshop: Data = {"id": "w", "capacity": 3, "runs": 2}
    data = cohort(2, workshops=[workshop], scheduling={"soft": NO_COST})
    assert best_rota(data, TWO).levels == (0, 0, 0, 0, 0)
    workshop["min_size"] = 3
    assert best_rota(data, TWO).levels == (4, 0, 0, 0, 0)
    data["scheduling"]["together"] = False
    assert best_rota(data, TWO).levels == (1, 0, 0, 0, 0)


def test_avoid_travel_and_balance() -> None:
    """Each travels once to the other's site; the doctor's avoided half-days come on top of it."""
    data = cohort(shadowing={"each_way": 1, "gap_weeks": 0}, scheduling={"soft": {"same_week": 0}})
    data["managers"][0]["site"] = "south"
    assert best_rota(data, ONE).levels == (0, 0, 0, 0, 2 * 2 + 4 * 1)
    data["doctors"][0]["avoid_halves"] = ["mon am", "mon pm", "tue am", "2026-09-08 pm"]
    assert best_rota(data, ONE).levels == (0, 0, 0, 0, 3 * 2 + 2 * 2 + 4 * 2)


def test_travel_longer_than_the_break() -> None:
    """Forty minutes do not fit into the half-hour of midday, so on one day only one way round is held."""
    data = cohort(shadowing={"each_way": 1, "gap_weeks": 0}, scheduling={"soft": NO_COST})
    data["managers"][0] |= {"site": "south", "works": {"mon": "am pm"}}
    assert best_rota(data, ONE).levels == (0, 1, 0, 0, 0)
    assert best_rota(data, ONE, without=["travel"]).levels == (0, 0, 0, 0, 0)


def test_release_counts_guests_and_not_hosts() -> None:
    """A pattern that releases nobody lets its doctor host, but neither visit, meet nor attend."""
    data = cohort(
        workshops=[{"id": "w"}], shadowing={"each_way": 1, "gap_weeks": 0}, meetings={"every_weeks": 1}
    )
    shifts = {"D": {"time": "08:00-18:00"}}
    data["rotas"] = {
        "ward": {"anchor": "2026-09-07", "shifts": shifts, "cycle": "D D . . . . .", "release": 0}
    }
    data["doctors"][0]["rota"] = {"pattern": "ward", "row": 1}
    data["scheduling"] = {"soft": NO_COST}
    assert best_rota(data, ONE).levels == (2, 1, 1, 0, 0)


def test_area_takes_one_visitor_at_a_time() -> None:
    """Two pairs with one half-day in one area hold one shadowing of four; in two areas they hold two."""
    data = cohort(
        2, shadowing={"each_way": 1, "gap_weeks": 0, "area_visitors": 1}, scheduling={"soft": NO_COST}
    )
    for person in data["doctors"] + data["managers"]:
        person["works"] = {"mon": "am"}
    assert best_rota(data, TWO).levels == (0, 3, 0, 0, 0)
    data["doctors"][0]["directorate"] = "medicine"
    assert best_rota(data, TWO).levels == (0, 2, 0, 0, 0)


def test_partner_of_two_attends_once() -> None:
    """A manager with two doctors is one of three people at the workshop, and meets each doctor."""
    data = cohort(2, workshops=[{"id": "w", "capacity": 2}], meetings={"every_weeks": 1})
    data["scheduling"] = {"soft": NO_COST}
    shared = [("d0", "m0"), ("d1", "m0")]
    assert best_rota(data, shared).levels == (3, 0, 0, 0, 0)
    data["scheduling"]["together"] = False
    assert best_rota(data, shared).levels == (1, 0, 0, 0, 0)


def test_search_and_document_agree() -> None:
    """The levels read off the rota that the search found are its own, and no constraint is broken."""
    for seed in range(SEEDS):
        best = optimum(seed)
        if best is not None:
            case = seeded_rota_case(seed)
            assert rota_levels(*case, best.sessions) == best.levels, seed
            assert broken_constraints(*case, best.sessions) == set(), seed


def compare_with_writing_out(seeds: range, most: int) -> int:
    """How many cohorts are minute; on each the search must reach what writing out every rota reaches."""
    compared = 0
    for seed in seeds:
        case = seeded_rota_case(seed)
        if optimum(seed) is None or estimate(case) > most or not 2 <= ways_to_write(*case) <= most:
            continue
        compared += 1
        assert best_rota(*case).levels == best_by_writing_out(*case), seed
    return compared


def estimate(case: RotaCase) -> int:
    """A bound on the runs of one workshop to write out."""
    people = len({person for pair in case.pairs for person in pair})
    half_days = case.data["programme"]["weeks"] * 9
    runs = [int(w["runs"]) for w in case.data["workshops"]]
    return max(((1 + n) ** people * half_days**n for n in runs), default=1)


@pytest.mark.slow
def test_search_finds_what_writing_out_finds() -> None:
    """On minute cohorts the search and the writing out of every rota have the same optimum."""
    assert compare_with_writing_out(range(SEEDS), 200) >= 8


@pytest.mark.slow
def test_search_finds_what_writing_out_finds_on_many() -> None:
    """The same on many more, and on larger ones."""
    assert compare_with_writing_out(range(SEEDS, 500), 2000) >= 40


def seeds_bound_by(name: str, seeds: range) -> list[int]:
    """The seeds of which the optimum is better when the constraint is left out."""
    found = []
    for seed in seeds:
        best = optimum(seed)
        try:
            if best and is_better_without(*seeded_rota_case(seed), name, best.levels, MOST_NODES):
                found.append(seed)
        except TooLarge:
            continue
    return found


@pytest.mark.parametrize("name", BINDING)
def test_every_constraint_binds_somewhere(name: str) -> None:
    """For every constraint there is a seeded cohort whose optimum is better without it."""
    assert any(seeds_bound_by(name, range(seed, seed + 1)) for seed in range(2 * SEEDS))


@pytest.mark.slow
@pytest.mark.parametrize("name", BINDING)
def test_every_constraint_binds_in_a_fair_share(name: str) -> None:
    """Every constraint binds in at least one of a hundred seeded cohorts."""
    assert len(seeds_bound_by(name, range(400))) >= 4
