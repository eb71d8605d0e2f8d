"""The pairing that can best be held: every pairing of a tiny cohort, each with the best rota's misses.

The most people placed, then the fewest missed by the rota's levels 1 to 4, then what the pairing is asked
to maximise, then the least list of positions.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.oracle.calendar import Data
from tests.oracle.pairing import Pairings
from tests.oracle.pairing_orders import Positions, people_of
from tests.oracle.parts import chance, some
from tests.oracle.rota import Levels, best_rota
from tests.oracle.rota_cohorts import rota_case
from tests.oracle.rota_data import Pairs

NO_COST = {"avoid_halves": 0, "travel": 0, "same_week": 0, "runs": 0, "balance": 0}
THEMES = ("sepsis", "flow", "falls", "theatres")


@dataclass(frozen=True)
class Held:
    """A pairing, what its best rota misses, and what that of the best pairing without regard to it does."""

    pairs: Positions
    missed: Levels
    plain: Positions
    plain_missed: Levels


def best_with_rota(data: Data, options: Data | None = None, max_nodes: int = 10**6) -> Held:
    """The best pairing, the misses of its rota going before all but the people placed."""
    ranking = Pairings(data, options).ranking(options)
    # Of equals the least list of positions stays first, as `ranking` has it.
    most = people_of(ranking.best)
    known = {
        pairs: missed_at_least(data, ids_of(data, pairs), max_nodes)
        for pairs in ranking.best_first
        if people_of(pairs) == most
    }
    best = min(known, key=lambda pairs: known[pairs])
    return Held(best, known[best], ranking.best, known[ranking.best])


def missed_at_least(data: Data, pairs: Pairs, max_nodes: int = 10**6) -> Levels:
    """Levels 1 to 4 of the best rota of a pairing."""
    free = data | {"scheduling": data.get("scheduling", {}) | {"soft": NO_COST}}
    return best_rota(free, pairs, max_nodes=max_nodes).levels[:4]


def ids_of(data: Data, pairs: Positions) -> list[tuple[str, str]]:
    """The pairs by their ids."""
    return [(data["doctors"][i]["id"], data["managers"][j]["id"]) for i, j in pairs]


def with_rota_cohort(rng: Random) -> Data:
    """A tiny cohort whose rota is tight, and whose people can be paired in more than one way."""
    data = rota_case(rng).data
    for side in ("doctors", "managers"):
        while len(data[side]) < 2 or (len(data[side]) < 3 and chance(rng, 25)):
            data[side].append(rng.choice(data[side]) | {"id": f"{side[0]}{len(data[side])}"})
    if "meetings" not in data and chance(rng, 70):
        data["meetings"] = {"every_weeks": data["programme"]["weeks"]}
    for person in [*data["doctors"], *data["managers"]]:
        if chance(rng, 60) and "rota" not in person:
            person["works"] = {rng.choice(["mon", "tue"]): rng.choice(["am", "pm", "am pm"])}
    doctors, managers = ([one["id"] for one in data[side]] for side in ("doctors", "managers"))
    for person in [*data["doctors"], *data["managers"]]:
        others = managers if person["id"] in doctors else doctors
        person |= {"interests": some(rng, THEMES, 3), "pairs": 1}
        if chance(rng, 50):
            person["prefers"] = some(rng, others, 2)
        if chance(rng, 20):
            person["refuses"] = some(rng, others, 1)
    data["matching"] = {
        "schedulable": chance(rng, 40),
        "objective": rng.choice(["fair", "total", "leximin", "rank"]),
        "criteria": {"interests": rng.randint(1, 5), "preferences": rng.randint(0, 5)},
    }
    return data
