"""The best pairing that can be held, by writing out every pairing and the best rota of each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

from tests.oracle.calendar import Data
from tests.oracle.pairing import Pairings
from tests.oracle.pairing_orders import Positions, people_of
from tests.oracle.rota import best_rota
from tests.oracle.rota_cohorts import rota_case

MOST_NODES = 3000
Misses = tuple[int, int, int, int]


@dataclass(frozen=True)
class Best:
    """The best pairing, by positions, what its rota misses, and what plain `match` would pair."""

    pairs: Positions
    misses: Misses
    alone: Positions


def joint_cohort(seed: int) -> Data:
    """A tiny cohort with time for little, whose people like some partners better than others."""
    rng = Random(seed)
    data = rota_case(rng).data
    while min(len(data["doctors"]), len(data["managers"])) < 2:
        data = rota_case(rng).data
    for side, others in (("doctors", "managers"), ("managers", "doctors")):
        for person in data[side]:
            ids = [other["id"] for other in data[others]]
            person["prefers"] = rng.sample(ids, rng.randint(0, len(ids)))
            person["interests"] = rng.sample(["art", "data", "food", "law"], rng.randint(1, 3))
    data["matching"] = {"schedulable": False, "objective": rng.choice(["fair", "total", "leximin", "rank"])}
    return data


def best_held(data: Data, options: Data) -> Best:
    """The optimum under options; `NoPairing` where there is none, `TooLarge` where a rota takes too long."""
    ranking = Pairings(data, options).ranking(options)
    doctors, managers = ([person["id"] for person in data[side]] for side in ("doctors", "managers"))

    @cache
    def misses(pairs: Positions) -> Misses:
        named = [(doctors[i], managers[j]) for i, j in pairs]
        required, shadowing, meetings, others, *_ = best_rota(data, named, max_nodes=MOST_NODES).levels
        return required, shadowing, meetings, others

    best = min(ranking.best_first, key=lambda pairs: (-people_of(pairs), misses(pairs)))
    return Best(best, misses(best), ranking.best)
