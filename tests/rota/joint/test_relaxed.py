"""What a part of a pairing must miss, whatever pairing it is a part of."""

from __future__ import annotations

from typing import Any

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.matching.engine import Part
from pairmatch.matching.task import prepare
from pairmatch.matching.wishes import Wishes
from pairmatch.progress import Watch
from pairmatch.rota.fewest_missed import can_miss_at_most, fewest_missed, least_worth
from pairmatch.rota.joint.misses import scale_of
from pairmatch.rota.joint.relaxed import Relaxed
from tests.rota.joint.test_solve import data


def watch() -> Watch:
    """Time enough, from now on."""
    return Watch(60.0, None, None)


SURGERY = frozenset([(0, 0), (1, 1)])
EVERYONE = frozenset([(0, 0), (1, 1), (2, 2)])


def must_miss(part: Part, **more: Any) -> tuple[int, int, int, int]:
    """What a part of the pairings of the hand-worked cohort must miss."""
    cohort = Cohort.model_validate(data(**more))
    task = prepare(cohort, Wishes(), watch())
    scale, demands = scale_of(cohort), Relaxed.of(cohort, task.problem).demands(part)
    least = least_worth(demands, scale.weights, watch())
    assert can_miss_at_most(demands, scale.weights, least, watch())
    assert least == 0 or not can_miss_at_most(demands, scale.weights, least - 1, watch())
    found = fewest_missed(demands, watch())
    assert found is not None
    assert found.missed == found.bound == scale.misses(least)
    return found.missed


@pytest.mark.parametrize(
    ("part", "misses"),
    [
        (Part(SURGERY), 1),
        (Part(EVERYONE), 1),
        (Part(frozenset([(0, 0)])), 0),
        (Part(frozenset([(0, 0)]), rights=frozenset([1]), side="right"), 0),
        (Part(frozenset([(0, 0)]), lefts=frozenset([1]), side="left"), 0),
    ],
)
def test_visits(part: Part, misses: int) -> None:
    """Two visits to surgery on one morning are one too many; with anyone else one of them need not be."""
    assert must_miss(part) == (0, misses, 0, 0)


def test_someone_with_whomever_misses_what_no_partner_could_mend() -> None:
    """If Okafor can never be away, no manager is visited by him: one visit is missed with whomever."""
    cohort = data(matching=data()["matching"] | {"schedulable": False})
    cohort["doctors"][0]["commitments"] = {half: {"attend": False} for half in ("tue am", "tue pm")}
    anyone = Part(frozenset(), lefts=frozenset([0]), side="left")
    alone = Part(frozenset(), lefts=frozenset([0]), side="right")
    assert must_miss(anyone, doctors=cohort["doctors"], matching=cohort["matching"]) == (0, 1, 0, 0)
    assert must_miss(alone, doctors=cohort["doctors"], matching=cohort["matching"]) == (0, 0, 0, 0)


def test_a_run_of_a_part_may_be_of_any_size() -> None:
    """Five must be there: others could join two pairs, but not where nobody else is placed."""
    workshops = [{"id": "kickoff", "min_size": 5}]
    without_visits: dict[str, Any] = {"shadowing": None, "workshops": workshops}
    assert must_miss(Part(SURGERY), **without_visits) == (0, 0, 0, 0)
    assert must_miss(Part(SURGERY, is_all=True), **without_visits) == (4, 0, 0, 0)
    assert must_miss(Part(EVERYONE, is_all=True), **without_visits) == (0, 0, 0, 0)
