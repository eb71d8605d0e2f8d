"""Demands that share nothing are solved apart, with the same optimum and proof as the whole."""

from __future__ import annotations

from functools import partial
from random import Random

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.matching import match
from pairmatch.progress import Watch
from pairmatch.rota import schedule
from pairmatch.rota.demand import demands
from pairmatch.rota.parts import parted
from pairmatch.rota.search import Manner
from pairmatch.rota.solve import _best
from tests.oracle.calendar import Data
from tests.oracle.parts import START, chance, some
from tests.oracle.rota import best_rota
from tests.rota.helpers import cohort_of

PAIRS = [("d0", "m0"), ("d1", "m1"), ("d2", "m2")]
SEEDS = 24


def apart(rest: str, people: str = "") -> int:
    """Into how many parts three pairs fall that meet every week and shadow once each way."""
    doctors = ", ".join(f"{{id: d{n}, directorate: x{people}}}" for n in range(3))
    cohort = cohort_of(f"""
programme: {{start: {START}, weeks: 2}}
doctors: [{doctors}]
managers: [{{id: m0}}, {{id: m1}}, {{id: m2}}]
meetings: {{every_weeks: 1}}
rotas: {{ward: {{anchor: {START}, shifts: {{D: {{time: "08:00-18:00"}}}}, cycle: D D D D D . ., release: 2}}}}
{rest}
""")
    return len(parted(demands(cohort, PAIRS), least=1))


@pytest.fixture(autouse=True)
def _apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """However small, parts are solved apart here."""
    monkeypatch.setattr("pairmatch.rota.solve.parted", partial(parted, least=1))


def test_what_joins_and_what_does_not() -> None:
    """Pairs are apart until a workshop, visitors of one area, or a duty pattern's release joins them."""
    shadowing = "shadowing: {each_way: 1, gap_weeks: 0"
    assert apart("") == 3
    assert apart(shadowing + "}") == 3
    assert apart(shadowing + ", area_visitors: 1}") == 1
    assert apart("workshops: [{id: w}]") == 1
    assert apart("", ", rota: {pattern: ward, row: 1}") == 1


def test_someone_with_two_partners_joins_both() -> None:
    """Two pairs that share a manager are one part, the third pair is another."""
    cohort = cohort_of(f"""
programme: {{start: {START}, weeks: 2}}
doctors: [{{id: d0}}, {{id: d1}}, {{id: d2}}]
managers: [{{id: m0, pairs: 2}}, {{id: m1}}]
meetings: {{every_weeks: 1}}
""")
    parts = parted(demands(cohort, [("d0", "m0"), ("d1", "m0"), ("d2", "m1")]), least=1)
    assert [part.meetings for part in parts] == [(0, 1, 2, 3), (4, 5)]


def loose(seed: int) -> Data:
    """Three pairs with no workshop: meetings, shadowing, things to avoid, and now and then a common limit."""
    rng = Random(seed)
    weeks = rng.randint(1, 2)
    data: Data = {
        "version": 1,
        "programme": {"start": START, "weeks": weeks, "days": "mon..tue"},
        "sites": {"north": {"travel": {"south": 45}}, "south": {}},
        "matching": {"schedulable": False},
        "scheduling": {"max_per_week": rng.randint(1, 3), "soft": {"balance": rng.choice([0, 1, 4, 9])}},
    }
    halves = ["mon am", "mon pm", "tue am", "tue pm"]
    for side, letter in (("doctors", "d"), ("managers", "m")):
        data[side] = [
            {
                "id": f"{letter}{n}",
                "site": rng.choice(["north", "south"]),
                "directorate": rng.choice(["x", "y"]),
                "avoid_halves": some(rng, halves, 3),
            }
            for n in range(3)
        ]
    if chance(rng, 80):
        data["meetings"] = {"every_weeks": 1}
    if chance(rng, 70) or "meetings" not in data:
        data["shadowing"] = {"each_way": 1, "gap_weeks": rng.randint(0, 1)}
        if chance(rng, 30):
            data["shadowing"]["area_visitors"] = 1
    return data


def test_the_optimum_is_that_of_the_whole() -> None:
    """Solved apart or whole, the levels are the same and proven; often the parts are three."""
    counts, told = [], {}
    for seed in range(SEEDS):
        cohort = Cohort.model_validate(loose(seed))
        data = demands(cohort, PAIRS)
        counts.append(len(parted(data, least=1)))
        pairing = match(cohort)
        if len({pair.ids for pair in pairing.pairs}) < 3:
            continue
        rota = schedule(cohort, pairing)
        whole = _best(demands(cohort, [pair.ids for pair in pairing.pairs]), Watch(60, None, None), Manner())
        ours = (rota.proof.status, rota.proof.cost, rota.proof.bound)
        if ours != ("optimal", whole.cost, whole.bound):
            told[seed] = (ours, whole.cost, whole.bound, whole.missed)
    assert told == {}
    assert counts.count(3) >= SEEDS // 3


@pytest.mark.parametrize("seed", [0, 5, 10, 15, 20, 25, 30, 55])
def test_the_optimum_is_that_of_trying_everything(seed: int) -> None:
    """The misses and the cost, `balance` included, are those of the brute force."""
    cohort = Cohort.model_validate(loose(seed))
    pairing = match(cohort)
    best = best_rota(loose(seed), [pair.ids for pair in pairing.pairs])
    rota = schedule(cohort, pairing)
    assert (len(rota.missed), rota.proof.cost) == (sum(best.levels[:4]), best.levels[4])


def test_small_parts_are_put_together() -> None:
    """Three pairs of two meetings each: of at least four demands there are a part of four and one of two."""
    cohort = cohort_of(f"""
programme: {{start: {START}, weeks: 2}}
doctors: [{{id: d0}}, {{id: d1}}, {{id: d2}}]
managers: [{{id: m0}}, {{id: m1}}, {{id: m2}}]
meetings: {{every_weeks: 1}}
""")
    parts = parted(demands(cohort, PAIRS), least=4)
    assert [part.meetings for part in parts] == [(0, 1, 2, 3), (4, 5)]
    assert len(parted(demands(cohort, PAIRS))) == 1
