"""The cheapest changes that make room for everything: by hand, and applied to tiny cohorts."""

from __future__ import annotations

from typing import Any

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.relaxation import Relaxation
from pairmatch.conflicts.rota import FactModel
from pairmatch.progress import Watch
from pairmatch.rota.demand import demands
from pairmatch.rota.fewest_missed import fewest_missed
from tests.oracle.calendar import Data
from tests.oracle.cohorts import seeded_rota_case

SEEDS = 150


def cohort_with(**fields: Any) -> Data:
    """Two pairs and one workshop in a room for four."""
    return {
        "version": 1,
        "programme": {"start": "2026-09-07", "weeks": 2},
        "doctors": [{"id": "d0"}, {"id": "d1"}],
        "managers": [{"id": "m0"}, {"id": "m1"}],
        "rooms": [{"id": "r", "capacity": 4}],
        "workshops": [{"id": "w", "rooms": ["r"]} | fields.pop("workshop", {})],
        "matching": {"schedulable": False},
    } | fields


PAIRS = [("d0", "m0"), ("d1", "m1")]


def cheapest(data: Data, *excluding: list[Relaxation]) -> list[Relaxation] | None:
    """What would make room, proven to be the cheapest."""
    found, is_proven = FactModel(Cohort.model_validate(data), PAIRS).cheapest(excluding)
    assert is_proven
    return found


def test_nothing_has_to_give_way() -> None:
    """Where all can be served no change is named."""
    assert cheapest(cohort_with()) == []


@pytest.mark.parametrize(
    ("fields", "change"),
    [
        # Another run is cheaper than two more places.
        ({"workshop": {"capacity": 2}}, Relaxation("runs", "w", 2)),
        ({"workshop": {"min_size": 5}, "rooms": [{"id": "r"}]}, Relaxation("min_size", "w", 4)),
        ({"meetings": {"every_weeks": 1}, "scheduling": {"max_per_week": 0}, "workshops": []},
         Relaxation("max_per_week", None, 1)),
    ],
)  # fmt: skip
def test_the_cheapest_change_by_hand(fields: Data, change: Relaxation) -> None:
    """One change is enough, and it is the cheapest of those that are."""
    assert cheapest(cohort_with(**fields)) == [change]


def test_another_change_than_the_cheapest() -> None:
    """Without another run the next best is places: the room holds four, the workshop's own limit is two."""
    data = cohort_with(workshop={"capacity": 2})
    assert cheapest(data, [Relaxation("runs", "w", 2)]) == [Relaxation("capacity", "w", 4)]


NUMBERS = {"runs": "workshops", "capacity": "workshops", "min_size": "workshops", "room_capacity": "rooms"}


def applied(data: Data, changes: list[Relaxation]) -> Data | None:
    """The cohort with its numbers changed; None where anything else is to be."""
    changed = {**data, "scheduling": dict(data.get("scheduling", {}))}
    for change in changes:
        if change.what == "max_per_week":
            changed["scheduling"]["max_per_week"] = change.amount
        elif change.what in NUMBERS:
            side = NUMBERS[change.what]
            field = change.what.removeprefix("room_")
            changed[side] = [
                one | {field: change.amount} if one["id"] == change.subject else one for one in changed[side]
            ]
        else:
            return None
    return changed


def test_the_changes_applied_leave_nothing_missed() -> None:
    """On seeded cohorts: with the numbers changed in the file the rota misses nothing, before it did."""
    compared = 0
    for seed in range(SEEDS):
        data, pairs = seeded_rota_case(seed)
        changes, is_proven = FactModel(Cohort.model_validate(data), pairs).cheapest()
        served = missed(data, pairs) == 0
        assert not is_proven or served == (changes == []), seed
        changed = applied(data, changes or [])
        if changes and changed:
            assert missed(changed, pairs) == 0, (seed, changes)
            compared += 1
    assert compared >= 10


def missed(data: Data, pairs: list[tuple[str, str]]) -> int:
    """How much the best rota misses, of workshops that are not required too."""
    best = fewest_missed(demands(Cohort.model_validate(data), pairs), Watch(20, None, None))
    assert best is not None
    return sum(best.missed)
